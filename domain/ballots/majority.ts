/** One question, one tally: counts as the tellers report them, judged by the pack's rule. Which rule holds is never decided here. */
import { z } from 'zod';
import { Fraction, fewest, hasQuorum, meets, type Roll } from './quorum';

/**
 * - `base`: whose majority; 'eligible' all entitled (应到会), 'present' those attending (到会). Texts differ: a switch of the pack.
 * - `writtenOpinions`: whether opinions of absent members, received before the meeting, count among the votes. Default no.
 */
export const BallotRule = z.object({
  quorum: Fraction,
  majority: Fraction,
  base: z.enum(['eligible', 'present'], { error: '计票基数只能是 eligible（应到会）或 present（到会）' }),
  writtenOpinions: z.boolean({ error: '请注明缺席成员的书面意见是否计入票数' }).optional(),
});
export type BallotRule = Readonly<z.infer<typeof BallotRule>>;

/**
 * Numbers of papers (or hands). `issued` defaults to all present, `returned` to all issued. The kinds `for` to `invalid`
 * add up to `returned`. `abstain`, `defer` (缓议), `other` (another name written), `invalid` and papers kept back are all not-for.
 */
export interface Count extends Roll {
  issued?: number;
  returned?: number;
  for: number;
  against: number;
  abstain: number;
  defer?: number;
  other?: number;
  invalid?: number;
  writtenFor?: number;
  writtenAgainst?: number;
  writtenAbstain?: number;
}

/** Why a count gives no decision. Only `more-returned-than-issued` makes the vote itself void: it is repeated. Others: correct the report. */
export type BallotFault =
  | 'not-a-count'
  | 'negative'
  | 'more-present-than-entitled'
  | 'written-opinions-not-admitted'
  | 'more-votes-than-entitled'
  | 'no-quorum'
  | 'more-issued-than-present'
  | 'more-returned-than-issued'
  | 'counts-do-not-add-up';

/** `votesFor` of `base` persons, of whom `needed` decide; kept for the minutes. A tie, or exactly half, is not passed. */
export type BallotResult =
  | { result: 'passed' | 'not-passed'; votesFor: number; base: number; needed: number }
  | { result: 'no-quorum'; code: 'no-quorum'; present: number; needed: number; text: string }
  | { result: 'void'; code: Exclude<BallotFault, 'no-quorum'>; repeat: boolean; text: string };

/** Order: are these counts at all, who is in the room, is there a quorum (else nothing was put to the vote), the papers, the majority. */
export function tally(count: Count, rule: BallotRule): BallotResult {
  const fault = faultOfNumbers(count) ?? faultOfRoll(count, rule);
  if (fault !== undefined) return voided(fault);
  if (!hasQuorum(count, rule.quorum)) {
    const needed = fewest(count.entitled, rule.quorum);
    const text = `应到 ${count.entitled} 人，实到 ${count.present} 人，至少需 ${needed} 人到会，不得表决，请改期`;
    return { result: 'no-quorum', code: 'no-quorum', present: count.present, needed, text };
  }
  const faultyPapers = faultOfPapers(count);
  if (faultyPapers !== undefined) return voided(faultyPapers);

  const votesFor = count.for + (count.writtenFor ?? 0);
  // Whoever sends a written opinion takes part, so a base of those present grows with it (the strict reading).
  const base = rule.base === 'eligible' ? count.entitled : count.present + written(count);
  const result = meets(votesFor, base, rule.majority) ? 'passed' : 'not-passed';
  return { result, votesFor, base, needed: fewest(base, rule.majority) };
}

function faultOfNumbers(count: Count): VoidFault | undefined {
  const numbers = Object.values(count).filter((n) => n !== undefined);
  if (numbers.some((n) => !Number.isSafeInteger(n))) return 'not-a-count';
  return numbers.some((n) => n < 0) ? 'negative' : undefined;
}

function faultOfRoll(count: Count, rule: BallotRule): VoidFault | undefined {
  if (count.present > count.entitled) return 'more-present-than-entitled';
  if (written(count) > 0 && rule.writtenOpinions !== true) return 'written-opinions-not-admitted';
  return count.present + written(count) > count.entitled ? 'more-votes-than-entitled' : undefined;
}

function faultOfPapers(count: Count): VoidFault | undefined {
  const issued = count.issued ?? count.present;
  const returned = count.returned ?? issued;
  if (issued > count.present) return 'more-issued-than-present';
  if (returned > issued) return 'more-returned-than-issued';
  const kinds = count.for + count.against + count.abstain + (count.defer ?? 0) + (count.other ?? 0) + (count.invalid ?? 0);
  return kinds === returned ? undefined : 'counts-do-not-add-up';
}

const written = (count: Count): number => (count.writtenFor ?? 0) + (count.writtenAgainst ?? 0) + (count.writtenAbstain ?? 0);

type VoidFault = Exclude<BallotFault, 'no-quorum'>;

const TEXTS: Record<VoidFault, string> = {
  'not-a-count': '人数和票数应为整数，请核对后重新填写',
  negative: '人数和票数不能为负数，请核对后重新填写',
  'more-present-than-entitled': '实到人数多于应到人数，请核对到会名单',
  'written-opinions-not-admitted': '现行规则不计缺席成员的书面意见，请删去书面意见票数',
  'more-votes-than-entitled': '实到人数与书面意见之和多于应到人数，请核对名单',
  'more-issued-than-present': '发出票数多于实到人数，请核对发票记录',
  'more-returned-than-issued': '收回票数多于发出票数，本次投票无效，应重新投票',
  'counts-do-not-add-up': '各项票数之和与收回票数不符，请重新计票',
};

const voided = (code: VoidFault): BallotResult => ({
  result: 'void',
  code,
  repeat: code === 'more-returned-than-issued',
  text: TEXTS[code],
});
