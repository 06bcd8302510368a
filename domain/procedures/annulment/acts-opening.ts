import { z } from 'zod';
import { Day } from '../../calendar/day';
import { closeStep } from '../../case/moves';
import { act } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import { ANNULLABLE, type AnnulmentBook } from './book';

/** The case that is named, as the office finds it. */
const Target = z.object({
  procedure: z.string(),
  committee: z.string(),
  subject: z.string().optional(),
  approvedOn: Day.optional(),
  /** An approval or appointment that has been annulled already. */
  annulled: z.boolean(),
});
const Found = z.object({
  target: Target.optional(),
  of: z.string().optional(),
  targetApprovedOn: Day.optional(),
  otherOpen: z.boolean(),
});
type Found = z.infer<typeof Found>;

/** Why it is annulled, as far as a word can say it; the finding itself is the paper. */
const GROUNDS = ['falsified', 'not-eligible', 'steps-missing', 'vote-invalid', 'other'] as const;
const Opening = z.strictObject({ target: z.uuid(), ground: z.enum(GROUNDS) });

const at = { pointer: '/body/target', clause: 'annulment.opening' } as const;

const wrongTarget = ({ target, otherOpen }: Found, committee: string, subject: string | undefined): Refusal | undefined => {
  if (!target || !(ANNULLABLE as readonly string[]).includes(target.procedure) || target.subject !== subject)
    return refuse(
      'nothing-to-annul',
      '只能撤销发展团员或干部任用的案子',
      'Only an admission or a candidacy can be annulled',
      ['填写该团员的发展案或该干部的人选案', 'Name the admission, or the candidacy, of this person'],
      at,
    );
  if (!target.approvedOn)
    return refuse(
      'not-approved',
      '该案尚未批准或任职, 无可撤销',
      'Nothing has been approved, and nobody appointed, in that case yet',
      ['在原案中退回或终止', 'Send that case back, or end it'],
      at,
    );
  if (target.committee !== committee)
    return refuse(
      'other-body',
      '撤销由原批准 (任用) 的团委办理',
      'The committee that approved or appointed annuls',
      ['由原批准的团委立案', 'Let that committee open it'],
      at,
    );
  if (target.annulled) return refuse('already-annulled', '该案已被撤销', 'It has been annulled', ['无需办理', 'Nothing to do'], at);
  return otherOpen
    ? refuse(
        'duplicate',
        '对此人已有正在办理的撤销案',
        'An annulment about this person is under way',
        ['在该案中办理', 'Go on with that one'],
        at,
      )
    : undefined;
};

export const openingActs = {
  openAnnulment: act<AnnulmentBook, z.infer<typeof Opening>, Found>({
    kind: 'openAnnulment',
    fact: 'annulmentOpened',
    title: { zh: '提出撤销', en: 'Propose an annulment' },
    body: Opening,
    evidence: Found,
    keeps: ['of', 'targetApprovedOn'],
    seats: ['committee-officer', 'inspector'],
    via: ['person'],
    // Whoever proposes as inspector gives no verdict on it afterwards.
    signs: { 'committee-officer': 'committee', inspector: 'proposal' },
    clause: 'annulment.opening',
    judge: ({ state, evidence }) => wrongTarget(evidence, state.committee, state.subject),
    apply: (state, fact, statute) => {
      const { target, ground, of, targetApprovedOn } = fact.body as typeof fact.body & Pick<AnnulmentBook, 'of' | 'targetApprovedOn'>;
      Object.assign(state.book, { target, ground, of, targetApprovedOn });
      closeStep(state, statute, 'N1', fact);
    },
  }),
};
