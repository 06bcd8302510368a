import { administrator } from './administrator';
import { type Site, startSite } from './browser';
import { aroundCases } from './desk';
import { secondFactor } from './factor';
import { inMyName } from './in-my-name';
import { inspection } from './inspection';
import { jointBranch } from './joint';
import { late, notOffered } from './late';
import { moving } from './moving';
import { onBehalf } from './on-behalf';
import { everyPage } from './pages';
import { reaching } from './reaching';
import { mainTasks } from './tasks';
import { typed } from './typed';

/** One office and one browser for all that is tried in it: starting them takes longer than most of the tests. */
describe('the portal in a browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 120_000);
  afterEach(() => site?.leave());
  afterAll(() => site?.stop());

  describe('a picker', () => notOffered(() => site));
  describe('every page, at 360 px', () => everyPage(() => site));
  describe('the second factor', () => secondFactor(() => site));
  describe('the inspector', () => inspection(() => site));
  describe('around the cases', () => aroundCases(() => site));
  describe('what reaches people', () => reaching(() => site));
  describe('a joint branch', () => jointBranch(() => site));
  describe('what is typed and not sent', () => typed(() => site));
  describe('the main tasks', () => mainTasks(() => site));
  describe('a transfer', () => moving(() => site));
  describe('for people without an account', () => onBehalf(() => site));
  describe('what was recorded in one’s name', () => inMyName(() => site));
  // Last, since they move the clock.
  describe('the administrator', () => administrator(() => site));
  describe('a late record', () => late(() => site));
});
