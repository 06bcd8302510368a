import type { Page } from 'playwright-core';
import { actOf } from '../../domain/case/acts';
import { procedureOf } from '../../domain/procedures';
import { en } from '../../web/src/i18n/en';
import { zh } from '../../web/src/i18n/zh';
import type { Seen } from './browser';

export type Fields = Readonly<Record<string, string>>;
type More = (page: Page) => Promise<void>;

const LAST = 6;
/** Sent again where the server says that it may be: an answer that took too long, or something that happened meanwhile. */
const TRIES = 4;

/** Somebody at the portal who sends forms as people do, and goes on only when what a form means is there to be seen. */
export const sit = (seen: Seen, language: 'zh' | 'en') => {
  const { page, answers } = seen;
  const words = language === 'zh' ? zh : en;

  /** Fails with what the page showed and what the API said last. */
  const telling = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const shown = await page
        .locator('main')
        .textContent()
        .catch(() => 'nothing');
      const said = answers.slice(-LAST).join('\n');
      throw new Error(`${what}, at ${page.url()}: ${(error as Error).message}\n--- the API\n${said}\n--- the page\n${shown}`);
    }
  };

  const fill = async (fields: Fields) => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).first().fill(value);
  };
  /** The rest of a form: of each choice the first, which goes on; every paper that it asks for, written into it. */
  const theRest = async () => {
    for (const group of await page.locator('main form fieldset:has(input[type=radio])').all())
      if (
        (await group.locator('input:checked').count()) === 0 &&
        !/选填|optional/.test((await group.locator('legend').textContent()) ?? '')
      )
        await group.locator('input[type=radio]').first().check();
    for (const box of await page.locator('main form textarea').all()) if (!(await box.inputValue())) await box.fill('手写原件已归档。');
  };

  /** Presses the button until the server has accepted what it sends; what happened meanwhile is looked at first, as the page asks. */
  const press = async (path: string, button = page.locator('main form button[type=submit]').last()): Promise<number> => {
    for (let tries = 1; ; tries += 1) {
      const answered = page.waitForResponse(
        (response) => response.request().method() === 'POST' && new URL(response.url()).pathname === path,
      );
      answered.catch(() => undefined);
      await button.click();
      const answer = await answered;
      if (answer.ok()) return ((await answer.json()) as { seq: number }).seq;
      if (tries === TRIES || ![409, 412, 503].includes(answer.status()))
        throw new Error(`it was not accepted: ${answer.status()} ${await answer.text()}`);
      if (answer.status() === 412) await page.getByRole('button', { name: words.case.changedSeen }).click();
      await page.locator('main form button[type=submit][aria-busy=false]').last().waitFor();
    }
  };

  /** From the page of the case to the form of the act, filled in and sent, and back on the case, which shows the fact. */
  const does = (id: string, kind: string, fields: Fields = {}, more?: More) =>
    telling(kind, async () => {
      await page.goto(`/cases/${id}`);
      await page.locator('#to-do').waitFor();
      const title = actOf(procedureOf('admission'), kind)?.title[language] ?? kind;
      for (const folded of await page.locator('section[aria-labelledby="to-do"] summary').all()) await folded.click();
      await page.getByRole('button', { name: title, exact: true }).first().click();
      await page.waitForURL(new RegExp(`/do/${kind}`));
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await page.locator('main form button[type=submit]').waitFor();
      await fill(fields);
      await more?.(page);
      await theRest();
      const seq = await press(`/api/cases/${id}/commands`);
      await page.waitForURL(`**/cases/${id}`);
      await page
        .locator('li.fact')
        .filter({ hasText: new RegExp(`^${seq} · `) })
        .waitFor({ state: 'attached' });
    });

  /** A meeting, notice, session or ceremony on one person, opened; its page is there. */
  const opens = (address: string, name: string, fields: Fields = {}, more?: More) =>
    telling(address, async () => {
      await page.goto(address);
      await page.getByRole('checkbox', { name: new RegExp(name) }).check();
      await fill(fields);
      await more?.(page);
      await press('/api/occasions');
      await page.waitForURL(/\/occasions\/[0-9a-f-]+$/);
      await page.getByRole('heading', { name: words.occasion.results }).waitFor();
    });

  /** Each consent by itself, on the applicant's own page. */
  const agrees = (id: string, consent: 'publication' | 'faith-declaration') =>
    telling(consent, async () => {
      await page.goto(`/cases/${id}`);
      const own = page.locator('li.consent').filter({ hasText: consent === 'publication' ? '公示' : '信仰' });
      await own.getByRole('button').click();
      await own.locator('.tag.good').waitFor();
    });

  /** The one candidate of a meeting that has just been called: everybody is there and agrees. */
  const votes = (name: string, chair: string) =>
    telling(`a vote on ${name}`, async () => {
      const path = `/api/cases/${page.url().split('/').at(-1)}/commands`;
      await page.getByRole('button', { name: '全部到会' }).click();
      await page.getByLabel('主持人').selectOption({ label: chair });
      await press(path, page.getByRole('button', { name: '确认到会名单' }));
      await page.getByRole('heading', { name: `表决：${name}` }).waitFor();
      const present = /(\d+)/.exec((await page.getByText(/此项表决时在场/).textContent()) ?? '')?.[1] ?? '';
      await fill({ 赞成: present, 反对: '0', 弃权: '0' });
      await press(path, page.getByRole('button', { name: '记录表决结果' }));
      const close = page.getByRole('button', { name: '会议结束，形成记录' });
      await close.waitFor();
      await theRest();
      await press(path, close);
    });

  return { page, telling, press, theRest, does, opens, agrees, votes };
};

/** One of the people whom the form offers. */
export const choose =
  (name: string): More =>
  async (page) => {
    await page.getByRole('list', { name: '可以选' }).getByRole('button', { name }).first().click();
  };
