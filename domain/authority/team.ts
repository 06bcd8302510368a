import { addDays, type Day, diffDays } from '../calendar/day';
import { type Refusal, refuse } from '../case/refusal';
import { auditPack } from '../law/packs/audit';

/** An account of a team that inspects or audits from above: read-only, dated, and what it reads is logged. */
export interface TeamDays {
  readonly since: Day;
  /** Last day on which it works. */
  readonly until: Day;
}

const figure = (key: string): number => Number(auditPack.figures[key]?.value);

/** What a team's account may do besides reading: keep its own session, password and factor, and take away files that prove themselves. */
export const TEAM_MAY: readonly string[] = [
  'signOut',
  'changePassword',
  'endSession',
  'stepUp',
  'beginSecondFactor',
  'confirmSecondFactor',
  'exportCase',
  'exportDossier',
];

/** Its own desk: no reading of anybody's. */
export const TEAM_OWN: readonly string[] = [
  'whoAmI',
  'listSessions',
  'readSecondFactor',
  'listMessages',
  'readChannels',
  'listCalendarFeeds',
  'listReadings',
  'exportOwnData',
  'listMyActs',
  'readDraft',
  'readPhrases',
  'listen',
];

/** Why the days that were asked for are none of a team's; undefined when they are. */
export const teamDaysRefused = ({ since, until }: TeamDays, today: Day): Refusal | undefined => {
  const [most, ahead] = [figure('team.mostDays'), figure('team.mostAhead')];
  const at = (pointer: string) => ({ pointer, clause: 'project.team' });
  if (since < today)
    return refuse(
      'past-day',
      `开始日期 ${since} 早于今天`,
      `The first day ${since} lies before today`,
      [`填写不早于 ${today} 的日期`, `Give a day from ${today} on`],
      at('/since'),
    );
  if (diffDays(today, since) > ahead)
    return refuse(
      'too-far-ahead',
      `最多提前 ${ahead} 天开通`,
      `An account is opened ${ahead} days ahead at most`,
      [`填写不晚于 ${addDays(today, ahead)} 的日期, 或届时再开通`, `Give a day up to ${addDays(today, ahead)}, or open it later`],
      at('/since'),
    );
  if (until < since)
    return refuse(
      'ends-before-it-begins',
      '结束日期早于开始日期',
      'The last day lies before the first one',
      [`填写不早于 ${since} 的日期`, `Give a day from ${since} on`],
      at('/until'),
    );
  if (diffDays(since, until) + 1 > most)
    return refuse(
      'too-long',
      `账号最长有效 ${most} 天 (含首尾两日)`,
      `An account is open for ${most} days at most, both ends included`,
      [
        `填写不晚于 ${addDays(since, most - 1)} 的日期; 到期仍需要的另开一个`,
        `Give a day up to ${addDays(since, most - 1)}; open another one if it is needed longer`,
      ],
      at('/until'),
    );
  return undefined;
};
