import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

describe('admission, the whole lawful way', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  it('carries an applicant through all fifteen steps to a certificate', async () => {
    const { people, act } = office;
    const way = walk(office);
    const { id, subject } = await office.apply();
    expect(await office.steps(id)).toEqual(['A2']);
    await way.toCultivation(id);
    await way.learn(id);
    await expect(
      act(people.contact, id, 'assessCultivation', { kinds: ['observation-form'], body: { suitable: true } }),
    ).rejects.toMatchObject({ refusal: { code: 'too-early', earliest: '2026-04-13' } });
    await office.moveTo('2026-04-13');
    await way.toRecommended(id);
    await way.toNotice(id);
    expect((await office.state(id)).book.number).toBe('202665000001');
    await act(subject, id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
    await way.post([id]);
    await office.at(id, 'A8');
    await office.moveTo('2026-04-20');
    expect(await office.steps(id)).toEqual(['A8']);
    await office.moveTo('2026-04-21');
    await office.at(id, 'A9');
    await way.toForm(id, subject);
    await office.moveTo('2026-04-22');
    await way.fill(id, subject);
    await office.moveTo('2026-04-24');
    await way.branchMeeting([id]);
    expect((await office.state(id)).book.resolvedOn).toBe('2026-04-24');
    await office.moveTo('2026-04-27');
    await way.approvalMeeting([id]);
    expect((await office.state(id)).book.approvedOn).toBe('2026-04-27');
    const { pool } = product.database;
    const filer = async () => (await pool.query(`SELECT seat, org_id AS org FROM task WHERE case_id = $1 AND step = 'A12F'`, [id])).rows;
    await act(people.countyOfficer, id, 'fileApproval', { kinds: ['reason'], body: { result: 'returned' } });
    expect(await filer()).toEqual([{ seat: 'committee-officer', org: office.town.id }]);
    await act(people.officer, id, 'resubmitFiling', { kinds: ['supplement'] });
    expect(await filer()).toEqual([{ seat: 'higher-officer', org: office.county.id }]);
    await act(people.countyOfficer, id, 'fileApproval', { body: { result: 'filed' } });
    await act(people.secretary, id, 'deliverResult');
    await way.ceremony([id]);
    await act(people.secretary, id, 'archive', { kinds: ['e-file', 'registration-form'], body: { registeredOn: '2026-04-27' } });
    expect(await office.ended(id)).toBe('completed');
    const { rows } = await product.database.pool.query('SELECT league, member_since, certified FROM person WHERE id = $1', [subject]);
    expect(rows[0]).toEqual({ league: 'member', member_since: '2026-04-24', certified: true });
  });
});
