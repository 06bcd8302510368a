import { addDays } from '../../../domain/calendar/day';
import { closedDays, type Declared, isClosedOn } from '../../../domain/standing/closed';

const shut = (from: string, until: string): Declared => ({ closed: true, from, until });
const works = (from: string, until: string): Declared => ({ closed: false, from, until });

describe('closed periods', () => {
  it('are inherited, unless the unit says otherwise', () => {
    const school = [shut('2027-01-18', '2027-02-28')];
    expect(closedDays([[], school, []])).toEqual([{ from: '2027-01-18', until: '2027-02-28' }]);
    expect(closedDays([school, [works('2027-02-01', '2027-02-05')]])).toEqual([
      { from: '2027-01-18', until: '2027-01-31' },
      { from: '2027-02-06', until: '2027-02-28' },
    ]);
    expect(closedDays([school, [works('2027-01-01', '2027-12-31')]])).toEqual([]);
    // The nearest word counts: below a unit that works, one is closed again.
    expect(closedDays([school, [works('2027-01-01', '2027-12-31')], [shut('2027-02-03', '2027-02-04')]])).toEqual([
      { from: '2027-02-03', until: '2027-02-04' },
    ]);
  });

  it('that touch are one', () => {
    expect(closedDays([[shut('2027-07-01', '2027-07-10')], [shut('2027-07-11', '2027-08-31')]])).toEqual([
      { from: '2027-07-01', until: '2027-08-31' },
    ]);
  });

  it('may go on for ever', () => {
    const ever = shut('2027-07-01', '2200-12-31');
    expect(closedDays([[ever], [works('1900-01-01', '2027-07-10')]])).toEqual([{ from: '2027-07-11', until: '2200-12-31' }]);
    expect(closedDays([[ever], [works('2027-08-01', '2200-12-31')]])).toEqual([{ from: '2027-07-01', until: '2027-07-31' }]);
    expect(closedDays([[ever], [shut('2027-08-01', '2200-12-31')]])).toEqual([ever].map(({ from, until }) => ({ from, until })));
  });

  it('say of every day what the nearest declaration says', () => {
    let seed = 7;
    const next = (n: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % n;
    };
    const day = (n: number): string => addDays('2027-01-01', n);
    for (let round = 0; round < 300; round += 1) {
      const levels = Array.from({ length: 1 + next(4) }, () => {
        // What one unit says does not overlap.
        const all: Declared[] = [];
        for (let at = next(10); at < 40; ) {
          const until = at + next(8);
          all.push({ closed: next(3) > 0, from: day(at), until: day(until) });
          at = until + 1 + next(12);
        }
        return all;
      });
      const periods = closedDays(levels);
      for (let n = -2; n < 60; n += 1) {
        const said = [...levels].reverse().flatMap((level) => level.filter(({ from, until }) => from <= day(n) && day(n) <= until))[0];
        expect([round, day(n), isClosedOn(periods, day(n))]).toEqual([round, day(n), said?.closed ?? false]);
      }
    }
  });
});
