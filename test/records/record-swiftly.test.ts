import { randomUUID } from 'node:crypto';
import { commandOf } from '../../dispatch/opener';
import type { Fact } from '../../domain/case/fact';
import { factOf } from '../../domain/case/fold';
import { procedureOf } from '../../domain/procedures';
import { findCase } from '../../records/places';
import { recordFacts } from '../../records/record';
import { recordSwiftly } from '../../records/record-swiftly';
import { register } from '../../records/register';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';

describe('the swift record', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ worker: false });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  const read = async (id: string) => {
    const found = await findCase(product.database.pool, id);
    if (!found) throw new Error('no case');
    return found;
  };
  /** A case with one command decided but not recorded: `ahead` facts lie between. */
  const decided = async (id: string, ahead = 0): Promise<Fact> => {
    const { state, procedure } = await read(id);
    const { pool } = product.database;
    const on = await office.today();
    const by = { id: state.subject ?? '', seat: 'applicant' } as const;
    const command = commandOf(
      product.signers.api,
      id,
      { kind: 'giveConsent', on, actor: by, recorder: by, body: { consent: 'publication', version: '2026-01' }, papers: [] },
      {},
      randomUUID(),
      Date.now(),
    );
    await register(pool, command, by.id, randomUUID(), Date.now());
    return factOf(procedureOf(procedure), { ...state, seq: state.seq + ahead }, command, Date.now());
  };
  const rowsOf = async (id: string) => {
    const { rows } = await product.database.pool.query<{ seq: number; state: unknown; facts: number; logged: number; open: number }>(
      `SELECT c.seq, c.state, (SELECT count(*)::int FROM fact WHERE case_id = c.id) AS facts, (SELECT count(*)::int FROM log_entry WHERE case_id = c.id AND kind = 'fact') AS logged,
         (SELECT count(*)::int FROM command WHERE case_id = c.id AND status = 'registered') AS open FROM case_row c WHERE c.id = $1`,
      [id],
    );
    return rows[0];
  };
  const swiftly = async (id: string, fact: Fact, found = read(id)) =>
    (await recordSwiftly(product.database.pool, product.statutes, await found, fact, Date.now())) !== undefined;
  const slowly = (id: string, fact: Fact) => recordFacts(product.database.pool, product.statutes, id, [fact], Date.now());

  it('leaves what the transaction leaves', async () => {
    const [one, two] = [await office.apply({ name: '甲' }), await office.apply({ name: '乙' })];
    expect(await swiftly(one.id, await decided(one.id))).toBe(true);
    await slowly(two.id, await decided(two.id));
    const [swift, slow] = [await rowsOf(one.id), await rowsOf(two.id)];
    expect({ ...swift, state: undefined }).toEqual({ ...slow, state: undefined });
    expect(swift).toMatchObject({ seq: 2, facts: 2, logged: 2, open: 0 });
  });

  it('answers with the case as it can be read then', async () => {
    const { id } = await office.apply();
    const swift = await recordSwiftly(product.database.pool, product.statutes, await read(id), await decided(id), Date.now());
    expect(swift?.after).toEqual(await read(id));
  });

  it('writes nothing when the fact is recorded already', async () => {
    const { id } = await office.apply();
    const before = await read(id);
    const fact = await decided(id);
    await slowly(id, fact);
    expect(await swiftly(id, fact, Promise.resolve(before))).toBe(false);
    expect(await rowsOf(id)).toMatchObject({ seq: 2, facts: 2, logged: 2 });
  });

  it('never passes by a fact that waits behind a gap', async () => {
    const { id } = await office.apply();
    const before = await read(id);
    const [first, second] = [await decided(id), await decided(id, 1)];
    await slowly(id, second);
    expect(await rowsOf(id)).toMatchObject({ seq: 1, facts: 2 });
    expect(await swiftly(id, first, Promise.resolve(before))).toBe(false);
    expect(await swiftly(id, first)).toBe(false);
    await slowly(id, first);
    expect(await rowsOf(id)).toMatchObject({ seq: 3, facts: 3, logged: 3, open: 0 });
  });

  it('two at once: one is swift, the other finds it done', async () => {
    const { id } = await office.apply();
    const fact = await decided(id);
    const before = await read(id);
    const both = await Promise.all([swiftly(id, fact, Promise.resolve(before)), swiftly(id, fact, Promise.resolve(before))]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await rowsOf(id)).toMatchObject({ seq: 2, facts: 2, logged: 2 });
  });
});
