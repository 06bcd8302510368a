import { type Http, startHttp } from '../harness/http';
import { eventually } from '../harness/product';
import { anOfficeMidWay, type OfficeMidWay } from './office-mid-way';

/** What the public takes along or checks: a notice as page and picture, a certificate by its code. */
describe('papers for the public', () => {
  let way: OfficeMidWay;
  beforeAll(async () => {
    way = await anOfficeMidWay();
  }, 120_000);
  afterAll(() => way?.stop());

  const draw = (number: string) =>
    way.product.database.pool.query(
      `INSERT INTO issued_number (kind, number, case_id, org_id, year, status, "on") VALUES ('certificate', $1, $2, $3, 2026, 'issued', '2026-04-13')`,
      [number, way.mine.id, way.office.town.id],
    );
  const check = async (number: string, code: string, address = '10.1.0.1') =>
    way.http.app.inject({ method: 'POST', url: '/api/public/certificates/check', payload: { number, code }, remoteAddress: address });

  it('a certificate is valid by number and check code together, while it is not void; the answer says nothing more', async () => {
    const { get } = way.http;
    const before = await get(way.mine.subject, `/api/cases/${way.mine.id}/certificate`);
    expect([before.status, before.body.code]).toEqual([422, 'no-certificate']);
    await draw('T2026900001');
    const { body: slip } = await get(way.mine.subject, `/api/cases/${way.mine.id}/certificate`);
    expect(slip).toMatchObject({ number: 'T2026900001', name: '甲同学', on: '2026-04-13' });
    expect(slip.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(slip.address).toContain(`/check#T2026900001/${slip.code}`);
    expect(slip.qr).toMatch(/^<svg /);

    const answers = [
      await check('T2026900001', slip.code),
      await check('T2026900001', slip.code.toLowerCase().replaceAll('-', ' ')),
      await check('T2026900001', '0000-0000-0000'),
      await check('T2026900001', `${slip.code}A`),
      await check('T2026900002', slip.code),
    ].map((answer) => [answer.statusCode, answer.json()]);
    expect(answers).toEqual([
      [200, { valid: true }],
      [200, { valid: true }],
      [200, { valid: false }],
      [200, { valid: false }],
      [200, { valid: false }],
    ]);

    await way.product.database.pool.query(
      `UPDATE issued_number SET status = 'void', why = '遗失', voided_on = '2026-04-13' WHERE number = 'T2026900001'`,
    );
    expect((await check('T2026900001', slip.code)).json()).toEqual({ valid: false });
    expect((await get(way.mine.subject, `/api/cases/${way.mine.id}/certificate`)).body.code).toBe('no-certificate');
  });

  it('nobody tries codes by the hundred: the eleventh check of a minute from one address is refused', async () => {
    const seen = [];
    for (let tries = 0; tries < 11; tries += 1) seen.push((await check('T2026900009', `0000-0000-00${tries}0`, '10.1.0.99')).statusCode);
    expect(seen).toEqual([...Array(10).fill(200), 429]);
  });

  it('a notice is one page without a script and one picture while it hangs, and gone when it is over', async () => {
    const { app } = way.http;
    let { notice } = way;
    const ask = (what: string) => app.inject({ method: 'GET', url: `/api/public/notices/${notice}/${what}`, remoteAddress: '10.1.0.2' });
    const page = await ask('page');
    expect([page.statusCode, page.headers['content-type'], page.headers['x-robots-tag']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'noindex, nofollow',
    ]);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.body).toContain('甲同学（第一团支部）');
    expect(page.body).toContain(`/notices/${way.notice}/object`);
    expect(page.body).not.toMatch(/<script|src=|乙同学|2010/);
    const picture = await ask('picture');
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(picture.body).toContain('甲同学（第一团支部）');

    // In a rehearsal, or where people are invented, both say so wherever they are carried; so do the voter's page and a file's name.
    const said = '演练 REHEARSAL: 时间为模拟, 不作凭据';
    const headed = new RegExp(`<title>${said} [^]*<body>\\s*<aside><strong>${said}</strong></aside>`);
    expect(page.body).toMatch(headed);
    expect((await app.inject({ method: 'GET', url: `/vote/${way.notice}` })).body).toMatch(headed);
    expect(picture.body).toMatch(new RegExp(`${said}</text>\\s*</svg>\\s*$`));
    const officer = { authorization: `Bearer ${await way.http.tokenOf(way.office.people.officer)}`, accept: 'text/csv' };
    const named = async (at: Http['app']) =>
      (await at.inject({ method: 'GET', url: '/api/cases', headers: officer })).headers['content-disposition'];
    expect(await named(app)).toMatch(/^attachment; filename="REHEARSAL-cases-[\d-]+\.csv"; filename\*=UTF-8''REHEARSAL-%/);
    const record = async (at: Http['app']) =>
      (await at.inject({ method: 'GET', url: `/api/cases/${way.mine.id}/record`, headers: { ...officer, accept: '*/*' } })).body;
    expect(await record(app)).toMatch(new RegExp(`^${said}\n全程纪实`));
    const real = await startHttp(way.product, { mode: 'production' });
    expect(await record(real.app)).toMatch(/^全程纪实/);
    for (const what of ['page', 'picture'])
      expect((await real.get(undefined, `/api/public/notices/${notice}/${what}`)).body).not.toMatch(/REHEARSAL|DEMO|<aside>/);
    expect(await named(real.app)).toMatch(/^attachment; filename="cases-/);
    await real.stop();

    // The list and the sheet in the office say the same; a branch that has no contact of its own gives its committee's.
    await way.product.database.pool.query(`UPDATE organisation SET contact = '镇团委办公室' WHERE id = $1`, [way.office.town.id]);
    const [hangs] = (await way.http.get(undefined, '/api/public/notices')).body.items;
    expect(hangs).toMatchObject({ about: { zh: '发展对象公示' }, contact: '镇团委办公室' });
    expect(hangs.names).toEqual([{ entry: way.mine.id, name: '甲同学', unit: '第一团支部' }]);
    expect((await way.http.get(way.office.people.secretary, `/api/occasions/${way.notice}`)).body).toMatchObject({
      contact: '镇团委办公室',
      entries: [{ case: way.mine.id, unit: '第一团支部', step: 'A8' }],
    });

    await way.office.act(way.mine.subject, way.mine.id, 'withdrawConsent', { body: { consent: 'publication' } });
    expect([(await ask('page')).statusCode, (await ask('picture')).statusCode]).toEqual([404, 404]);
    await way.office.act(way.mine.subject, way.mine.id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
    // A name that came down does not go up again on the same sheet: it hangs anew, for the whole time.
    expect((await ask('page')).statusCode).toBe(404);
    notice = await way.office.occasion(way.office.people.secretary, 'notice', way.office.branch.id, 'openNotice', {
      body: { cases: [way.mine.id], workingDays: 5, scope: 'public' },
    });
    await eventually('it hangs anew', async () => (await ask('page')).statusCode === 200);
    // Sent back, the name comes down, and nobody is given a receipt that nothing will ever answer.
    const object = async () =>
      (await way.http.post(undefined, `/api/public/notices/${notice}/objections`, { entry: way.mine.id, text: '有意见' })).body.code;
    await way.office.act(way.office.people.officer, way.mine.id, 'returnTo', { kinds: ['reason'], body: { step: 'A5' } });
    expect([(await ask('page')).statusCode, await object()]).toEqual([404, 'notice-over']);
    expect((await way.http.get(undefined, '/api/public/notices')).body.items.flatMap(({ names }: { names: object[] }) => names)).toEqual(
      [],
    );
    await way.office.moveTo('2026-04-27');
    await way.office.ended(notice);
    expect([(await ask('page')).statusCode, (await ask('picture')).statusCode]).toEqual([404, 404]);
  });
});
