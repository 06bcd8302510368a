import { randomUUID } from 'node:crypto';
import { isDecision } from '../../api/step-up';
import { declareKin } from '../../records/kin';
import { openVault } from '../../records/sealed';
import { anOfficeMidWay, type OfficeMidWay } from './office-mid-way';

describe('who may inspect a case, and who is told why', () => {
  let way: OfficeMidWay;
  let substitute: string;
  beforeAll(async () => {
    way = await anOfficeMidWay();
    substitute = await way.office.person('替补', way.office.inspection.id, { member: false });
    await way.row('holding', {
      person_id: substitute,
      org_id: way.office.inspection.id,
      role: 'inspector',
      since: '2020-01-01',
      acting: true,
      rank: 1,
    });
  });
  afterAll(() => way?.stop());

  interface Said {
    readonly items: { person: { id: string; name: string }; available: boolean; away?: boolean; conflicts?: { code: string }[] }[];
    readonly next?: string;
    readonly nobodyLeft?: object;
  }
  const ask = async (role: 'branch-secretary' | 'committee-officer' | 'committee-approver' | 'inspector'): Promise<Said> =>
    (await way.http.get(way.by[role], `/api/cases/${way.mine.id}/inspectors`)).body;
  const object = (person: string | undefined, more: object = {}) =>
    way.http.post(person, `/api/public/notices/${way.notice}/objections`, { entry: way.mine.id, text: '材料不实', ...more });

  it('offers the first who is there, and the substitute when he complained; only inspection learns that he did', async () => {
    const { inspector } = way.office.people;
    expect((await ask('committee-officer')).next).toBe(inspector);
    // Objections of strangers tell of nobody.
    expect((await object(undefined)).status).toBe(201);
    expect((await ask('inspector')).next).toBe(inspector);
    expect((await object(inspector)).status).toBe(201);
    expect((await ask('inspector')).items[0]).toMatchObject({ available: false, away: false, conflicts: [{ code: 'complainant' }] });
    for (const role of ['committee-officer', 'committee-approver', 'branch-secretary'] as const) {
      const said = await ask(role);
      expect([role, said.next, said.items[0]?.available]).toEqual([role, substitute, false]);
      expect(JSON.stringify(said)).not.toMatch(/complain|away/);
      expect([role, said.items[0]?.conflicts]).toEqual([role, role === 'committee-officer' ? [] : undefined]);
    }
  });

  it('counts a complaint that the contact enters for somebody, and says when nobody is left', async () => {
    expect((await object(undefined, { onBehalfOf: substitute })).status).toBe(401);
    expect((await object(way.by['branch-secretary'], { onBehalfOf: substitute })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/onBehalfOf' }],
    });
    expect((await ask('inspector')).next).toBe(substitute);
    const vault = openVault(way.product.config.keys.fieldKeyFile);
    await declareKin(way.product.database.pool, vault, {
      person: way.mine.subject,
      relative: { id: substitute },
      kind: 'collateral-three',
      by: way.mine.subject,
      as: 'self',
      on: await way.office.today(),
    });
    const desk = await ask('committee-officer');
    expect([desk.next, desk.nobodyLeft]).toEqual([undefined, { zh: expect.any(String), en: expect.any(String) }]);
    expect(desk.items[1]?.conflicts).toEqual([{ code: 'kin', with: way.mine.subject }]);
    expect((await ask('committee-approver')).items[1]).toEqual(expect.not.objectContaining({ conflicts: expect.anything() }));
    const friend = await way.child();
    expect((await object(way.by['branch-secretary'], { onBehalfOf: friend })).status).toBe(201);
    const { rows } = await way.product.database.pool.query('SELECT complainant_index FROM objection WHERE complainant_index IS NOT NULL');
    expect(new Set(rows.map(({ complainant_index }) => complainant_index.toString('hex'))).size).toBe(2);
  });

  it('an act that is a decision asks for the factor, whichever procedure it belongs to; others do not', async () => {
    expect([isDecision('withdraw'), isDecision('giveEffect'), isDecision('giveVerdict')]).toEqual([false, true, true]);
    const person = way.by.applicant ?? '';
    await way.product.database.pool.query(
      `INSERT INTO second_factor (account_id, secret_sealed, begun_at, confirmed_at) VALUES ($1, '\\x00', now(), now())`,
      [await way.accountOf(person)],
    );
    const send = (kind: string) =>
      way.http.post(person, `/api/cases/${way.mine.id}/commands`, { kind, on: '2099-01-01' }, { 'idempotency-key': randomUUID() });
    expect((await send('withdraw')).body).not.toMatchObject({ code: 'step-up-required' });
    // An act of annulments alone, sent to an admission: the factor is asked before the case is.
    expect((await send('giveEffect')).body).toMatchObject({ status: 403, code: 'step-up-required' });
    await way.product.database.pool.query(`UPDATE session SET factor_at = now() WHERE account_id = $1`, [await way.accountOf(person)]);
    // Now it is the case that answers.
    expect((await send('giveEffect')).body).not.toMatchObject({ code: 'step-up-required' });
    expect((await way.http.post(person, `/api/cases/${randomUUID()}/judge`, { kind: 'giveEffect' })).status).toBe(404);
  });
});
