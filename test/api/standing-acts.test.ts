import { randomUUID } from 'node:crypto';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';

jest.setTimeout(120_000);

/** Two APIs over one database and one Temporal; what one of them has read, the other may change. */
describe('an act on what was read before', () => {
  let product: Product;
  let office: Office;
  let here: Http;
  let elsewhere: Http;
  beforeAll(async () => {
    product = await startProduct();
    office = await anOffice(product);
    [here, elsewhere] = [await startHttp(product), await startHttp(product)];
  });
  afterAll(async () => {
    await here?.stop();
    await elsewhere?.stop();
    await product?.stop();
  });

  const sql = (text: string, ...values: unknown[]) => product.database.pool.query(text, values);
  const consent = (what: string) => ({ kind: 'giveConsent', body: { consent: what, version: '2026-01' } });
  const commandsOf = async (id: string): Promise<number> => (await sql('SELECT 1 FROM command WHERE case_id = $1', id)).rowCount ?? 0;
  /** A new case, read by its applicant and by the branch secretary. */
  const readCase = async () => {
    const { id, subject } = await office.apply();
    for (const person of [subject, office.people.secretary]) expect((await here.get(person, `/api/cases/${id}`)).status).toBe(200);
    return { id, subject };
  };
  const send = async (by: string, id: string, act: object, key: string = randomUUID(), to = here) =>
    to.post(undefined, `/api/cases/${id}/commands`, act, { 'idempotency-key': key, authorization: `Bearer ${await here.tokenOf(by)}` });
  /** The named statements that a piece of work sends to Postgres. */
  const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
    const spy = jest.spyOn(product.database.pool, 'query');
    try {
      await work();
      return spy.mock.calls.flatMap(([asked]) => (asked as { name?: string }).name ?? []);
    } finally {
      spy.mockRestore();
    }
  };

  it('is registered without reading either again, act after act', async () => {
    const { id, subject } = await readCase();
    for (const what of ['publication', 'privacy', 'transfer']) {
      const names = await statementsOf(async () => expect((await send(subject, id, consent(what))).status).toBe(200));
      expect(names.filter((name) => !name.startsWith('record'))).toEqual(['register-standing']);
    }
    const { body } = await here.get(subject, `/api/cases/${id}`);
    expect(body.seq).toBe(4);
    expect(await commandsOf(id)).toBe(4);
  });

  it('leaves the case as an act that reads everything', async () => {
    const [one, other] = [await readCase(), await office.apply()];
    for (const what of ['publication', 'privacy']) {
      expect((await send(one.subject, one.id, consent(what))).status).toBe(200);
      await office.act(other.subject, other.id, 'giveConsent', { body: consent(what).body });
    }
    const { rows } = await sql(
      `SELECT c.seq, c.state -> 'consents' AS consents, c.steps, c.stage, (SELECT count(*) FROM task t WHERE t.case_id = c.id) AS tasks,
         (SELECT array_agg(status) FROM command WHERE case_id = c.id) AS commands, (SELECT count(*) FROM log_entry WHERE case_id = c.id AND kind = 'fact') AS entries
       FROM case_row c WHERE id IN ($1, $2)`,
      one.id,
      other.id,
    );
    expect(rows[0]).toEqual(rows[1]);
  });

  const theirs = 'WHERE account_id = (SELECT id FROM account WHERE person_id = $1)';
  it.each([
    ['has signed out', 401, `DELETE FROM session ${theirs}`],
    ['was disabled', 401, `UPDATE account SET status = 'disabled' WHERE person_id = $1`],
    ['was away for too long', 401, `UPDATE session SET last_seen_at = now() - interval '2 hours' ${theirs}`],
    ['has a session that is over', 401, `UPDATE session SET expires_at = now() - interval '1 second' ${theirs}`],
    ['must change the password', 403, 'UPDATE account SET must_change = true WHERE person_id = $1'],
  ])('does nothing for a sender who %s meanwhile: %i', async (_, status, change) => {
    const { id, subject } = await readCase();
    await sql(change, subject);
    // Whatever is wrong with the act, or with its body, is none of a stranger's business.
    for (const act of [consent('publication'), { kind: 'adoptPack', body: {} }, { kind: 7 }])
      expect((await send(subject, id, act)).status).toBe(status);
    expect(await commandsOf(id)).toBe(1);
  });

  it('does nothing for an office that ended meanwhile', async () => {
    const secretary = await office.person('旧书记', office.other.id);
    await office.holds(secretary, office.branch.id, 'branch-secretary');
    const { id } = await office.apply();
    expect((await here.get(secretary, `/api/cases/${id}`)).status).toBe(200);
    await sql('DELETE FROM holding WHERE person_id = $1', secretary);
    const answer = await send(secretary, id, { kind: 'recordTalk', body: { conclusion: 'positive' } });
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    expect(await commandsOf(id)).toBe(1);
  });

  it('sees a branch that lies elsewhere by now', async () => {
    const { id, subject } = await readCase();
    await sql(`UPDATE organisation SET path = path || 'x/' WHERE id = $1`, office.branch.id);
    const names = await statementsOf(() => send(subject, id, consent('publication')));
    await sql('UPDATE organisation SET path = left(path, -2) WHERE id = $1', office.branch.id);
    expect(names).toEqual(expect.arrayContaining(['register-standing', 'find-session-and-case', 'register']));
    expect(await commandsOf(id)).toBe(2);
  });

  it('is asked of the case as it stands, when another API has moved it', async () => {
    const { id, subject } = await readCase();
    expect((await send(subject, id, consent('publication'), randomUUID(), elsewhere)).status).toBe(200);
    const names = await statementsOf(async () => expect((await send(subject, id, consent('transfer'))).body.seq).toBe(3));
    expect(names).toEqual(expect.arrayContaining(['register-standing', 'find-session-and-case', 'register']));
    expect(await commandsOf(id)).toBe(3);
  });

  it('keeps the promise of its key', async () => {
    const { id, subject } = await readCase();
    const key = randomUUID();
    const [first, again] = [await send(subject, id, consent('publication'), key), await send(subject, id, consent('publication'), key)];
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await send(subject, id, consent('transfer'), key)).body.code).toBe('idempotency-key-reused');
    expect(await commandsOf(id)).toBe(2);
  });

  it('is done once when it comes twice at the same time', async () => {
    const { id, subject } = await readCase();
    const key = randomUUID();
    const answers = await Promise.all([here, here, elsewhere].map((to) => send(subject, id, consent('publication'), key, to)));
    expect(answers.map(({ status, body }) => [status, body.seq])).toEqual([
      [200, 2],
      [200, 2],
      [200, 2],
    ]);
    expect(await commandsOf(id)).toBe(2);
  });

  it('gives nobody what somebody else has read', async () => {
    const [one, other] = [await readCase(), await readCase()];
    const stranger = await send(other.subject, one.id, consent('publication'));
    expect([stranger.status, stranger.body.code]).toEqual([404, 'not-found']);
    expect(await commandsOf(one.id)).toBe(1);
  });

  it('leaves one entry when it is refused before it is registered', async () => {
    const { id, subject } = await readCase();
    expect((await send(subject, id, { kind: 'recordTalk', body: { conclusion: 'positive' } })).status).toBe(403);
    const { rowCount } = await sql(`SELECT 1 FROM log_entry WHERE case_id = $1 AND kind = 'act.refused'`, id);
    expect(rowCount).toBe(1);
  });

  it('is refused by the case as ever, once', async () => {
    const { id } = await readCase();
    const answer = await send(office.people.secretary, id, { kind: 'recordTalk', body: { conclusion: 'positive' } });
    expect([answer.status, answer.body.code]).toEqual([422, 'paper-missing']);
    const { rows } = await sql(`SELECT status FROM command WHERE case_id = $1 AND kind = 'recordTalk'`, id);
    expect(rows).toEqual([{ status: 'refused' }]);
  });

  it('reads everything anew before a decision', async () => {
    const { id } = await readCase();
    const names = await statementsOf(() => send(office.people.secretary, id, { kind: 'decideApproval', body: {} }));
    expect(names[0]).toBe('find-session-and-case');
    expect(names).not.toContain('register-standing');
  });
});
