import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilderSource from 'axe-core';
import { unzipSync } from 'fflate';
import { findTeam, openTeam } from '../../records/teams';
import { verifyLines } from '../evidence/a-log';
import { describeInBrowser, launchBrowser } from '../harness/browser';
import { cameTo } from '../harness/given';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product, startProduct } from '../harness/product';
import { temporaryFolder } from '../harness/servers';
import { walk } from '../harness/walk';

const NASTY = '<b onmouseover=alert(1)>&"团委"</b>';

const rowsOf = (csv: string): string[][] =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')));

/** The method of docs/evidence.md, from the index alone, written a second time. */
const drawnAgain = (ids: readonly string[], seed: string, size: number): string[] =>
  ids
    .map((id) => [createHash('sha256').update(`tuanwu-sample/1\n${seed}\n${id}`).digest('hex'), id] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, size)
    .map(([, id]) => id);

let product: Product;
let office: Office;
let http: Http;
let team: string;
const cases: Record<'sound' | 'lacking' | 'lost' | 'elsewhere', string> = { sound: '', lacking: '', lost: '', elsewhere: '' };
let files: Record<string, Uint8Array>;
const folder = join(temporaryFolder('dossier'), 'opened');

const textOf = (name: string): string => Buffer.from(files[name] ?? []).toString('utf8');
const inBranch = () => [cases.sound, cases.lacking, cases.lost];

beforeAll(async () => {
  product = await startProduct({ from: '2026-05-20T09:00:00+08:00' });
  office = await anOffice(product);
  http = await startHttp(product);
  const { pool } = product.database;
  const { branch, people } = office;
  cases.sound = (await office.apply({ name: '甲同学' })).id;
  await walk(office).toTalked(cases.sound);
  // Brought in from paper: the record of the talk is not there.
  const past = cameTo('A4').map((deed) => (deed.kind === 'recordTalk' ? { ...deed, papers: [] } : deed));
  cases.lacking = (await bringIn(office, 'A4', { past, name: '乙同学' })).id;
  cases.lost = (await office.apply({ name: '丙同学' })).id;
  cases.elsewhere = (await office.apply({ name: '丁同学', unit: office.other.id })).id;
  // Somebody loses a paper behind our back.
  await pool.query(
    'DELETE FROM paper WHERE id IN (SELECT (p ->> $2)::uuid FROM fact, jsonb_array_elements(fact -> $3) AS p WHERE case_id = $1)',
    [cases.lost, 'id', 'papers'],
  );
  await pool.query('UPDATE organisation SET name = $2 WHERE id = $1', [branch.id, NASTY]);
  const about = { name: '县委第三巡察组', keeper: '王伟', letter: '〔2026〕3号', openedBy: people.administrator };
  const days = { since: '2026-05-20', until: '2026-06-30' };
  const opened = await findTeam(pool, await openTeam(pool, { ...about, ...days, orgId: branch.id, at: await product.clock.now() }));
  team = opened?.person_id ?? '';
  // That there is an investigation only inspectors learn.
  await http.post(undefined, '/api/public/complaints', { entry: cases.sound, text: '反映志愿服务时长不实' });
  await eventually(
    'an investigation',
    async () => (await pool.query(`SELECT 1 FROM case_row WHERE procedure = 'investigation'`)).rows.length === 1,
  );
}, 120_000);
afterAll(async () => {
  await http?.stop();
  await product?.stop();
});

const at = (path: string) => `/api/organisations/${office.branch.id}/dossier${path}`;

