import { codeAt, stepAt } from '../../records/totp';
import { type Api, PASSWORD } from './helper';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A telephone with an authenticator: reads the secret as it is shown, and says the code of a moment. */
export const phoneOf = (secret: string) => {
  const bits = Array.from(secret, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  return { code: (at: number): string => codeAt(key, stepAt(at)) };
};

/** Enrols a factor for a session; the session goes on under the token of the answer. */
export const enrol = async (api: Api, token: string, permit?: string) => {
  const begun = await api.as(token)('POST', '/api/me/second-factor', { password: PASSWORD, ...(permit ? { permit } : {}) });
  if (begun.statusCode !== 200) throw new Error(begun.body);
  const phone = phoneOf(begun.json<{ secret: string }>().secret);
  const confirmed = await api.as(token)('POST', '/api/me/second-factor/confirm', { code: phone.code(api.wall.at) });
  if (confirmed.statusCode !== 200) throw new Error(confirmed.body);
  const { token: next, recoveryCodes } = confirmed.json<{ token: string; recoveryCodes: string[] }>();
  return { phone, token: next, recoveryCodes };
};
