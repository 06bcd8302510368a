import { type Site, startSite } from './browser';
import { deciding } from './deciding';
import { electing } from './electing';
import { selecting } from './selecting';
import { voting } from './voting';

/** What selections and their meetings need of the portal, over one office of their own: they move the clock, and vote. */
describe('selections in a browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 120_000);
  afterEach(() => site?.leave());
  afterAll(() => site?.stop());

  describe('a selection', () => selecting(() => site));
  describe('a decision by booth', () => deciding(() => site));
  describe('a secret ballot', () => voting(() => site));
  describe('an election', () => electing(() => site));
});
