import type { NumberKind } from '../domain/contract/quota';
import { findFree, give, lockRangeOf, type Receiver } from './number-draw';
import { type Answer, type Asked, once } from './quota-answers';
import { type Client, upwards } from './quota-tree';

/** Numbers of a kind are entered from outside only while nobody receives a range of that kind. */
export const shareKind = (client: Client, kind: NumberKind) =>
  client.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [`number_range:${kind}`]);
export const ownKind = (client: Client, kind: NumberKind) =>
  client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`number_range:${kind}`]);

interface Issued {
  readonly number: string;
  readonly year: number;
}

/** What stands on a form that was filled in before. */
export interface OnPaper {
  readonly number?: string;
  readonly booklet?: string;
}

export interface Form {
  readonly number: string;
  /** Booklets are counted here, and nobody has said which one this form is. */
  readonly unnamed?: 'booklet';
}

const issuedTo = async (client: Client, caseId: string, kind: NumberKind): Promise<Issued | undefined> => {
  const { rows } = await client.query<Issued>(
    `SELECT number, year FROM issued_number WHERE case_id = $1 AND kind = $2 AND status = 'issued'`,
    [caseId, kind],
  );
  return rows[0];
};

/** The form of a case is void: its number and its booklet are consumed for ever and say why. */
export const voidForms = async (client: Client, caseId: string, why: string, on: string): Promise<void> => {
  await client.query(
    `UPDATE issued_number SET status = 'void', why = $2, voided_on = $3 WHERE case_id = $1 AND kind IN ('development', 'booklet') AND status = 'issued'`,
    [caseId, why, on],
  );
};

/**
 * One person, one number, one form: the number that the case has, or the next one with its booklet. Where booklets are counted (a range of them was
 * received) a number is given only together with one. A form that was filled in on paper before brings its own number and its own booklet: the number that is
 * printed on it, never the next in turn. Where booklets are counted and none is named, the answer says so, for one is missing in the count.
 */
export const issueForm = async (
  client: Client,
  to: Omit<Receiver, 'round'> & { readonly round?: number; readonly path: readonly string[] } & OnPaper,
): Promise<Form | { why: 'no-number' | 'no-booklet' | 'number-taken' | 'booklet-taken' }> => {
  const has = await issuedTo(client, to.caseId, 'development');
  if (has) return { number: has.number };
  const receiver = { ...to, round: to.round ?? null };
  if (to.number !== undefined) return enterForm(client, { ...receiver, number: to.number });
  const number = await findFree(client, to.path, 'development', to.year);
  if (typeof number === 'string') return { why: 'no-number' };
  const booklet = await findFree(client, to.path, 'booklet', to.year);
  if (booklet === 'empty') return { why: 'no-booklet' };
  await give(client, number, receiver);
  if (booklet !== 'none') await give(client, booklet, receiver);
  return { number: number.number };
};

/** All of a form or nothing: with its booklet refused, its number is not entered either. */
const enterForm = async (
  client: Client,
  form: Receiver & { readonly path: readonly string[]; readonly number: string; readonly booklet?: string },
): Promise<Form | { why: 'number-taken' | 'booklet-taken' }> => {
  const { number, booklet } = form;
  await client.query('SAVEPOINT form');
  if (await enterNumber(client, 'development', form)) return { why: 'number-taken' };
  if (booklet === undefined)
    return (await findFree(client, form.path, 'booklet', form.year)) === 'none' ? { number } : { number, unnamed: 'booklet' };
  if (await enterNumber(client, 'booklet', { ...form, number: booklet })) {
    await client.query('ROLLBACK TO SAVEPOINT form');
    return { why: 'booklet-taken' };
  }
  return { number };
};

/** A spoiled form: its number is void with the reason, also when no other is left. Without an old number it just asks for one. */
export const replaceNumber = (
  client: Client,
  ask: Asked & { readonly round?: number; readonly number?: string; readonly why: string; readonly year?: number },
): Promise<Answer<'numberIssued' | 'numberShort'>> =>
  once(client, ask, async () => {
    const { caseId, key, on } = ask;
    const old = await issuedTo(client, caseId, 'development');
    if (old && ask.number !== undefined && old.number !== ask.number) return { kind: 'numberIssued', body: { key, number: old.number } };
    if (old) await voidForms(client, caseId, ask.why, on);
    const year = ask.year ?? old?.year ?? Number(on.slice(0, 4));
    const { number: _, ...rest } = ask;
    const form = await issueForm(client, { ...rest, year, path: await upwards(client, ask.unitId) });
    return 'why' in form
      ? { kind: 'numberShort', body: { key, why: form.why } }
      : { kind: 'numberIssued', body: { key, number: form.number } };
  });

/** The certificate's number: drawn from a range, or the one that stands on the certificate, if nobody else has it. */
export const issueCertificate = (
  client: Client,
  ask: Asked & { readonly number?: string; readonly year: number },
): Promise<Answer<'certificateIssued' | 'certificateShort'>> =>
  once(client, ask, async () => {
    const { caseId, key } = ask;
    const has = await issuedTo(client, caseId, 'certificate');
    if (has) return { kind: 'certificateIssued', body: { key, number: has.number } };
    const path = await upwards(client, ask.unitId);
    if (ask.number !== undefined) {
      const why = await enterNumber(client, 'certificate', { ...ask, round: null, number: ask.number, path });
      return why ? { kind: 'certificateShort', body: { key, why } } : { kind: 'certificateIssued', body: { key, number: ask.number } };
    }
    const free = await findFree(client, path, 'certificate', ask.year);
    if (typeof free === 'string') return { kind: 'certificateShort', body: { key, why: 'no-certificate' } };
    await give(client, free, { ...ask, round: null });
    return { kind: 'certificateIssued', body: { key, number: free.number } };
  });

/** Enters a number that stands on paper. Used or void: taken. Out of a range that another unit received: not ours to give. */
const enterNumber = async (
  client: Client,
  kind: NumberKind,
  ask: Receiver & { readonly number: string; readonly path: readonly string[] },
): Promise<'taken' | 'other-range' | undefined> => {
  await shareKind(client, kind);
  const range = await lockRangeOf(client, kind, ask.number);
  if (range && !ask.path.includes(range.orgId)) return 'other-range';
  const entered = await client.query(
    `INSERT INTO issued_number (kind, number, case_id, round, range_id, org_id, year, status, "on") VALUES ($1, $2, $3, $4, $5, $6, $7, 'issued', $8) ON CONFLICT (kind, number) DO NOTHING`,
    [kind, ask.number, ask.caseId, ask.round, range?.id ?? null, ask.unitId, ask.year, ask.on],
  );
  return entered.rowCount === 0 ? 'taken' : undefined;
};
