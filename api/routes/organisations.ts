import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { isHead, isHigherHead } from '../../domain/authority/inspection';
import { mayKeep } from '../../domain/authority/reach';
import type { Who } from '../../domain/authority/who';
import { dayBefore } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { organisationRoutes } from '../../domain/contract/organisations';
import { headsOf } from '../../records/inspection-office';
import { appendLog } from '../../records/log';
import { untoldAt } from '../../records/untold';
import { DEFAULT_LIMIT, pageFrom, readCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { branchesNamed, findOrganisation, type OrganisationRow, unitsPage, viewOf } from '../organisations';
import { badField, forbidden, Refused } from '../problem';

/** Which kinds may stand directly below which. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  committee: ['committee', 'work-committee', 'general-branch', 'branch'],
  'work-committee': ['committee', 'work-committee', 'general-branch', 'branch'],
  'general-branch': ['branch'],
};

/** A branch resolves, and a committee approves: of any other the mark would be believed by people and by nothing else. */
const refuseApproving = (kind: string): void => {
  if (kind !== 'committee' && kind !== 'work-committee')
    throw badField(
      '/approves',
      '只有团委、团工委可以登记为审批团员的组织',
      'Only a committee or a work committee is entered as approving members',
    );
};

const noRight = () => forbidden('只有本组织或上级的管理员可以变更组织', 'Only an administrator at or above it changes an organisation');

export const organisations = ({ database }: ApiDeps) =>
  moduleOf(organisationRoutes, {
    listOrganisations: async ({ query, who }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const [key, last] = readCursor(query.after, 'uuid');
      const rows = await unitsPage(database.pool, who, { ...query, limit, after: [key, last] });
      return pageFrom(rows, limit, (row) => [row.code, row.id], viewOf);
    },

    findBranches: ({ query }) => branchesNamed(database.pool, query.q),

    readOrganisation: async ({ params, who }) => viewOf(await findOrganisation(database.pool, who, params.id)),

    createOrganisation: async ({ body, who, tx, now }) => {
      const above = await findOrganisation(tx, who, body.parentId ?? body.inspectsId ?? '');
      const office = body.kind === 'inspection-office';
      if (!mayKeep(who, office ? 'account' : 'organisation', above.path)) throw noRight();
      if (above.closed_on !== null) throw badField('/parentId', '上级组织已撤销', 'The organisation above is closed');
      if (office) await refuseSecondOffice(tx, above.id);
      if (!office && !BELOW[above.kind]?.includes(body.kind))
        throw badField('/kind', '上级组织之下不能设这类组织', 'This kind cannot stand below that organisation');
      if (body.approves) refuseApproving(body.kind);
      const id = randomUUID();
      const { rowCount } = await tx.query(
        `INSERT INTO organisation (id, code, name, kind, parent_id, path, region, field, school_stage, approves, has_committee, overlay, inspects_id, contact)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (code) DO NOTHING`,
        [
          id,
          body.code,
          body.name,
          body.kind,
          body.parentId ?? null,
          `${office ? '/' : above.path}${id}/`,
          body.region ?? above.region,
          body.field ?? above.field,
          body.schoolStage ?? null,
          body.approves ?? false,
          body.hasCommittee ?? true,
          body.overlay ?? null,
          body.inspectsId ?? null,
          body.contact ?? null,
        ],
      );
      if (rowCount !== 1)
        throw new Refused(
          refuse(
            'duplicate',
            '这个代码已有组织使用',
            'There is an organisation with this code',
            ['核对代码; 组织以代码区分', 'Check the code: organisations are told apart by it'],
            { pointer: '/code' },
          ),
        );
      await appendLog(tx, { at: now, kind: 'organisation-created', personId: who.personId, body: { id, kind: body.kind } });
      return viewOf(await findOrganisation(tx, who, id));
    },

    changeOrganisation: async ({ params, body, who, tx, now, today }) => {
      const found = await findOrganisation(tx, who, params.id, true);
      await refuseUnlessKeeper(tx, who, found, today);
      const { closedOn, successorId, ...fields } = body;
      if (fields.approves) refuseApproving(found.kind);
      const columns: Record<string, string> = { schoolStage: 'school_stage', hasCommittee: 'has_committee' };
      const set = Object.entries(fields).filter(([, value]) => value !== undefined);
      if (set.length > 0)
        await tx.query(
          `UPDATE organisation SET ${set.map(([name], i) => `${columns[name] ?? name} = $${i + 2}`).join(', ')} WHERE id = $1`,
          [found.id, ...set.map(([, value]) => value)],
        );
      // Whatever inherited its calendar from here goes along; a unit below with a region of its own keeps it.
      if (fields.region !== undefined)
        await tx.query(`UPDATE organisation SET region = $3 WHERE path LIKE $1 || '%' AND region = $2`, [
          found.path,
          found.region,
          fields.region,
        ]);
      if (closedOn !== undefined) {
        if (closedOn > today) throw badField('/closedOn', '撤销日期不能晚于今天', 'An organisation is closed today or in the past');
        const successor = successorId === undefined ? undefined : await findOrganisation(tx, who, successorId);
        await close(tx, found, closedOn, successor);
      }
      await appendLog(tx, {
        at: now,
        kind: 'organisation-changed',
        personId: who.personId,
        body: { id: found.id, fields: Object.keys(body) },
      });
      return viewOf(await findOrganisation(tx, who, found.id));
    },
  });

/**
 * An inspection office is changed and closed by its own head or the head of the higher office: an administrator who could close it could have
 * another one founded and staffed. Only an office that never had a head is still the administrators'.
 */
async function refuseUnlessKeeper(tx: PoolClient, who: Who, found: OrganisationRow, today: string): Promise<void> {
  if (found.kind !== 'inspection-office' || !(await headsOf(tx, found.id, today)).everHadHead) {
    if (!mayKeep(who, 'organisation', found.inspects_path ?? found.path)) throw noRight();
    return;
  }
  const office = { id: found.id, inspectsPath: found.inspects_path ?? undefined };
  if (!isHead(who, office) && !isHigherHead(who, office))
    throw forbidden(
      '监督机构由其负责人或上级监督机构负责人变更',
      'An inspection office is changed by its head or the head of the higher office',
    );
}

/** A second office beside the first would let whoever founds it choose inspectors of his own. */
async function refuseSecondOffice(tx: PoolClient, inspects: string): Promise<void> {
  await tx.query('SELECT 1 FROM organisation WHERE id = $1 FOR UPDATE', [inspects]);
  if (
    (await tx.query("SELECT 1 FROM organisation WHERE inspects_id = $1 AND kind = 'inspection-office' AND closed_on IS NULL", [inspects]))
      .rowCount
  )
    throw new Refused(
      refuse(
        'already-inspected',
        '该组织已有监督机构',
        'The organisation has an inspection office',
        ['由现有监督机构负责人任命监督员', 'The head of that office appoints inspectors'],
        { pointer: '/inspectsId' },
      ),
    );
}

/** Nobody took office in a unit that was closed: what was done in that office would be nobody's. */
async function refuseBefore(tx: PoolClient, unit: string, closedOn: string): Promise<void> {
  const { rows } = await tx.query<{ since: string | null }>(`SELECT max(since) AS since FROM holding WHERE org_id = $1`, [unit]);
  const since = rows[0]?.since;
  if (since && closedOn < since)
    throw badField(
      '/closedOn',
      `${since} 还有人在此任职，撤销日期不能早于这一天`,
      `Somebody took office here on ${since}: it cannot be closed before that day`,
    );
}

/** People go to the successor, roles end with the day; nothing is closed over the head of a running case. */
async function close(tx: PoolClient, found: OrganisationRow, closedOn: string, successor: OrganisationRow | undefined): Promise<void> {
  if (found.closed_on !== null)
    throw new Refused(refuse('already-closed', '该组织已经撤销', 'The organisation is closed already', ['核对编号', 'Check the id']));
  if (successor && (successor.id === found.id || successor.closed_on !== null || successor.kind !== found.kind))
    throw badField('/successorId', '接续单位须是另一个同类的在册组织', 'The successor must be another open organisation of the same kind');
  await refuseBefore(tx, found.id, closedOn);
  const { rows } = await tx.query<{ units: number; cases: number; people: number; inspected: boolean }>(
    `SELECT (SELECT count(*)::int FROM organisation WHERE parent_id = $1 AND closed_on IS NULL) AS units,
       (SELECT count(*)::int FROM case_row WHERE phase <> 'ended' AND procedure <> 'investigation' AND (unit_id = $1 OR committee_id = $1)) AS cases,
       (SELECT count(*)::int FROM person WHERE unit_id = $1) AS people,
       EXISTS (SELECT 1 FROM organisation o JOIN holding h ON h.org_id = o.id AND h.role = 'inspection-head' WHERE o.inspects_id = $1 AND o.closed_on IS NULL) AS inspected`,
    [found.id],
  );
  if (rows[0]?.inspected)
    throw new Refused(
      refuse(
        'still-inspected',
        '该组织的监督机构尚未撤销',
        'Its inspection office is still open',
        ['先由监督机构负责人撤销监督机构', 'The head of the inspection office closes the office first'],
        { pointer: '/closedOn' },
      ),
      { status: 409 },
    );
  const { units = 0, cases = 0, people = 0 } = rows[0] ?? {};
  // With a successor the open cases follow it (the worker's round tells each of them).
  if (units > 0 || (cases > 0 && !successor))
    throw new Refused(
      refuse(
        'still-in-use',
        `还有 ${units} 个下级组织、${cases} 件在办事项，不能撤销`,
        `${units} lower units and ${cases} open cases stand in the way`,
        ['先撤销或转接下级组织, 并办结或转出在办事项', 'Close or move the lower units first, and finish or transfer the cases'],
        { pointer: '/closedOn' },
      ),
      { status: 409 },
    );
  // Votes already taken stand: whoever took them closes their minutes while there still is somebody to do it.
  const untold = await untoldAt(tx, found.id);
  if (untold > 0)
    throw new Refused(
      refuse(
        'votes-untold',
        `还有 ${untold} 项表决没有形成记录，不能撤销`,
        `${untold} votes stand whose minutes are not closed`,
        ['先结束会议、形成记录 (closeMeeting 或 closeDecision)', 'Close those meetings first (closeMeeting or closeDecision)'],
        { pointer: '/closedOn' },
      ),
      { status: 409 },
    );
  if (people > 0 && !successor)
    throw badField('/successorId', `还有 ${people} 人在册，请填写接续单位`, `${people} people belong to it: name the successor`);
  await tx.query('UPDATE organisation SET closed_on = $2, successor_id = $3 WHERE id = $1', [found.id, closedOn, successor?.id ?? null]);
  if (successor) await tx.query('UPDATE person SET unit_id = $2 WHERE unit_id = $1', [found.id, successor.id]);
  await tx.query('UPDATE holding SET until = $2 WHERE org_id = $1 AND (until IS NULL OR until > $2)', [found.id, dayBefore(closedOn)]);
}
