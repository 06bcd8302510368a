/** Names of persons as they stand on the identity document, whatever the script. Lengths are in code points, never in UTF-16 units. */
import { z } from 'zod';

export const NAME_MAX = 50;
const DOT = '\u00B7';

/** Dots in use for the one between the parts of a transliterated name: • ・ ． ‧ */
const DOT_VARIANTS = /[\u2022\u30FB\uFF0E\u2027]/g;

/**
 * Letters and marks of any script; besides them by number, so that an older Unicode table in a browser decides nothing:
 * planes 2 and 3 (rare characters such as 𠅤 𬱖, also ones assigned later) and 〇.
 */
const LETTER = '\\p{L}\\p{M}\\u3007\\u{20000}-\\u{2FFFD}\\u{30000}-\\u{3FFFD}';
/** The Tibetan mark between syllables is punctuation to Unicode, part of the word to its readers. */
const TSHEG = '\u0F0B';
const ALLOWED = new RegExp(`^[${LETTER}${TSHEG} ${DOT}'\u2019-]*$`, 'u');
const STARTS_WITH_LETTER = /^[\p{L}\u3007\u{20000}-\u{2FFFD}\u{30000}-\u{3FFFD}]/u;

/**
 * 1-50 code points. Trims, makes one space of several and U+00B7 of the other dots; changes nothing else (no Unicode
 * normal form: it would replace characters of the document). Each refusal says which rule and what to do.
 */
export const PersonName = z
  .string({ error: '姓名应为文本，请填写姓名' })
  .transform((text) =>
    text
      .trim()
      .replace(DOT_VARIANTS, DOT)
      .replace(/[ \u00A0\u3000]+/g, ' '),
  )
  .superRefine((name, ctx) => {
    const message = faultOf(name);
    if (message !== undefined) ctx.addIssue({ code: 'custom', message });
  });

function faultOf(name: string): string | undefined {
  if (name === '') return '姓名不能为空，请按身份证件填写';
  if (/\p{Cs}/u.test(name)) return '姓名含有残缺的字符编码，请删去乱码后重新输入该字';
  if (/\p{Co}/u.test(name)) return '姓名含有自造字编码，其他设备无法显示，请改用标准汉字输入';
  if (/[\p{Cc}\p{Cf}]/u.test(name)) return '姓名含有看不见的控制字符，请删去后手工输入';
  if (/\p{N}/u.test(name.replaceAll('\u3007', ''))) return '姓名不能含有数字，请按身份证件填写';
  if (/[.。]/.test(name)) return '姓名中的间隔号请用“·”，不用句点';
  if (!ALLOWED.test(name)) return '姓名只能含有文字、空格、间隔号“·”、撇号和连字符，请删去其他符号';
  if (!STARTS_WITH_LETTER.test(name) || name.endsWith(DOT)) return '姓名应以文字开头，且不以间隔号结尾，请核对';
  if (new RegExp(`${DOT} ?${DOT}`).test(name)) return '姓名中的间隔号不能连用，请保留一个';
  if (codePoints(name) > NAME_MAX) return `姓名最多 ${NAME_MAX} 个字，请核对`;
  return undefined;
}

/** Characters as a person counts them, nearly: code points, so 𬱖 is one. */
export function codePoints(text: string): number {
  let n = 0;
  for (const _ of text) n += 1;
  return n;
}

/** The first `n` code points; never cuts a character of two units in half. */
export function clip(text: string, n: number): string {
  let out = '';
  let left = n;
  for (const character of text) {
    if (left <= 0) break;
    out += character;
    left -= 1;
  }
  return out;
}
