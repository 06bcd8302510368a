import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's browser: playwright's own is a download that many networks here refuse. */
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = process.env.TEST_CHROMIUM ?? PATHS.find((path) => existsSync(path));

/** Tests in a browser; where there is none they are skipped, and the run says how many and how to get one. */
export const describeInBrowser: jest.Describe = found ? describe : describe.skip;

/**
 * Of several such flags the last one holds, so Playwright's own are named again. Those of the address bar: its popups are pages of their own, which each
 * new window draws for a second, though nobody ever sees a window here.
 */
const FEATURES_OFF = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ...['AimEnabled', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PreconnectToSearch'],
  ...['HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose'],
];

/** As root in a container there is no sandbox to be had; the rest keeps Chromium from asking the network for anything of its own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${FEATURES_OFF.join(',')}`,
];

export const launchBrowser = (): Promise<Browser> => {
  if (!found)
    throw new Error(
      'The tests of the portal need Chromium. Install it (Debian and Ubuntu: apt install chromium), or name one: CHROMIUM_PATH=/path/to/chrome npm test',
    );
  return chromium.launch({ executablePath: found, args: FLAGS });
};

/** A ballot waits up to half a minute, by chance, before it is cast; run in the page, chance gives this share of it. Keys and nonces stay random. */
export const byChance = (share: number): string => `const random = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = (array) => (array instanceof Uint32Array && array.length === 1 ? array.fill(${Math.floor(share * 2 ** 32)}) : random(array));`;
