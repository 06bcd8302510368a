import { eventually } from '../harness/product';
import { type Site, settled } from './browser';
import { sit } from './seat';

/** Somebody moves in mid-way (admission.transfer): everything that the law asks of the three people is done in the portal, at 360 px. */
export const moving = (given: () => Site): void => {
  it('an applicant agrees and names a branch beyond his reach; its secretary receives him, or first says why not', async () => {
    const { office, product, visit } = given();
    const { id, subject } = await office.apply({ name: '转接同学' });
    const below = (await office.org('另一乡团委', 'committee', office.county, { approves: true })) as typeof office.county;
    const there = await office.org('牧业团支部', 'branch', below);
    const receiver = await office.person('转入书记', there.id);
    await office.holds(receiver, there.id, 'branch-secretary');

    const seen = await visit(subject);
    const { page, press } = sit(seen, 'zh');
    const ask = async () => {
      await page.goto(`/cases/${id}/do/requestTransfer`);
      await page.getByLabel('转到哪个支部', { exact: true }).fill('另一乡 牧业');
      await page.getByRole('list', { name: '可以选' }).getByRole('button', { name: '牧业团支部 · 另一乡团委 · 富蕴县团委' }).click();
      await page.getByRole('button', { name: '去掉牧业团支部 · 另一乡团委 · 富蕴县团委' }).waitFor();
      // The draft holds the id alone; after a reload the branch has its name again.
      await page.getByText(/^草稿已保存/).waitFor();
      await page.reload();
      await page.getByRole('button', { name: '去掉牧业团支部 · 另一乡团委 · 富蕴县团委' }).waitFor();
      await press(`/api/cases/${id}/commands`);
      await page.waitForURL(`**/cases/${id}`);
    };
    await page.goto(`/cases/${id}`);
    const consent = page.locator('li.consent').filter({ hasText: '把您的材料交给接收的支部' });
    await consent.getByRole('button', { name: '同意' }).click();
    await consent.getByText('已同意').waitFor();
    await ask();

    const theirs = await visit(receiver);
    const other = sit(theirs, 'zh');
    const answer = async (button: string, choice: string) => {
      await other.page.goto('/desk');
      await other.page.getByRole('link', { name: '转接同学' }).click();
      await other.page.getByRole('button', { name: button, exact: true }).click();
      await other.page.getByRole('radio', { name: choice, exact: true }).check();
      // A rejection sends him back: it is asked again.
      if (button === '不接收转入') await other.page.locator('main form input[type=checkbox]').last().check();
      await settled(other.page);
      expect(await other.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      // In his own seat: nobody has to be chosen for whom he would write.
      expect(await other.page.getByText('谁办的').count()).toBe(0);
      await other.press(`/api/cases/${id}/commands`);
    };
    await answer('不接收转入', '材料不全');
    await eventually('it is back', async () => (await office.state(id)).transfer === undefined);
    await ask();
    await answer('接收转入', '齐全');
    await eventually('it has moved', async () => {
      const { rows } = await product.database.pool.query('SELECT unit_id FROM person WHERE id = $1', [subject]);
      return rows[0]?.unit_id === there.id;
    });
    await page.goto(`/cases/${id}`);
    await page.getByText('牧业团支部').first().waitFor();
    expect([...seen.complaints, ...theirs.complaints]).toEqual([]);
  }, 90_000);

  it('asks before consent to the processing is taken back, which ends the application; other consents it takes at once', async () => {
    const { office, visit } = given();
    const { id, subject } = await office.apply({ name: '撤回同学' });
    const { page } = sit(await visit(subject), 'zh');
    await page.goto(`/cases/${id}`);
    await page.locator('li.consent').filter({ hasText: '撤回即撤回申请' }).getByRole('link', { name: '撤回同意' }).click();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('请先勾选确认').first().waitFor();
    expect((await office.state(id)).phase).toBe('open');
    await page.getByRole('checkbox', { name: '我确认撤回，这次入团申请随即结束' }).check();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.waitForURL(`**/cases/${id}`);
    await eventually('it has ended', async () => (await office.state(id)).phase === 'ended');
  }, 60_000);
};
