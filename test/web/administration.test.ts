import { Bulk } from '../../domain/contract/bulk';
import { BULK_ACTS, type BulkAct, bodyOf, gapsOf } from '../../web/src/pages/audit/bulk-acts';
import { csvOf } from '../../web/src/pages/audit/csv';
import { readHolidays } from '../../web/src/pages/audit/holiday-days';

const CASE = '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a003';
const ANSWERS = { why: 'illness', ending: 'duplicate', person: CASE, days: '10', step: 'A3', reason: '寒假延误' };

describe('what the administrator’s pages send', () => {
  it.each(Object.keys(BULK_ACTS) as BulkAct[])('%s: with every question answered, a body that the contract takes', (act) => {
    expect(gapsOf(act, ANSWERS)).toEqual([]);
    const { success, error } = Bulk.safeParse(bodyOf(act, ANSWERS, [CASE], true, [CASE]));
    expect([success, error?.issues]).toEqual([true, undefined]);
  });

  it('says what has not been answered; a reassignment goes to a person or to a unit, not to both', () => {
    expect(gapsOf('extendDeadline', { days: ' ' })).toEqual(['days', 'reason']);
    expect(gapsOf('reassign', {})).toEqual(['toward']);
    expect(gapsOf('reassign', { person: CASE, unit: CASE })).toEqual(['toward']);
    expect(gapsOf('urge', {})).toEqual([]);
  });

  it('reads a holiday notice as it is typed: names, days and spans, of which only the days that the list is for', () => {
    expect(readHolidays('春节 2月5日至2月11日\n元旦：1月1日', 2027, 'off')).toEqual([
      { name: '春节', days: ['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'] },
      { name: '元旦', days: ['2027-01-01'] },
    ]);
    expect(readHolidays('春节 2027/1/30、2-13', 2027, 'work')).toEqual([{ name: '春节', days: ['2027-01-30', '2027-02-13'] }]);
    // What is no day of that list is sent as it stands: the server says so at the field.
    expect(readHolidays('元旦 1月2日', 2027, 'off')).toEqual([{ name: '元旦', days: ['2027-01-02'] }]);
    expect(readHolidays('春节 2月11日至2月5日', 2027, 'off')).toEqual([{ name: '春节', days: [] }]);
  });

  it('makes tables in which nothing is a formula', () => {
    expect(
      csvOf([
        ['单位', '=1+1'],
        ['"甲"', 3],
      ]),
    ).toBe('\uFEFF"单位","\'=1+1"\r\n"""甲""","3"\r\n');
  });
});
