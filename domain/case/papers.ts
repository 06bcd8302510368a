import type { Context } from './procedure';
import { type Refusal, refuse } from './refusal';

interface Missing {
  readonly clause?: string | undefined;
  /** What needs the paper, where the paper's kind alone would not say it. */
  readonly text?: readonly [zh: string, en: string];
}

/** An act that comes without the paper that it needs is refused and named the paper. */
export const paperMissing = (
  papers: readonly { readonly kind: string }[],
  kind: string,
  { clause, text: [zh, en] = [`缺少材料: ${kind}`, `A paper is missing: ${kind}`] }: Missing = {},
): Refusal | undefined =>
  papers.some((paper) => paper.kind === kind)
    ? undefined
    : refuse('paper-missing', zh, en, [`上传 ${kind} 后再提交`, `Upload a paper of kind "${kind}" first`], {
        pointer: '/papers',
        ...(clause ? { clause } : {}),
      });

/** What somebody wrote and signed himself (本人书面意见). */
const OWN_HAND = 'statement';

/**
 * An act that ends somebody's case, or binds him, is his own to give: recorded in his name it comes with the paper that he signed. What is brought in
 * from paper lies in the old file.
 */
export const ownHandMissing = (
  { command: { actor, recorder, papers }, imported }: Pick<Context, 'command' | 'imported'>,
  clause: string,
): Refusal | undefined =>
  imported || actor.id === recorder.id || papers.some((paper) => paper.kind === OWN_HAND)
    ? undefined
    : refuse(
        'paper-missing',
        '代他人记录此项须附本人签字的书面材料',
        'Recorded in somebody’s name, this needs the paper that the person signed',
        [
          `上传本人签字材料的扫描件 (类别 ${OWN_HAND}) 后再提交, 或由本人登录办理`,
          `Upload the scan of the signed paper (kind "${OWN_HAND}") first, or let the person give it`,
        ],
        { pointer: '/papers', clause },
      );
