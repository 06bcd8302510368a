import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

describe('a branch that is dissolved in mid-way', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  it('hands its open cases to the successor as they stand: nothing is lost, the new secretary goes on', async () => {
    const way = walk(office);
    const { id } = await office.apply();
    await way.toCultivation(id);
    const before = await office.state(id);
    await product.database.pool.query('UPDATE organisation SET closed_on = $2, successor_id = $3 WHERE id = $1', [
      office.branch.id,
      '2026-01-12',
      office.other.id,
    ]);
    await eventually('the succession', async () => (await office.state(id)).unit === office.other.id);
    const after = await office.state(id);
    expect(after.book).toEqual(before.book);
    expect(after.steps).toEqual(before.steps);
    await office.act(office.people.otherSecretary, id, 'recordVolunteer', { body: { registered: true, hours: 24 } });
    await expect(
      office.act(office.people.secretary, id, 'recordVolunteer', { body: { registered: true, hours: 24 } }),
    ).rejects.toMatchObject({ refusal: { code: 'not-found' } });
  });
});
