import { CONTEST, PLAN } from '../../demo/lawful-selection';
import { phoneOf } from '../api/factor-hand';
import { PASSWORD } from '../api/office-mid-way';
import { eventually } from '../harness/product';

import { axe, type Site } from './browser';

/** A selection in the portal: the officer's forms, the inspector's three verdicts, the decision meeting; a phone's width and a desk's. */
export const selecting = (given: () => Site): void => {
  let site: Site;
  beforeAll(() => {
    site = given();
  });

  const officer = () => site.office.people.officer;

  it('a post is opened with its headcount and waits for the inspector', async () => {
    const { page, complaints } = await site.visit(officer());
    await page.goto('/cases');
    await page.getByRole('link', { name: '分析研判一个职务' }).click();
    await page.getByRole('heading', { name: '分析研判' }).waitFor();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('请填写这一项').first().waitFor();
    await page.getByLabel('哪个团组织的职务', { exact: true }).selectOption({ label: '富蕴县团委 · 库额尔齐斯镇团委' });
    await page.getByLabel('职务名称').fill('镇团委副书记');
    await page.getByLabel('核定职数').fill('3');
    await page.getByLabel('现有人数').fill('1');
    await page.getByLabel('空缺职数', { exact: true }).fill('2');
    await page.getByLabel('空缺职数说明', { exact: true }).fill('核定三人，现有一人。');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('heading', { name: '镇团委副书记', level: 1 }).waitFor();
    await page.getByText('等待监督意见').first().waitFor();
    expect(await page.getByRole('region', { name: '镇团委副书记' }).locator('.count').allTextContents()).toEqual(['3', '1', '2', '0']);
    expect(complaints).toEqual([]);
  }, 60_000);

  it.each([
    [360, 'zh'],
    [1280, 'en'],
  ] as const)(
    'an inspector returns, suspends and passes a selection (%i px, %s)',
    async (width, language) => {
      const words =
        language === 'zh'
          ? {
              back: '退回，重新办理',
              where: '退回到哪一步',
              paper: '书面监督意见',
              send: '提交意见',
              pass: '通过，进入下一环节',
              halt: '暂停，启动核查',
              open: '还在办理',
              held: '核查中',
            }
          : {
              back: 'Return, to be done again',
              where: 'Back to which step',
              paper: 'Written verdict',
              send: 'Send the verdict',
              pass: 'Pass to the next stage',
              halt: 'Pause and investigate',
              open: 'Still being done',
              held: 'Under examination',
            };
      const { office, by } = site;
      const { page, complaints } = await site.visit(by.inspector, { width, language });
      const post = await site.openPost();
      await page.goto(`/inspection/cases/${post}`);
      const stage = page.getByRole('region', { name: /^K0/ });
      await stage.getByLabel(words.back).check();
      await stage.getByLabel(words.where).selectOption('K0');
      await stage.getByLabel(words.paper, { exact: true }).fill('空缺说明缺少依据。');
      await stage.getByRole('button', { name: words.send }).click();
      await stage.getByText(words.open).waitFor();

      const again = { title: '团委副书记', approved: 99, incumbents: 1, openings: 2 };
      await office.act(officer(), post, 'analysePost', { kinds: ['vacancy-sheet'], body: again });
      await page.reload();
      await stage.getByLabel(words.pass).check();
      await stage.getByLabel(words.paper, { exact: true }).fill('补充后属实，同意。');
      await stage.getByRole('button', { name: words.send }).click();
      const next = page.getByRole('region', { name: /^K1/ });
      await next.waitFor();

      await office.act(office.people.approver1, post, 'proposeMotion', { kinds: ['motion-plan'], body: PLAN });
      await page.reload();
      await next.getByLabel(words.halt).check();
      await next.getByLabel(words.paper, { exact: true }).fill('反映动议前有人打招呼。');
      await next.getByRole('button', { name: words.send }).click();
      await next.getByRole('checkbox').check();
      await next.getByRole('button', { name: words.send }).click();
      await page.getByText(words.held, { exact: true }).first().waitFor();
      expect((await office.state(post)).phase).toBe('held');
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      // The room of the investigation is there for inspectors, and for nobody else.
      await eventually('the investigation is there', async () => {
        const { investigations } = (await site.http.get(by.inspector, `/api/inspection/cases/${post}`)).body as {
          investigations: unknown[];
        };
        return investigations.length > 0;
      });
      await page.reload();
      const room = page.locator('a[href^="/inspection/cases/"]').filter({ hasText: language === 'zh' ? '开始核查' : 'Investigation of' });
      const href = (await room.first().getAttribute('href')) ?? '';
      await room.first().click();
      await page.getByText(language === 'zh' ? '只有纪检监督人员能看到这一页' : 'Inspectors alone see this page').waitFor();
      expect(await axe(page)).toEqual([]);
      const stranger = await site.visit(officer());
      await stranger.page.goto(href);
      await stranger.page.getByRole('alert').waitFor();
      expect(complaints).toEqual([]);
    },
    90_000,
  );

  it('the decision meeting: whoever leads speaks last, quorum and counts stand live, the minutes say who said what', async () => {
    const { office, deeds } = site;
    const [first] = (await deeds.candidacies()).ids;
    await deeds.bring(first, 'C6');
    const { page, complaints } = await site.visit(officer(), { width: 1280 });
    await page.goto('/new/decision');
    await page.getByRole('checkbox', { name: /^人选甲/ }).check();
    await page.getByRole('button', { name: '召集会议' }).click();
    await page.getByRole('button', { name: '全部到会' }).click();
    await page.getByLabel('主持人', { exact: true }).selectOption({ label: '委员一' });
    await page.getByRole('button', { name: '确认到会名单' }).click();
    await page.getByText('可以讨论').waitFor();
    const groups = page.locator('fieldset').filter({ has: page.getByRole('radio') });
    await groups
      .last()
      .getByText(/委员一/)
      .waitFor();
    await page.getByRole('button', { name: '记录表态' }).click();
    await page.getByText('请填写这一项').first().waitFor();
    for (const [index, says] of ['同意', '缓议', '同意'].entries()) await groups.nth(index).getByLabel(says, { exact: true }).check();
    await page.getByText('通过（同意 2').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '记录表态' }).click();
    const minutes = page.locator('article.sheet');
    await minutes.getByText(/委员一：同意。/).waitFor();
    await minutes.getByText(/缓议/).first().waitFor();
    await page.getByLabel('会议记录', { exact: true }).fill('逐一表态，主要负责人末位。');
    await page.getByRole('button', { name: '会议结束，形成记录' }).click();
    await deeds.awaiting(first, 'C6');

    await page.goto(`/cases/${first}`);
    await page.getByRole('heading', { name: '凡提四必' }).waitFor();
    expect(await page.getByRole('region', { name: '凡提四必' }).getByRole('link').count()).toBe(5);
    const { parent } = (await site.http.get(officer(), `/api/cases/${first}`)).body as { parent: { id: string } };
    await page.goto(`/cases/${parent.id}`);
    const candidacy = page.getByRole('region', { name: '人选', exact: true }).locator('li').filter({ hasText: '人选甲' });
    await candidacy.getByText('凡提四必 4/4').waitFor();
    await candidacy.getByText(/C4 ✓/).waitFor();
    expect(await axe(page)).toEqual([]);
    expect((await office.state(first)).steps.C6?.awaiting).toBeDefined();
    expect(complaints).toEqual([]);
  }, 90_000);

  it('a second factor is enrolled with a code, and its recovery codes are seen once', async () => {
    const { office } = site;
    const keeper = await office.person('新任审计员', office.county.id);
    await office.holds(keeper, office.county.id, 'auditor');
    const login = await site.givePassword(keeper);
    const { page, complaints } = await site.visit(keeper);
    await page.goto('/account');
    await page.getByRole('link', { name: '启用动态码' }).click();
    await page.getByLabel('当前密码').fill(PASSWORD);
    await page.getByRole('button', { name: '开始' }).click();
    await page.getByRole('img', { name: /密钥的二维码/ }).waitFor();
    await page.getByText(`账号填 ${login}`).waitFor();
    expect(await axe(page)).toEqual([]);
    const secret = ((await page.locator('.code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('六位数字').fill('000000');
    await page.getByRole('button', { name: '确认启用' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('六位数字').fill(phoneOf(secret).code(Date.now()));
    await page.getByRole('button', { name: '确认启用' }).click();
    await page.getByRole('heading', { name: '恢复码', exact: true }).waitFor();
    expect(await page.locator('.codes .code').count()).toBe(8);
    expect(await axe(page)).toEqual([]);
    await page.getByLabel('我已打印或抄下恢复码').check();
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByText('动态码已启用').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('the browser itself proves that the log goes on from what it saw last', async () => {
    const { page, complaints } = await site.visit(site.by.inspector);
    await site.http.post(site.by.inspector, '/api/log/checkpoints', undefined);
    await page.goto('/inspection');
    await page.getByText('这台设备第一次记下检查点').waitFor();
    await site.openPost();
    await site.http.post(site.by.inspector, '/api/log/checkpoints', undefined);
    await page.reload();
    await page.getByText('已在本机核对').waitFor();
    // A checkpoint of the same log with another root: what was seen is not what is there.
    await page.evaluate(
      `(() => { const note = localStorage.getItem('tuanwu.log').split('\\n'); note[1] = '1'; note[2] = btoa('x'.repeat(32)); localStorage.setItem('tuanwu.log', note.join('\\n')); })()`,
    );
    await page.reload();
    await page.getByRole('alert').filter({ hasText: '以前的条目被改动过' }).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('an examiner seals his points alone', async () => {
    const { office, deeds } = site;
    const post = await deeds.toRecommendation({ route: 'competition' });
    await office.act(officer(), post, 'publishCompetition', {
      kinds: ['competition-notice'],
      body: { ...CONTEST },
    });
    await deeds.verdict(post, 'X1');
    for (const person of deeds.candidates)
      await office.act(officer(), post, 'enterCompetitor', { kinds: ['entry-form'], body: { person, qualified: true, why: 'meets' } });
    const { next } = (await site.http.get(undefined, `/api/calendar/lawful-end?from=${await office.today()}&workingDays=5`)).body;
    await office.moveTo(next);
    const examiners = [office.people.introducer, office.people.introducer2, office.people.contact];
    for (const one of examiners) await site.http.tokenOf(one);
    await office.act(officer(), post, 'closeEntries', { kinds: ['qualification-report'], body: { examiners } });
    await deeds.verdict(post, 'X2');
    const { page, complaints } = await site.visit(office.people.introducer);
    await page.goto('/scores');
    await page.getByText('笔试评分').click();
    await page.getByRole('button', { name: '密封提交' }).first().click();
    await page.getByText('请填写 0 至 100 的分数').first().waitFor();
    await page.getByLabel('人选甲', { exact: true }).first().fill('86.5');
    await page.getByLabel('人选乙', { exact: true }).first().fill('79');
    await page.getByLabel('我已逐一核对').first().check();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '密封提交' }).first().click();
    await page.getByText('笔试评分已密封提交').waitFor();
    const { items } = (await site.http.get(office.people.introducer, '/api/scores')).body as { items: { given: string[] }[] };
    expect(items.map(({ given: parts }) => parts)).toEqual([['paper']]);
    expect((await site.http.get(office.people.secretary, '/api/scores')).body).toEqual({ items: [] });
    expect(complaints).toEqual([]);
  }, 90_000);
};
