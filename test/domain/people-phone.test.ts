import { maskPhone, Phone } from '../../domain/people/phone';

it.each([
  ['13812345678', '13812345678'],
  ['+86 138-1234-5678', '13812345678'],
  ['008619912345678', '19912345678'],
  ['0511-85012345', '0511-85012345'],
  ['（0511）85012345', '0511-85012345'],
  ['01062345678', '010-62345678'],
  ['025 8501 2345', '025-85012345'],
  ['0906-8722345', '0906-8722345'],
  ['+86 511 8501 2345', '0511-85012345'],
  ['+86 0511 8501 2345', '0511-85012345'],
])('Phone reads %s', (given, kept) => expect(Phone.parse(given)).toBe(kept));

it.each(['', '12345678901', '1381234567', '85012345', '0511-123', 'abc', '138123456789', '110', '51185012345'])(
  'Phone refuses %j',
  (given) => {
    expect(Phone.safeParse(given).error?.issues[0]?.message).toContain('手机号');
  },
);
it('Phone refuses what is no text', () => expect(Phone.safeParse(13812345678).error?.issues[0]?.message).toContain('应为文本'));

it.each([
  ['13812345678', '138****5678'],
  ['0511-85012345', '0511-****2345'],
  ['010-6234567', '010-***4567'],
  ['something', '*********'],
])('masks %s as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));
