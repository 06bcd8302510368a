import { addDays } from '../../domain/calendar/day';
import { eventually } from '../harness/product';
import { type Seen, type Site, startSite } from './browser';
import { choose, sit } from './seat';

/**
 * One applicant's whole way, from the letter to the certificate, by everybody in a browser of their own: nothing is asked of the API but what the pages ask.
 * Once all hold a phone and once all sit at a desk; the committees read English.
 */
describe('an applicant’s whole way in the portal', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 120_000);
  afterEach(() => site?.leave());
  afterAll(() => site?.stop());

  const later = async (days: number) => site.office.moveTo(addDays(await site.office.today(), days));
  const comesTo = (id: string, step: string) =>
    eventually(`${id} at ${step}`, async () => (await site.office.steps(id)).includes(step), 30_000);

  it.each([
    [360, '丁同学'],
    [1280, '戊同学'],
  ])(
    'goes from the letter to the certificate (%i px)',
    async (width, name) => {
      const { people, branch } = site.office;
      const opened: Seen[] = [];
      const seat = async (person: string, language: 'zh' | 'en' = 'zh') => {
        const seen = await site.visit(person, { width, language });
        opened.push(seen);
        return sit(seen, language);
      };
      const child = await site.office.person(name, branch.id, { birth: '2010-03-01', member: false });
      const mine = await seat(child);
      const id = await mine.telling('apply', async () => {
        await mine.page.goto('/apply');
        await mine.page.getByRole('textbox', { name: '入团申请书' }).fill('敬爱的团组织：我志愿加入中国共产主义青年团。');
        await mine.page.getByLabel(/^我已阅读/).check();
        const sent = mine.page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/api/cases'));
        await mine.page.getByRole('button', { name: '提交申请' }).click();
        await mine.page.getByRole('link', { name: '看我的进度' }).click();
        await mine.page.getByText('等待团支部书记: 派人谈话').first().waitFor();
        return ((await (await sent).json()) as { id: string }).id;
      });

      const secretary = await seat(people.secretary);
      const officer = await seat(people.officer, 'en');
      await secretary.does(id, 'recordTalk');
      await secretary.does(id, 'nominateActivist');
      await secretary.does(id, 'decideActivist');
      await officer.does(id, 'fileActivist');
      await secretary.does(id, 'appointContacts', {}, choose('联系人'));
      await comesTo(id, 'A5');
      const began = await site.office.today();
      for (const topic of ['团章', '团史']) {
        await secretary.opens('/new/session?kind=leagueClass', name, { 主题: topic, 学时: '4' }, choose('联系人'));
        await later(7);
      }
      await secretary.does(id, 'recordVolunteer', { 志愿服务小时数: '24' });
      await site.office.moveTo(addDays(began, 100));
      await (await seat(people.contact)).does(id, 'assessCultivation');
      await secretary.does(id, 'recommend');
      await officer.does(id, 'preReview');
      await comesTo(id, 'A8');
      await mine.agrees(id, 'publication');
      await secretary.opens('/new/notice', name);
      await later(12);
      await comesTo(id, 'A9');
      await secretary.does(id, 'confirmIntroducers', {}, async (page) => {
        await choose('介绍人甲')(page);
        await choose('介绍人乙')(page);
      });
      await mine.agrees(id, 'faith-declaration');
      const today = await site.office.today();
      const { book } = await site.office.state(id);
      await mine.does(id, 'fillForm', { 编号: String(book.number), 本人志愿填写日期: addDays(today, -1), 介绍人意见日期: today });
      await comesTo(id, 'A11');
      await later(3);
      await secretary.opens('/new/meeting', name);
      await secretary.votes(name, '书记');
      await comesTo(id, 'A12');
      await later(3);
      const approver = await seat(people.approver1);
      await approver.opens('/new/meeting', name);
      await approver.votes(name, '委员一');
      await comesTo(id, 'A13');
      await (await seat(people.countyOfficer, 'en')).does(id, 'fileApproval');
      await secretary.does(id, 'deliverResult');
      await comesTo(id, 'A14');
      await secretary.opens('/new/ceremony', name, { 计划日期: await site.office.today() });
      await secretary.telling('the ceremony', async () => {
        const { page } = secretary;
        await page.getByRole('checkbox', { name: new RegExp(name) }).check();
        await secretary.press(
          `/api/cases/${page.url().split('/').at(-1)}/commands`,
          page.getByRole('button', { name: '举行仪式，登记到场' }),
        );
      });
      await comesTo(id, 'A15');
      await secretary.does(id, 'archive', { 系统登记日期: await site.office.today() });
      expect(await site.office.ended(id)).toBe('completed');
      await mine.telling('the certificate', async () => {
        await mine.page.goto(`/cases/${id}/certificate`);
        await mine.page
          .getByText(/T2026\d{6}/)
          .first()
          .waitFor();
        await mine.page.getByText(name).first().waitFor();
      });
      const strayed = opened.flatMap(({ complaints, foreign }) => [...complaints, ...foreign]);
      expect(strayed).toEqual([]);
      for (const { page } of opened) await page.context().close();
    },
    240_000,
  );
});
