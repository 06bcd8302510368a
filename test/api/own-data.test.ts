import { type Http, startHttp } from '../harness/http';
import { type Investigating, investigating } from '../harness/investigating';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';

describe('what a person learns of his or her own file', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let inspectors: Investigating;
  let mine: { id: string; subject: string };
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    inspectors = await investigating(product, office);
    http = await startHttp(product);
    mine = await office.apply({ name: '甲同学' });
  }, 120_000);
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  type Seen = { what: string; by?: string; as?: string; paper?: string };
  const readings = async (): Promise<Seen[]> => (await http.get(mine.subject, '/api/me/readings?limit=200')).body.items;
  const short = (items: Seen[]) => items.map(({ what, by, as, paper }) => [what, by, as, paper].filter(Boolean).join(' ')).reverse();
  const look = async (person: string, path: string) => expect([path, (await http.get(person, path)).status]).toEqual([path, 200]);

  it('every look of others is there, a file that stays open once a day, one’s own never', async () => {
    const { people } = office;
    const { rows } = await product.database.pool.query<{ id: string }>(`SELECT id FROM paper WHERE case_id = $1`, [mine.id]);
    await look(mine.subject, `/api/cases/${mine.id}`);
    await look(mine.subject, `/api/papers/${rows[0]?.id}/content`);
    await look(mine.subject, `/api/people/${mine.subject}`);
    expect(await readings()).toEqual([]);
    await look(people.secretary, `/api/cases/${mine.id}`);
    await look(people.secretary, `/api/cases/${mine.id}`);
    await look(people.secretary, `/api/cases/${mine.id}/facts`);
    await look(people.secretary, `/api/papers/${rows[0]?.id}/content`);
    await look(people.officer, `/api/people/${mine.subject}`);
    await http.post(people.officer, `/api/people/${mine.subject}/reveal`, { reason: '填写入团志愿书' });
    expect(short(await readings())).toEqual([
      'case 书记 branch-secretary',
      'paper 书记 application',
      'record 干事 committee-officer',
      'numbers 干事',
    ]);
    await office.moveTo('2026-01-13');
    await look(people.secretary, `/api/cases/${mine.id}`);
    expect(short(await readings()).at(-1)).toBe('case 书记 branch-secretary');
    expect(await readings()).toHaveLength(5);
    const first = (await http.get(mine.subject, '/api/me/readings?limit=2')).body;
    const second = (await http.get(mine.subject, `/api/me/readings?limit=200&after=${encodeURIComponent(first.next)}`)).body;
    expect([...first.items, ...second.items]).toEqual(await readings());
    expect((await http.get(people.contact, '/api/me/readings')).body.items).toEqual([]);
  });

  it('what an inspector reads shows, but not while a complaint or an investigation is open', async () => {
    const { people } = office;
    await look(people.inspector, `/api/cases/${mine.id}`);
    expect(short(await readings()).filter((line) => line.includes('纪检员'))).toEqual(['case 纪检员 inspector']);
    await office.moveTo('2026-01-14');
    await inspectors.complain(mine.id);
    const investigation = await inspectors.of(mine.id);
    await look(people.inspector, `/api/inspection/cases/${mine.id}`);
    await look(people.inspector, `/api/people/${mine.subject}`);
    await look(inspectors.second, `/api/cases/${mine.id}`);
    await look(people.inspector, `/api/cases/${investigation}`);
    await look(people.officer, `/api/cases/${mine.id}`);
    const open = short(await readings());
    expect(open.filter((line) => line.includes('纪检'))).toEqual(['case 纪检员 inspector']);
    expect(open.at(-1)).toBe('case 干事 committee-officer');
    const exported = await http.get(mine.subject, '/api/me/data');
    expect(exported.body).not.toContain('纪检员乙');

    await inspectors.assign(investigation);
    await inspectors.conclude(investigation, 'unfounded');
    await inspectors.over(investigation);
    expect(short(await readings()).filter((line) => line.includes('纪检员乙'))).toEqual(['case 纪检员乙 inspector']);
    const { rows } = await product.database.pool.query(`SELECT 1 FROM log_entry WHERE kind = 'case-read' AND case_id = $1`, [
      investigation,
    ]);
    expect(rows).toEqual([]);
  });

  it('the export is one file that people and programs read, and holds what is kept of this person alone', async () => {
    await http.post(office.people.secretary, '/api/papers', { kind: 'talk-record', text: '别人的谈话' });
    await http.app.inject({
      method: 'PUT',
      url: '/api/drafts/apply',
      payload: { value: { text: '</script><script>alert(1)</script>' } },
      headers: { authorization: `Bearer ${await http.tokenOf(mine.subject)}` },
    });
    const file = await http.get(mine.subject, '/api/me/data');
    expect(file.status).toBe(200);
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="REHEARSAL-my-data-2026-01-\d\d\.html"$/);
    const [, json = ''] = /<script type="application\/json" id="data">([^<]*)<\/script>\n<\/body>/.exec(file.body) ?? [];
    const data = JSON.parse(json);
    expect(data.person).toMatchObject({ name: '甲同学', birth: '2010-03-01' });
    expect(data.cases).toHaveLength(1);
    expect(data.cases[0].facts[0]).toMatchObject({ seq: 1, actor: '甲同学' });
    expect(data.drafts[0].value.text).toContain('</script>');
    expect(data.papers.map(({ kind }: { kind: string }) => kind)).toEqual(['application']);
    expect(data.readings.length).toBeGreaterThan(5);
    expect(file.body.match(/<script/g)).toHaveLength(1);
    expect(file.body).toContain('<h2>谁看过我的档案</h2>');
    expect(file.body).not.toContain('别人的谈话');
    const secretary = await http.get(office.people.secretary, '/api/me/data');
    expect(secretary.body).not.toContain('2010-03-01');
    const { rows } = await product.database.pool.query(`SELECT 1 FROM log_entry WHERE kind = 'own-data-exported' AND person_id = $1`, [
      mine.subject,
    ]);
    expect(rows.length).toBeGreaterThanOrEqual(2);
  });
});
