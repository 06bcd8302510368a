import { eventually } from '../harness/product';
import { axe, type Site, settled } from './browser';
import { tabTo } from './tasks';

/** The inspector passes every stage of a selection: what he sees, says, asks for, and when he may say nothing. */
export const inspection = (given: () => Site): void => {
  let site: Site;
  beforeAll(() => {
    site = given();
  });

  it('an inspector sees what was done beside the rule, asks for a supplement, and then passes the stage', async () => {
    const { page, complaints } = await site.visit(site.by.inspector);
    await page.goto('/desk');
    await page.locator(`main a[href="/cases/${site.post}"]`).waitFor();
    await page.getByText('分析研判').first().waitFor();
    await page.goto('/inspection');
    await settled(page);
    // A selection is about no person: it goes by its post.
    await page.locator(`a[href="/inspection/cases/${site.post}"]`).filter({ hasText: '团委副书记' }).click();
    await page.getByRole('heading', { name: '团委副书记', level: 1 }).waitFor();
    await page.getByText('没有发现您须回避的关系').waitFor();
    const stage = page.getByRole('region', { name: /^K0/ });
    await stage.getByText('空缺职数说明').first().waitFor();
    expect(await stage.locator('ol li').count()).toBe(1);

    await stage.getByRole('button', { name: '提交意见' }).click();
    await stage.getByText('请填写这一项').first().waitFor();
    await stage.getByLabel('否决').check();
    await stage.getByLabel('书面监督意见', { exact: true }).fill('职数与编制不符。');
    await stage.getByRole('button', { name: '提交意见' }).click();
    await stage.getByText('请先勾选确认').first().waitFor();
    expect((await site.office.state(site.post)).phase).toBe('open');

    await stage.getByLabel('先要求补充说明').check();
    await stage.getByLabel('补充说明的要求', { exact: true }).fill('请说明现有人数。');
    await stage.getByRole('button', { name: '提交意见' }).click();
    await stage.getByText('已要求补充说明').waitFor();
    // The stage stays his while he waits: any verdict is lawful meanwhile.
    expect(await stage.getByRole('button', { name: '提交意见' }).count()).toBe(1);

    await site.office.act(site.office.people.officer, site.post, 'answerSupplement', { kinds: ['supplement'], body: { step: 'K0' } });
    await page.reload();
    await settled(page);
    await stage.getByLabel('通过，进入下一环节').check();
    await stage.getByLabel('书面监督意见', { exact: true }).fill('职数属实，同意。');
    await stage.getByRole('button', { name: '提交意见' }).click();
    await page.getByRole('region', { name: /^K1/ }).waitFor();
    expect(await site.office.steps(site.post)).toEqual(['K1']);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('a return names the stage that is done again', async () => {
    const { page } = await site.visit(site.by.inspector, { language: 'en' });
    const post = await site.openPost();
    await page.goto(`/inspection/cases/${post}`);
    await settled(page);
    const stage = page.getByRole('region', { name: /^K0/ });
    await stage.getByLabel('Return, to be done again').check();
    const back = stage.getByLabel('Back to which step');
    await back.selectOption('K0');
    await stage.getByLabel('Written verdict', { exact: true }).fill('The figures are missing.');
    await stage.getByRole('button', { name: 'Send the verdict' }).click();
    await stage.getByText('Still being done').waitFor();
    expect((await site.office.state(post)).steps.K0?.awaiting).toBeUndefined();
  }, 60_000);

  it('a stage is suspended by the keyboard alone, at a desk: to everybody else the case is held', async () => {
    const { page, complaints } = await site.visit(site.by.inspector, { width: 1280 });
    const post = await site.openPost();
    await page.goto(`/inspection/cases/${post}`);
    await settled(page);
    await tabTo(page, /^通过，进入下一环节/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('暂停，启动核查').isChecked()).toBe(true);
    await tabTo(page, /^书面监督意见/);
    await page.keyboard.type('反映的问题须先核实。');
    await tabTo(page, /^我确认/);
    await page.keyboard.press('Space');
    await tabTo(page, /^提交意见/);
    await page.keyboard.press('Enter');
    await eventually('it is held', async () => (await site.office.state(post)).phase === 'held');
    const other = await site.visit(site.by['committee-officer']);
    await other.page.goto(`/cases/${post}`);
    await other.page.getByText('暂停办理', { exact: true }).first().waitFor();
    expect(await other.page.locator('main').textContent()).not.toMatch(/反映|核查|书面监督意见/);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('an inspector with an interest learns it first', async () => {
    const one = await site.office.apply({ name: '辛同学' });
    await site.row('kin', {
      person_id: one.subject,
      relative_id: site.by.inspector,
      kind: 'spouse',
      declared_by: one.subject,
      declared_as: 'self',
      declared_on: '2026-01-12',
    });
    const { page } = await site.visit(site.by.inspector);
    await page.goto(`/inspection/cases/${one.id}`);
    await page.getByRole('heading', { name: '您须回避，不能办理本案' }).waitFor();
    await page.getByText('您与人选有亲属关系').waitFor();
  }, 60_000);

  it('the public complains without a name and follows it by the receipt', async () => {
    const { page, complaints } = await site.visit(undefined);
    await page.goto('/complain');
    await settled(page);
    await page.locator('main').getByRole('button', { name: '提交' }).click();
    await page.locator('main').getByText('请填写这一项').first().waitFor();
    await page.getByLabel(/^反映谁/).fill('团委副书记人选');
    await page.getByLabel('情况', { exact: true }).fill('考察前有人打招呼拉票。');
    await page.locator('main').getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '反映已收到' }).waitFor();
    const code = (await page.locator('.code').textContent()) ?? '';
    expect(await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain('拉票');
    await page.locator('main').getByRole('link', { name: '查询处理情况' }).click();
    await page.getByLabel('回执码').fill(code);
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('已登记, 待受理').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('before anything is sent, who is signed in is told what is kept of him, and who is not is told nothing; and so it is', async () => {
    const { pool } = site.product.database;
    const marks = async (): Promise<boolean[]> =>
      (
        await pool.query<{ marked: boolean }>(`SELECT complainant_index IS NOT NULL AS marked FROM complaint WHERE channel = 'web'`)
      ).rows.map(({ marked }) => marked);
    const object = `/notices/${site.notice}/object?entry=${site.mine.id}`;
    const words = { zh: '您现在是登录状态', en: 'You are signed in' } as const;
    for (const [language, width] of [
      ['zh', 360],
      ['en', 1280],
    ] as const) {
      const { page, complaints } = await site.visit(site.by.member, { language, width });
      for (const path of ['/complain', object]) {
        await page.goto(path);
        const mark = page.locator('main .note.warn').filter({ hasText: words[language] });
        await mark.waitFor();
        const says = language === 'zh' ? /加密的标记.*没有姓名.*先退出登录再提交/ : /encrypted mark.*no name.*sign out before/;
        expect(await mark.textContent()).toMatch(says);
      }
      expect(await axe(page)).toEqual([]);
      expect(complaints).toEqual([]);
    }
    const nobody = await site.visit(undefined);
    for (const path of ['/complain', object]) {
      await nobody.page.goto(path);
      await settled(nobody.page);
      await nobody.page.getByRole('textbox').first().waitFor();
      expect(await nobody.page.getByText(words.zh).count()).toBe(0);
    }

    const before = await marks();
    for (const person of [undefined, site.by.member]) {
      const { page } = await site.visit(person);
      await page.goto('/complain');
      await page.getByLabel(/^反映谁/).fill('团委副书记人选');
      await page.getByLabel('情况', { exact: true }).fill('有人打招呼。');
      await page.locator('main').getByRole('button', { name: '提交' }).click();
      await page.getByRole('heading', { name: '反映已收到' }).waitFor();
      await page.context().close();
    }
    const after = await marks();
    expect(after.length).toBe(before.length + 2);
    expect(after.filter((marked) => marked).length).toBe(before.filter((marked) => marked).length + 1);
  }, 60_000);
};
