import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { anOfficeMidWay } from '../api/office-mid-way';
import { launchBrowser } from '../harness/browser';
import { eventually } from '../harness/product';
import { selecting } from '../harness/selection';

export interface Seen {
  readonly page: Page;
  /** Requests to anywhere but the portal's own origin. */
  readonly foreign: string[];
  /** What the browser complained about: broken policies, errors of scripts. */
  readonly complaints: string[];
  /** Writes that were sent, as "POST /api/cases". */
  readonly writes: string[];
  /** What the API answered to them and what it refused, the newest last: for whoever reads a failure. */
  readonly answers: string[];
}

/** What anybody meets who has not signed in: the question who sits here is answered by 401. */
const EXPECTED = /status of (401|400|403|404|409|412|422|503)/;

/** The portal over the product's real parts, in a real browser. Stop it. */
export const startSite = async () => {
  const way = await anOfficeMidWay();
  const deeds = await selecting(way.office);
  const post = await deeds.open();
  await way.http.app.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(way.http.app.server.address() as AddressInfo).port}`;
  const browser: Browser = await launchBrowser();
  const contexts: BrowserContext[] = [];

  /** A browser of its own, as a person or as nobody. */
  const visit = async (
    person?: string,
    { width = 360, language = 'zh' }: { width?: number; language?: 'zh' | 'en' } = {},
  ): Promise<Seen> => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'zh-CN', baseURL: base });
    contexts.push(context);
    if (person) await context.addCookies([{ name: 'tuanwu_session', value: await way.http.tokenOf(person), url: base, httpOnly: true }]);
    await context.addInitScript(
      `localStorage.getItem('tuanwu.appearance') ?? localStorage.setItem('tuanwu.appearance', '{"language":"${language}"}')`,
    );
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    watch(page);
    const seen: Seen = { page, foreign: [], complaints: [], writes: [], answers: [] };
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(base) && !url.startsWith('data:') && !url.startsWith('blob:')) seen.foreign.push(url);
      if (request.method() !== 'GET') seen.writes.push(`${request.method()} ${new URL(url).pathname}`);
    });
    page.on('response', async (response) => {
      const { pathname } = new URL(response.url());
      if (!pathname.startsWith('/api/') || (response.request().method() === 'GET' && response.ok())) return;
      const body = await response.text().catch(() => 'no body');
      seen.answers.push(`${response.status()} ${response.request().method()} ${pathname} ${body.slice(0, 400)}`);
    });
    page.on('console', (message) => {
      // Whoever turns pages faster than their streams close is told so, and the page asks from time to time instead.
      const tooManyStreams = message.text().includes('status of 429') && message.location().url.endsWith('/api/events');
      if (['error', 'warning'].includes(message.type()) && !EXPECTED.test(message.text()) && !tooManyStreams)
        seen.complaints.push(message.text());
    });
    page.on('pageerror', (error) => seen.complaints.push(error.message));
    return seen;
  };

  return {
    ...way,
    /** A selection whose first stage waits for the inspector. */
    post,
    openPost: deeds.open,
    deeds,
    base,
    visit,
    /** Closes what a test has opened: a page that is left open goes on listening, and reads anew whatever the next test does. */
    leave: async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    stop: async () => {
      await browser.close();
      await way.stop();
    },
  };
};

export type Site = Awaited<ReturnType<typeof startSite>>;

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Violations of WCAG 2.2 A and AA that axe finds, one line each. `only`: one rule, where nothing else can have changed. */
export const axe = async (page: Page, only?: string): Promise<string[]> => {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(`${AXE}; undefined`);
  const runOnly = JSON.stringify(only ? { type: 'rule', values: [only] } : RULES);
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ${runOnly}, resultTypes: ['violations'] })
      .then((found) => found.violations.flatMap((one) => one.nodes.map((node) => one.id + ' ' + node.target.join(' ') + ' ' + (node.any[0]?.message ?? ''))))`,
  );
};

interface Asked {
  /** Not answered yet. */
  readonly open: Set<Request>;
  /** Of all, and of scripts. */
  count: number;
  scripts: number;
  /** When the page was first idle after so many scripts. */
  rest: { readonly scripts: number; readonly at: number };
}
const pages = new WeakMap<Page, Asked>();

/** What the page asks for, but for the stream of events, which never ends: with it the network is never idle. */
const watch = (page: Page): void => {
  const asked: Asked = { open: new Set(), count: 0, scripts: 0, rest: { scripts: 0, at: 0 } };
  pages.set(page, asked);
  page.on('request', (request) => {
    if (request.resourceType() === 'eventsource') return;
    // What another document asked for is of no concern any more.
    if (request.isNavigationRequest()) asked.open.clear();
    asked.open.add(request);
    asked.count += 1;
    if (request.resourceType() === 'script') asked.scripts += 1;
  });
  page.on('requestfinished', (request) => asked.open.delete(request));
  page.on('requestfailed', (request) => asked.open.delete(request));
};

/** React shows a part of a page that is fetched by itself up to 300 ms after it could: only then the part asks for what it shows. */
const PART_MS = 350;
/** Until the page shows what it has read, and has nothing left to work on: what an answer makes it ask for next is asked for by then. */
const IDLE = `new Promise((resolve) => {
  const look = () => requestIdleCallback(() => (document.querySelector('.not-yet') ? setTimeout(look, 10) : requestIdleCallback(resolve)));
  setTimeout(look);
})`;

/** Until the page has read what it shows. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  const asked = pages.get(page);
  if (!asked) throw new Error('nobody has watched this page from its beginning');
  await eventually('the page has read what it shows', async () => {
    const { count, scripts, open } = asked;
    if (open.size > 0) return false;
    await page.evaluate(IDLE);
    if (asked.count !== count || open.size > 0) return false;
    if (asked.rest.scripts !== scripts) asked.rest = { scripts, at: performance.now() };
    return performance.now() - asked.rest.at > PART_MS;
  });
};
