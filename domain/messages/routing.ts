import { kindOf } from './kinds';

export const CHANNELS = ['mail', 'sms', 'robot'] as const;
export type Channel = (typeof CHANNELS)[number];
/** Platforms whose groups a robot can speak to: 企业微信, 钉钉, 飞书. */
export const ROBOTS = ['wecom', 'dingtalk', 'feishu'] as const;
export type Wish = 'all' | 'lawful';

export interface Posted {
  readonly kind: string;
  /** A case's procedure that those whom it is about do not read: what is told of it says nothing of it. */
  readonly closed: boolean;
  /** It waits for an inspector: no business of a group. */
  readonly inspectors: boolean;
  readonly toSubject: boolean;
  /** The subject applied as a minor. */
  readonly minor: boolean;
}

export interface Reachable {
  readonly mail: boolean;
  readonly phone: boolean;
  readonly guardian: boolean;
  readonly wishes: { readonly mail: Wish; readonly sms: Wish };
}

export interface Way {
  readonly channel: Channel;
  readonly target: 'person' | 'guardian' | 'group';
}

/** By which ways a message leaves the portal: what is configured, can be reached, and is wanted by the person or by the law. */
export const waysOf = (posted: Posted, reached: Reachable, offered: readonly Channel[]): Way[] => {
  const kind = kindOf(posted.kind);
  if (kind.inside) return [];
  const wanted = (wish: Wish): boolean => wish === 'all' || kind.lawful === true;
  const ways: Way[] = [];
  if (reached.mail && wanted(reached.wishes.mail)) ways.push({ channel: 'mail', target: 'person' });
  // Nobody learns of a closed case from a telephone that lies on a table, or in a group.
  if (!posted.closed) {
    if (reached.phone && wanted(reached.wishes.sms)) ways.push({ channel: 'sms', target: 'person' });
    if (posted.toSubject && posted.minor && kind.lawful && reached.guardian) ways.push({ channel: 'sms', target: 'guardian' });
    if (kind.group && !posted.inspectors) ways.push({ channel: 'robot', target: 'group' });
  }
  return ways.filter(({ channel }) => offered.includes(channel));
};
