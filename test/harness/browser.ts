import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's browser: playwright's own is a download that many networks here refuse. */
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = process.env.TEST_CHROMIUM ?? PATHS.find((path) => existsSync(path));

/** Tests in a browser; where there is none they are skipped, and the run says how many and how to get one. */
export const describeInBrowser: jest.Describe = found ? describe : describe.skip;

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: found ?? '', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
