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
