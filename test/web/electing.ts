import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/calendar/day';
import { boothDesk } from '../harness/booth';
import { eventually } from '../harness/product';
import { closeAndCount, enterHanded, makeCodes, press, takeKeys, voteByPhone } from './booth-hands';
import { axe, type Site } from './browser';

/** A branch elects its secretary by booth: some in the room, three absentees from afar, one box, and the count out of it. */
export const electing = (given: () => Site): void => {
  /** Requested, agreed to, the roll taken, the method adopted with votes of absentees, tellers appointed. */
  const prepare = async ({ office, http }: Site) => {
    const { people, other, act, desk, who, request } = office;
    const keeper = people.otherSecretary;
    await Promise.all(Array.from({ length: 8 }, (_, index) => office.person(`选举人${index + 1}`, other.id)));
    const found = (await http.get(keeper, `/api/people?unit=${other.id}&league=member&limit=200`)).body.items as {
      id: string;
      name: string;
    }[];
    const named = (name: string): string => found.find((one) => one.name === name)?.id ?? '';
    const absent = ['选举人6', '选举人7', '选举人8'].map(named) as [string, string, string];
    const present = found.map(({ id }) => id).filter((id) => !absent.includes(id));
    const today = await office.today();
    const opening = { what: 'secretary', why: 'term', plannedOn: today, termEnds: addDays(today, 10) };
    const opened = await desk.open(
      await who(keeper),
      {
        procedure: 'election',
        unit: other.id,
        act: await request(keeper, 'requestElection', { kinds: ['election-request'], body: opening }),
      },
      randomUUID(),
    );
    const id = opened.id;
    const candidates = [named('选举人1'), named('选举人2')];
    await act(keeper, id, 'proposeCandidates', { kinds: ['candidate-list'], body: { seats: 1, candidates, byStrokes: true } });
    await act(people.officer, id, 'answerCandidates', { kinds: ['party-opinion', 'league-opinion'], body: { result: 'agreed' } });
    await act(keeper, id, 'takeElectionRoll', { body: { present, chair: keeper } });
    await act(keeper, id, 'adoptMethod', {
      kinds: ['election-method'],
      body: {
        ...{ seats: 1, quorum: { num: 2, den: 3, strict: false }, base: 'eligible', vacancies: 'revote', revotes: 1, remote: true },
        ...{ for: present.length, against: 0, abstain: 0 },
      },
    });
    await act(keeper, id, 'appointTellers', { body: { tellers: [named('选举人3'), named('选举人4')] } });
    return { id, keeper, absent, present, candidates, teller: named('选举人3') };
  };

  it('those present vote by codes, absentees by rights that they draw; the tally goes into the election', async () => {
    const site = given();
    const { http, by } = site;
    const { id, keeper, absent, present, candidates, teller } = await prepare(site);
    const desk = await site.visit(keeper, { width: 1280 });
    const { page } = desk;
    await page.goto(`/cases/${id}`);
    await page.getByText('用手机无记名投票').click();
    await page.getByText('票面：应选 1 名，候选人 选举人1、选举人2。').waitFor();
    await page.getByLabel('现场投票，另有缺席的人远程投票（同一个票箱）').check();
    await page.getByLabel('纪检监督员').selectOption({ label: '纪检员' });
    await page.getByLabel('监票人', { exact: false }).first().selectOption({ label: '选举人3' });
    await page.getByLabel(/^封存的信封/).selectOption({ index: 1 });
    // Nobody is chosen yet who votes from afar.
    await press(page, '设立票箱');
    await page.getByRole('alert').filter({ hasText: '选举的远程票权只发给经批准缺席投票的人' }).first().waitFor();
    // One alone would be known by the way his paper came.
    const absentees = page.getByRole('group', { name: '缺席投票的人' });
    await absentees.getByLabel('选举人6').check();
    await press(page, '设立票箱');
    await page.getByRole('alert').filter({ hasText: '缺席人员至少 3 名' }).first().waitFor();
    for (const name of ['选举人7', '选举人8']) await absentees.getByLabel(name).check();
    expect(await axe(page)).toEqual([]);
    await press(page, '设立票箱');
    await page.getByRole('heading', { name: '票箱：选举投票' }).waitFor();
    const { items } = (await http.get(keeper, `/api/booths?occasion=${id}`)).body as { items: { id: string }[] };
    const booth = items[0]?.id ?? '';

    const held = await takeKeys(site, desk, booth, { 纪检监督员: by.inspector ?? '', 监票人: teller });
    await page.locator('button[aria-disabled=false]').filter({ hasText: '开始领取票权' }).click();
    await page.getByText('已领取 0/3').waitFor();
    await page.getByText('至少 3 人领取（或没有人领取）才能开始投票').waitFor();

    // The absentee, on a phone; whoever is in the room is offered no right.
    const away = await site.visit(absent[0]);
    await away.page.goto(`/booths/${booth}`);
    await press(away.page, '领取票权');
    const link = (await away.page.getByRole('link', { name: '打开投票页' }).getAttribute('href')) ?? '';
    expect(await axe(away.page)).toEqual([]);
    const here = await site.visit(present[5]);
    await here.page.goto(`/booths/${booth}`);
    await here.page.getByText('投票还没有开始').waitFor();
    expect(await here.page.getByRole('button', { name: '领取票权' }).count()).toBe(0);

    const codes = await makeCodes(page);
    expect(codes).toHaveLength(present.length);
    // The vote does not begin while only one has drawn.
    await press(page, '开始投票');
    await page.getByRole('alert').filter({ hasText: '只有 1 名缺席人员领取了票权' }).waitFor();
    expect(await axe(page)).toEqual([]);
    const api = boothDesk(http, keeper, { inspector: by.inspector ?? '', scrutineer: teller, envelope: keeper });
    const rights = [];
    for (const one of absent.slice(1)) rights.push(await api.draw(booth, one));
    await press(page, '开始投票');
    await enterHanded(page, present.length);

    // Two phones at 360 px, one by the right, one by a code; the others vote as the page would.
    await voteByPhone(site, link, '选举人1', '赞成');
    await voteByPhone(site, `/vote/${booth}#${codes[0] ?? ''}`, '选举人1', '赞成');
    const second = { [candidates[1] ?? '']: 'for' };
    for (const right of rights) await api.must(api.castSealed(booth, api.rightOf(right), await api.sealedFor(booth, second)));
    for (const code of codes.slice(1)) await api.must(api.cast(booth, code, second));

    await closeAndCount(page, held, present.length + 3);

    // The form of the count asks for the tellers and the papers; no number beside what the box says. At a phone's width.
    await page.setViewportSize({ width: 360, height: 800 });
    await page.getByRole('link', { name: '计入选举' }).click();
    await page.getByRole('heading', { name: '投票、计票', level: 1 }).waitFor();
    expect(await page.getByLabel('发出', { exact: false }).count()).toBe(0);
    const tellers = page.locator('.pick').filter({ has: page.getByLabel('由谁计票') });
    for (const teller of ['选举人3', '选举人4']) await tellers.getByRole('button', { name: teller, exact: true }).click();
    expect(await axe(page)).toEqual([]);
    for (const kind of ['票数报告单', '同级党组织批准', '上一级团组织批准'])
      await page.getByLabel(kind, { exact: true }).first().fill('见附件');
    const recorded = page.waitForResponse((answer) => answer.url().endsWith('/commands'));
    await press(page, '提交');
    expect([(await recorded).status(), await (await recorded).text()]).toEqual([200, expect.any(String)]);
    const book = await eventually('the election has its result', async () => {
      const { body } = await http.get(keeper, `/api/cases/${id}`);
      return body.book.electedOn ? body.book : undefined;
    });
    expect(book).toMatchObject({ elected: [{ id: candidates[1] }], ballots: [{ booth, issued: present.length + 3 }] });
    expect(desk.complaints).toEqual([]);
  }, 240_000);
};
