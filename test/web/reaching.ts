import { readFileSync } from 'node:fs';
import { eventually } from '../harness/product';
import { type Site, settled } from './browser';

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
};
