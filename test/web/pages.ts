import type { Page } from 'playwright-core';
import { axe, type Site, settled } from './browser';

/** Every page of the portal, with somebody who has business there. */
const PAGES = (site: Site): [string, string | undefined, string][] => {
  const { by, mine, theirs, notice } = site;
  return [
    ['welcome', undefined, '/'],
    ['sign in', undefined, '/sign-in'],
    ['activation', undefined, '/activate'],
    ['current notices', undefined, '/notices'],
    ['check a certificate', undefined, '/check'],
    ['objection', undefined, `/notices/${notice}/object?entry=${mine.id}`],
    ['follow an objection', undefined, '/objections/follow'],
    ['complaint', undefined, '/complain'],
    ['follow a complaint', undefined, '/complain/follow'],
    ['day calculator', undefined, '/days'],
    ['steps', undefined, '/procedure'],
    ['guardian', undefined, `/guardian#${site.guardianToken}`],
    ['no such page', undefined, '/nowhere'],
    ['my case', by.applicant, '/'],
    ['withdraw', by.applicant, `/cases/${mine.id}/do/withdraw`],
    ['apply', by.member, '/apply'],
    ['account', by['other-applicant'], '/account'],
    ['messages', by.applicant, '/messages'],
    ['my information', by.applicant, '/own'],
    ['inbox', by['branch-secretary'], '/'],
    ['what I did', by['branch-secretary'], '/desk?tab=done'],
    ['copied to me', by['branch-secretary'], '/desk?tab=copied'],
    ['search everywhere', by['branch-secretary'], '/search?q=同学'],
    ['account of an officer', by['branch-secretary'], '/account'],
    ['cases', by['branch-secretary'], '/cases'],
    ['search', by['branch-secretary'], '/cases?q=jia'],
    ['case page', by['branch-secretary'], `/cases/${theirs.id}`],
    ['act with papers', by['branch-secretary'], `/cases/${theirs.id}/do/recordTalk`],
    ['act with people', by['branch-secretary'], `/cases/${mine.id}/do/replaceContact`],
    ['occasions', by['branch-secretary'], '/occasions'],
    ['acts not sent', by['branch-secretary'], '/unsent'],
    ['notice', by['branch-secretary'], `/occasions/${notice}`],
    ['notice editor', by['branch-secretary'], '/new/notice'],
    ['meeting', by['branch-secretary'], '/new/meeting'],
    ['session', by['branch-secretary'], '/new/session'],
    ['ceremony', by['branch-secretary'], '/new/ceremony'],
    ['places', by['committee-officer'], '/quota'],
    ['numbers', by['committee-officer'], '/numbers'],
    ['people', by.administrator, '/people'],
    ['person', by.administrator, `/people/${mine.subject}`],
    ['organisations', by.administrator, '/organisations'],
    ['roles', by.administrator, '/roles'],
    ['leave', by.administrator, '/leaves'],
    ['board', by.administrator, '/board'],
    ['bulletin and findings', by.administrator, '/reports'],
    ['channels and deliveries', by['system-administrator'], '/outbox'],
    ['reminders and calendar', by['branch-secretary'], '/reminders'],
    ['reminders of an applicant', by['other-applicant'], '/reminders'],
    ['charts', by.administrator, '/charts'],
    ['evidence', by.administrator, '/evidence'],
    ['dossier', by.administrator, '/dossier'],
    ['dossier of a team', by.team, '/dossier'],
    ['teams', by.administrator, '/teams'],
    ['rule packs', by.administrator, '/packs?as=school-strict'],
    ['calendar', by['system-administrator'], '/calendar'],
    ['objections', by.inspector, '/objections'],
    ['inspection desk', by.inspector, '/inspection'],
    ['stage before its inspector', by.inspector, `/inspection/cases/${site.post}`],
    ['a selection', by['committee-officer'], `/cases/${site.post}`],
    ['enter an application', by['branch-secretary'], '/open/application'],
    ['nominate', by['branch-secretary'], '/open/nomination'],
    ['open a post', by['committee-officer'], '/open/selection'],
    ['request an election', by['branch-secretary'], '/open/election'],
    ['propose for the Party', by['branch-secretary'], '/open/party-recommendation'],
    ['decision meeting', by['committee-officer'], '/new/decision'],
    ['scores', by.member, '/scores'],
    ['second factor', by['other-applicant'], '/account/second-factor'],
    ['complaints', by.inspector, '/inspection/complaints'],
    ['inspection office', by.inspector, '/inspection/office'],
  ];
};

/** Everything that holds for all pages alike. */
export const everyPage = (given: () => Site): void => {
  let site: Site;
  beforeAll(() => {
    site = given();
  });

  /** What is wrong with one page, in its light and its dark look. */
  const faultsOf = async (page: Page, name: string, path: string): Promise<string[]> => {
    const faults: string[] = [];
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path);
    await settled(page);
    // What draws comes a while after the words.
    for (const drawing of await page.locator('.chart > div').all()) await drawing.locator('svg').first().waitFor();
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    if (wide > 0) faults.push(`${name}: ${wide} px too wide`);
    // What is folded away is part of the page as well.
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    const twice = await page.evaluate<string[]>(
      "[...document.querySelectorAll('main [id]')].map((one) => one.id).filter((id, index, all) => all.indexOf(id) !== index)",
    );
    faults.push(...twice.map((id) => `${name}: two elements are called ${id}`));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: 'attached' });
      for (const fault of await axe(page, colorScheme === 'dark' ? 'color-contrast' : undefined))
        faults.push(`${name}, ${colorScheme}: ${fault}`);
    }
    return faults;
  };

  it('has no fault that axe finds in either theme, asks no other origin, and breaks no policy', async () => {
    const faults: string[] = [];
    const pages = PAGES(site);
    const people = [...new Set(pages.map(([, person]) => person))];
    // Two people at a time: while one page waits for its answers the other is looked at.
    const look = async (): Promise<void> => {
      while (people.length > 0) {
        const person = people.shift();
        const { page, foreign, complaints } = await site.visit(person);
        for (const [name, whose, path] of pages) if (whose === person) faults.push(...(await faultsOf(page, name, path)));
        faults.push(...foreign, ...complaints);
      }
    };
    await Promise.all([look(), look()]);
    expect(faults).toEqual([]);
  }, 300_000);

  it('says where it is in English too', async () => {
    const { page } = await site.visit(site.by.applicant, { language: 'en' });
    await page.goto('/');
    await page.getByRole('heading', { name: 'My application' }).waitFor();
    await page.getByRole('heading', { name: 'All steps' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await page.locator('main').textContent()).toContain('Public notice');
  });
};
