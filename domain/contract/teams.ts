/** Accounts of teams that inspect or audit from above (巡察组、督导组): read-only, dated, and what they read is listed. */
import { z } from 'zod';
import { Day } from '../calendar/day';
import { PersonName } from '../people/name';
import { flag, Id, Instant, page, pageOf, text } from './fields';
import { route } from './route';
import { format } from './table';
import { teamReadingTable, teamTable } from './tables';

const tag = 'teams';
const Named = z.object({ id: Id, name: z.string() });

export const TEAM_STATES = ['ahead', 'open', 'ended'] as const;
export const READ_WHAT = ['case', 'paper', 'person', 'dossier', 'ledger', 'list', 'page'] as const;

export const TeamView = z
  .object({
    id: Id,
    person: Id.describe('The account’s own person: an activation slip is issued for it'),
    organisation: Named.describe('What it looks into, with everything below'),
    name: z.string(),
    keeper: z.string(),
    letter: z.string(),
    since: Day,
    until: Day,
    state: z.enum(TEAM_STATES),
    activated: z.boolean().describe('The slip was used: somebody has set login and password'),
    reads: z.int().describe('Entries of the log on what it has read'),
  })
  .meta({ id: 'Team' });

export const TeamReading = z
  .object({
    id: Id,
    at: Instant,
    what: z.enum(READ_WHAT),
    operation: z.string().describe('The operation of this API that answered'),
    case: Id.optional().describe('Where the reader of this list may read the case'),
    of: Id.optional().describe('Paper, person, organisation or occasion'),
  })
  .meta({ id: 'TeamReading' });

export const teamRoutes = [
  route({
    method: 'GET',
    path: '/api/teams',
    operationId: 'listTeams',
    tag,
    summary: 'Accounts of teams that look into an organisation within my reach; a team sees its own',
    auth: 'session',
    query: z.object({ ...page, ...format, ended: flag.optional().describe('Also those that have ended') }),
    table: teamTable,
    response: { 200: pageOf(TeamView) },
  }),
  route({
    method: 'POST',
    path: '/api/teams',
    operationId: 'openTeam',
    tag,
    summary: 'Open the account of a team, for an organisation with everything below it',
    description:
      'By an administrator or system administrator at the organisation or above. The account reads like an auditor’s and changes nothing; it works from its first to its last day. Issue an activation slip for `person`; it can be used from the first day on.',
    auth: 'session',
    stepUp: true,
    idempotent: true,
    body: z
      .strictObject({
        organisationId: Id,
        name: text(40).describe('县委第三巡察组'),
        keeper: PersonName.describe('Who holds the account and answers for it'),
        letter: text(60).describe('Number of the letter by which the team was sent'),
        since: Day.optional().describe('First day; default today'),
        until: Day.describe('Last day'),
      })
      .meta({
        examples: [
          {
            organisationId: '6f0c1f2e-3f3e-4f0f-9b0a-0d9a54f0a001',
            name: '县委第三巡察组',
            keeper: '王伟',
            letter: '富委巡〔2026〕3号',
            until: '2026-12-31',
          },
        ],
      }),
    response: { 201: TeamView },
  }),
  route({
    method: 'POST',
    path: '/api/teams/:id/end',
    operationId: 'endTeam',
    tag,
    summary: 'End a team’s account at once, and its sessions',
    auth: 'session',
    stepUp: true,
    idempotent: true,
    params: z.object({ id: Id }),
    response: { 200: TeamView },
  }),
  route({
    method: 'GET',
    path: '/api/teams/:id/readings',
    operationId: 'listTeamReadings',
    tag,
    summary: 'What a team has read, newest first',
    description:
      'For the head and the organisation officers of what it looks into, those above, and the team itself. Each is an entry of the log.',
    auth: 'session',
    params: z.object({ id: Id }),
    query: z.object({ ...page, ...format }),
    table: teamReadingTable,
    response: { 200: pageOf(TeamReading) },
  }),
] as const;
