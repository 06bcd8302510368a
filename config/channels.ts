import { z } from 'zod';
import { oneOf, text, wholeNumber } from './fields';

/** Ways by which messages leave the portal. Absent: not configured. */
export interface Channels {
  readonly mail?: { readonly url: string; readonly from: string };
  readonly sms?: { readonly url: string; readonly template: string; readonly secret?: string };
  readonly robot?: {
    readonly kind: 'wecom' | 'dingtalk' | 'feishu';
    readonly url: string;
    readonly secret?: string;
    readonly perMinute: number;
  };
  /** Address of the portal, for links. */
  readonly portal?: string;
}

const robots = ['wecom', 'dingtalk', 'feishu'] as const;
const SMS_TEMPLATE = '{"id":"{{id}}","phone":"{{phone}}","text":"{{text}}"}';

/** These addresses hold passwords and keys: a mistake never quotes them. */
const address = (protocols: RegExp, example: string) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.test(new URL(value).protocol),
      `is not an address. Write e.g. ${example}, or unset it.`,
    )
    .optional();

export const channelVariables = z.object({
  SMTP_URL: address(/^smtps?:$/, 'smtps://user:password@mail.example.cn:465 (special characters percent-encoded)'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\s<>@]+@[^\s<>@]+$|^[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>$/, 'is not a sender. Write e.g. 团务 <tuanwu@example.cn>.')
    .optional(),
  SMS_URL: address(/^https?:$/, 'https://sms.example.cn/send'),
  SMS_TEMPLATE: z
    .string()
    .default(SMS_TEMPLATE)
    .refine(
      (value) => value.includes('{{phone}}') && value.includes('{{text}}'),
      'must have the places {{phone}} and {{text}} ({{id}} and {{secret}} are optional). Unset it for a small JSON.',
    ),
  SMS_SECRET: text(),
  ROBOT_URL: address(/^https?:$/, 'the webhook that the platform shows for the robot'),
  ROBOT_KIND: oneOf(robots, 'wecom'),
  ROBOT_SECRET: text(),
  ROBOT_PER_MINUTE: wholeNumber({ least: 1, most: 20, preset: 20 }),
});

type Variables = z.output<typeof channelVariables>;

/** Mistakes that show only when the variables are seen together. */
export const channelMistakes = (env: Readonly<Record<string, string | undefined>>): string[] => [
  ...((env.SMTP_URL === undefined) !== (env.MAIL_FROM === undefined)
    ? [`${env.SMTP_URL === undefined ? 'SMTP_URL' : 'MAIL_FROM'} is missing: SMTP_URL and MAIL_FROM belong together. Set both, or neither.`]
    : []),
  ...(env.SMS_SECRET !== undefined && env.SMS_URL === undefined
    ? ['SMS_SECRET is set without SMS_URL. Set both, or unset SMS_SECRET.']
    : []),
  ...(env.ROBOT_SECRET !== undefined && env.ROBOT_URL === undefined
    ? ['ROBOT_SECRET is set without ROBOT_URL. Set both, or unset ROBOT_SECRET.']
    : []),
];

/** Nothing leaves a rehearsal or the invented county: its people have telephone numbers that belong to somebody. */
export const channelsOf = (v: Variables, { invented, portal }: { invented: boolean; portal?: string }): Channels => {
  if (invented) return {};
  return {
    ...(v.SMTP_URL && v.MAIL_FROM ? { mail: { url: v.SMTP_URL, from: v.MAIL_FROM } } : {}),
    ...(v.SMS_URL ? { sms: { url: v.SMS_URL, template: v.SMS_TEMPLATE, ...(v.SMS_SECRET ? { secret: v.SMS_SECRET } : {}) } } : {}),
    ...(v.ROBOT_URL
      ? {
          robot: {
            kind: v.ROBOT_KIND,
            url: v.ROBOT_URL,
            ...(v.ROBOT_SECRET ? { secret: v.ROBOT_SECRET } : {}),
            perMinute: v.ROBOT_PER_MINUTE,
          },
        }
      : {}),
    ...(portal ? { portal } : {}),
  };
};

export const CHANNEL_SECRETS = ['SMTP_URL', 'SMS_SECRET', 'ROBOT_URL', 'ROBOT_SECRET'] as const;
