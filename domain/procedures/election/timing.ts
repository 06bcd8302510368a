import { addDays, addMonths } from '../../calendar/day';
import { type Refusal, refuse } from '../../case/refusal';
import { clauseOf, numberOf, type Statute } from '../../law/statute';

/** Before or after its time. The last days of a term are its time: an election takes some preparing. */
export const shiftOf = (statute: Statute, ends: string | undefined, on: string): 'early' | 'late' | undefined => {
  if (!ends) return undefined;
  if (on > ends) return 'late';
  return on < addDays(ends, -numberOf(statute, 'election.regularDays')) ? 'early' : undefined;
};

/** Why, and who agreed. */
export const SHIFT_PAPERS = ['reason', 'party-approval', 'league-approval'];

/**
 * Art. 4: moved only with the approval of the Party organisation and of the League organisation above, by six months at most. A branch that let even
 * that time pass must still come to an election: the committee above orders it in writing.
 */
export const shiftAllowed = (
  statute: Statute,
  ends: string | undefined,
  on: string,
  papers: readonly { readonly kind: string }[],
  pointer: string,
): Refusal | undefined => {
  const shift = shiftOf(statute, ends, on);
  if (!shift || !ends) return undefined;
  const clause = clauseOf(statute, 'election.shift.branch');
  const most = numberOf(statute, 'election.shift.branch');
  const has = (kind: string): boolean => papers.some((paper) => paper.kind === kind);
  const first = addMonths(ends, -most);
  if (on < first)
    return refuse(
      'too-early',
      `提前换届不得超过 ${most} 个月, 本届任期到 ${ends}`,
      `An election may be at most ${most} months early; the term ends on ${ends}`,
      [`改为 ${first} 或以后`, `Use ${first} or later`],
      { pointer, clause, earliest: first },
    );
  if (on > addMonths(ends, most) && !has('league-order'))
    return refuse(
      'too-late',
      `延期换届不得超过 ${most} 个月, 本届任期到 ${ends}`,
      `An election may be at most ${most} months late; the term ended on ${ends}`,
      [
        '由上一级团组织书面责成换届, 上传 league-order',
        'The League organisation above orders it in writing: upload a paper of kind "league-order"',
      ],
      { pointer, clause },
    );
  const missing = SHIFT_PAPERS.find((kind) => !has(kind));
  return missing
    ? refuse(
        'paper-missing',
        `${shift === 'early' ? '提前' : '延期'}换届须有理由和同级党组织、上一级团组织的批准, 缺少: ${missing}`,
        `An election ${shift === 'early' ? 'before' : 'after'} its time needs the reason and both approvals; missing: ${missing}`,
        [`上传 ${missing} 后再提交`, `Upload a paper of kind "${missing}" first`],
        { pointer: '/papers', clause },
      )
    : undefined;
};
