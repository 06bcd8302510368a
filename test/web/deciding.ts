import { addDays } from '../../domain/calendar/day';
import { seedCalendar } from '../../domain/calendar/seed';
import { minimum } from '../../domain/calendar/workdays';
import { declareKin } from '../../records/kin';
import { annulling } from '../harness/annulment-office';
import { boothDesk } from '../harness/booth';
import { eventually } from '../harness/product';
import { closeAndCount, enterHanded, makeCodes, press, takeKeys, voteByPhone } from './booth-hands';
import { axe, type Seen, type Site, settled } from './browser';

/** A committee decides on a candidate by booth: everybody speaks, four vote by phone, and the count goes into the decision with its proof. */
export const deciding = (given: () => Site): void => {
  let more: readonly [string, string];
  let first = '';
  let second = '';
  /** Two candidates at the decision; of five members one is kin of the first. */
  beforeAll(async () => {
    const { office, deeds, product } = given();
    const { town } = office;
    const stand = [await office.person('人选丙', office.branch.id), await office.person('人选丁', office.branch.id)] as const;
    [first = '', second = ''] = await deeds.fix(await deeds.toObjects({}, stand), stand);
    for (const one of [first, second]) await deeds.bring(one, 'C6');
    more = [await office.person('委员四', town.id), await office.person('委员五', town.id)];
    for (const one of more) await office.holds(one, town.id, 'committee-approver');
    const declared = { person: stand[0], relative: { id: more[1] }, kind: 'close-in-law', by: more[1], as: 'self' } as const;
    await declareKin(product.database.pool, product.vault, { ...declared, on: await office.today() });
  }, 60_000);

  /** Five members in the room. */
  const convene = async (id: string): Promise<string> => {
    const { people, town, occasion, act } = given().office;
    const meeting = await occasion(people.officer, 'decision', town.id, 'conveneDecision', { body: { cases: [id] } });
    const present = [people.approver1, people.approver2, people.approver3, ...more];
    await act(people.officer, meeting, 'takeRoll', { body: { present, chair: people.approver1 } });
    return meeting;
  };

  const sound = async ({ page, complaints }: Seen): Promise<void> => {
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(one))).toEqual([]);
  };

  it('members speak, four of them vote by phone, and the record takes statements and count together', async () => {
    const site = given();
    const { office, by, deeds, http } = site;
    const { officer, approver2 } = office.people;
    const id = first;
    const meeting = await convene(id);
    const desk = await site.visit(officer, { width: 1280 });
    const { page } = desk;
    await page.goto(`/occasions/${meeting}`);
    const said = page.getByRole('region', { name: '讨论决定：人选丙' });
    const speaks = (name: string, says: string) =>
      said.getByRole('group', { name: new RegExp(`^\\d\\. ${name}`) }).getByLabel(says, { exact: true });
    await speaks('委员二', '同意').check();
    await page.getByText('用手机无记名投票').click();
    await page.getByLabel('纪检监督员').selectOption({ label: '纪检员' });
    await page.getByLabel('监票人', { exact: false }).first().selectOption({ label: '委员二' });
    await page.getByLabel(/^封存的信封/).selectOption({ index: 1 });
    // Kin must leave the room; ticked at the desk, it stands in the draft as well.
    await press(page, '设立票箱');
    await page.getByText('须回避离场, 不得投票').first().waitFor();
    await sound(desk);
    await said.getByRole('group', { name: /^回避/ }).getByLabel('委员五').check();
    await press(page, '设立票箱');
    await page.getByRole('heading', { name: '票箱：人选丙' }).waitFor();
    await said.getByText('回避：委员五；离场：无。').waitFor();
    expect(await speaks('委员二', '同意').isChecked()).toBe(true);
    expect(await said.getByRole('group', { name: /委员五/ }).count()).toBe(0);
    expect(await said.getByRole('button').count()).toBe(0);

    const booth = ((await http.get(officer, `/api/booths?occasion=${meeting}`)).body.items[0] as { id: string }).id;
    const held = await takeKeys(site, desk, booth, { 纪检监督员: by.inspector ?? '', 监票人: approver2 });
    const codes = await makeCodes(page);
    expect(codes).toHaveLength(4);
    await sound(desk);
    await page.locator('button[aria-disabled=false]').filter({ hasText: '开始投票' }).click();
    await enterHanded(page, 4);

    // A booth is nothing for the time without network, and says so; what was noted stays.
    await page.context().setOffline(true);
    await said.getByText('用票箱表决要联网').waitFor();
    await page.context().setOffline(false);
    await said.getByText('表态可以先记下').waitFor();
    for (const name of ['委员一', '委员三']) await speaks(name, '同意').check();
    await speaks('委员四', '缓议').check();

    for (const [index, code] of codes.entries()) {
      const phone = await voteByPhone(site, `/vote/${booth}#${code}`, '人选丙', index < 3 ? '同意' : '缓议');
      await phone.page.context().close();
    }
    await closeAndCount(page, held, 4);
    await said.getByText('通过（同意 3').waitFor();
    await sound(desk);

    // The same desk on a phone, in English, from the very beginning: nothing of it is in the browser alone but what was noted.
    const small = await site.visit(officer, { width: 360, language: 'en' });
    await small.page.goto(`/occasions/${meeting}`);
    await small.page.getByText('Counted again from the published papers').waitFor();
    await small.page.getByRole('button', { name: 'Record with the count' }).click();
    await small.page.getByRole('alert').first().waitFor();
    await sound(small);

    const recorded = page.waitForResponse((answer) => answer.url().endsWith('/commands'));
    await press(page, '连同票箱结果记入会议');
    expect([(await recorded).status(), await (await recorded).text()]).toEqual([200, expect.any(String)]);
    const minutes = page.locator('article.sheet');
    await minutes.getByText(/表态后无记名投票，发出 4 张，收回 4 张，无效 0 张：\s*同意 3，不同意 0，缓议 1。回避：委员五。/).waitFor();
    await minutes.getByText(/委员一：同意。$/).waitFor();
    const { digest } = (await http.get(officer, `/api/booths/${booth}`)).body as { digest: string };
    await minutes.getByText(digest).waitFor();
    const counts = { entitled: 5, present: 4, for: 3, against: 0, defer: 1, issued: 4, returned: 4 };
    expect((await http.get(officer, `/api/occasions/${meeting}`)).body.entries[0]).toMatchObject({ booth, proof: digest, counts });
    await sound(desk);

    await page.getByLabel('会议记录', { exact: true }).fill('逐一表态后无记名投票，主要负责人末位表态。');
    await press(page, '会议结束，形成记录');
    await deeds.awaiting(id, 'C6');
    expect((await deeds.book(id)).decision).toMatchObject({ ...counts, result: 'passed' });
    await deeds.verdict(id, 'C6');
    await eventually('the case has moved on', async () => (await office.steps(id)).includes('C7'));
    await page.goto(`/occasions/${meeting}`);
    await page.getByText('应到 5，在场 4，同意 3，不同意 0，缓议 1').waitFor();
    await sound(desk);
  }, 240_000);

  it('without network statements wait, are taken back and corrected with who was recused, and are sent once; a booth waits for the network', async () => {
    const site = given();
    const { officer } = site.office.people;
    const meeting = await convene(second);
    const { page } = await site.visit(officer);
    await page.goto(`/occasions/${meeting}`);
    const said = page.getByRole('region', { name: '讨论决定：人选丁' });
    const speaks = (name: string) => said.getByRole('group', { name: new RegExp(`^\\d\\. ${name}`) });
    await page.getByText('用手机无记名投票').waitFor();
    await settled(page);
    await page.context().setOffline(true);
    await page.getByText('网络不通').first().waitFor();
    await said.getByRole('group', { name: /^回避/ }).getByLabel('委员五').check();
    for (const name of ['委员一', '委员二', '委员三', '委员四']) await speaks(name).getByLabel('同意', { exact: true }).check();
    await press(page, '记录表态');
    const row = (state: string) => page.locator(`li[data-act="recordStatements"][data-state="${state}"]`);
    await row('waiting').getByText('已排队，尚未发送').waitFor();
    await page.getByText('应到 5，在场 4，同意 4，不同意 0，缓议 0').waitFor();
    await row('waiting').getByRole('button', { name: /^修改/ }).click();
    // The first holds the one post by now: no majority is for the second.
    for (const name of ['委员三', '委员四']) await speaks(name).getByLabel('缓议', { exact: true }).check();
    expect(await speaks('委员五').count()).toBe(0);
    expect(await page.getByText('用手机无记名投票').count()).toBe(0);
    await press(page, '记录表态');
    await page.getByText('应到 5，在场 4，同意 2，不同意 0，缓议 2').waitFor();
    await page.context().setOffline(false);
    await row('sent').waitFor();
    expect((await site.http.get(officer, `/api/occasions/${meeting}`)).body.entries[0]).toMatchObject({
      counts: { entitled: 5, present: 4, for: 2, against: 0, defer: 2 },
    });
  }, 90_000);

  /** The first candidate, once decided on, is appointed; and an admission is taken for approved. */
  const toBeAnnulled = async (): Promise<{ appointed: string; admitted: string }> => {
    const { office, deeds, product } = given();
    await deeds.publish(first);
    await office.moveTo(addDays(minimum(seedCalendar('CN'), await office.today(), { workingDays: 5 }).end, 1));
    await deeds.awaiting(first, 'C7');
    await deeds.verdict(first, 'C7');
    await deeds.appoint(first);
    await deeds.verdict(first, 'C8');
    const approve = `UPDATE case_row SET state = jsonb_set(state, '{book,approvedOn}', '"2026-01-05"') WHERE id = $1`;
    const admission = await office.apply({ name: '壬同学' });
    await product.database.pool.query(approve, [admission.id]);
    return { appointed: first, admitted: admission.id };
  };

  /** It is examined whether that was right, by an inspector and officers who had no part in it, up to the decision. */
  const toAnnulments = async () => {
    const { office, deeds } = given();
    const { act, people } = office;
    const { appointed, admitted } = await toBeAnnulled();
    const apart = await office.person('纪检员乙', office.inspection.id, { member: false });
    await office.holds(apart, office.inspection.id, 'inspector');
    const way = annulling(office);
    const [id, other] = [await way.open(appointed), await way.open(admitted)];
    await deeds.verdict(id, 'N1', 'pass', {}, apart);
    await act(apart, other, 'giveOpinion', { kinds: ['inspection-opinion'], body: { supports: true } });
    for (const one of [id, other]) {
      await act(people.countyOfficer, one, 'recordHearing', { kinds: ['hearing-record'], body: { how: 'in-person' } });
      await way.conclude(one, deeds.officer2);
    }
    await deeds.verdict(id, 'N2', 'pass', {}, apart);
    return { id };
  };

  it('an annulment says that it takes back: on the list, at the desk, on the paper and in the minutes', async () => {
    const site = given();
    const { office, http, deeds } = site;
    const { officer, approver1, approver2, approver3 } = office.people;
    const { id } = await toAnnulments();
    const item = '人选丙（撤销任用）';
    const desk = await site.visit(officer, { width: 1280 });
    const { page } = desk;
    const listed = (what: string) => page.getByRole('checkbox', { name: new RegExp(`（${what}）`) });
    await page.goto('/new/meeting');
    await listed('撤销发展').waitFor();
    expect(await listed('撤销任用').count()).toBe(0);
    await page.goto(`/cases/${id}`);
    await page.getByText('当面').waitFor();
    await page.getByRole('link', { name: '召集会议' }).click();
    await page.getByRole('checkbox', { name: new RegExp(`^${item}`), checked: true }).waitFor();
    expect(await listed('撤销发展').count()).toBe(0);
    await press(page, '召集会议');
    await page.getByRole('heading', { name: '点名' }).waitFor();
    const meeting = page.url().split('/').at(-1) ?? '';
    const present = [approver1, approver2, approver3, ...more];
    await office.act(officer, meeting, 'takeRoll', { body: { present, chair: approver1 } });
    await page.reload();

    const said = page.getByRole('region', { name: `讨论决定：${item}` });
    await said.getByText('“同意”就是同意撤销').waitFor();
    await said.getByRole('group', { name: /^回避/ }).getByLabel('委员五').check();
    await page.getByText('用手机无记名投票').click();
    // Who passed the appointment, and whoever else may not inspect this case, is not offered to watch over the vote.
    const watchers = page.getByLabel('纪检监督员').locator('option');
    await watchers.filter({ hasText: '纪检员乙' }).waitFor({ state: 'attached' });
    expect(await watchers.allTextContents()).toEqual(['请选择', '纪检员乙']);
    await page.getByLabel('监票人', { exact: false }).first().selectOption({ label: '委员二' });
    await page.getByLabel('第二监票人').selectOption({ label: '委员三' });
    await page.getByLabel(/^封存的信封/).selectOption({ index: 1 });
    await press(page, '设立票箱');
    await page.getByRole('heading', { name: `票箱：${item}` }).waitFor();

    const { id: booth, form } = (await http.get(officer, `/api/booths?occasion=${meeting}`)).body.items[0];
    expect(form.title).toBe('撤销任用表决票');
    const keeper = boothDesk(http, officer, { scrutineer: approver2, 'second-scrutineer': approver3, envelope: officer });
    const { held, codes } = await keeper.handOut(booth);
    const phone = await voteByPhone(site, `/vote/${booth}#${codes.pop()}`, item, '同意');
    await phone.page.context().close();
    for (const code of codes) await keeper.must(keeper.cast(booth, code, { [id]: 'agree' }));
    await keeper.must(keeper.close(booth));
    await keeper.must(keeper.tally(booth, held, ['scrutineer', 'envelope']));

    const small = await site.visit(officer, { language: 'en' });
    await small.page.goto(`/occasions/${meeting}`);
    await small.page.getByRole('heading', { name: 'Decision: 人选丙 (annulment of the appointment)' }).waitFor();
    await small.page.getByText('Counted again from the published papers').waitFor();
    await sound(small);
    await page.reload();
    for (const name of ['委员二', '委员三', '委员四', '委员一'])
      await said
        .getByRole('group', { name: new RegExp(`^\\d\\. ${name}`) })
        .getByLabel('同意', { exact: true })
        .check();
    await press(page, '连同票箱结果记入会议');
    await page.locator('article.sheet').getByRole('heading', { name: item }).waitFor();
    await page.getByLabel('会议记录', { exact: true }).fill('逐一表态后无记名投票，决定撤销。');
    await press(page, '会议结束，形成记录');
    await deeds.awaiting(id, 'N3');
    await page.goto(`/cases/${id}`);
    await page.getByText('应到 5，在场 4，同意撤销 4：决定撤销').waitFor();
    expect(await page.locator('main').textContent()).not.toContain('{{');
    await sound(desk);
  }, 120_000);
};
