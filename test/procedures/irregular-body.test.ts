import { termOver } from '../../records/terms';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

describe('a branch whose committee’s term is over', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  it('decides, and the case remembers it until the committee above confirms; an approved delay and an unknown term are regular', async () => {
    const { people, act, branch } = office;
    const { pool } = product.database;
    const way = walk(office);
    const [first, second] = [await office.apply(), await office.apply({ name: '小红' })];
    await way.toActivist(first.id);
    expect((await office.state(first.id)).book).not.toHaveProperty('irregular');
    expect(await termOver(pool, branch.id, '2026-01-12')).toBe(false);

    await pool.query(`INSERT INTO term (case_id, org_id, what, since, ends_on) VALUES ($1, $2, 'committee', '2022-12-31', '2025-12-31')`, [
      first.id,
      branch.id,
    ]);
    expect(await termOver(pool, branch.id, '2025-12-31')).toBe(false);
    await way.toTalked(second.id);
    await act(people.secretary, second.id, 'nominateActivist', { body: { by: 'members' } });
    await act(people.secretary, second.id, 'decideActivist', { kinds: ['activist-resolution'], body: { chosen: true, body: 'committee' } });
    expect((await office.state(second.id)).book.irregular).toEqual({ activistDecided: '2026-01-12' });

    await expect(act(people.officer, second.id, 'confirmIrregular', { kinds: ['confirmation'] })).rejects.toMatchObject({
      refusal: { code: 'forbidden' },
    });
    await act(people.countyOfficer, second.id, 'confirmIrregular', { kinds: ['confirmation'] });
    const { book } = await office.state(second.id);
    expect(book).toMatchObject({ irregularConfirmedOn: '2026-01-12' });
    expect(book).not.toHaveProperty('irregular');

    // A later election that was approved to be held late covers the days until then.
    await pool.query(
      `UPDATE case_row SET procedure = 'election', state = jsonb_set(state, '{book}', '{"shift":"late","plannedOn":"2026-03-01"}') WHERE id = $1`,
      [first.id],
    );
    expect(await termOver(pool, branch.id, '2026-03-01')).toBe(false);
    expect(await termOver(pool, branch.id, '2026-03-02')).toBe(true);
  });
});
