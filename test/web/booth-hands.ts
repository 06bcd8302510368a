import type { Page } from 'playwright-core';
import { byChance } from '../harness/browser';
import { axe, type Seen, type Site } from './browser';

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

/** The key that its holder alone sees, once. */
export const takeKey = async ({ page }: Seen): Promise<string> => {
  await press(page, '领取我的钥匙');
  return (await page.locator('.sheet .code').textContent()) ?? '';
};

/** The three holders take their keys: the keeper at his desk, the two others each at the booth's own page. */
export const takeKeys = async (
  site: Site,
  keeper: Seen,
  booth: string,
  others: Readonly<Record<string, string>>,
): Promise<Record<string, string>> => {
  const held: Record<string, string> = { 封存的信封: await takeKey(keeper) };
  for (const [role, person] of Object.entries(others)) {
    const holder = await site.visit(person, { width: role === '监票人' ? 360 : 1280 });
    await holder.page.goto(`/booths/${booth}`);
    held[role] = await takeKey(holder);
    expect(await axe(holder.page)).toEqual([]);
    await holder.page.context().close();
  }
  return held;
};

/** The keeper's desk makes the codes, each once on a slip. */
export const makeCodes = async (page: Page): Promise<string[]> => {
  await press(page, '生成投票码');
  await page.locator('.slip').first().waitFor();
  return page.locator('.slip .code').allTextContents();
};

export const enterHanded = async (page: Page, count: number): Promise<void> => {
  await page.getByLabel('发出投票码张数').fill(`${count}`);
  const handed = page.waitForResponse((answer) => answer.url().endsWith('/handed'));
  await press(page, '登记发出张数');
  expect((await handed).status()).toBe(200);
};

/** One phone, or the desk of whoever has none, signed in as nobody: scan, read, choose, confirm, receipt. It is left open for a look at what is kept on it. */
export const voteByPhone = async (
  site: Site,
  address: string,
  name: string,
  option: string,
  width = 360,
): Promise<Seen & { receipt: string }> => {
  const phone = await site.visit(undefined, { width });
  const { page } = phone;
  await page.addInitScript(byChance(0));
  await page.goto(address);
  await page.getByRole('group', { name }).getByLabel(option, { exact: true }).check();
  await press(page, '下一步: 核对');
  await heading(page, '核对选票').waitFor();
  await press(page, '投票');
  await heading(page, '已投入票箱').waitFor();
  const receipt = ((await page.locator('#receipt').textContent()) ?? '').replaceAll(' ', '');
  expect([phone.complaints, phone.foreign]).toEqual([[], []]);
  return { ...phone, receipt };
};

/** Closes the box and opens it with two keys; the recount of what is published says the same. */
export const closeAndCount = async (page: Page, held: Readonly<Record<string, string>>, papers: number): Promise<void> => {
  await press(page, '关闭票箱');
  await page.getByText(`票箱里有 ${papers} 张选票`).waitFor();
  for (const [index, role] of ['纪检监督员', '监票人'].entries()) {
    const key = page.getByRole('group', { name: `第 ${index + 1} 把钥匙` });
    await key.getByLabel('谁的钥匙').selectOption({ label: role });
    await key.getByLabel('钥匙', { exact: true }).fill(held[role] ?? '');
  }
  await press(page, '开箱计票');
  await page.getByText('已按公布的选票重新计票，结果一致').waitFor();
};