describe('a unit’s dossier', () => {
  it('counts the cases by procedure and year, of the unit and what is below it, without what only inspectors read', async () => {
    const { status, body } = await http.get(team, at(''));
    expect([status, body.cases, body.years]).toEqual([
      200,
      3,
      [{ procedure: 'admission', year: 2026, cases: 3, open: 3, ended: 0, findings: expect.any(Number) }],
    ]);
    const above = await http.get(office.people.administrator, `/api/organisations/${office.town.id}/dossier`);
    expect([above.body.cases, (await http.get(team, `/api/organisations/${office.town.id}/dossier`)).status]).toEqual([4, 403]);
    expect((await http.get(team, `/api/organisations/${office.other.id}/dossier`)).status).toBe(404);
    expect((await http.get(office.people.secretary, at(''))).status).toBe(403);
  });

  it('lists every case with its state, its papers, and what its steps asked for and is not there', async () => {
    const lines: Record<string, unknown>[] = [];
    for (let after = ''; ; ) {
      const { body } = await http.get(team, at(`/cases?limit=2${after}`));
      lines.push(...body.items);
      if (body.next === undefined) break;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
    const line = (id: string) => lines.find((one) => one.case === id);
    expect(lines.map((one) => one.case).sort()).toEqual(inBranch().sort());
    expect(line(cases.sound)).toMatchObject({ kinds: ['application', 'talk-record'], papers: 2, missing: [], findings: [], phase: 'open' });
    expect(line(cases.lacking)).toMatchObject({
      year: 2026,
      openedOn: '2026-01-12',
      missing: [{ step: 'A2', kind: 'talk-record', why: 'absent' }],
      findings: [expect.objectContaining({ act: 'talkHeld', code: 'paper-missing' })],
    });
    expect(line(cases.lost)).toMatchObject({ papers: 0, missing: [{ step: 'A1', kind: 'application', seq: 1, why: 'lost' }] });
    expect(JSON.stringify(lines)).not.toContain('同学');
    const named = await http.get(team, at('/cases?names=true&missing=true'));
    expect(named.body.items.map((one: { subject: string }) => one.subject).sort()).toEqual(['丙同学', '乙同学']);
  });

  it('draws the same sample by the same seed, from the index alone, and every drawing is in the log', async () => {
    const [one, two, other] = await Promise.all(
      ['dice-4426', 'dice-4426', 'dice-1153'].map((seed) => http.get(team, at(`/sample?seed=${seed}&size=2`))),
    );
    const drawn = (answer: typeof one) => answer?.body.drawn.map((each: { case: string }) => each.case);
    expect(drawn(one)).toEqual(drawnAgain(inBranch(), 'dice-4426', 2));
    expect([drawn(two), two?.body.set]).toEqual([drawn(one), one?.body.set]);
    expect(drawn(other)).toEqual(drawnAgain(inBranch(), 'dice-1153', 2));
    const set = createHash('sha256')
      .update(
        inBranch()
          .sort()
          .map((id) => `${id}\n`)
          .join(''),
      )
      .digest('hex');
    expect(one?.body).toMatchObject({ cases: 3, set, method: 'tuanwu-sample/1' });
    const { rows } = await product.database.pool.query(`SELECT body FROM log_entry WHERE kind = 'sample-drawn' AND person_id = $1`, [team]);
    expect(rows.map(({ body }) => [body.seed, body.set, body.size]).sort()).toEqual(
      ['dice-1153', 'dice-4426', 'dice-4426'].map((seed) => [seed, set, 2]),
    );
  });

  it('a seed that is missing is asked for in its form', async () => {
    const { status, body } = await http.get(team, at('/sample?size=2'));
    expect([status, body.errors?.[0]?.pointer, body.errors?.[0]?.detail]).toEqual([
      400,
      '/seed',
      '种子应为 4 至 64 个字母、数字或连字符, 由组内现场产生',
    ]);
  });

  it.each([
    ['/sample?seed=x', '/seed'],
    ['/sample?seed=%E7%A7%8D%E5%AD%90%E7%A7%8D%E5%AD%90', '/seed'],
    ['/sample?seed=dice-4426&size=201', '/size'],
    ['/cases?procedure=notice', '/procedure'],
    ['/cases?from=2027&to=2026', '/from'],
  ])('refuses %s at its field', async (path, pointer) => {
    const { status, body } = await http.get(team, at(path));
    expect([status, body.errors?.[0]?.pointer, typeof body.remedy]).toEqual([400, pointer, 'string']);
  });
});

describe('the file of a dossier', () => {
  beforeAll(async () => {
    const answer = await http.app.inject({
      method: 'POST',
      url: at('/export'),
      payload: { seed: 'dice-4426', size: 3 },
      headers: { authorization: `Bearer ${await http.tokenOf(team)}` },
    });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip']);
    files = unzipSync(answer.rawPayload);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  });

  it('holds what its manifest says, to the byte, and the log says which manifest', async () => {
    const listed = textOf('manifest.txt').trimEnd().split('\n');
    expect(listed.map((line) => line.slice(66)).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'manifest.txt')
        .sort(),
    );
    for (const line of listed)
      expect([
        line.slice(66),
        createHash('sha256')
          .update(files[line.slice(66)] ?? '')
          .digest('hex'),
      ]).toEqual([line.slice(66), line.slice(0, 64)]);
    const { rows } = await product.database.pool.query(
      `SELECT kind, body FROM log_entry WHERE person_id = $1 AND kind IN ('dossier-exported', 'dossier-made') ORDER BY arrival`,
      [team],
    );
    expect(rows).toEqual([
      { kind: 'dossier-exported', body: expect.objectContaining({ at: office.branch.id, cases: 3, seed: 'dice-4426', names: false }) },
      {
        kind: 'dossier-made',
        body: expect.objectContaining({
          manifest: createHash('sha256')
            .update(files['manifest.txt'] ?? '')
            .digest('hex'),
        }),
      },
    ]);
  });

  it('has the index without names, from which the sample is drawn again, and what is missing', () => {
    const [asOf, head = [], ...lines] = rowsOf(textOf('cases.csv'));
    expect([asOf?.slice(0, 2), head[0]]).toEqual([['截至', '2026-05-20'], '案件']);
    const ids = lines.map(([id = '']) => id);
    expect(ids.sort()).toEqual(inBranch().sort());
    const [, , ...sample] = rowsOf(textOf('sample.csv'));
    expect(sample.map(([, id]) => id)).toEqual(drawnAgain(ids, 'dice-4426', 3));
    const [, , ...missing] = rowsOf(textOf('missing.csv'));
    expect(missing.map((line) => [line[0], line[3]]).sort()).toEqual(
      [
        [cases.lacking, '谈话记录'],
        [cases.lost, '入团申请书'],
      ].sort(),
    );
    for (const name of Object.keys(files)) expect([name, /[甲乙丙丁]同学/.test(textOf(name))]).toEqual([name, false]);
  });

  it('has bundles that the stand-alone verifier checks offline, against the checkpoint beside them', async () => {
    const [keys, held] = [textOf('log-keys.txt').trimEnd().split('\n'), [textOf('checkpoint.txt')]];
    for (const id of [cases.sound, cases.lacking]) {
      const lines = textOf(`bundles/case-${id}.ndjson`).trimEnd().split('\n');
      expect(await verifyLines(lines, { keys, held })).toMatchObject({ ok: true, findings: [] });
      const altered = lines.map((line) => (line.includes('"type":"fact"') ? line.replace('"v":1', '"v":1,"w":1') : line));
      expect(await verifyLines(altered, { keys, held })).toMatchObject({ ok: false });
    }
    const file = join(folder, 'bundles', `case-${cases.sound}.ndjson`);
    const run = execFileSync(process.execPath, [
      join(__dirname, '..', '..', 'verify', 'tuanwu-verify.mjs'),
      file,
      '--key',
      keys[0] ?? '',
      '--held',
      join(folder, 'checkpoint.txt'),
      '--json',
    ]);
    expect(JSON.parse(run.toString())).toMatchObject({ ok: true });
  });

  it('is written for whoever may have it: nobody else, and with names only where they are asked for', async () => {
    expect((await http.post(office.people.secretary, at('/export'), { seed: 'dice-4426' })).status).toBe(403);
    expect((await http.post(office.people.otherSecretary, at('/export'), { seed: 'dice-4426' })).status).toBe(404);
    const answer = await http.app.inject({
      method: 'POST',
      url: `/api/organisations/${office.town.id}/dossier/export`,
      payload: { seed: 'dice-4426', size: 0, names: true },
      headers: { authorization: `Bearer ${await http.tokenOf(office.people.administrator)}`, 'accept-language': 'en' },
    });
    const named = unzipSync(answer.rawPayload);
    const [asOf, head] = rowsOf(Buffer.from(named['cases.csv'] ?? []).toString('utf8'));
    expect([asOf?.[0], head?.[0]]).toEqual(['As of', 'Case']);
    expect(Buffer.from(named['cases.csv'] ?? []).toString('utf8')).toContain('乙同学');
    expect(Object.keys(named).filter((name) => name.startsWith('bundles/'))).toEqual([]);
    const ledger = (name: string) => rowsOf(Buffer.from(named[name] ?? []).toString('utf8')).slice(2);
    expect(ledger('quota.csv')).toEqual([['2026', office.town.name, 'any', 'any', 'any', '20', '0', '0', '0', '20', '0']]);
    expect(ledger('number-ranges.csv').map(([year, kind, unit]) => [year, kind, unit])).toEqual([
      ['2026', 'development', office.town.name],
      ['2026', 'certificate', office.town.name],
    ]);
  });

  describeInBrowser('its page, opened by double click', () => {
    it('reads on a phone and on paper, runs nothing, fetches nothing, and every link leads to a file beside it', async () => {
      const browser = await launchBrowser();
      try {
        const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
        const asked: string[] = [];
        const complaints: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        await page.goto(pathToFileURL(join(folder, 'index.html')).href);
        expect(await page.locator('h1').textContent()).toContain('全程纪实');
        expect(await page.locator('h1 [lang=en]').textContent()).toBe('Dossier');
        expect(await page.locator('main').textContent()).toContain(NASTY);
        expect(await page.locator('script, main b, [onmouseover]').count()).toBe(0);
        const rows = await page.locator('section[aria-labelledby=years] tbody tr').allInnerTexts();
        expect(rows.map((row) => row.split(/\s+/).filter((cell) => /^\d+$/.test(cell)))).toEqual([
          ['2026', '3', '3', '0', expect.any(String), '2', '1'],
        ]);
        expect(await page.locator('section[aria-labelledby=sample] tbody tr').count()).toBe(3);
        const links = await page.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
        expect(links.filter((href) => !(href in files))).toEqual([]);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
        expect([asked.filter((url) => !url.startsWith('file:')), complaints]).toEqual([[], []]);
        expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
        await page.evaluate(AxeBuilderSource.source);
        const { violations } = await page.evaluate(() =>
          (globalThis as never as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run(),
        );
        expect(violations.map(({ id }) => id)).toEqual([]);
      } finally {
        await browser.close();
      }
    });
  });
});
