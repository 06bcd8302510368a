import { readFileSync } from 'node:fs';
import { eventually } from '../harness/product';
import { type Site, settled } from './browser';

/** What was added around the cases: papers for the public, one's own file, the desk, the search. */
export const aroundCases = (given: () => Site): void => {
  let site: Site;
  beforeAll(() => {
    site = given();
  });

  it('a certificate is checked by what its QR code holds; number and code go in no address that a server sees', async () => {
    await site.product.database.pool.query(
      `INSERT INTO issued_number (kind, number, case_id, org_id, year, status, "on") VALUES ('certificate', 'T2026800001', $1, $2, 2026, 'issued', '2026-04-13')
       ON CONFLICT DO NOTHING`,
      [site.mine.id, site.office.town.id],
    );
    const owner = await site.visit(site.mine.subject);
    await owner.page.goto(`/cases/${site.mine.id}/certificate`);
    const address = await owner.page.locator('.slip img').getAttribute('alt');
    const { hash } = new URL(address ?? '');
    const { page, complaints } = await site.visit(undefined);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`/check${hash}`);
    await page.getByText('有效。编号和核对码相符').waitFor();
    await page.getByLabel('核对码').fill('0000-0000-0000');
    await page.getByRole('button', { name: '核对' }).click();
    await page.getByText('无法确认').waitFor();
    await page.getByLabel('核对码').fill(' ');
    await page.getByRole('button', { name: '核对' }).click();
    await page.getByText('请填写这一项').waitFor();
    expect(asked.filter((url) => new URL(url).pathname.includes('T2026800001') || new URL(url).search.includes('T2026800001'))).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('a notice is taken along as a picture and as a page without scripts', async () => {
    const { page, foreign, complaints } = await site.visit(undefined);
    await page.goto('/notices');
    await page.getByText('带走这份公示').first().click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '图片' }).first().click();
    const file = await (await saved).path();
    expect(readFileSync(file).subarray(1, 4).toString('latin1')).toBe('PNG');
    await page.goto(`/api/public/notices/${site.notice}/page`);
    await page.getByText('甲同学（第一团支部）').waitFor();
    expect(await page.evaluate<string>('getComputedStyle(document.querySelector("h1")).textAlign')).toBe('center');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect([foreign, complaints]).toEqual([[], []]);
  }, 60_000);

  it('a person sees who looked at the file, which bears the viewer’s name, and takes all of it along', async () => {
    const secretary = await site.visit(site.by['branch-secretary']);
    await secretary.page.goto(`/cases/${site.mine.id}`);
    await settled(secretary.page);
    expect(await secretary.page.locator('.watermark').getAttribute('data-viewer')).toMatch(/^书记 \d{4}-\d\d-\d\d$/);
    const { page, complaints } = await site.visit(site.mine.subject);
    await page.goto('/own');
    await page.getByText('书记 · 团支部书记').first().waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: /^导出/ }).click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    await page.getByText('已导出').waitFor();
    expect(text).toContain('甲同学 的个人信息');
    expect(JSON.parse(/id="data">([^<]*)</.exec(text)?.[1] ?? '').person.name).toBe('甲同学');
    expect(complaints).toEqual([]);
  }, 60_000);

  it('a case is printed whole, with the log’s checkpoint at its foot, and folds up again', async () => {
    const { page, complaints } = await site.visit(site.mine.subject);
    await page.goto(`/cases/${site.mine.id}`);
    const details = page.locator('main .steps details').first();
    await details.waitFor();
    expect(await details.evaluate((one) => (one as unknown as { open: boolean }).open)).toBe(false);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('main details:not(.no-print):not([open])').count()).toBe(0);
    await page.locator('.sheet-only .checkpoint').waitFor();
    expect(await page.locator('main button:visible, nav:visible, footer:visible, .top-row:visible').count()).toBe(0);
    // Off a rehearsal the paper says so, above and across each page.
    expect(await page.locator('.mark-rehearsal span').textContent()).toMatch(/^REHEARSAL 演练/);
    expect(await page.evaluate<string>("getComputedStyle(document.querySelector('.mark-rehearsal span'), '::after').position")).toBe(
      'fixed',
    );
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await details.evaluate((one) => (one as unknown as { open: boolean }).open)).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('phrases of one’s own go into a record with a click', async () => {
    const one = await site.office.apply({ name: '戊同学' });
    const { page } = await site.visit(site.by['branch-secretary']);
    await page.goto('/account');
    await page.getByLabel('每行一条').fill('谈话情况良好。\n\n 同意列为积极分子。 ');
    await page.getByRole('button', { name: '保存常用语' }).click();
    await page.getByText('已保存。').waitFor();
    await page.goto(`/cases/${one.id}/do/recordTalk`);
    await page.getByLabel('谈话记录', { exact: true }).fill('已谈话。');
    await page.getByText('常用语', { exact: true }).first().click();
    await page.getByRole('button', { name: '谈话情况良好。' }).click();
    expect(await page.getByLabel('谈话记录', { exact: true }).inputValue()).toBe('已谈话。\n谈话情况良好。');
  }, 60_000);

  it('several tasks of one step are done together, with a result for each; what was done is in its list', async () => {
    const names = ['己同学', '庚同学'];
    const cases = [];
    for (const name of names) {
      const one = await site.office.apply({ name });
      await site.office.act(site.office.people.secretary, one.id, 'recordTalk', {
        kinds: ['talk-record'],
        body: { conclusion: 'positive' },
      });
      cases.push(one.id);
    }
    const { page, complaints } = await site.visit(site.by['branch-secretary']);
    await page.goto('/desk?step=A3');
    for (const name of names) await page.getByRole('checkbox', { name: `选择${name}` }).check();
    await page.getByRole('link', { name: '推荐会' }).click();
    for (const name of names)
      await page
        .getByRole('checkbox', { name: new RegExp(name) })
        .and(page.locator(':checked'))
        .waitFor();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.waitForURL(/\/occasions\/[0-9a-f-]+$/);
    const session = page.url().split('/').at(-1) ?? '';
    await site.office.ended(session);
    const kinds = async (id: string) =>
      (await site.product.database.pool.query<{ kind: string }>('SELECT kind FROM fact WHERE case_id = $1', [id])).rows.map(
        ({ kind }) => kind,
      );
    for (const id of cases) expect(await kinds(id)).toContain('activistNominated');
    await page.reload();
    for (const name of names) await page.getByRole('row').filter({ hasText: name }).waitFor();
    await page.goto('/desk?tab=opened');
    await page.locator(`a[href="/occasions/${session}"]`).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('whom a class could not be recorded for stands there with the rule, what can be done, and the clause', async () => {
    const { people, branch } = site.office;
    const early = await site.office.apply({ name: '辛同学' });
    const session = await site.office.occasion(people.secretary, 'session', branch.id, 'holdSession', {
      body: { kind: 'leagueClass', rows: [{ case: early.id }], topic: '团章', hours: 2, witness: people.contact },
    });
    await site.office.ended(session);
    const { entries } = (await site.http.get(people.secretary, `/api/occasions/${session}`)).body as {
      entries: { refusal: string; why: { text: Record<'zh' | 'en', string>; remedy: Record<'zh' | 'en', string>; citation: string } }[];
    };
    const { refusal, why } = entries[0] as (typeof entries)[number];
    expect([refusal, typeof why.citation]).toEqual(['out-of-step', 'string']);
    for (const language of ['zh', 'en'] as const) {
      const { page, complaints } = await site.visit(people.secretary, { language });
      await page.goto(`/occasions/${session}`);
      const row = page.getByRole('row').filter({ hasText: '辛同学' });
      for (const said of [why.text[language], why.remedy[language], why.citation]) await row.getByText(said).waitFor();
      expect(await row.textContent()).not.toContain(refusal);
      expect(complaints).toEqual([]);
      // A person has so many open pages at most.
      await page.context().close();
    }
  }, 60_000);

  it('what is not filled in stands at its field and in a summary that takes the focus and leads there', async () => {
    const { page, writes } = await site.visit(undefined);
    await page.goto('/complain');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    const summary = page.getByRole('alert');
    await summary.getByText('还有 2 项没有填好').waitFor();
    expect(await page.evaluate<boolean>("document.activeElement?.getAttribute('role') === 'alert'")).toBe(true);
    expect(await page.getByText('请填写这一项').count()).toBe(2);
    await summary.getByRole('link', { name: '情况' }).press('Enter');
    expect(await page.evaluate<string>('document.activeElement?.tagName')).toBe('TEXTAREA');
    await page.keyboard.type('时间、地点、事实');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await summary.getByText('还有 1 项没有填好').waitFor();
    expect(await page.evaluate<boolean>("document.activeElement?.getAttribute('role') === 'alert'")).toBe(true);
    expect(await page.getByLabel('情况').inputValue()).toBe('时间、地点、事实');
    expect(writes).toEqual([]);
  }, 60_000);

  it('one search, reached by "/", finds a person and the case', async () => {
    const { page, complaints } = await site.visit(site.by['committee-officer'], { width: 1280 });
    await page.goto('/days');
    await page.getByRole('searchbox').waitFor();
    await page.locator('h1').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('乙同学');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '搜索' }).waitFor();
    await page.locator(`a[href="/cases/${site.theirs.id}"]`).waitFor();
    await page.locator(`a[href="/people/${site.theirs.subject}"]`).waitFor();
    await eventually('the address holds the word', async () => decodeURIComponent(page.url()).includes('q=乙同学'));
    expect(complaints).toEqual([]);
  }, 60_000);
};
