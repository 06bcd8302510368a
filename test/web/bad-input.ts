import { eventually } from '../harness/product';
import { atVote } from './at-vote';
import { type Site, settled } from './browser';

/** What a person types is neither lost nor done twice, whatever happens to hands, line and page. */
export const badInput = (given: () => Site): void => {
  let site: Site;
  beforeAll(() => {
    site = given();
  });

  const aMeeting = async (name: string) => {
    const one = await site.office.apply({ name });
    await atVote(site, one.id);
    const id = await site.office.occasion(site.office.people.secretary, 'meeting', site.office.branch.id, 'conveneMeeting', {
      body: { kind: 'branch', cases: [one.id] },
    });
    const entitled = (
      await site.product.database.pool.query<{ id: string }>("SELECT id FROM person WHERE unit_id = $1 AND league = 'member'", [
        site.office.branch.id,
      ])
    ).rows.map((row) => row.id);
    return { id, case: one.id, entitled };
  };
  const takeRoll = (id: string, present: readonly string[]) =>
    site.office.act(site.office.people.secretary, id, 'takeRoll', { body: { present, chair: site.office.people.secretary } });

  it('a double click sends once', async () => {
    const { id } = await aMeeting('双击');
    const { page, writes } = await site.visit(site.by['branch-secretary']);
    await page.goto(`/occasions/${id}`);
    await page.getByRole('checkbox', { name: '书记', exact: true }).waitFor();
    await page.getByRole('button', { name: '全部到会' }).click();
    await page.getByLabel('主持人').selectOption({ label: '书记' });
    await page.getByRole('button', { name: '确认到会名单' }).dblclick();
    await page.getByRole('heading', { name: '表决：双击' }).waitFor();
    expect(writes.filter((one) => one.endsWith('/commands'))).toHaveLength(1);
  }, 60_000);

  it('"back" and "forward" never repeat an act', async () => {
    const one = await site.office.apply({ name: '返回' });
    const { page, writes } = await site.visit(site.by['branch-secretary']);
    await page.goto(`/cases/${one.id}`);
    await page.getByRole('button', { name: '派人谈话' }).first().click();
    await page.getByLabel('符合条件，继续').check();
    await page.getByLabel('谈话记录', { exact: true }).fill('谈话记录');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('确定入团积极分子').first().waitFor();
    const acts = () => writes.filter((write) => /\/(papers|commands)$/.test(write));
    expect(acts()).toHaveLength(2);
    await page.goBack();
    await page.goForward();
    await page.reload();
    await settled(page);
    expect(acts()).toHaveLength(2);
    expect(await site.office.steps(one.id)).toEqual(['A3']);
  }, 60_000);

  it('a page hears of what others did, says so, and neither jumps nor takes the focus away', async () => {
    const one = await site.office.apply({ name: '旧页' });
    const { page, complaints } = await site.visit(site.by['branch-secretary']);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`/cases/${one.id}/do/recordTalk`);
    await settled(page);
    await page.getByLabel('谈话记录', { exact: true }).fill('正在写');
    const where = () => page.evaluate<[number, string | null]>('[scrollY, document.activeElement.value ?? null]');
    const before = await where();
    await eventually('the page listens', async () => asked.includes('/api/events'));
    await site.office.act(site.office.people.officer, one.id, 'informGuardian', {
      body: { by: 'paper' },
      kinds: ['guardian-notice'],
      actor: site.office.people.secretary,
    });
    // Nothing on this page reads by the clock: only the stream of events can have told it.
    const note = page.getByRole('status').filter({ hasText: '您打开这一页以后，有了新情况' });
    await note.getByText('告知监护人').waitFor();
    expect(await where()).toEqual(before);
    expect(await page.getByLabel('谈话记录', { exact: true }).inputValue()).toBe('正在写');
    await note.getByRole('button', { name: '知道了' }).click();
    await note.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  }, 60_000);

  it('two at one meeting: the second sees what the first did before anything of his is taken', async () => {
    const { id, case: about, entitled } = await aMeeting('两人');
    await takeRoll(id, entitled);
    const { page, writes } = await site.visit(site.by['branch-secretary']);
    await page.goto(`/occasions/${id}`);
    await page.getByRole('heading', { name: '表决：两人' }).waitFor();
    await page.getByLabel('赞成').fill(String(entitled.length));
    await page.getByLabel('反对').fill('0');
    await page.getByLabel('弃权').fill('0');
    // The other's act is recorded while this one's is on its way: no page could have shown it before.
    await page.route(
      '**/commands',
      async (route) => {
        await site.office.act(site.office.people.secretary, id, 'recordItem', {
          body: { case: about, for: 0, against: entitled.length, abstain: 0 },
        });
        await route.continue();
      },
      { times: 1 },
    );
    const answered = page.waitForResponse((response) => response.url().endsWith('/commands'));
    await page.getByRole('button', { name: '记录表决结果' }).click();
    const answer = await answered;
    expect(answer.status()).toBe(412);
    await page.getByRole('row').filter({ hasText: '两人' }).getByText(`反对 ${entitled.length}`).first().waitFor();
    const row = page.locator('li[data-act="recordItem"][data-state="stale"]');
    await row.getByText('逐人表决').waitFor();
    expect(await page.evaluate<string>('document.activeElement?.textContent ?? ""')).toContain('您登记以后，情况有了变化');
    await row.getByRole('button', { name: /^撤下/ }).click();
    await row.waitFor({ state: 'detached' });
    expect(writes.filter((one) => one.endsWith('/commands'))).toHaveLength(1);
  }, 60_000);

  it('a broken line loses no typing, and the act is done once when it is sent again', async () => {
    const one = await site.office.apply({ name: '断线' });
    const { page } = await site.visit(site.by['branch-secretary']);
    await page.goto(`/cases/${one.id}/do/recordTalk`);
    await settled(page);
    await page.getByLabel('符合条件，继续').check();
    await page.getByLabel('谈话记录', { exact: true }).fill('断线之前写的');
    await page.route(
      '**/commands',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: '提交' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('网络不通, 内容仍在本页').waitFor();
    expect(await page.evaluate<boolean>("document.activeElement?.getAttribute('role') === 'alert'")).toBe(true);
    expect(await page.getByRole('textbox', { name: '谈话记录' }).inputValue()).toBe('断线之前写的');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('确定入团积极分子').first().waitFor();
    const { rows } = await site.product.database.pool.query("SELECT 1 FROM fact WHERE case_id = $1 AND fact->>'kind' = 'talkHeld'", [
      one.id,
    ]);
    expect(rows).toHaveLength(1);
    expect(await site.office.steps(one.id)).toEqual(['A3']);
  }, 60_000);
};
