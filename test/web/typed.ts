import type { Page } from 'playwright-core';
import { type Site, settled } from './browser';
import { choose } from './seat';

/** What somebody typed and has not sent is there after the page was read anew, and nowhere once it is sent. */
export const typed = (given: () => Site): void => {
  const again = async (page: Page): Promise<void> => {
    await page.getByText(/^草稿已保存/).waitFor();
    await page.reload();
    await settled(page);
  };

  it('a notice that is being made: whom it names, for how long, and where', async () => {
    const site = given();
    const { page, complaints } = await site.visit(site.by['branch-secretary']);
    await page.goto('/new/notice');
    await settled(page);
    await page.getByLabel(/^公示几个工作日/).fill('7');
    await page.getByLabel('支部范围').check();
    await again(page);
    expect(await page.getByLabel(/^公示几个工作日/).inputValue()).toBe('7');
    expect(await page.getByLabel('支部范围').isChecked()).toBe(true);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('a class: its roster, its topic, who saw it, and the paper; another kind of session begins empty', async () => {
    const site = given();
    const { page, complaints } = await site.visit(site.by['branch-secretary']);
    await page.goto('/new/session');
    await settled(page);
    await page.getByLabel('谈话', { exact: true }).check();
    const roster = page.getByRole('group', { name: '哪些人' }).getByRole('checkbox');
    await roster.first().check();
    await page.getByRole('textbox', { name: '谈话记录' }).fill('逐个谈话，了解入团动机。');
    await again(page);
    expect(await page.getByLabel('谈话', { exact: true }).isChecked()).toBe(true);
    expect(await roster.first().isChecked()).toBe(true);
    expect(await page.getByRole('textbox', { name: '谈话记录' }).inputValue()).toBe('逐个谈话，了解入团动机。');

    await page.getByLabel('团课', { exact: true }).check();
    await page.getByLabel('主题').fill('团章');
    expect(await page.getByLabel('主题').inputValue()).toBe('团章');
    await choose('联系人')(page);
    await again(page);
    expect(await page.getByLabel('主题').inputValue()).toBe('团章');
    expect(complaints).toEqual([]);
  }, 60_000);

  it('an objection by nobody in particular: in this tab alone, and not on the server', async () => {
    const site = given();
    const { page, writes } = await site.visit();
    await page.goto(`/notices/${site.notice}/object?entry=${site.mine.id}`);
    await settled(page);
    await page.getByLabel('情况').fill('写到一半的情况。');
    await page.getByLabel(/^您的姓名/).fill('路人');
    await page.reload();
    await settled(page);
    expect(await page.getByLabel('情况').inputValue()).toBe('写到一半的情况。');
    expect(await page.getByLabel(/^您的姓名/).inputValue()).toBe('路人');
    expect(writes).toEqual([]);
    expect(await page.evaluate<string>('JSON.stringify({ ...localStorage })')).not.toContain('一半');
    const other = await page.context().newPage();
    await other.goto(`/notices/${site.notice}/object?entry=${site.mine.id}`);
    await other.getByLabel('情况').waitFor();
    expect(await other.getByLabel('情况').inputValue()).toBe('');
  }, 60_000);
};
