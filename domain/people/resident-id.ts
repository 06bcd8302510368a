/** Resident identity numbers (公民身份号码, GB 11643-1999): six digits of region, birth date, three of order, a check digit. */
import { z } from 'zod';
import { type Day, isDay } from '../calendar/day';

/** `region`: the six digits at first registration, not today's residence. */
export interface ResidentIdentity {
  id: string;
  birth: Day;
  sex: 'male' | 'female';
  region: string;
}

/** What is wrong with a number, in the order in which it is looked at. */
export type ResidentIdFault = 'length' | 'character' | 'region' | 'date' | 'future' | 'check-digit';

export type ResidentIdReading = { ok: true; identity: ResidentIdentity } | { ok: false; code: ResidentIdFault; text: string };

/** Provinces of GB/T 2260, with 71 Taiwan and 81, 82, 83: residence permits of people from Hong Kong, Macao, Taiwan. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

const TEXTS: Record<ResidentIdFault, string> = {
  length: '身份证号应为 18 位，请核对是否多填或漏填',
  character: '身份证号前 17 位应为数字，末位为数字或 X，请核对',
  region: '身份证号前两位不是有效的省级代码，请核对前 6 位',
  date: '身份证号第 7 至 14 位不是有效的出生日期，请核对',
  future: '身份证号中的出生日期晚于今天，请核对第 7 至 14 位',
  'check-digit': '身份证号末位校验不符，请逐位核对',
};

/** Reads a number; a small x is taken for X, spaces around are dropped. `today` bounds the birth date: the domain has no clock. */
export function readResidentId(text: string, today: Day): ResidentIdReading {
  const id = text.trim().toUpperCase();
  const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  const code = faultOf(id, birth, today);
  if (code !== undefined) return { ok: false, code, text: TEXTS[code] };
  return { ok: true, identity: { id, birth, sex: Number(id[16]) % 2 === 1 ? 'male' : 'female', region: id.slice(0, 6) } };
}

function faultOf(id: string, birth: string, today: Day): ResidentIdFault | undefined {
  if (id.length !== 18) return 'length';
  if (!/^\d{17}[\dX]$/.test(id)) return 'character';
  if (!PROVINCES.has(id.slice(0, 2))) return 'region';
  if (!isDay(birth)) return 'date';
  if (birth > today) return 'future';
  return checkDigit(id.slice(0, 17)) === id[17] ? undefined : 'check-digit';
}

/** ISO 7064 MOD 11-2 over the first 17 digits; '0'-'9' or 'X'. */
export function checkDigit(first17: string): string {
  let rest = 0;
  for (const digit of first17) rest = ((rest + Number(digit)) * 2) % 11;
  return '10X98765432'[rest] ?? '';
}

/** The same as a schema; the output is the number with a capital X. The issue's `params.code` names the fault. */
export const residentId = (today: Day) =>
  z.string({ error: '身份证号应为文本，请填写 18 位号码' }).transform((text, ctx) => {
    const reading = readResidentId(text, today);
    if (reading.ok) return reading.identity.id;
    ctx.addIssue({ code: 'custom', message: reading.text, params: { code: reading.code } });
    return z.NEVER;
  });

/** First four and last four: '3201**********1234'. Anything that is not 18 long is hidden in full. */
export function maskId(id: string): string {
  return id.length === 18 ? `${id.slice(0, 4)}${'*'.repeat(10)}${id.slice(-4)}` : '*'.repeat(id.length);
}
