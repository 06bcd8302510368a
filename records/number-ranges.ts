import { randomUUID } from 'node:crypto';
import { refuse } from '../domain/case/refusal';
import type { NumberKind } from '../domain/contract/quota';
import { appendLog, sha256 } from './log';
import { lockRangeOf, type Range } from './number-draw';
import { type Span, spanOf } from './number-text';
import { ownKind } from './numbers';
import type { Client, Writer } from './quota-tree';
import { Refused } from './refused';

export const insertRange = async (client: Client, range: Omit<Range, 'next'>): Promise<Range> => {
  const { id, orgId, kind, year, prefix, width, first, last, source, parentId } = range;
  await client.query(
    'INSERT INTO number_range (id, org_id, kind, year, prefix, width, first, last, next, source, parent_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $9, $10)',
    [id, orgId, kind, year, prefix, width, first.toString(), last.toString(), source, parentId],
  );
  return { ...range, next: first };
};

const overlapping = async (client: Client, kind: NumberKind, first: string, last: string): Promise<string | undefined> => {
  const { rows } = await client.query<{ first: string; last: string }>(
    `SELECT * FROM (SELECT prefix || lpad(first::text, width, '0') AS first, prefix || lpad(last::text, width, '0') AS last FROM number_range WHERE kind = $1) r
     WHERE length(r.first) = length($2) AND r.first COLLATE "C" <= $3 AND r.last COLLATE "C" >= $2 LIMIT 1`,
    [kind, first, last],
  );
  return rows[0] && `${rows[0].first}-${rows[0].last}`;
};

/**
 * Enters numbers that came from above or stand in the official system: nothing is invented here, so the source is named. A single number is a range
 * with one number in it. Whatever overlaps a range of the same kind is refused.
 */
export const receiveRange = async (
  client: Client,
  received: {
    readonly orgId: string;
    readonly kind: NumberKind;
    readonly year: number;
    readonly first: string;
    readonly last: string;
    readonly source: string;
  },
  by: Writer,
): Promise<Range> => {
  const { orgId, kind, year, first, last } = received;
  const source = received.source.trim();
  if (source === '')
    throw new Refused(
      refuse(
        'source-missing',
        '须写明号段来源',
        'Say where the numbers come from',
        ['填写批文或官方系统批次', 'Name the paper or the batch of the official system'],
        { pointer: '/source' },
      ),
    );
  const span: Span = spanOf(kind, first, last);
  await ownKind(client, kind);
  const other = await overlapping(client, kind, first, last);
  if (other)
    throw new Refused(
      refuse(
        'range-overlaps',
        `与已登记号段 ${other} 重叠`,
        `Overlaps the range ${other}`,
        ['核对号段, 只登记新的部分', 'Check it and enter only what is new'],
        { pointer: '/first' },
      ),
    );
  const range = await insertRange(client, { id: randomUUID(), orgId, kind, year, ...span, source, parentId: null });
  await appendLog(client, {
    at: by.at,
    kind: 'numbers.received',
    personId: by.personId,
    body: { range: range.id, org: orgId, kind, year, first, last, source },
  });
  return range;
};

/** The range in which a number lies, locked. */
export const rangeHolding = async (client: Client, kind: NumberKind, number: string): Promise<Range> => {
  const range = await lockRangeOf(client, kind, number);
  if (!range)
    throw new Refused(
      refuse(
        'number-unknown',
        '该号不在任何已登记号段内',
        'The number lies in no range',
        ['先登记号段, 或核对号码', 'Enter the range first, or check the number'],
        { pointer: '/number' },
      ),
    );
  return range;
};

/** Voids a number that nobody has: misprinted, lost, damaged. One that a case has is voided with its form, in the case. */
export const voidNumber = async (
  client: Client,
  dead: { readonly kind: NumberKind; readonly number: string; readonly why: string },
  by: Writer,
): Promise<void> => {
  const { kind, number } = dead;
  const pointer = { pointer: '/number' };
  const range = await rangeHolding(client, kind, number);
  if (dead.why.trim() === '')
    throw new Refused(
      refuse('reason-missing', '作废须写明理由', 'A void number has a reason', ['填写理由', 'Give the reason'], { pointer: '/why' }),
    );
  const entered = await client.query(
    `INSERT INTO issued_number (kind, number, range_id, org_id, year, status, why, "on", voided_on) VALUES ($1, $2, $3, $4, $5, 'void', $6, $7, $7) ON CONFLICT (kind, number) DO NOTHING`,
    [kind, number, range.id, range.orgId, range.year, dead.why.trim(), by.on],
  );
  if (entered.rowCount === 0) {
    const { rows } = await client.query<{ status: string }>('SELECT status FROM issued_number WHERE kind = $1 AND number = $2', [
      kind,
      number,
    ]);
    throw new Refused(
      rows[0]?.status === 'void'
        ? refuse('already-void', '该号已作废', 'The number is void already', ['无需办理', 'Nothing to do'], pointer)
        : refuse(
            'number-assigned',
            '该号已核发给在办对象',
            'The number belongs to a case',
            ['在该案中作废换发 (voidForm)', 'Void the form in that case (voidForm)'],
            pointer,
          ),
    );
  }
  // The reason is free text: it stands with the number, and the log has its digest.
  const why = sha256(dead.why.trim()).toString('hex');
  await appendLog(client, { at: by.at, kind: 'numbers.void', personId: by.personId, body: { kind, number, why } });
};
