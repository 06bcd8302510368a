export interface Group {
  readonly name: string;
  readonly days: string[];
}

const dayOf = (year: string, month: string, day: string): string => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
/** 2027-2-5, 2027/2/5, 2027年2月5日, and within the notice's year 2-5 or 2月5日. */
const DAY = /(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?/;
const RANGE = new RegExp(`${DAY.source}\\s*(?:至|到|~|～|—|–)\\s*${DAY.source}`, 'g');

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const isWeekend = (day: string): boolean => [0, 6].includes(weekday(day));

/** Every day of a span that the list is for: workdays that are free, or weekend days that are worked. A span that runs backwards stays empty. */
const daysBetween = (first: string, last: string, kind: 'off' | 'work'): string[] => {
  const days: string[] = [];
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= Date.parse(`${last}T00:00:00Z`) && days.length < 60; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (isWeekend(day) === (kind === 'work')) days.push(day);
  }
  return days;
};

/**
 * A list as people type it, one holiday a line: its name, then days and spans ("春节 2月5日至2月11日"). In a span only the days that the list is for are
 * taken; a single day is taken as it stands, and the server says what is wrong with it.
 */
export const readHolidays = (text: string, year: number, kind: 'off' | 'work'): Group[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const days: string[] = [];
      const rest = line.replace(RANGE, (_, y1 = String(year), m1, d1, y2 = y1, m2, d2) => {
        days.push(...daysBetween(dayOf(y1, m1, d1), dayOf(y2, m2, d2), kind));
        return ' ';
      });
      const name = rest.replace(new RegExp(DAY.source, 'g'), (_, y = String(year), m, d) => {
        days.push(dayOf(y, m, d));
        return ' ';
      });
      return { name: name.replace(/[\s,，、;；:：()（）]+/g, ' ').trim(), days: [...new Set(days)].sort() };
    });
