import { byChance } from '../harness/browser';
import { eventually } from '../harness/product';
import { recommendation } from '../harness/recommendation-office';
import { closeAndCount, enterHanded, heading, makeCodes, press, takeKeys, voteByPhone } from './booth-hands';
import { axe, type Site } from './browser';

const VOTERS = 20;

/** A recommendation meeting votes by phone: the keeper's desk from the roll to the record, and twenty phones that know nobody. */
export const voting = (given: () => Site): void => {
  let site: Site;
  let members: string[];
  let meeting: string;
  let item: string;
  beforeAll(async () => {
    site = given();
    const { office } = site;
    const { people, branch, act } = office;
    const more = await Promise.all(Array.from({ length: VOTERS - 2 }, (_, index) => office.person(`投票人${index + 1}`, branch.id)));
    members = [people.secretary, people.contact, ...more];
    const way = recommendation(office);
    item = await way.propose(await office.person('推优对象', branch.id));
    await act(people.officer, item, 'agreeToList', { body: { result: 'agreed' }, kinds: ['reason'] });
    meeting = await office.occasion(people.secretary, 'meeting', branch.id, 'conveneMeeting', {
      body: { kind: 'recommendation', cases: [item] },
    });
    await act(people.secretary, meeting, 'takeRoll', { body: { present: members, chair: people.secretary } });
  }, 60_000);

  /** One of them votes, and nothing of it stays on the phone. */
  const vote = async (address: string, code: string, option: string, width: number): Promise<string> => {
    const { page, receipt } = await voteByPhone(site, `${address}#${code}`, '推优对象', option, width);
    const kept = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])',
    );
    expect(kept.replace(/"tuanwu.appearance":"[^}]*}"/, '')).toBe(JSON.stringify([{}, {}, '', address]));
    await page.context().close();
    return receipt;
  };

  it('twenty phones vote without signing in; two of three keys open the box, and the record takes what it held', async () => {
    const { office, by, http } = site;
    const keeper = await site.visit(office.people.secretary);
    await keeper.page.goto(`/occasions/${meeting}`);
    await keeper.page.getByText('用手机无记名投票').click();
    await keeper.page.getByLabel('纪检监督员').selectOption({ label: '纪检员' });
    await keeper.page.getByLabel('监票人', { exact: false }).first().selectOption({ label: '联系人' });
    await press(keeper.page, '设立票箱');
    await keeper.page.getByText('请选定恰好三位持钥人').waitFor();
    await keeper.page.getByLabel(/^封存的信封/).selectOption({ label: '书记' });
    await press(keeper.page, '设立票箱');
    await keeper.page.getByRole('heading', { name: '票箱：推优对象' }).waitFor();
    const { items } = (await http.get(office.people.secretary, `/api/booths?occasion=${meeting}`)).body as { items: { id: string }[] };
    const booth = items[0]?.id ?? '';

    const held = await takeKeys(site, keeper, booth, { 纪检监督员: by.inspector ?? '', 监票人: office.people.contact });
    const codes = await makeCodes(keeper.page);
    expect(codes).toHaveLength(VOTERS);
    expect(await axe(keeper.page)).toEqual([]);
    const begin = keeper.page.getByRole('button', { name: '开始投票' });
    await keeper.page.locator('button[aria-disabled=false]').filter({ hasText: '开始投票' }).waitFor();
    await begin.click();
    await enterHanded(keeper.page, VOTERS);
    await keeper.page
      .locator('.count')
      .filter({ hasText: `${VOTERS}` })
      .first()
      .waitFor();

    const address = `${site.base}/vote/${booth}`;
    const choices = codes.map((code, index) => ({ code, option: index < 16 ? '赞成' : index < 18 ? '反对' : '弃权' }));
    const receipts: string[] = [];
    // Five phones at a time: as many browsers as two processors drive.
    for (let at = 0; at < choices.length; at += 5)
      receipts.push(
        ...(await Promise.all(
          choices.slice(at, at + 5).map(({ code, option }, index) => vote(address, code, option, index === 4 ? 1280 : 360)),
        )),
      );
    expect(new Set(receipts).size).toBe(VOTERS);
    // From here on the keeper sits at a desk.
    await keeper.page.setViewportSize({ width: 1280, height: 800 });

    await closeAndCount(keeper.page, held, VOTERS);
    const line = keeper.page.getByRole('row').filter({ hasText: '推优对象' }).first().getByRole('cell');
    expect((await line.allTextContents()).slice(1)).toEqual(['16', '2', '2', '0']);
    const recorded = keeper.page.waitForResponse((answer) => answer.url().endsWith('/commands'));
    await press(keeper.page, '记入会议');
    expect([(await recorded).status(), await (await recorded).text()]).toEqual([200, expect.any(String)]);
    const counts = await eventually('the meeting has recorded it', async () => {
      const { entries } = (await http.get(office.people.secretary, `/api/occasions/${meeting}`)).body as {
        entries: { counts?: Record<string, number> }[];
      };
      return entries[0]?.counts;
    });
    expect(counts).toMatchObject({ for: 16, against: 2, abstain: 2, issued: VOTERS, returned: VOTERS });
    expect(keeper.complaints).toEqual([]);

    const voter = await site.visit(undefined, { language: 'en' });
    await voter.page.goto(address);
    await voter.page.getByRole('button', { name: 'English' }).click();
    await voter.page.getByLabel('Receipt').fill(receipts[7] ?? '');
    await voter.page.getByRole('button', { name: 'Look' }).click();
    await voter.page.getByText('It is in: your ballot is on the published list.').waitFor();
    await voter.page.getByLabel('Receipt').fill('0'.repeat(64));
    await voter.page.getByRole('button', { name: 'Look' }).click();
    await voter.page.getByText('This receipt is not on the list.').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await voter.page.emulateMedia({ colorScheme });
      expect(await axe(voter.page)).toEqual([]);
    }
  }, 240_000);

  it('a right is drawn while signed in, and cast from a page that knows nobody', async () => {
    const { office, http, product } = site;
    const { people, branch } = office;
    // The first one's vote waits for its minutes: no second meeting votes on him.
    const way = recommendation(office);
    const other = await way.propose(await office.person('推优对象二', branch.id));
    await office.act(people.officer, other, 'agreeToList', { body: { result: 'agreed' }, kinds: ['reason'] });
    const second = await office.occasion(people.secretary, 'meeting', branch.id, 'conveneMeeting', {
      body: { kind: 'recommendation', cases: [other] },
    });
    await office.act(people.secretary, second, 'takeRoll', { body: { present: members, chair: people.secretary } });
    // No pack allows it yet: the meeting's own state does here, as an adopted method will.
    await product.database.pool.query(`UPDATE case_row SET state = jsonb_set(state, '{book,detail,remoteBallot}', 'true') WHERE id = $1`, [
      second,
    ]);
    const holders = { inspector: people.inspector, scrutineer: people.contact, envelope: people.secretary };
    const drafted = await http.post(people.secretary, '/api/booths', {
      occasion: second,
      item: other,
      level: 'remote',
      form: { kind: 'vote', title: '远程表决票', candidates: [{ id: other, label: '推优对象二' }] },
      holders: Object.entries(holders).map(([role, holder]) => ({ role, holder })),
    });
    const booth = drafted.body.id as string;
    for (const holder of Object.values(holders)) await http.post(holder, `/api/booths/${booth}/key`, {});
    await http.post(people.secretary, `/api/booths/${booth}/draw`, undefined);

    const { page, complaints } = await site.visit(members[5]);
    await page.goto(`/booths/${booth}`);
    await press(page, '领取票权');
    const link = (await page.getByRole('link', { name: '打开投票页' }).getAttribute('href')) ?? '';
    expect(link).toMatch(new RegExp(`/vote/${booth}#[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{512}$`));
    expect(await axe(page)).toEqual([]);

    const phone = await site.visit(undefined);
    await phone.page.addInitScript(byChance(0));
    await phone.page.goto(link);
    await phone.page.getByText('投票还没有开始').waitFor();
    expect(phone.page.url()).toBe(`${site.base}/vote/${booth}`);
    await http.post(people.secretary, `/api/booths/${booth}/open`, undefined);
    await phone.page.getByRole('group', { name: '推优对象' }).getByLabel('赞成', { exact: true }).check();
    await press(phone.page, '下一步: 核对');
    await press(phone.page, '投票');
    await heading(phone.page, '已投入票箱').waitFor();
    expect((await http.get(people.secretary, `/api/booths/${booth}`)).body.cast).toBe(1);
    expect([...complaints, ...phone.complaints]).toEqual([]);
  }, 60_000);
};
