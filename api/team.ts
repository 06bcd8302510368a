import { TEAM_MAY, TEAM_OWN, type TeamDays } from '../domain/authority/team';
import type { Day } from '../domain/calendar/day';
import { refuse } from '../domain/case/refusal';
import type { Route } from '../domain/contract/route';
import type { READ_WHAT } from '../domain/contract/teams';
import type { Client } from '../records/evidence/log-rows';
import { appendLog } from '../records/log';
import { teamDaysOf } from '../records/teams';
import type { Visit } from './guard';
import { Refused } from './problem';

/** @throws Refused when the account of a team asks for anything but to read, and to keep its own session */
export const refuseTeamWrites = ({ method, operationId }: Pick<Route, 'method' | 'operationId'>, team: string | undefined): void => {
  if (team === undefined || method === 'GET' || TEAM_MAY.includes(operationId)) return;
  throw new Refused(
    refuse(
      'read-only-account',
      '巡察、督导组账号只读, 不能办理任何事项',
      'The account of a team reads, and changes nothing',
      ['需要办理的, 请该单位的经办人或管理员办理', 'Ask an officer or administrator of the organisation'],
      { clause: 'project.team' },
    ),
    { status: 403 },
  );
};

export const teamAway = ({ since, until }: TeamDays) =>
  new Refused(
    refuse(
      'team-not-in-force',
      since > until ? '该组账号已停用' : `该组账号自 ${since} 至 ${until} 有效`,
      since > until ? 'The account of the team was ended' : `The account of the team works from ${since} to ${until}`,
      [
        '在有效期内登录; 已到期或停用的, 请开通账号的管理员另开',
        'Sign in on one of these days; once it is over, ask the administrator for another',
      ],
      { clause: 'project.team' },
    ),
    { status: 403 },
  );

/** @throws Refused when somebody shows the credentials of a team's account outside its days */
export const refuseTeamAway = async (client: Client, personId: string, today: Day): Promise<void> => {
  const days = await teamDaysOf(client, personId);
  if (days && (today < days.since || today > days.until)) throw teamAway(days);
};

const LEDGERS = ['readQuota', 'readNumbers'];
const PAPERS = ['getPaper', 'getPaperContent'];
const PEOPLE = ['readPerson', 'listKin'];

/** What an operation shows, for the list of what a team has read. */
export const readWhat = (operation: string, about: { readonly case?: string | undefined }): (typeof READ_WHAT)[number] => {
  if (/Dossier/.test(operation)) return 'dossier';
  if (PAPERS.includes(operation)) return 'paper';
  if (about.case !== undefined) return 'case';
  if (PEOPLE.includes(operation)) return 'person';
  if (LEDGERS.includes(operation)) return 'ledger';
  return /^(list|my|search|public)/.test(operation) ? 'list' : 'page';
};

/** Routes whose `:id` is a case, whether or not the guard reads it. */
const aboutCase = ({ path }: Pick<Route, 'path'>): boolean => path.startsWith('/api/cases/:id');

/** No entry, no answer: everything that a team is shown of others, each time. Its address may hold names; the log holds ids. */
export const noteTeamRead = async (
  client: Client,
  route: Pick<Route, 'path' | 'operationId' | 'auth'>,
  { session, now }: Visit,
  params: unknown,
): Promise<void> => {
  if (!session?.team || TEAM_OWN.includes(route.operationId)) return;
  const { id } = (params ?? {}) as { id?: string };
  const about = typeof id !== 'string' ? {} : aboutCase(route) ? { caseId: id } : { of: id };
  await appendLog(client, {
    at: now,
    kind: 'team-read',
    personId: session.who.personId,
    ...('caseId' in about ? { caseId: about.caseId } : {}),
    body: { team: session.team, operation: route.operationId, ...('of' in about ? { of: about.of } : {}) },
  });
};
