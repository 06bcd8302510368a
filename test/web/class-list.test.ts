import { readClassList } from '../../web/src/pages/admin/class-list';

describe('a class list out of a spreadsheet', () => {
  it('is read by its headings, with days and sex as the API takes them', () => {
    const text = '姓名\t出生日期\t性别\t民族\n阿依努尔·买买提\t2011/3/9\t女\t维吾尔族\r\n\n王一\t2011年12月10日\t男\t';
    expect(readClassList(text)).toEqual({
      rows: [
        { name: '阿依努尔·买买提', birth: '2011-03-09', sex: 'female', ethnicity: '维吾尔族' },
        { name: '王一', birth: '2011-12-10', sex: 'male' },
      ],
      unknown: [],
    });
  });

  it('takes commas of both kinds, and names the columns that it does not know', () => {
    expect(readClassList('姓名，学号,年级\n王一，20110309，高一')).toEqual({ rows: [{ name: '王一', grade: '高一' }], unknown: ['学号'] });
  });

  it('leaves what is no day for the server to refuse', () => {
    expect(readClassList('姓名,出生日期\n王一,去年').rows).toEqual([{ name: '王一', birth: '去年' }]);
    expect(readClassList('').rows).toEqual([]);
  });
});
