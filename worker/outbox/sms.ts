import { createHmac } from 'node:crypto';
import type { Channels } from '../../config/channels';
import type { Outcome } from '../../records/outbox/outcome';
import { outcomeOf, post } from './post';

export interface Sms {
  /** The delivery's id: the same for the same message, so that the gateway can tell a repetition. */
  readonly id: string;
  readonly phone: string;
  readonly text: string;
}

/** The template with its places filled, as its form wants it: JSON when it begins like JSON, else a form. */
export const smsBody = (template: string, values: Readonly<Record<string, string>>): { type: string; body: string } => {
  const json = /^\s*[[{]/.test(template);
  const written = (value: string): string => (json ? JSON.stringify(value).slice(1, -1) : encodeURIComponent(value));
  return {
    type: json ? 'application/json' : 'application/x-www-form-urlencoded',
    body: template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (values[name] === undefined ? whole : written(values[name]))),
  };
};

/** By the operator's gateway: whatever address, form and secret it wants. The time and the body are signed for a gateway that checks. */
export const smsSender =
  (gateway: NonNullable<Channels['sms']>, patienceMs?: number) =>
  async ({ id, phone, text }: Sms, now: number): Promise<Outcome> => {
    const { type, body } = smsBody(gateway.template, { id, phone, text, secret: gateway.secret ?? '' });
    const signed = gateway.secret && createHmac('sha256', gateway.secret).update(`${now}.${body}`).digest('hex');
    const headers = {
      'content-type': `${type}; charset=utf-8`,
      'idempotency-key': id,
      ...(signed ? { 'x-tuanwu-timestamp': String(now), 'x-tuanwu-signature': `sha256=${signed}` } : {}),
    };
    const answer = await post(gateway.url, headers, body, patienceMs);
    return 'kind' in answer ? answer : outcomeOf(answer);
  };
