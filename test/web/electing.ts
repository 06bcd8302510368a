import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { addDays } from '../../domain/calendar/day';
import { boothDesk } from '../harness/booth';
import { eventually } from '../harness/product';
import { axe, type Seen, type Site } from './browser';

/** A ballot waits up to half a minute, by chance, before it is cast; here chance says "not at all". */
const NO_WAIT = `const random = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = (array) => (array instanceof Uint32Array && array.length === 1 ? array.fill(0) : random(array));`;

/** A branch elects its secretary by booth: some in the room, one absentee from afar, one box, and the count out of it. */
export const electing = (given: () => Site): void => {
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const takeKey = async ({ page }: Seen): Promise<string> => {
    await press(page, '领取我的钥匙');
    return (await page.locator('.sheet .code').textContent()) ?? '';
  };

  /** Requested, agreed to, the roll taken, the method adopted with votes of absentees, tellers appointed. */
  const prepare = async ({ office, http }: Site) => {
    const { people, other, act, desk, who, request } = office;
    const keeper = people.otherSecretary;
    await Promise.all(Array.from({ length: 7 }, (_, index) => office.person(`选举人${index + 1}`, other.id)));
    const found = (await http.get(keeper, `/api/people?unit=${other.id}&league=member&limit=200`)).body.items as {
      id: string;
      name: string;
    }[];
    const named = (name: string): string => found.find((one) => one.name === name)?.id ?? '';
    const absent = named('选举人7');
    const present = found.map(({ id }) => id).filter((id) => id !== absent);
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
        ...{ seats: 1, quorum: { num: 4, den: 5, strict: false }, base: 'eligible', vacancies: 'revote', revotes: 1, remote: true },
        ...{ for: present.length, against: 0, abstain: 0 },
      },
    });
    await act(keeper, id, 'appointTellers', { body: { tellers: [named('选举人3'), named('选举人4')] } });
    return { id, keeper, absent, present, candidates, teller: named('选举人3') };
  };

  it('those present vote by codes, an absentee by a right that he draws; the tally goes into the election', async () => {
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
    await page.getByRole('group', { name: '缺席投票的人' }).getByLabel('选举人7').check();
    expect(await axe(page)).toEqual([]);
    await press(page, '设立票箱');
    await page.getByRole('heading', { name: '票箱：选举投票' }).waitFor();
    const { items } = (await http.get(keeper, `/api/booths?occasion=${id}`)).body as { items: { id: string }[] };
    const booth = items[0]?.id ?? '';

    const held: Record<string, string> = { 封存的信封: await takeKey(desk) };
    for (const [role, person] of [
      ['纪检监督员', by.inspector],
      ['监票人', teller],
    ] as const) {
      const holder = await site.visit(person);
      await holder.page.goto(`/booths/${booth}`);
      held[role] = await takeKey(holder);
    }
    await page.locator('button[aria-disabled=false]').filter({ hasText: '开始领取票权' }).click();
    await page.getByText('已领取 0/1').waitFor();

    // The absentee, on a phone; whoever is in the room is offered no right.
    const away = await site.visit(absent);
    await away.page.goto(`/booths/${booth}`);
    await press(away.page, '领取票权');
    const link = (await away.page.getByRole('link', { name: '打开投票页' }).getAttribute('href')) ?? '';
    expect(await axe(away.page)).toEqual([]);
    const here = await site.visit(present[5]);
    await here.page.goto(`/booths/${booth}`);
    await here.page.getByText('投票还没有开始').waitFor();
    expect(await here.page.getByRole('button', { name: '领取票权' }).count()).toBe(0);

    await press(page, '生成投票码');
    await page.locator('.slip').first().waitFor();
    const codes = await page.locator('.slip .code').allTextContents();
    expect(codes).toHaveLength(present.length);
    await press(page, '开始投票');
    await page.getByLabel('发出投票码张数').fill(`${present.length}`);
    const handed = page.waitForResponse((answer) => answer.url().endsWith('/handed'));
    await press(page, '登记发出张数');
    expect((await handed).status()).toBe(200);

    // Two phones at 360 px, one by the right, one by a code; the others vote as the page would.
    const vote = async (address: string, name: string): Promise<void> => {
      const phone = await site.visit(undefined);
      await phone.page.addInitScript(NO_WAIT);
      await phone.page.goto(address);
      await phone.page.getByRole('group', { name }).getByLabel('赞成', { exact: true }).check();
      await press(phone.page, '下一步: 核对');
      await press(phone.page, '投票');
      await phone.page.getByRole('heading', { name: '已投入票箱', level: 1 }).waitFor();
      expect([phone.complaints, phone.foreign]).toEqual([[], []]);
    };
    await vote(link, '选举人1');
    await vote(`/vote/${booth}#${codes[0] ?? ''}`, '选举人1');
    const api = boothDesk(http, keeper, { inspector: by.inspector ?? '', scrutineer: teller, envelope: keeper });
    for (const code of codes.slice(1)) await api.must(api.cast(booth, code, { [candidates[1] ?? '']: 'for' }));

    await press(page, '关闭票箱');
    await page.getByText(`票箱里有 ${present.length + 1} 张选票`).waitFor();
    for (const [index, role] of ['纪检监督员', '监票人'].entries()) {
      const key = page.getByRole('group', { name: `第 ${index + 1} 把钥匙` });
      await key.getByLabel('谁的钥匙').selectOption({ label: role });
      await key.getByLabel('钥匙', { exact: true }).fill(held[role] ?? '');
    }
    await press(page, '开箱计票');
    await page.getByText('已按公布的选票重新计票，结果一致').waitFor();

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
    expect(book).toMatchObject({ elected: [{ id: candidates[1] }], ballots: [{ booth, issued: present.length + 1 }] });
    expect(desk.complaints).toEqual([]);
  }, 240_000);
};
