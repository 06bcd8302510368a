import type { Page } from 'playwright-core';
import { addDays } from '../../domain/calendar/day';
import { actOf } from '../../domain/case/acts';
import { procedureOf } from '../../domain/procedures';
import { eventually } from '../harness/product';
import { type Seen, type Site, settled, startSite } from './browser';

jest.setTimeout(240_000);

/**
 * One applicant's whole way, from the letter to the certificate, by everybody in a browser of their own: nothing is asked of the API but what the pages ask.
 * The applicant and the contact hold a phone, the offices sit at a desk, the committee's in English.
 */
describe('an applicant’s whole way in the portal', () => {
  let site: Site;
  const seats = new Map<string, Seen>();
  const complaints = (): string[] => [...seats.values()].flatMap((one) => one.complaints);
  beforeAll(async () => {
    site = await startSite();
  }, 120_000);
  afterAll(() => site?.stop());

  const isEnglish = (person: string): boolean =>
    ([site.office.people.officer, site.office.people.countyOfficer] as string[]).includes(person);
  const at = async (person: string): Promise<Page> => {
    const { people } = site.office;
    const phone = !([people.secretary, people.officer, people.approver1, people.countyOfficer] as string[]).includes(person);
    const seen = seats.get(person) ?? (await site.visit(person, { width: phone ? 360 : 1280, language: isEnglish(person) ? 'en' : 'zh' }));
    seats.set(person, seen);
    return seen.page;
  };
  /** The rest of a form: of each choice the first, which goes on; every paper that it asks for, written into it. */
  const theRest = async (page: Page) => {
    for (const group of await page.locator('main form fieldset:has(input[type=radio])').all())
      if (
        (await group.locator('input:checked').count()) === 0 &&
        !/选填|optional/.test((await group.locator('legend').textContent()) ?? '')
      )
        await group.locator('input[type=radio]').first().check();
    for (const box of await page.locator('main form textarea').all()) if (!(await box.inputValue())) await box.fill('手写原件已归档。');
  };
  const send = (page: Page) => page.locator('main form button[type=submit]').last().click();
  type Fields = Readonly<Record<string, string>>;
  const fill = async (page: Page, fields: Fields) => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).first().fill(value);
  };
  /** From the page of the case to the form of the act, filled in and sent, and back on the case. */
  const does = async (person: string, id: string, kind: string, fields: Fields = {}, more?: (page: Page) => Promise<void>) => {
    const page = await at(person);
    await page.goto(`/cases/${id}`);
    await settled(page);
    const title = actOf(procedureOf('admission'), kind)?.title[isEnglish(person) ? 'en' : 'zh'] ?? kind;
    const button = page.getByRole('button', { name: title, exact: true }).first();
    for (const folded of await page.locator('main section[aria-labelledby="to-do"] summary').all()) await folded.click();
    await button.click();
    await page.waitForURL(new RegExp(`/do/${kind}`));
    await settled(page);
    await fill(page, fields);
    await more?.(page);
    await theRest(page);
    await send(page);
    await page.waitForURL(`**/cases/${id}`);
  };
  /** One of the people whom the form offers. */
  const choose = (name: string) => async (page: Page) => {
    await page.getByRole('list', { name: '可以选' }).getByRole('button', { name }).first().click();
  };
  const opens = async (person: string, address: string, name: string, fields: Fields = {}, more?: (page: Page) => Promise<void>) => {
    const page = await at(person);
    await page.goto(address);
    await page.getByRole('checkbox', { name: new RegExp(name) }).check();
    await fill(page, fields);
    await more?.(page);
    await send(page);
    await page.waitForURL(/\/occasions\/[0-9a-f-]+$/);
    return page;
  };
  /** Each consent by itself, on the applicant's own page. */
  const agrees = async (page: Page, id: string, consent: string) => {
    await page.goto(`/cases/${id}`);
    const own = page.locator('li.consent').filter({ hasText: consent === 'publication' ? '公示' : '信仰' });
    await own.getByRole('button').click();
    await own.locator('.tag.good').waitFor();
  };
  /** A meeting on the one candidate: everybody is there and agrees. */
  const meets = async (person: string, chair: string) => {
    const page = await opens(person, '/new/meeting', '丁同学');
    await page.getByRole('button', { name: '全部到会' }).click();
    await page.getByLabel('主持人').selectOption({ label: chair });
    await page.getByRole('button', { name: '确认到会名单' }).click();
    await page.getByRole('heading', { name: '表决：丁同学' }).waitFor();
    const present = /(\d+)/.exec((await page.getByText(/此项表决时在场/).textContent()) ?? '')?.[1] ?? '';
    await fill(page, { 赞成: present, 反对: '0', 弃权: '0' });
    await page.getByRole('button', { name: '记录表决结果' }).click();
    await page.getByRole('button', { name: '会议结束，形成记录' }).waitFor();
    await theRest(page);
    await page.getByRole('button', { name: '会议结束，形成记录' }).click();
  };
  const later = async (days: number) => site.office.moveTo(addDays(await site.office.today(), days));
  const comesTo = (id: string, step: string) =>
    eventually(`${id} at ${step}`, async () => (await site.office.steps(id)).includes(step), 30_000);

  it('goes from the letter to the certificate', async () => {
    const { people, branch } = site.office;
    const child = await site.office.person('丁同学', branch.id, { birth: '2010-03-01', member: false });
    const mine = await at(child);
    await mine.goto('/apply');
    await mine.getByRole('textbox', { name: '入团申请书' }).fill('敬爱的团组织：我志愿加入中国共产主义青年团。');
    await mine.getByLabel(/^我已阅读/).check();
    await mine.getByRole('button', { name: '提交申请' }).click();
    await mine.getByRole('link', { name: '看我的进度' }).click();
    await mine.getByText('等待团支部书记: 派人谈话').first().waitFor();
    const { rows } = await site.product.database.pool.query<{ id: string }>('SELECT id FROM case_row WHERE subject_id = $1', [child]);
    const id = rows[0]?.id ?? '';

    await does(people.secretary, id, 'recordTalk');
    await does(people.secretary, id, 'nominateActivist');
    await does(people.secretary, id, 'decideActivist');
    await does(people.officer, id, 'fileActivist');
    await does(people.secretary, id, 'appointContacts', {}, choose('联系人'));
    await comesTo(id, 'A5');
    const began = await site.office.today();
    for (const topic of ['团章', '团史']) {
      await opens(people.secretary, '/new/session?kind=leagueClass', '丁同学', { 主题: topic, 学时: '4' }, choose('联系人'));
      await later(7);
    }
    await does(people.secretary, id, 'recordVolunteer', { 学时: '24' });
    await site.office.moveTo(addDays(began, 100));
    await does(people.contact, id, 'assessCultivation');
    await does(people.secretary, id, 'recommend');
    await does(people.officer, id, 'preReview');
    await comesTo(id, 'A8');
    await agrees(mine, id, 'publication');
    const notice = await opens(people.secretary, '/new/notice', '丁同学');
    await notice.getByText('丁同学').first().waitFor();
    await later(12);
    await comesTo(id, 'A9');
    await does(people.secretary, id, 'confirmIntroducers', {}, async (page) => {
      await choose('介绍人甲')(page);
      await choose('介绍人乙')(page);
    });
    await agrees(mine, id, 'faith-declaration');
    const today = await site.office.today();
    const { book } = await site.office.state(id);
    await does(child, id, 'fillForm', {
      编号: String(book.number),
      本人志愿填写日期: addDays(today, -1),
      介绍人意见日期: today,
    });
    await comesTo(id, 'A11');
    await later(3);
    await meets(people.secretary, '书记');
    await comesTo(id, 'A12');
    await later(3);
    await meets(people.approver1, '委员一');
    await comesTo(id, 'A13');
    await does(people.countyOfficer, id, 'fileApproval');
    await does(people.secretary, id, 'deliverResult');
    await comesTo(id, 'A14');
    const ceremony = await opens(people.secretary, '/new/ceremony', '丁同学', { 计划日期: await site.office.today() });
    await ceremony.getByRole('checkbox', { name: /丁同学/ }).check();
    await ceremony.getByRole('button', { name: '举行仪式，登记到场' }).click();
    await comesTo(id, 'A15');
    await does(people.secretary, id, 'archive', { 系统登记日期: await site.office.today() });
    expect(await site.office.ended(id)).toBe('completed');
    await mine.goto(`/cases/${id}/certificate`);
    await mine
      .getByText(/T2026\d{6}/)
      .first()
      .waitFor();
    await mine.getByText('丁同学').first().waitFor();
    expect(complaints()).toEqual([]);
  });
});
