import { randomUUID } from 'node:crypto';
import { refuse } from '../domain/case/refusal';
import { appendLog } from './log';
import { lockRange, type Range } from './number-draw';
import { insertRange } from './number-ranges';
import { numberAt, type Span } from './number-text';
import type { Client, Writer } from './quota-tree';
import { Refused } from './refused';

/**
 * Hands `count` numbers that nobody drew yet to a unit right below: those from `from` on, or the last of the range. What lies behind them stays here
 * as a range of its own.
 */
export const handDownRange = async (
  client: Client,
  move: { readonly rangeId: string; readonly toOrgId: string; readonly count: number; readonly from?: string },
  by: Writer,
): Promise<Range> => {
  const range = await lockRange(client, move.rangeId);
  if (!range)
    throw new Refused(refuse('range-unknown', '没有这个号段', 'There is no such range', ['刷新后重选', 'Refresh and choose again']));
  const child = await client.query('SELECT 1 FROM organisation WHERE id = $1 AND parent_id = $2 AND closed_on IS NULL', [
    move.toOrgId,
    range.orgId,
  ]);
  if (child.rowCount === 0)
    throw new Refused(
      refuse(
        'not-below',
        '号段逐级下发, 只能发给直属下级',
        'Numbers go down level by level, to a unit right below',
        ['选择直属下级组织', 'Choose a unit right below'],
        { pointer: '/toOrgId' },
      ),
    );
  const first = move.from === undefined ? range.last - BigInt(move.count) + 1n : serialIn(range, move.from);
  const last = first === undefined ? 0n : first + BigInt(move.count) - 1n;
  if (first === undefined || first < range.next || last > range.last) {
    const [next, left] = [numberAt(range, range.next), range.last - range.next + 1n];
    throw new Refused(
      refuse(
        'not-free',
        `该号段从 ${next} 起剩 ${left} 个未用号`,
        `The range has ${left} numbers left, from ${next} on`,
        ['在未用号中选择', 'Choose among those'],
        { pointer: move.from === undefined ? '/count' : '/from' },
      ),
    );
  }
  const given = await cut(client, range, first, last, move.toOrgId);
  const body = { range: range.id, given: given.id, to: move.toOrgId, first: numberAt(range, first), last: numberAt(range, last) };
  await appendLog(client, { at: by.at, kind: 'numbers.handed', personId: by.personId, body });
  return given;
};

const serialIn = (range: Span, number: string): bigint | undefined => {
  const digits = number.slice(range.prefix.length);
  return number.startsWith(range.prefix) && digits.length === range.width && /^\d+$/.test(digits) ? BigInt(digits) : undefined;
};

/** Cuts `first` to `last` out of a range: the row keeps what lies before, or else what lies behind, or else goes over whole. */
const cut = async (client: Client, range: Range, first: bigint, last: bigint, orgId: string): Promise<Range> => {
  const before = first > range.first;
  const behind = last < range.last;
  if (!before && !behind) {
    await client.query('UPDATE number_range SET org_id = $2 WHERE id = $1', [range.id, orgId]);
    return { ...range, orgId };
  }
  if (before) await client.query('UPDATE number_range SET last = $2 WHERE id = $1', [range.id, (first - 1n).toString()]);
  else await client.query('UPDATE number_range SET first = $2, next = $2 WHERE id = $1', [range.id, (last + 1n).toString()]);
  if (before && behind) await insertRange(client, { ...range, id: randomUUID(), first: last + 1n });
  return insertRange(client, { ...range, id: randomUUID(), orgId, first, last, parentId: range.id });
};
