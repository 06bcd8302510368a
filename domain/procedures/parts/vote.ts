import { z } from 'zod';
import { tally } from '../../ballots/majority';
import { type Refusal, refuse } from '../../case/refusal';
import { choiceOf, clauseOf, type Statute, shareOf } from '../../law/statute';

export const Counts = z.strictObject({
  entitled: z.number().int().min(0).max(100_000),
  present: z.number().int().min(0).max(100_000),
  for: z.number().int().min(0).max(100_000),
  against: z.number().int().min(0).max(100_000),
  abstain: z.number().int().min(0).max(100_000),
  /** Papers issued and returned, where papers were used: more returned than issued makes the vote void. */
  issued: z.number().int().min(0).max(100_000).optional(),
  returned: z.number().int().min(0).max(100_000).optional(),
  /** Papers that cannot be read; they count for nobody. */
  invalid: z.number().int().min(0).max(100_000).optional(),
  /** Opinions of the absent, where the pack counts them. */
  writtenFor: z.number().int().min(0).max(100_000).optional(),
  writtenAgainst: z.number().int().min(0).max(100_000).optional(),
  writtenAbstain: z.number().int().min(0).max(100_000).optional(),
});
export type Counts = z.infer<typeof Counts>;

/** Where the pack keeps quorum, majority and base of a vote: `admission.branch` + `Quorum`, `Majority`, `Base`. */
export type VoteLaw = 'admission.branch' | 'admission.approval' | 'party-recommendation.meeting' | 'election.method';

/** Outcome of a vote by the pack's quorum, majority and base. Integers only; a tie fails. */
export const outcome = (statute: Statute, counts: Counts, prefix: VoteLaw) =>
  tally(counts, {
    quorum: shareOf(statute, `${prefix}Quorum`),
    majority: shareOf(statute, `${prefix}Majority`),
    base: choiceOf(statute, `${prefix}Base`) === 'present' ? 'present' : 'eligible',
    // Of branch meetings only; a law from before the switch has it off.
    ...(prefix === 'admission.branch' && statute.figures['admission.absenteeOpinions']?.value === true ? { writtenOpinions: true } : {}),
  });

/** Why these counts are no vote at all; undefined when they decide something, for or against. */
export const votable = (statute: Statute, counts: Counts, prefix: VoteLaw): Refusal | undefined => {
  const result = outcome(statute, counts, prefix);
  const clause = clauseOf(statute, `${prefix}Quorum`);
  if (result.result === 'no-quorum')
    return refuse(
      'no-quorum',
      `到会 ${counts.present} 人, 应到 ${counts.entitled} 人, 不足法定人数, 不得表决`,
      `${counts.present} of ${counts.entitled} present: no quorum, no vote`,
      ['改期再开', 'Adjourn the meeting'],
      { clause, pointer: '/body/present' },
    );
  return result.result === 'void'
    ? refuse(
        result.code,
        result.text,
        `The counts do not stand: ${result.code}`,
        ['核对应到、实到、发出、收回与三种票数', 'Check entitled, present, issued, returned and the three counts'],
        { clause, pointer: '/body' },
      )
    : undefined;
};
