import { phoneOf } from '../api/factor-hand';
import { PASSWORD } from '../api/office-mid-way';
import { type Site, settled } from './browser';

/** Whoever has enrolled a second factor meets it twice: at the door, and before an act of decision. */
export const secondFactor = (given: () => Site): void => {
  let site: Site;
  beforeAll(() => {
    site = given();
  });

  it('is asked at sign-in, and before an act of decision, which then goes on under its own key', async () => {
    const { office, http, product } = site;
    const keeper = await office.person('双因素管理员', office.county.id);
    await office.holds(keeper, office.county.id, 'administrator');
    const leaving = await office.person('离任审计员', office.county.id);
    await office.holds(leaving, office.county.id, 'auditor');
    const login = await site.givePassword(keeper);
    const { secret } = (await http.post(keeper, '/api/me/second-factor', { password: PASSWORD })).body;
    const { recoveryCodes } = (await http.post(keeper, '/api/me/second-factor/confirm', { code: phoneOf(secret).code(Date.now()) })).body;

    const { page } = await site.visit(undefined);
    await page.goto('/sign-in');
    await settled(page);
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill(PASSWORD);
    const enter = page.locator('main').getByRole('button', { name: '登录', exact: true });
    expect(await page.getByLabel('动态码').count()).toBe(0);
    await enter.click();
    await page.getByLabel('动态码').fill(recoveryCodes[0]);
    await enter.click();
    await page.getByText('双因素管理员').first().waitFor();

    const sent: [string, string | undefined][] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push([new URL(request.url()).pathname, request.headers()['idempotency-key']]);
    });
    await product.database.pool.query(
      "UPDATE session SET factor_at = factor_at - interval '6 minutes' WHERE account_id = (SELECT id FROM account WHERE person_id = $1)",
      [keeper],
    );
    await page.goto('/roles?role=auditor');
    await settled(page);
    const row = page.getByRole('row').filter({ hasText: '离任审计员' });
    await row.locator('summary').click();
    await row.getByRole('button').click();
    const dialog = page.getByRole('dialog', { name: '请再次验证' });
    await dialog.getByLabel('动态码').fill('000000');
    await dialog.getByRole('button', { name: '验证并继续' }).click();
    await dialog.getByText('动态码不正确').first().waitFor();
    const ended = page.waitForResponse((answer) => answer.url().endsWith('/end') && answer.ok());
    await dialog.getByLabel('动态码').fill(recoveryCodes[1]);
    await dialog.getByRole('button', { name: '验证并继续' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await ended;
    const ends = sent.filter(([path]) => path.endsWith('/end'));
    expect(ends).toHaveLength(2);
    expect(new Set(ends.map(([, key]) => key)).size).toBe(1);
    expect(sent.filter(([path]) => path === '/api/session/step-up')).toHaveLength(2);
    const { rows } = await product.database.pool.query<{ open: boolean }>(
      'SELECT "until" IS NULL AS open FROM holding WHERE person_id = $1',
      [leaving],
    );
    expect(rows).toEqual([{ open: false }]);
  }, 60_000);
};
