import { octets } from '../utf8';
import { addDays, type Day } from './day';

/** A day on which something is due. */
export interface DueDay {
  /** The same for the same thing, however often the calendar is read. */
  readonly uid: string;
  readonly day: Day;
  /** Since when it has been so: the stamp of the entry. */
  readonly since: Day;
  readonly summary: string;
  readonly url?: string;
}

/** RFC 5545 3.3.11. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, (char) => `\\${char}`).replace(/\r\n|\n|\r/g, '\\n');

const LINE = 75;

/** RFC 5545 3.1: no line is longer than 75 octets, and no character is torn. */
const folded = (line: string): string => {
  let [text, length] = ['', 0];
  for (const char of line) {
    const size = octets(char);
    if (length + size > LINE) {
      text += '\r\n ';
      length = 1;
    }
    text += char;
    length += size;
  }
  return text;
};

const compact = (day: Day): string => day.replaceAll('-', '');

const event = ({ uid, day, since, summary, url }: DueDay): string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(uid)}`,
  `DTSTAMP:${compact(since)}T000000Z`,
  `DTSTART;VALUE=DATE:${compact(day)}`,
  `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
  `SUMMARY:${escaped(summary)}`,
  ...(url ? [`URL:${url}`] : []),
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** A calendar of whole days (RFC 5545). Of two entries with one UID the first is kept. */
export const calendarOf = (name: string, days: readonly DueDay[]): string => {
  const once = [...new Map([...days].reverse().map((one) => [one.uid, one])).values()].reverse();
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//tuanwu//due days//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...once.flatMap(event),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
};
