/** Telephone numbers of mainland China, kept in one form. */
import { z } from 'zod';

const MOBILE = /^1[3-9]\d{9}$/;
/** Area code 010, 02x (three digits) or 03xx-09xx (four), then seven or eight digits. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})(\d{7,8})$/;

/** Mobile 13812345678 or landline 0511-85012345; spaces, hyphens, brackets and +86 are accepted and dropped. */
export const Phone = z.string({ error: '电话应为文本，请填写号码' }).transform((text, ctx) => {
  const bare = text.replace(/[\s()（）\-－]/g, '');
  const home = bare.replace(/^(\+|00)86/, '');
  if (MOBILE.test(home)) return home;
  // Dialled from abroad, a landline loses the 0 of its area code.
  const landline = LANDLINE.exec(home === bare || home.startsWith('0') ? home : `0${home}`);
  if (landline) return `${landline[1]}-${landline[2]}`;
  ctx.addIssue({ code: 'custom', message: '电话应为 11 位手机号，或带区号的固定电话（如 0511-85012345），请核对' });
  return z.NEVER;
});

/** Leaves what tells two people's numbers apart on a list: 138****5678, 0511-****2345. Other text is hidden in full. */
export function maskPhone(phone: string): string {
  if (MOBILE.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  const landline = /^(0\d{2,3}-)(\d{3,4})(\d{4})$/.exec(phone);
  return landline ? `${landline[1]}${'*'.repeat(landline[2]?.length ?? 0)}${landline[3]}` : '*'.repeat(phone.length);
}
