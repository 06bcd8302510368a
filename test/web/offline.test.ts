import { badInput } from './bad-input';
import { type Site, startSite } from './browser';
import { withoutNetwork } from './without-network';

describe('the portal when things go wrong', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 120_000);
  afterEach(() => site?.leave());
  afterAll(() => site?.stop());

  describe('bad input', () => badInput(() => site));
  // Last, since it moves the clock.
  describe('without network', () => withoutNetwork(() => site));
});
