import { pinyinOf } from '../../records/pinyin';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';

describe('the desk: what I did, one search, my phrases', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let mine: { id: string; subject: string };
  let other: { id: string; subject: string };
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
    mine = await office.apply({ name: '曾毅同' });
    other = await office.apply({ name: '曾祥', unit: office.other.id });
    const { rows } = await product.database.pool.query<{ id: string; name: string }>('SELECT id, name FROM person');
    for (const { id, name } of rows) await product.database.pool.query('UPDATE person SET pinyin = $2 WHERE id = $1', [id, pinyinOf(name)]);
    await office.act(office.people.secretary, mine.id, 'recordTalk', { kinds: ['talk-record'], body: { conclusion: 'positive' } });
    await product.database.pool.query(
      `INSERT INTO issued_number (kind, number, case_id, org_id, year, status, "on") VALUES ('development', '202665999001', $1, $2, 2026, 'issued', '2026-01-12')`,
      [mine.id, office.town.id],
    );
  }, 120_000);
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const acts = async (person: string, more = '') => (await http.get(person, `/api/me/acts?limit=200${more}`)).body.items;
  const kinds = (items: { sentence: { en: string }; case: string }[]) => items.map((one) => [one.case, one.sentence.en]);
  const search = async (person: string, q: string) => {
    const { status, body } = await http.get(person, `/api/search?q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
    const ids = (list: { id: string }[]) => list.map(({ id }) => id);
    return { people: ids(body.people), cases: ids(body.cases), units: ids(body.units), body };
  };

  it('lists what I sent, newest first, page by page; what I opened by itself; nothing that I may no longer read', async () => {
    const { secretary } = office.people;
    const session = await office.occasion(secretary, 'session', office.branch.id, 'holdSession', {
      kinds: ['talk-record'],
      body: { kind: 'nomination', rows: [{ case: mine.id, result: 'members' }] },
    });
    // What the session told the case was done in the secretary's name, too.
    await office.ended(session);
    const done = await acts(secretary);
    expect(kinds(done)).toEqual([
      [mine.id, expect.stringMatching(/activist/i)],
      [session, expect.stringMatching(/session/i)],
      [mine.id, expect.stringMatching(/talk/i)],
    ]);
    expect(done[2]).toMatchObject({ procedure: 'admission', subject: { name: '曾毅同' }, phase: 'open' });
    expect((await acts(secretary, '&opened=true')).map((one: { case: string }) => one.case)).toEqual([session]);
    expect((await acts(mine.subject, '&opened=true')).map((one: { case: string }) => one.case)).toEqual([mine.id]);
    const first = (await http.get(secretary, '/api/me/acts?limit=1')).body;
    const second = (await http.get(secretary, `/api/me/acts?limit=1&after=${encodeURIComponent(first.next)}`)).body;
    expect([...first.items, ...second.items]).toEqual(done.slice(0, 2));
    const third = (await http.get(secretary, `/api/me/acts?limit=1&after=${encodeURIComponent(second.next)}`)).body;
    expect([third.items, third.next]).toEqual([done.slice(2), undefined]);

    await product.database.pool.query(`UPDATE holding SET until = '2026-01-11' WHERE person_id = $1`, [secretary]);
    expect(await acts(secretary)).toEqual([]);
    await product.database.pool.query('UPDATE holding SET until = NULL WHERE person_id = $1', [secretary]);
  });

  it('finds by name, pinyin, initials, number, reference and unit, and only within reach', async () => {
    const { secretary, officer, otherSecretary, contact } = office.people;
    for (const q of ['曾', 'zeng', 'zy'])
      expect([q, (await search(secretary, q)).people, (await search(secretary, q)).cases]).toEqual([q, [mine.subject], [mine.id]]);
    expect((await search(officer, 'zeng')).people.sort()).toEqual([mine.subject, other.subject].sort());
    for (const q of ['202665999001', '202665', mine.id.slice(0, 8).toUpperCase()])
      expect([q, (await search(secretary, q)).cases]).toEqual([q, [mine.id]]);
    expect((await search(secretary, '202665999001')).body.cases[0].number).toBe('202665999001');
    expect((await search(officer, '团支部')).units.sort()).toEqual([office.branch.id, office.other.id].sort());
    for (const q of ['zy', '曾毅同', '202665999001', mine.id.slice(0, 8)])
      for (const person of [otherSecretary, contact])
        expect([q, (await search(person, q)).people, (await search(person, q)).cases]).toEqual([q, [], []]);
    expect((await search(mine.subject, '曾')).people).toEqual([mine.subject]);
    for (const q of ['%', '_', '100%', "'", '\\\\\\\\']) expect([q, (await search(officer, q)).cases]).toEqual([q, []]);
    expect((await http.get(secretary, '/api/search?q=')).status).toBe(400);
  });

  it('keeps phrases for each person alone, each once', async () => {
    const put = async (person: string, texts: unknown) =>
      (
        await http.app.inject({
          method: 'PUT',
          url: '/api/me/phrases',
          payload: { texts },
          headers: { authorization: `Bearer ${await http.tokenOf(person)}` },
        })
      ).json();
    const { secretary, officer } = office.people;
    expect((await put(secretary, ['经审查，同意。', ' 材料不齐。 ', '材料不齐。'])).texts).toEqual(['经审查，同意。', '材料不齐。']);
    expect((await http.get(officer, '/api/me/phrases')).body.texts).toEqual([]);
    expect(
      (
        await put(
          secretary,
          Array.from({ length: 31 }, (_, at) => `第${at}条`),
        )
      ).errors[0].pointer,
    ).toBe('/texts');
    expect((await put(secretary, ['长'.repeat(201)])).errors[0].pointer).toBe('/texts/0');
    expect((await http.get(secretary, '/api/me/phrases')).body.texts).toEqual(['经审查，同意。', '材料不齐。']);
  });
});
