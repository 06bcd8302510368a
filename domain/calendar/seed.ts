/** The calendars that ship with the program. An administrator adds later years by entering their notices. */
import { type Calendar, layered } from './calendar';
import { cn2024 } from './data/cn-2024';
import { cn2025 } from './data/cn-2025';
import { cn2026 } from './data/cn-2026';
import { xj2025 } from './data/xj-2025';
import { calendarOf, type Notice } from './notice';

/** Every notice carried by the seed, for display with number, date and certainty. */
export const SEED_NOTICES: readonly Notice[] = [cn2024, cn2025, cn2026, xj2025];

/** Raise the number after the stroke with every change of a day in `data/`: cases name the version they were counted by. */
const NATIONAL_VERSION = 'CN-2026/1';
const REGIONAL_VERSIONS: Readonly<Record<string, string>> = { '65': '65-2025/1' };

/**
 * The seeded calendar of a region: 'CN', or a province code whose days lie over the national ones. A province without
 * regional days of its own in the seed gets the national calendar (its `region` stays 'CN').
 */
export function seedCalendar(region: string): Calendar {
  const national = calendarOf('CN', NATIONAL_VERSION, noticesOf('CN'));
  const version = REGIONAL_VERSIONS[region];
  return version === undefined ? national : layered(national, calendarOf(region, version, noticesOf(region)));
}

const noticesOf = (region: string): Notice[] => SEED_NOTICES.filter((notice) => notice.region === region);
