import type { Page } from 'playwright-core';
import { PASSWORD } from '../api/office-mid-way';
import { eventually } from '../harness/product';
import { type Site, settled } from './browser';
import { sit } from './seat';

/** Tab until the wanted thing has the focus: nothing here is clicked. The page as a whole, whose text holds every word, is no such thing. */
export const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate<string>(
      `(() => { const at = document.activeElement; if (at.matches('body, main')) return ''; const label = at.labels?.[0]?.innerText ?? at.getAttribute('aria-label') ?? at.innerText ?? ''; const group = at.closest('fieldset')?.querySelector('legend')?.innerText ?? ''; return label + ' | ' + group; })()`,
    );
    if (name.test(here)) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
};

/** What people come for, done by them alone with the keyboard where it matters; and what must not happen on the way. */
export const mainTasks = (given: () => Site): void => {
  let site: Site;
  beforeAll(() => {
    site = given();
  });

  const casesOf = async (person: string) =>
    (
      await site.product.database.pool.query<{ id: string }>("SELECT id FROM case_row WHERE subject_id = $1 AND procedure = 'admission'", [
        person,
      ])
    ).rows;

  it('an applicant applies by the keyboard alone; the draft survives a crash; "back" sends nothing again', async () => {
    const person = await site.child();
    const first = await site.visit(person);
    await first.page.goto('/apply');
    await settled(first.page);
    await tabTo(first.page, /^入团申请书/);
    await first.page.keyboard.type('敬爱的团组织：我志愿加入中国共产主义青年团。');
    await first.page.getByText('草稿已保存').waitFor();
    await first.page.context().close();

    const { page, writes, complaints } = await site.visit(person);
    await page.goto('/');
    await settled(page);
    await tabTo(page, /^写入团申请书/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '入团申请', exact: true }).waitFor();
    expect(await page.getByRole('textbox', { name: '入团申请书' }).inputValue()).toContain('我志愿加入');
    await tabTo(page, /^提交申请/);
    await page.keyboard.press('Enter');
    await page.getByText('请先阅读并勾选同意').waitFor();
    expect(await casesOf(person)).toEqual([]);
    // The summary, which takes the focus, leads to what is missing.
    await page.locator('[role=alert]:focus').waitFor();
    await tabTo(page, /^我已阅读/);
    await page.keyboard.press('Enter');
    await page.locator('input[type=checkbox]:focus').waitFor();
    await page.keyboard.press('Space');
    await tabTo(page, /^提交申请/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '申请已提交' }).waitFor();
    await tabTo(page, /^看我的进度/);
    await page.keyboard.press('Enter');
    await page.getByText('等待团支部书记: 派人谈话').first().waitFor();
    const sent = writes.filter((one) => one === 'POST /api/cases').length;
    await page.goBack().catch(() => undefined);
    await settled(page);
    expect([sent, writes.filter((one) => one === 'POST /api/cases').length, (await casesOf(person)).length]).toEqual([1, 1, 1]);
    expect(complaints).toEqual([]);
  }, 90_000);

  it('a secretary records a talk by the keyboard alone; a double Enter sends once', async () => {
    const seen = await site.visit(site.by['branch-secretary']);
    const { page, writes } = seen;
    await page.goto(`/cases/${site.theirs.id}`);
    await settled(page);
    await tabTo(page, /^派人谈话/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '派人谈话' }).waitFor();
    await page.getByLabel('谈话记录', { exact: true }).waitFor();
    await tabTo(page, /谈话结论/);
    await page.keyboard.press('Space');
    await tabTo(page, /^谈话记录/);
    await page.keyboard.type('了解入团动机，家庭情况，学习情况。');
    await tabTo(page, /^提交/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await sit(seen, 'zh').telling('the talk', () => page.getByText('确定入团积极分子').first().waitFor());
    await eventually('the talk is recorded', async () => (await site.office.steps(site.theirs.id)).includes('A3'));
    expect(writes.filter((one) => one.endsWith('/commands'))).toHaveLength(1);
    expect(writes.filter((one) => one === 'POST /api/papers')).toHaveLength(1);
  }, 60_000);

  it('a session that ends amid work loses no typing: signing in goes on with what was sent', async () => {
    const applicant = await site.child();
    const { page, writes } = await site.visit(applicant);
    await page.goto('/apply');
    await settled(page);
    await page.getByRole('textbox', { name: '入团申请书' }).fill('敬爱的团组织：会话会过期，字不会丢。');
    await page.getByRole('checkbox').check();
    await site.givePassword(applicant);
    await site.product.database.pool.query('DELETE FROM session WHERE account_id = (SELECT id FROM account WHERE person_id = $1)', [
      applicant,
    ]);
    await page.getByRole('button', { name: '提交申请' }).click();
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.getByLabel('密码').fill(PASSWORD);
    await dialog.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '申请已提交' }).waitFor();
    expect((await casesOf(applicant)).length).toBe(1);
    expect(writes.filter((one) => one === 'POST /api/cases').length).toBe(1);
  }, 60_000);

  it('a refusal stands at its field and above, with the rule; what was typed stays', async () => {
    const { page } = await site.visit(site.by.administrator, { width: 1200 });
    await page.goto('/people');
    await settled(page);
    await page.getByText('登记新人员').click();
    await page.getByLabel('姓名', { exact: true }).fill('王一');
    await page.getByLabel(/^身份证号/).fill('110101201005040028');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    const alert = page.getByRole('alert');
    await alert.getByRole('heading', { name: '没有办成' }).waitFor();
    expect(await page.evaluate<boolean>("document.activeElement?.getAttribute('role') === 'alert'")).toBe(true);
    await alert.getByRole('link').first().click();
    expect(await page.evaluate<string>('document.activeElement?.tagName')).toMatch(/INPUT|SELECT/);
    expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('王一');
  }, 60_000);

  it('two people at one case: the second sees what the first did before anything of his is taken', async () => {
    const one = await site.office.apply({ name: '丙同学' });
    const { page } = await site.visit(site.by['branch-secretary'], { width: 1200 });
    await page.goto(`/cases/${one.id}/do/recordTalk`);
    await settled(page);
    await page.getByLabel('符合条件，继续').check();
    await page.getByLabel('谈话记录', { exact: true }).fill('谈话记录');
    await site.office.act(site.office.people.secretary, one.id, 'informGuardian', { body: { by: 'paper' }, kinds: ['guardian-notice'] });
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('情况有了变化').waitFor();
    await page.getByText('告知监护人').first().waitFor();
    await page.getByRole('button', { name: '我看过了' }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('确定入团积极分子').first().waitFor();
    expect(await site.office.steps(one.id)).toEqual(['A3']);
  }, 60_000);

  it.each([360, 1280])(
    'the public objects without a name and follows it by the receipt; nothing of it stays (%i px)',
    async (width) => {
      const { page, complaints } = await site.visit(undefined, { width });
      await page.goto('/notices');
      await settled(page);
      await tabTo(page, /^对甲同学提出异议/);
      await page.keyboard.press('Enter');
      await page.getByLabel('情况').waitFor();
      await tabTo(page, /^情况/);
      await page.keyboard.type('志愿服务的时长与登记不符，请核查。');
      await tabTo(page, /^提交异议/);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '异议已收到' }).waitFor();
      const code = (await page.locator('.code').textContent()) ?? '';
      expect(code).toMatch(/^[0-9A-F-]{23}$/);
      expect(await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain('核查');
      await page.goto('/objections/follow');
      await page.getByLabel('回执码').fill(code);
      await page.getByRole('button', { name: '查询' }).click();
      await page.getByText('已收到，正在核查').waitFor();
      expect(complaints).toEqual([]);
    },
    60_000,
  );

  it('an applicant withdraws only after saying so', async () => {
    const one = await site.office.apply({ name: '丁同学' });
    const { page, writes } = await site.visit(one.subject);
    await page.goto('/');
    await settled(page);
    await page.getByText('其他办理').click();
    await page.getByRole('button', { name: '撤回申请' }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('请先勾选确认').waitFor();
    expect(writes.filter((sent) => sent.endsWith('/commands'))).toEqual([]);
    await page.getByLabel('我确认撤回入团申请').check();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('申请人已撤回').first().waitFor();
    expect((await site.office.state(one.id)).ended?.how).toBe('withdrawn');
  }, 60_000);

  it('a link opened without a session leads to its page after signing in', async () => {
    const login = await site.givePassword(site.by['branch-secretary'] ?? '');
    const { page } = await site.visit(undefined);
    await page.goto(`/cases/${site.mine.id}`);
    await page.getByRole('heading', { name: '这一页要先登录' }).waitFor();
    await page.locator('main').getByRole('link', { name: '登录' }).click();
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill(PASSWORD);
    await page.locator('main').getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '甲同学' }).waitFor();
  }, 60_000);

  it('a class list is tried row by row before anybody is entered', async () => {
    const { page, writes } = await site.visit(site.by['branch-secretary'], { width: 1200 });
    await page.goto('/people');
    await settled(page);
    await page.getByText('批量登记').click();
    const section = page.locator('details[open]');
    await section.getByLabel('单位', { exact: true }).selectOption({ label: '库额尔齐斯镇团委 · 第一团支部' });
    await section.getByLabel('名单').fill('姓名\t出生日期\n新同学甲\t2011/3/9\n新同学乙\t去年');
    await section.getByRole('button', { name: '先检查 2 行' }).click();
    await section.getByText('可以登记 1 人').waitFor();
    await section.getByText('第 2 行 新同学乙').waitFor();
    await section.getByRole('button', { name: '登记其中 1 人' }).click();
    await section.getByText('已登记 1 人').waitFor();
    // Whoever was entered just now gets a slip, all of them on one sheet.
    await page.getByRole('button', { name: '生成 1 张激活单' }).click();
    await page.getByText('已生成 1 张').waitFor();
    expect(await page.locator('.slip h3').allTextContents()).toEqual(['新同学甲']);
    const code = (await page.locator('.slip .code').textContent()) ?? '';
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main h1:visible, main .card:visible').count()).toBe(1);
    const phone = await site.visit();
    await phone.page.goto(`/activate#${code}`);
    await settled(phone.page);
    expect(await phone.page.getByLabel('激活码').inputValue()).toBe(code);
    expect(writes.filter((one) => one.endsWith('people:import'))).toHaveLength(2);
    const { rows } = await site.product.database.pool.query("SELECT 1 FROM person WHERE name LIKE '新同学_'");
    expect(rows).toHaveLength(1);
  }, 60_000);
};
