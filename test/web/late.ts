import { addDays } from '../../domain/calendar/day';
import { type Site, settled } from './browser';
import { choose, sit } from './seat';

/** What a picker knows would be refused. */
export const notOffered = (given: () => Site): void => {
  it('a notice is not offered for whom one hangs already', async () => {
    const { mine, by, http, visit } = given();
    const hangs = await http.get(by['branch-secretary'], '/api/cases?step=A8&limit=200');
    expect(hangs.body.items.find((one: { id: string }) => one.id === mine.id)).toMatchObject({ hangs: true });
    const { page } = await visit(by['branch-secretary']);
    await page.goto('/new/notice');
    await settled(page);
    expect(await page.getByRole('checkbox', { name: /甲同学/ }).count()).toBe(0);
  }, 60_000);
};

/** What the law lets nobody but an officer date back so far (record.backdateDays). It moves the clock. */
export const late = (given: () => Site): void => {
  it('an officer records a talk of weeks ago, with the reason; to a secretary the page says who does', async () => {
    const { office, by, product, visit } = given();
    const { id } = await office.apply({ name: '补录同学' });
    const held = addDays(await office.today(), 1);
    await office.moveTo(addDays(held, 20));
    const open = async (role: 'branch-secretary' | 'committee-officer') => {
      const hands = sit(await visit(by[role]), 'zh');
      await hands.page.goto(`/cases/${id}/do/recordTalk`);
      await hands.page.getByText('不是今天办的？').click();
      await hands.page.getByLabel(/^办理日期/).fill(held);
      return hands;
    };
    const secretary = await open('branch-secretary');
    await secretary.theRest();
    await secretary.page.getByRole('button', { name: '提交', exact: true }).click();
    await secretary.page.getByText('更早的须由团委组织干事附理由补录').first().waitFor();
    expect(await secretary.page.getByRole('textbox', { name: '书面理由' }).count()).toBe(0);

    const officer = await open('committee-officer');
    await officer.page.getByText('早于可以补记的日子').waitFor();
    await choose('书记')(officer.page);
    await officer.theRest();
    await officer.press(`/api/cases/${id}/commands`);
    await officer.page.waitForURL(`**/cases/${id}`);
    const { rows } = await product.database.pool.query(
      `SELECT fact ->> 'on' AS day, fact -> 'late' AS late, actor_id AS actor, recorder_id AS recorder FROM fact WHERE case_id = $1 AND kind = 'talkHeld'`,
      [id],
    );
    expect(rows).toEqual([{ day: held, late: true, actor: by['branch-secretary'], recorder: by['committee-officer'] }]);
  }, 90_000);
};
