import type { Browser, BrowserContext, Page } from 'playwright-core';
import { boothAsks } from '../api/booth-asks';
import { boothDesk } from '../harness/booth';
import { byChance, describeInBrowser, launchBrowser } from '../harness/browser';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';

const ELECTION = {
  kind: 'election',
  title: '支部委员会选举票',
  candidates: ['艾力', '王一', '李二'].map((label, index) => ({ id: `c${index + 1}`, label })),
  seats: 2,
  allowOther: true,
};

describeInBrowser('the voter’s page, on a phone 360 pixels wide', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let desk: ReturnType<typeof boothDesk>;
  let browser: Browser;
  let phone: BrowserContext;
  let page: Page;
  let origin: string;
  let meeting: string;
  const complaints: string[] = [];
  const addresses: string[] = [];

  beforeAll(async () => {
    product = await startProduct({ worker: false });
    office = await anOffice(product);
    http = await startHttp(product);
    const { people } = office;
    const member = await office.person('团员', office.branch.id);
    const way = { product, office, by: { member } } as never;
    meeting = String((await boothAsks(way).listBooths?.())?.query?.occasion);
    desk = boothDesk(http, people.secretary, { inspector: people.inspector, scrutineer: people.contact, envelope: people.secretary });
    origin = (await http.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await http?.stop();
    await product?.stop();
  });
  beforeEach(async () => {
    phone = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'zh-CN', hasTouch: true, isMobile: true });
    page = await phone.newPage();
    await page.addInitScript(byChance(0.1));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => addresses.push(request.url()));
  });
  afterEach(() => phone.close());

  const heading = (text: string) => page.getByRole('heading', { name: text, level: 1 }).waitFor({ timeout: 45_000 });
  const press = (name: string) => page.getByRole('button', { name }).click();
  const mark = (candidate: string, option: string) => page.getByRole('group', { name: candidate }).getByLabel(option).check();
  /** Nothing of the voter is kept on the phone, and nothing sticks out of the screen. */
  const isTidy = async () => {
    const [kept, width] = (await page.evaluate(
      `Promise.resolve([JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie]), document.documentElement.scrollWidth])`,
    )) as [string, number];
    expect([kept, width <= 360, await phone.cookies()]).toEqual(['[{},{},""]', true, []]);
  };

  it('scan, read, choose, confirm, receipt; the paper counts as it was filled in', async () => {
    const { id, held, codes } = await desk.inRoom(meeting, { form: ELECTION });
    const code = (codes[0] ?? '').replaceAll('-', '');
    await page.goto(`${origin}/vote/${id}#${code}`);
    await heading('支部委员会选举票');
    expect(page.url()).toBe(`${origin}/vote/${id}`);
    for (const name of ['艾力', '王一', '李二']) await mark(name, '赞成');
    await press('下一步: 核对');
    await page.getByRole('alert').filter({ hasText: '最多选 2 人, 已选 3 人' }).waitFor();
    await mark('王一', '反对');
    await page.getByLabel('另选他人 1').fill('阿依努尔·艾力');
    await press('下一步: 核对');
    await page.getByRole('alert').filter({ hasText: '已选 3 人' }).waitFor();
    await mark('李二', '弃权');
    await press('下一步: 核对');
    await heading('核对选票');
    await isTidy();
    await press('返回修改');
    await heading('支部委员会选举票');
    expect(await page.getByRole('group', { name: '王一' }).getByLabel('反对').isChecked()).toBe(true);
    await press('下一步: 核对');
    await heading('核对选票');
    await page.getByRole('button', { name: '投票', exact: true }).click();
    await heading('正在投票');
    await heading('已投入票箱');
    const receipt = ((await page.locator('#receipt').textContent()) ?? '').replaceAll(' ', '');
    await isTidy();

    await desk.must(desk.close(id));
    await desk.must(desk.tally(id, held));
    const { body } = await http.get(office.people.secretary, `/api/booths/${id}/recount`);
    expect(body.papers).toEqual(['{"marks":{"c1":"for","c2":"against","c3":"abstain"},"names":["阿依努尔·艾力"],"v":1}']);
    expect([body.spent, body.wrong]).toEqual([[receipt], []]);
    // The code went to the box in the body of one request, and stands in no address.
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((address) => address.split('#')[0]?.includes(code))).toEqual([]);
  }, 120_000);

  it('a code can be typed; a wrong one is said, and the way out', async () => {
    const { id } = await desk.inRoom(meeting);
    await page.goto(`${origin}/vote/${id}`);
    await page.getByLabel('输入纸条上的投票码').fill('abc');
    await press('下一步');
    await page.getByRole('alert').filter({ hasText: '18 位' }).waitFor();
    await page.getByLabel('输入纸条上的投票码').fill('222222-222222-222222');
    await press('下一步');
    await mark('艾力', '赞成');
    await press('下一步: 核对');
    await page.getByRole('button', { name: '投票', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '投票码或票权无效' }).waitFor({ timeout: 45_000 });
    expect(await page.getByLabel('输入纸条上的投票码').isVisible()).toBe(true);
  }, 120_000);

  it('says that voting is over, and what to do with an address that names no vote', async () => {
    const { id } = await desk.inRoom(meeting);
    await desk.must(desk.close(id));
    await page.goto(`${origin}/vote/${id}`);
    await page.getByRole('alert').filter({ hasText: '投票已经结束' }).waitFor();
    for (const address of ['/vote/', '/vote/nonsense']) {
      await page.goto(`${origin}${address}`);
      await heading('网址不完整');
      await page.getByText('请扫描纸条上的二维码').waitFor();
      expect(await page.locator('main').textContent()).not.toMatch(/UUID|errors/);
    }
    await page.goto(`${origin}/vote/${meeting}`);
    await heading('不能投票');
  });

  it('the printed sheet shows each code with its square, and no name', async () => {
    const id: string = (await desk.must(desk.draft(meeting))).body.id;
    await desk.keys(id);
    const sheet = String((await desk.must(desk.post(office.people.secretary, id, 'sheet'))).body);
    await page.route(`${origin}/sheet`, (route) => route.fulfill({ body: sheet, contentType: 'text/html; charset=utf-8' }));
    await page.goto(`${origin}/sheet`);
    expect(await page.locator('.slip').count()).toBe(3);
    const { width = 0 } = (await page.locator('.square svg').first().boundingBox()) ?? {};
    expect(width).toBeGreaterThan(100);
    expect(await page.content()).not.toMatch(/书记|联系人|团员/);
  });

  it('keeps the policy of all pages, and throws nothing', () => {
    // A refused request is an error to the console; the page says it in words.
    expect(complaints.filter((text) => !/status of 4(04|00|22)/.test(text))).toEqual([]);
  });
});
