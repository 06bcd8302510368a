import { readFileSync } from 'node:fs';
import { cameTo, deeds } from '../harness/given';
import { bringIn } from '../harness/paper-past';
import { eventually } from '../harness/product';
import { axe, type Site, settled } from './browser';

/** How what concerns people reaches them: calendars, deliveries, lists as files. */
export const reaching = (given: () => Site): void => {
  let site: Site;
  beforeAll(() => {
    site = given();
  });

  it('makes the address of a calendar, shows it once, and revokes it', async () => {
    const { page, complaints } = await site.visit(site.by['branch-secretary']);
    await page.goto('/reminders');
    await page.getByLabel('名称').fill('办公电脑');
    await page.getByRole('button', { name: '生成地址' }).click();
    const shown = page.getByText(/\/api\/calendar\/feed\/[\w-]{43}\.ics/);
    await shown.waitFor();
    const address = new URL((await shown.textContent()) ?? '');
    const read = async () => (await site.http.app.inject({ url: address.pathname })).statusCode;
    expect(await read()).toBe(200);
    await page.reload();
    await page.getByRole('button', { name: '撤销 办公电脑' }).waitFor();
    expect(await page.locator('main').textContent()).not.toContain(address.pathname);
    await page.getByRole('button', { name: '撤销 办公电脑' }).click();
    await page.getByText('还没有日历地址。').waitFor();
    expect(await read()).toBe(404);
    expect(complaints).toEqual([]);
  });

  it('shows what did not arrive and why, and sends it again', async () => {
    const { pool } = site.product.database;
    const { rows } = await pool.query<{ id: string }>(
      `INSERT INTO delivery (key, channel, target, person_id, kind, state, attempts, error, due_at, created_at, settled_at)
       VALUES ('of a test', 'sms', 'person', $1, 'urged', 'dead', 1, 'no telephone', now(), now(), now()) RETURNING id`,
      [site.by['branch-secretary']],
    );
    const { page, complaints } = await site.visit(site.by['system-administrator'], { width: 1280 });
    await page.goto('/outbox?state=dead');
    await page.getByRole('cell', { name: '没有手机号' }).waitFor();
    await page.getByText('未设定，在服务器上设 SMTP_URL, MAIL_FROM').waitFor();
    await page.getByRole('button', { name: /^再发一次/ }).click();
    await eventually('it is due again', async () => {
      const found = await pool.query<{ state: string }>('SELECT state FROM delivery WHERE id = $1', [rows[0]?.id]);
      return found.rows[0]?.state !== 'dead';
    });
    await page.getByText('没有符合条件的消息。').waitFor();
    expect(complaints).toEqual([]);
  });

  it('takes the board away as a file in the language of the page', async () => {
    const { page } = await site.visit(site.by.administrator, { language: 'en' });
    await page.goto('/board');
    await settled(page);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Download \.csv/ }).click()]);
    expect(file.suggestedFilename()).toMatch(/-\d{4}-\d\d-\d\d\.csv$/);
    expect(readFileSync(await file.path(), 'utf8')).toMatch(/^\uFEFF"As of","\d{4}-\d\d-\d\d"\r\n"Case","Procedure"/);
  });

  it('tells whoever waits for a place his number, and the officer who comes first', async () => {
    const { office, product, by } = site;
    const plan = async (change: string) =>
      product.database.pool.query(`UPDATE quota_line SET places = ${change} WHERE org_id = $1`, [office.town.id]);
    await plan('handed + reserved + used');
    const today = await office.today();
    const past = [
      ...cameTo('A7', { assessCultivation: [deeds.assess(today)], recommend: [deeds.recommend(today)] }),
      deeds.preReview(today),
    ];
    const waiting = [await bringIn(office, 'A7', { name: '先来的', past }), await bringIn(office, 'A7', { name: '后来的', past })];
    expect(await Promise.all(waiting.map(({ id }) => office.steps(id)))).toEqual([['A7'], ['A7']]);

    const applicant = await site.visit(waiting[1]?.subject);
    await applicant.page.goto('/');
    await applicant.page.getByText(`排队等待发展指标：第 2 位，共 2 人（自 ${today} 起等待）`).waitFor();
    await applicant.page.getByText('现在没有空余指标；有了以后，由团委组织干事按先后办理。').waitFor();
    expect(await applicant.page.locator('main').textContent()).not.toContain('先来的');

    await plan('handed + reserved + used + 1');
    const officer = await site.visit(by['committee-officer']);
    await officer.page.goto('/quota');
    const rows = officer.page.getByRole('region', { name: '等待指标的案件' }).getByRole('row');
    await rows.filter({ hasText: '先来的' }).getByText('轮到了').waitFor();
    expect(await rows.filter({ hasText: '后来的' }).getByText('轮到了').count()).toBe(0);
    expect(await axe(officer.page)).toEqual([]);
    await officer.page.goto(`/cases/${waiting[1]?.id}`);
    await officer.page.getByText('本案排第 2 位 (共 2 件等待同一项指标)', { exact: false }).first().waitFor();
    expect([...applicant.complaints, ...officer.complaints]).toEqual([]);
    for (const { id, subject } of waiting) await office.act(subject, id, 'withdraw');
    await plan('handed + reserved + used + 20');
  });

  it('asks the committee after a namesake, in the case and with the paper by its name', async () => {
    const { office, by } = site;
    const same = { name: '同名·同姓', birth: '2010-06-12' };
    const first = await office.apply(same);
    const second = await office.apply({ ...same, unit: office.other.id });
    const { id } = second;
    const { page, complaints } = await site.visit(by['committee-officer']);
    await page.goto(`/cases/${id}`);
    await page.getByText('等待团委组织干事: 核实同名者是否同一人').first().waitFor();
    await page.getByRole('button', { name: '核实同名者不是同一人' }).click();
    await page.getByText('由团委终止本案（重复申请）').waitFor();
    await page.getByRole('textbox', { name: /身份核对记录/ }).fill('已核对两人的身份证件，不是同一人。');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('核实同名者不是同一人', { exact: false }).first().waitFor();
    await eventually('the check is in the book', async () => (await office.state(id)).book.identityConfirmedOn !== undefined);
    expect(complaints).toEqual([]);
    for (const one of [first, second]) await office.act(one.subject, one.id, 'withdraw');
  });
};
