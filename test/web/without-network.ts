import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { addDays } from '../../domain/calendar/day';
import { PASSWORD } from '../api/office-mid-way';
import { eventually } from '../harness/product';
import { walk } from '../harness/walk';
import { atVote } from './at-vote';
import { axe, type Site, settled } from './browser';

/** Meetings and classes go on while the network is away, and nothing is done twice, for somebody else, or over what others did. */
export const withoutNetwork = (given: () => Site): void => {
  let site: Site;
  beforeAll(() => {
    site = given();
  });

  const factsOf = async (id: string) =>
    (
      await site.product.database.pool.query<{ kind: string; on: string; case: string | null }>(
        `SELECT fact->>'kind' AS kind, fact->>'on' AS "on", fact->'body'->>'case' AS "case" FROM fact WHERE case_id = $1 ORDER BY seq`,
        [id],
      )
    ).rows;
  const kindsOf = async (id: string) => (await factsOf(id)).map(({ kind }) => kind);
  const recorded = (id: string, count: number) =>
    eventually(`${count} facts of ${id}`, async () => (await factsOf(id)).length >= count && kindsOf(id));

  /** A meeting on two applicants, open in the secretary's browser; in the order in which its desk takes them. */
  const atMeeting = async (called: readonly [string, string]) => {
    const found = [];
    for (const name of called) found.push({ name, id: (await site.office.apply({ name })).id });
    for (const { id } of found) await atVote(site, id);
    found.sort((one, other) => (one.id < other.id ? -1 : 1));
    const cases = found.map((one) => one.id) as [string, string];
    const names = found.map((one) => one.name) as [string, string];
    const id = await site.office.occasion(site.office.people.secretary, 'meeting', site.office.branch.id, 'conveneMeeting', {
      body: { kind: 'branch', cases },
    });
    const seen = await site.visit(site.by['branch-secretary']);
    await seen.page.goto(`/occasions/${id}`);
    await seen.page.getByRole('checkbox', { name: '书记', exact: true }).waitFor();
    await settled(seen.page);
    return { ...seen, id, cases, names, context: seen.page.context() };
  };
  const rollCall = async (page: Page) => {
    await page.getByRole('button', { name: '全部到会' }).click();
    await page.getByLabel('主持人').selectOption({ label: '书记' });
    await page.getByRole('button', { name: '确认到会名单' }).click();
  };
  const vote = async (page: Page, name: string, yes: number) => {
    await page.getByRole('heading', { name: `表决：${name}` }).waitFor();
    const present = Number(/(\d+)/.exec((await page.getByText(/此项表决时在场/).textContent()) ?? '')?.[1]);
    await page.getByLabel('赞成').fill(String(yes));
    await page.getByLabel('反对').fill(String(present - yes));
    await page.getByLabel('弃权').fill('0');
    await page.getByRole('button', { name: '记录表决结果' }).click();
  };
  const row = (page: Page, kind: string, state: string) => page.locator(`li[data-act="${kind}"][data-state="${state}"]`);
  const away = async (context: BrowserContext, page: Page) => {
    await context.setOffline(true);
    await page.getByText('网络不通：会议和团课仍可登记').waitFor();
  };
  const kept = (page: Page) =>
    page.evaluate<string>(`new Promise((resolve) => {
      const asked = indexedDB.open('tuanwu-queue');
      asked.onsuccess = () => {
        const all = asked.result.transaction('acts').objectStore('acts').getAll();
        all.onsuccess = () => resolve(all.result.map((row) => [...Object.keys(row), row.owner, new TextDecoder().decode(row.sealed)].join(' ')).join(' | '));
      };
    })`);

  it('a meeting is held: roll, votes and quorum by what is known here, sent in their order under the day they were done', async () => {
    const { page, context, id, cases, names, complaints } = await atMeeting(['会一', '会二']);
    const held = await site.office.today();
    await away(context, page);
    await rollCall(page);
    await row(page, 'takeRoll', 'waiting').getByText('已排队，尚未发送').waitFor();
    await page.getByText('以下人数、票数按本机已知的计算').waitFor();
    await vote(page, names[0], 3);
    await vote(page, names[1], 2);
    await row(page, 'recordItem', 'waiting').nth(1).waitFor();
    expect(await kindsOf(id)).toEqual(['meetingConvened']);
    // What lies in this browser names nobody.
    const stored = await kept(page);
    expect(stored.split(' | ')).toHaveLength(3);
    for (const word of ['会一', '会二', 'takeRoll', id, ...cases, site.by['branch-secretary'] ?? '']) expect(stored).not.toContain(word);
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.evaluate(`document.documentElement.dataset.theme = 'dark'`);
    expect(await axe(page)).toEqual([]);
    // Taken back and corrected, it keeps its place; withdrawn, it is never sent.
    await row(page, 'recordItem', 'waiting').first().getByRole('button', { name: /^修改/ }).click();
    await page.getByRole('heading', { name: `表决：${names[0]}` }).waitFor();
    expect(await page.getByLabel('赞成').inputValue()).toBe('3');
    await vote(page, names[0], 4);
    await row(page, 'recordItem', 'waiting').nth(1).getByRole('button', { name: /^撤下/ }).click();
    await page.getByRole('heading', { name: `表决：${names[1]}` }).waitFor();
    await site.office.moveTo(addDays(held, 1));
    await context.setOffline(false);
    await row(page, 'recordItem', 'sent').waitFor();
    expect(await factsOf(id)).toMatchObject([
      { kind: 'meetingConvened' },
      { kind: 'rollTaken', on: held },
      { kind: 'itemVoted', on: held, case: cases[0] },
    ]);
    expect((await site.office.state(id)).book).toMatchObject({ entries: { [cases[0] ?? '']: { counts: { for: 4 } } } });
    await eventually('nothing of it is kept', async () => (await kept(page)) === '');
    expect(complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(one))).toEqual([]);
  }, 90_000);

  it('a decision meeting is held to its end: roll, every statement by name, the minutes, sent in their order under the day they were done', async () => {
    const { office, deeds } = site;
    const { ids } = await deeds.candidacies();
    for (const one of ids) await deeds.bring(one, 'C6');
    const meeting = await office.occasion(office.people.officer, 'decision', office.town.id, 'conveneDecision', { body: { cases: ids } });
    const held = await office.today();
    const { page, complaints } = await site.visit(office.people.officer);
    await page.goto(`/occasions/${meeting}`);
    await page.getByRole('checkbox', { name: '委员一', exact: true }).waitFor();
    await settled(page);
    await away(page.context(), page);
    await page.getByRole('button', { name: '全部到会' }).click();
    await page.getByLabel('主持人', { exact: true }).selectOption({ label: '委员一' });
    await page.getByRole('button', { name: '确认到会名单' }).click();
    await row(page, 'takeRoll', 'waiting').waitFor();
    // Each candidate alone, and whoever leads speaks last.
    const speak = async (ways: readonly string[], count: number) => {
      const spoken = page.getByRole('group', { name: /^\d\. / });
      await spoken.nth(2).filter({ hasText: '委员一' }).waitFor();
      expect(await spoken.count()).toBe(3);
      for (const [index, says] of ways.entries()) await spoken.nth(index).getByLabel(says, { exact: true }).check();
      await page.getByRole('button', { name: '记录表态' }).click();
      await row(page, 'recordStatements', 'waiting')
        .nth(count - 1)
        .waitFor();
    };
    await speak(['同意', '缓议', '同意'], 1);
    await page.locator('article.sheet').getByText(/缓议/).first().waitFor();
    await speak(['不同意', '不同意', '同意'], 2);
    await page.getByLabel('会议记录', { exact: true }).fill('逐一表态，主要负责人末位。');
    await page.getByRole('button', { name: '会议结束，形成记录' }).click();
    await row(page, 'closeDecision', 'waiting').waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await kindsOf(meeting)).toEqual(['decisionConvened']);
    expect(await kept(page)).not.toContain('逐一表态');

    await office.moveTo(addDays(held, 1));
    await page.context().setOffline(false);
    await row(page, 'closeDecision', 'sent').waitFor();
    await office.ended(meeting);
    const said = (await factsOf(meeting)).filter(({ on }) => on === held).map(({ kind, case: about }) => [kind, about]);
    expect(said.slice(0, 5)).toEqual([
      ['decisionConvened', null],
      ['rollTaken', null],
      ['statementsRecorded', expect.any(String)],
      ['statementsRecorded', expect.any(String)],
      ['decisionClosed', null],
    ]);
    expect(new Set(said.slice(2, 4).map(([, about]) => about))).toEqual(new Set(ids));
    const { entries } = (await office.state(meeting)).book as unknown as {
      entries: Record<string, { counts: { for: number; against: number; defer: number } }>;
    };
    expect(said.slice(2, 4).map(([, about]) => entries[about ?? '']?.counts)).toMatchObject([
      { for: 2, against: 0, defer: 1 },
      { for: 1, against: 2, defer: 0 },
    ]);
    await eventually('nothing of it is kept', async () => (await kept(page)) === '');
    expect(complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(one))).toEqual([]);
  }, 120_000);

  it('an answer that was lost on the way is asked for under the same key: one fact', async () => {
    const { page, id } = await atMeeting(['失一', '失二']);
    const keys: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/commands')) keys.push(request.headers()['idempotency-key'] ?? '');
    });
    await page.route(
      '**/commands',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await rollCall(page);
    await row(page, 'takeRoll', 'sent').waitFor();
    expect(await kindsOf(id)).toEqual(['meetingConvened', 'rollTaken']);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  }, 60_000);

  it('what others did meanwhile is shown before anything is sent over it, and what came after waits', async () => {
    const { page, context, id, cases, names } = await atMeeting(['争一', '争二']);
    await rollCall(page);
    await page.getByRole('heading', { name: `表决：${names[0]}` }).waitFor();
    await away(context, page);
    await vote(page, names[0], 3);
    await vote(page, names[1], 3);
    const roll = (await site.office.state(id)).book as unknown as { detail: { roll: { present: string[] } } };
    const present = roll.detail.roll.present.length;
    await site.office.act(site.office.people.secretary, id, 'recordItem', {
      body: { case: cases[0], for: present, against: 0, abstain: 0 },
    });
    await context.setOffline(false);
    const stale = row(page, 'recordItem', 'stale');
    await stale.getByText('您登记以后，情况有了变化').waitFor();
    await stale.getByText('逐人表决').first().waitFor();
    await row(page, 'recordItem', 'waiting').getByText('等前一项办成后再发送').waitFor();
    expect(await kindsOf(id)).toEqual(['meetingConvened', 'rollTaken', 'itemVoted']);
    // Sent as it is, it is refused with the rule; withdrawn, the next goes on.
    await stale.getByRole('button', { name: '我看过了，照原样发送' }).click();
    const refused = row(page, 'recordItem', 'refused');
    await refused.getByText('此人已表决').waitFor();
    // Signing out would delete what was not sent: it asks first.
    await page.locator('a.who').click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByText('还有 2 项没有发送').waitFor();
    await page.getByRole('button', { name: '先不退出' }).click();
    await page.goBack();
    await refused.getByRole('button', { name: /^撤下/ }).click();
    await row(page, 'recordItem', 'sent').waitFor();
    expect((await factsOf(id)).map((fact) => fact.case)).toEqual([null, null, cases[0], cases[1]]);
    expect((await site.office.state(id)).book).toMatchObject({ entries: { [cases[0] ?? '']: { counts: { for: present } } } });
  }, 60_000);

  it('after the page was closed it waits for whoever typed it: nobody else sees it or sends it', async () => {
    const { page, context, id } = await atMeeting(['关一', '关二']);
    await away(context, page);
    await rollCall(page);
    await row(page, 'takeRoll', 'waiting').waitFor();
    await page.close();
    const other = await site.visit(site.by['sibling-secretary']);
    const [theirs] = await other.page.context().cookies();
    const [mine] = await context.cookies();
    if (!theirs || !mine) throw new Error('nobody has signed in');
    await context.addCookies([theirs]);
    await context.setOffline(false);
    const second = await context.newPage();
    const sent: string[] = [];
    second.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await second.goto(`${site.base}/unsent`);
    await second.getByText('没有未发送的内容。').waitFor();
    expect((await kept(second)).split(' | ')).toHaveLength(1);
    expect([sent, await kindsOf(id)]).toEqual([[], ['meetingConvened']]);
    await context.addCookies([mine]);
    await second.goto(`${site.base}/unsent`);
    await row(second, 'takeRoll', 'sent').waitFor();
    expect(await kindsOf(id)).toEqual(['meetingConvened', 'rollTaken']);
  }, 60_000);

  it('a session that ended meanwhile asks for its person, and goes on with the very same', async () => {
    const { page, context, id } = await atMeeting(['期一', '期二']);
    const person = site.by['branch-secretary'] ?? '';
    await site.givePassword(person);
    await away(context, page);
    await rollCall(page);
    await row(page, 'takeRoll', 'waiting').waitFor();
    await site.product.database.pool.query('DELETE FROM session WHERE account_id = (SELECT id FROM account WHERE person_id = $1)', [
      person,
    ]);
    await context.setOffline(false);
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.getByLabel('密码').fill(PASSWORD);
    await dialog.getByRole('button', { name: '登录' }).click();
    await row(page, 'takeRoll', 'sent').waitFor();
    expect(await kindsOf(id)).toEqual(['meetingConvened', 'rollTaken']);
  }, 60_000);

  it('a class is ticked off and handed in later; what no longer fits its day says so', async () => {
    const way = walk(site.office);
    const pupil = await site.office.apply({ name: '课同学' });
    await way.toCultivation(pupil.id);
    const held = await site.office.today();
    const teacher = await site.office.person('任课书记', site.office.branch.id);
    await site.office.holds(teacher, site.office.branch.id, 'branch-secretary');
    const { page } = await site.visit(teacher);
    await page.goto('/new/session?kind=leagueClass');
    await page.getByRole('checkbox', { name: /课同学/ }).waitFor();
    await settled(page);
    await away(page.context(), page);
    await page.getByRole('checkbox', { name: /课同学/ }).check();
    await page.getByLabel('主题').fill('团章第一章');
    await page.getByLabel('学时').fill('2');
    await page.getByRole('list', { name: '可以选' }).getByRole('button').first().click();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    const waiting = row(page, 'holdSession', 'waiting');
    await waiting.getByText('团课 团章第一章').waitFor();
    expect(await axe(page)).toEqual([]);
    await site.office.moveTo(addDays(held, 2));
    await page.context().setOffline(false);
    const sent = row(page, 'holdSession', 'sent');
    await sent.getByRole('link', { name: '查看结果' }).click();
    await page.waitForURL(/\/occasions\/[0-9a-f-]+$/);
    const session = page.url().split('/').at(-1) ?? randomUUID();
    await site.office.ended(session);
    expect((await factsOf(session))[0]).toMatchObject({ kind: 'sessionHeld', on: held });
    expect(await recorded(pupil.id, 6)).toContain('hoursRecorded');

    await page.goto('/new/session?kind=leagueClass');
    await page.getByRole('checkbox', { name: /课同学/ }).waitFor();
    await settled(page);
    await away(page.context(), page);
    await page.getByRole('checkbox', { name: /课同学/ }).check();
    await page.getByLabel('主题').fill('团史');
    await page.getByRole('list', { name: '可以选' }).getByRole('button').first().click();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await waiting.waitFor();
    await site.office.moveTo(addDays(held, 20));
    await page.context().setOffline(false);
    const refused = row(page, 'holdSession', 'refused');
    await refused.getByText(/已超过可补录的 7 天/).waitFor();
    await refused.getByRole('button', { name: /^撤下/ }).click();
    await refused.waitFor({ state: 'detached' });
  }, 90_000);
};
