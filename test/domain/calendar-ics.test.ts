import ICAL from 'ical.js';
import { calendarOf } from '../../domain/calendar/ics';

const hostile = {
  uid: 'a.b;c,d@tuan.example.cn',
  day: '2026-12-31',
  since: '2026-11-27',
  summary: `${'支部大会; 讨论, 表决\\'.repeat(9)}\n𬱖娜 BEGIN:VEVENT\r\nEND:VCALENDAR`,
  url: 'https://tuan.example.cn/cases/1',
};

const events = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));

describe('a calendar of due days (RFC 5545)', () => {
  it('is read back whole by a parser of other people’s, whatever stands in it', () => {
    const [event, ...others] = events(calendarOf('团务, 期限', [hostile]));
    expect(others).toEqual([]);
    expect([event?.uid, event?.summary]).toEqual([hostile.uid, hostile.summary.replace('\r\n', '\n')]);
    expect(event?.startDate.isDate).toBe(true);
    expect([event?.startDate.toString(), event?.endDate.toString()]).toEqual(['2026-12-31', '2027-01-01']);
  });

  it('has lines of at most 75 octets, ended by CRLF, and tears no character', () => {
    const text = calendarOf('团务', [hostile]);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\ud800-\udbff]$|^ ?[\udc00-\udfff]/);
    }
    expect(text.split('\r\n').some((line) => Buffer.byteLength(line) >= 73)).toBe(true);
  });

  it('keeps the first of two entries with one UID', () => {
    const text = calendarOf('x', [hostile, { ...hostile, day: '2027-05-04' }, { ...hostile, uid: 'other' }]);
    expect(events(text).map(({ uid, startDate }) => [uid, startDate.toString()])).toEqual([
      [hostile.uid, '2026-12-31'],
      ['other', '2026-12-31'],
    ]);
  });
});
