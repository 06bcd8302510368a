/** What a password must be: long rather than decorated (ASVS 5.0 V6.2): 8-128 characters of any kind, none that everybody tries first. */
import { z } from 'zod';
import { codePoints } from '../people/name';

const COMMON = new Set(
  (
    'password passw0rd p@ssw0rd p@ssword password1 password123 admin123 admin888 administrator 12345678 123456789 1234567890 12345678910 ' +
    '87654321 987654321 11223344 88888888 66666666 00000000 11111111 123123123 147258369 1qaz2wsx 1q2w3e4r 1q2w3e4r5t qwertyui qwertyuiop ' +
    'qwerty123 qwer1234 asdfghjkl asdf1234 zxcvbnm1 abc12345 abcd1234 a1234567 a12345678 a123456789 aa123456 aa12345678 q1w2e3r4 iloveyou ' +
    'woaini520 woaini1314 5201314520 zhongguo china123 gongqingtuan gqt12345 gqt123456 tuanwu123 tuanyuan tuanyuan123 welcome1 letmein1 ' +
    'sunshine princess football superman changeme default1 test1234 root1234 p@ssw0rd123 admin@123 admin123456 abc123456 qq123456 wang1234'
  ).split(' '),
);

/** Undefined when the password will do. `near`: the login and other words that somebody would guess first. */
export function weakness(password: string, near: readonly string[]): string | undefined {
  const low = password.toLowerCase();
  if (COMMON.has(low)) return '这个密码太常见，容易被猜中，请换一个';
  if (new Set(low).size < 4) return '密码里不同的字符太少，请换一个';
  if (isRun(low)) return '密码是连续的字符，容易被猜中，请换一个';
  if (near.some((word) => word.length >= 3 && low.includes(word.toLowerCase()) && low.length - word.length < 5))
    return '密码不能以登录名或姓名为主，请换一个';
  return undefined;
}

/** 3456789012, hgfedcba: each character next to the one before. */
function isRun(text: string): boolean {
  for (const step of [1, -1]) {
    let all = true;
    for (let i = 1; i < text.length && all; i += 1) {
      const way = text.charCodeAt(i) - text.charCodeAt(i - 1);
      all = way === step || (way === -9 * step && /\d/.test(text[i] ?? ''));
    }
    if (all) return true;
  }
  return false;
}

export const NewPassword = z
  .string({ error: '密码应为文本，请填写' })
  .refine((value) => codePoints(value) >= 8, { error: '密码至少 8 个字符，建议 15 个以上' })
  .refine((value) => codePoints(value) <= 128, { error: '密码最多 128 个字符' })
  .meta({ minLength: 8, maxLength: 128, format: 'password' });

/** Kept in small letters, so that Li.Ming and li.ming are one account. Not an identity number: that would print it on every slip. */
export const Login = z
  .string({ error: '登录名应为文本，请填写' })
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, { error: '登录名为 3 至 40 个小写字母、数字、点、短横或下划线，以字母或数字开头' })
  .refine((value) => !/^\d{17}[\dx]$/.test(value), { error: '登录名不能用身份证号，请换一个' });
