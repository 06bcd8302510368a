import { createHmac } from 'node:crypto';
import type { Channels } from '../../config/channels';
import type { Outcome } from '../../records/outbox/outcome';
import { outcomeOf, post } from './post';

type Robot = NonNullable<Channels['robot']>;

interface Platform {
  /** Of the text, in UTF-8. */
  readonly mostBytes: number;
  request(robot: Robot, text: string, now: number): { url: string; body: unknown };
  /** The code of an answer that HTTP calls a success. */
  codeOf(answer: Readonly<Record<string, unknown>>): unknown;
  /** Said too much: told so, and not taken. */
  readonly tooFast: readonly unknown[];
}

const mac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

/** What each platform's robot takes, and how it wants to be signed. */
const PLATFORMS: Readonly<Record<Robot['kind'], Platform>> = {
  // 企业微信: the key in the address is the secret; 20 messages a minute, text of 2048 bytes.
  wecom: {
    mostBytes: 2048,
    request: ({ url }, text) => ({ url, body: { msgtype: 'text', text: { content: text } } }),
    codeOf: ({ errcode }) => errcode,
    tooFast: [45009],
  },
  // 钉钉: HMAC of time and secret, keyed by the secret, in the address; above 20 a minute it is silent for ten minutes.
  dingtalk: {
    mostBytes: 18_000,
    request: ({ url, secret }, text, now) => {
      const signed = new URL(url);
      if (secret) {
        signed.searchParams.set('timestamp', String(now));
        signed.searchParams.set('sign', mac(secret, `${now}\n${secret}`));
      }
      return { url: signed.href, body: { msgtype: 'text', text: { content: text } } };
    },
    codeOf: ({ errcode }) => errcode,
    tooFast: [130101, 410100],
  },
  // 飞书: HMAC of nothing, keyed by time and secret, in the body; the time in seconds.
  feishu: {
    mostBytes: 18_000,
    request: ({ url, secret }, text, now) => {
      const timestamp = String(Math.floor(now / 1000));
      const signed = secret ? { timestamp, sign: mac(`${timestamp}\n${secret}`, '') } : {};
      return { url, body: { ...signed, msg_type: 'text', content: { text } } };
    },
    codeOf: ({ code, StatusCode }) => code ?? StatusCode,
    tooFast: [11232, 9499],
  },
};

/** How long a robot that has said too much is left in peace. */
const PEACE_MS = 10 * 60_000;

export const mostBytesOf = (robot: Robot): number => PLATFORMS[robot.kind].mostBytes;

/** A platform answers 200 to what it does not take, too: its own code decides. */
export const robotSender =
  (robot: Robot, patienceMs?: number) =>
  async (text: string, now: number): Promise<Outcome> => {
    const platform = PLATFORMS[robot.kind];
    const { url, body } = platform.request(robot, text, now);
    const answer = await post(url, { 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(body), patienceMs);
    if ('kind' in answer) return answer;
    const outcome = outcomeOf(answer);
    if (outcome.kind !== 'sent') return outcome;
    const code = platform.codeOf(objectOf(answer.text));
    if (code === 0) return outcome;
    if (code === undefined) return { kind: 'unknown', error: 'answer' };
    const error = `code ${typeof code === 'number' ? code : 'odd'}`;
    return platform.tooFast.includes(code) ? { kind: 'refused', error, waitMs: PEACE_MS } : { kind: 'dead', error };
  };

const objectOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};
