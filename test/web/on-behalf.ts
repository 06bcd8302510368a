import { type Site, settled } from './browser';
import { choose, sit } from './seat';

/** People without an account, who hand in paper: a branch secretary with a phone enters what they gave, each act in their name with its paper. */
export const onBehalf = (given: () => Site): void => {
  it('a secretary enters an application, a consent and its withdrawal for somebody who has handed in paper', async () => {
    const { office, by, product, visit } = given();
    const child = await office.person('无账号', office.branch.id, { birth: '2011-04-02', member: false });
    const seen = await visit(by['branch-secretary']);
    const { page, telling, press } = sit(seen, 'zh');
    const id = await telling('the application', async () => {
      await page.goto('/cases');
      await page.getByRole('link', { name: '代录书面入团申请' }).click();
      await page.getByRole('heading', { name: '提交入团申请书', level: 1 }).waitFor();
      await page
        .getByLabel(/^申请人/)
        .first()
        .fill('无账号');
      await choose('无账号')(page);
      await page.getByLabel('入团申请书', { exact: true }).fill('本人手写申请书的扫描件已归档。');
      await page.getByRole('button', { name: '提交', exact: true }).click();
      await page.getByText('请先确认本人已书面同意').first().waitFor();
      await page.getByRole('checkbox', { name: '已告知个人信息处理事项，本人已书面同意' }).check();
      await press('/api/cases');
      await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
      return page.url().split('/').at(-1) ?? '';
    });
    const stated = async (link: string, title: string) =>
      telling(link, async () => {
        await page.goto(`/cases/${id}`);
        await page.locator('li.consent').filter({ hasText: '公示' }).getByRole('link', { name: link }).click();
        await page.getByRole('heading', { name: title, level: 1 }).waitFor();
        await page.locator('p.note').getByText('公示', { exact: true }).waitFor();
        // His own, so nobody else is offered; without what he signed it is not sent.
        await page.getByRole('list', { name: '已选' }).getByText('无账号').waitFor();
        await page.getByLabel('本人书面意见', { exact: true }).fill('本人签字的同意书已归档。');
        await press(`/api/cases/${id}/commands`);
        await page.waitForURL(`**/cases/${id}`);
      });
    await stated('代录本人书面同意', '作出同意');
    await page.locator('li.consent').filter({ hasText: '公示' }).getByText('已同意').waitFor();
    await stated('代录本人撤回', '撤回同意');
    await page.locator('li.consent').filter({ hasText: '公示' }).getByText('还没有同意').waitFor();
    await settled(page);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    const { rows } = await product.database.pool.query(
      'SELECT kind, actor_id AS actor, recorder_id AS recorder FROM fact WHERE case_id = $1 ORDER BY seq',
      [id],
    );
    const entered = { actor: child, recorder: by['branch-secretary'] };
    expect(rows).toEqual([
      { kind: 'applied', ...entered },
      { kind: 'consentGiven', ...entered },
      { kind: 'consentWithdrawn', ...entered },
    ]);
    expect(seen.complaints).toEqual([]);
  }, 60_000);
};
