import type { z } from 'zod';
import { machineClock } from '../../config/clock';
import { fits, mayGive } from '../../domain/authority/give';
import { mayReadCase } from '../../domain/authority/seats';
import { teamDaysRefused } from '../../domain/authority/team';
import { ground, holds, type Role, type Who, within } from '../../domain/authority/who';
import { addDays, type Day } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { type TeamView, teamRoutes } from '../../domain/contract/teams';
import { voidSlips } from '../../records/accounts';
import { appendLog } from '../../records/log';
import { findCases } from '../../records/places';
import { endSessions } from '../../records/sessions';
import { findTeam, openTeam, type TeamRow, teamReadings, teamsPage } from '../../records/teams';
import { DEFAULT_LIMIT, pageFrom, readInstantCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { noRight, placeOfHolding } from '../holdings';
import { moduleOf } from '../module';
import { findOrganisation, under } from '../organisations';
import { badField, notFound, Refused } from '../problem';
import { readWhat } from '../team';

/** The head of a unit, its organisation officer, and those above: whoever answers for what is looked into hears who looked. */
const HEARS: readonly Role[] = ['administrator', 'system-administrator', 'committee-officer', 'branch-secretary', 'inspection-head'];

const view = (row: TeamRow, today: Day): z.input<typeof TeamView> => ({
  id: row.id,
  person: row.person_id,
  organisation: { id: row.org_id, name: row.org_name },
  name: row.name,
  keeper: row.keeper,
  letter: row.letter,
  since: row.since,
  until: row.until,
  state: today > row.until ? 'ended' : today < row.since ? 'ahead' : 'open',
  activated: row.activated,
  reads: row.reads,
});

const hears = (who: Who, team: TeamRow): boolean =>
  team.person_id === who.personId || holds(who, HEARS, (held) => within(team.org_path, ground(held)));

export const teams = ({ database: { pool }, machineClock: machine = machineClock }: ApiDeps) => {
  const found = async (client: Parameters<typeof findTeam>[0], who: Who, id: string, lock = ''): Promise<TeamRow> => {
    const team = await findTeam(client, id, lock);
    if (!team || !hears(who, team)) throw notFound('没有这个组', 'There is no such team');
    return team;
  };

  return moduleOf(teamRoutes, {
    listTeams: async ({ query, who, today }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const below = under(who.holdings.filter(({ role }) => HEARS.includes(role)).map(ground));
      const rows = await teamsPage(pool, {
        below,
        person: who.personId,
        ...(query.ended ? {} : { notBefore: today }),
        after: readInstantCursor(query.after),
        limit,
      });
      return pageFrom(
        rows,
        limit,
        (row) => [row.opened_at.toISOString(), row.id],
        (row) => view(row, today),
      );
    },

    openTeam: async ({ body, who, tx, now, today, reply }) => {
      const org = await findOrganisation(tx, who, body.organisationId, true);
      const place = await placeOfHolding(tx, org, today);
      if (!fits('auditor', place))
        throw badField('/organisationId', '请选择团组织, 监督机构不设督导组账号', 'Choose an organisation of the League');
      if (!mayGive(who, 'auditor', place, '')) throw noRight('auditor');
      if (org.closed_on !== null) throw badField('/organisationId', '该组织已撤销', 'The organisation is closed');
      const { organisationId: orgId, since = today, ...rest } = body;
      const refusal = teamDaysRefused({ since, until: body.until }, today);
      if (refusal) throw new Refused(refusal);
      const id = await openTeam(tx, { ...rest, orgId, since, openedBy: who.personId, at: now });
      await appendLog(tx, {
        at: now,
        kind: 'team-opened',
        personId: who.personId,
        body: { team: id, at: orgId, since, until: body.until },
      });
      const team = await findTeam(tx, id);
      if (!team) throw notFound();
      reply.code(201);
      return view(team, today);
    },

    endTeam: async ({ params, who, tx, now, today }) => {
      const team = await found(tx, who, params.id, 'FOR UPDATE OF h');
      const org = await findOrganisation(tx, who, team.org_id);
      if (!mayGive(who, 'auditor', await placeOfHolding(tx, org, today), team.person_id)) throw noRight('auditor');
      if (team.until < today)
        throw new Refused(
          refuse('already-ended', '该组账号已经停用或到期', 'The account has ended already', ['无需再办', 'Nothing remains to be done']),
        );
      const yesterday = addDays(today, -1);
      const until = yesterday < team.since ? addDays(team.since, -1) : yesterday;
      await tx.query('UPDATE holding SET until = $2 WHERE id = $1', [team.holding_id, until]);
      await voidSlips(tx, team.person_id, await machine.now());
      const ended = team.account_id === null ? 0 : await endSessions(tx, team.account_id);
      await appendLog(tx, { at: now, kind: 'team-ended', personId: who.personId, body: { team: team.id, ended } });
      return view({ ...team, until }, today);
    },

    listTeamReadings: async ({ params, query, who }) => {
      const team = await found(pool, who, params.id);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const rows = await teamReadings(pool, team.person_id, readInstantCursor(query.after), limit);
      const cases = await findCases(
        pool,
        rows.flatMap(({ case_id }) => (case_id === null ? [] : [case_id])),
      );
      const mine = new Set(cases.filter(({ place }) => mayReadCase(who, place)).map(({ state }) => state.id));
      return pageFrom(
        rows,
        limit,
        (row) => [row.at.toISOString(), row.id],
        ({ id, at, case_id, body }) => ({
          id,
          at: at.toISOString(),
          what: readWhat(body.operation, { case: case_id ?? undefined }),
          operation: body.operation,
          ...(case_id !== null && mine.has(case_id) ? { case: case_id } : {}),
          ...(body.of === undefined ? {} : { of: body.of }),
        }),
      );
    },
  });
};
