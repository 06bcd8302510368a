import { addDays } from '../../domain/calendar/day';
import { BoardRound } from '../../worker/board-round';
import { type Site, settled } from './browser';
import { tabTo } from './tasks';

const TEN = 10;

/** Ten applications of one branch whose talk is overdue: found on the board and moved, once on a phone by the keyboard alone, once at a desk. */
export const administrator = (given: () => Site): void => {
  let site: Site;
  let deputy: string;
  let cases: string[];

  beforeAll(async () => {
    site = given();
    const { office, product } = site;
    deputy = await office.person('副支书', office.other.id);
    await office.holds(deputy, office.other.id, 'branch-secretary');
    cases = [];
    for (let number = 1; number <= TEN; number += 1)
      cases.push((await office.apply({ name: `待谈话${'甲乙丙丁戊己庚辛壬癸'[number - 1]}`, unit: office.other.id })).id);
    await office.moveTo(addDays(await office.today(), 45));
    // The worker keeps the board every few seconds; here it is looked at once, so that nothing waits for it.
    const { database, statutes, client, config, clock } = product;
    const board = new BoardRound({ pool: database.pool, statutes, client, taskQueue: config.taskQueue });
    await board.once(await clock.now());
  }, 120_000);

  const count = async (sql: string, values: unknown[]): Promise<number> =>
    Number((await site.product.database.pool.query<{ n: string }>(sql, values)).rows[0]?.n);
  const urged = () => count("SELECT count(*) AS n FROM fact WHERE kind = 'urged' AND case_id = ANY($1::uuid[])", [cases]);

  it('finds ten stalled cases on a phone and urges them, by the keyboard alone', async () => {
    const { page, writes, complaints } = await site.visit(site.by.administrator);
    await page.goto('/');
    await settled(page);
    await tabTo(page, /^菜单/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^停滞看板/);
    await page.keyboard.press('Enter');
    await page.getByText(/件停滞，停得最久的在前/).waitFor();
    await tabTo(page, /^逾期/);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: /^逾期/, pressed: true }).waitFor();
    await tabTo(page, /^按承办方/);
    await page.keyboard.press('Enter');
    await tabTo(page, new RegExp(`^第二团支部\\s*${TEN}`));
    await page.keyboard.press('Enter');
    await page.getByText(`${TEN} 件停滞，停得最久的在前`).waitFor();
    // What was narrowed down stands in the address, to be kept or sent to somebody.
    expect(new URL(page.url()).searchParams.get('reason')).toBe('overdue');
    expect(new URL(page.url()).searchParams.get('unit')).toBe(site.office.other.id);
    await page
      .getByText(/等待第二团支部 团支部书记: 派人谈话, 已逾期 \d+ 天/)
      .first()
      .waitFor();
    await tabTo(page, new RegExp(`^选择本页 ${TEN} 件`));
    await page.keyboard.press('Space');
    await tabTo(page, /^批量办理/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `对选中的 ${TEN} 件办理` }).waitFor();
    await tabTo(page, /^先预览/);
    await page.keyboard.press('Enter');
    await page.getByText(`可以办理 ${TEN} 件`, { exact: true }).waitFor();
    expect(await urged()).toBe(0);
    await tabTo(page, new RegExp(`^催办：办理其中 ${TEN} 件`));
    await page.keyboard.press('Enter');
    await page.getByText(`已办理 ${TEN} 件`, { exact: true }).waitFor();
    expect(await urged()).toBe(TEN);
    expect(writes.filter((one) => one === 'POST /api/audit/bulk')).toHaveLength(2);
    expect(complaints).toEqual([]);
  }, 90_000);

  it('hands them to somebody else at a desk; each row tells what became of it', async () => {
    const { page, complaints } = await site.visit(site.by.administrator, { width: 1280 });
    await page.goto(`/board?reason=overdue&unit=${site.office.other.id}`);
    await page.getByText(`${TEN} 件停滞，停得最久的在前`).waitFor();
    await page.getByLabel(`选择本页 ${TEN} 件`).check();
    await page.getByRole('button', { name: '批量办理' }).click();
    const panel = page.getByRole('region', { name: `对选中的 ${TEN} 件办理` });
    // Once a day: what would be refused is said before anything is done, and nothing is left to carry out.
    await panel.getByRole('button', { name: '先预览' }).click();
    await panel.getByText(`不能办理 ${TEN} 件`, { exact: true }).waitFor();
    expect(await panel.getByRole('button', { name: /办理其中/ }).count()).toBe(0);
    await panel.getByLabel('办什么').selectOption('reassign');
    await panel.getByRole('button', { name: '先预览' }).click();
    await panel.getByText('请填写这一项').first().waitFor();
    await panel.getByLabel('转给谁').fill('副支书');
    await panel.getByRole('button', { name: /^副支书/ }).click();
    await panel.getByRole('button', { name: '先预览' }).click();
    await panel.getByText(`可以办理 ${TEN} 件`, { exact: true }).waitFor();
    await panel.getByRole('button', { name: `转办：办理其中 ${TEN} 件` }).click();
    await panel.getByText(`已办理 ${TEN} 件`, { exact: true }).waitFor();
    expect(await panel.getByText('已办理', { exact: true }).count()).toBe(TEN);
    const handed = 'SELECT count(DISTINCT case_id) AS n FROM task WHERE case_id = ANY($1::uuid[]) AND person_id = $2';
    expect(await count(handed, [cases, deputy])).toBe(TEN);
    expect(complaints).toEqual([]);
  }, 90_000);
};
