import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { machineClock } from '../config/clock';
import { excludes, isSystemOver } from '../domain/authority/inspection';
import type { Who } from '../domain/authority/who';
import { addDays } from '../domain/calendar/day';
import { refuse } from '../domain/case/refusal';
import type { inspectionRoutes } from '../domain/contract/inspection';
import { issueSlip, newSlipCode } from '../records/accounts';
import { transaction } from '../records/database';
import { beginAnew, headsOf } from '../records/inspection-office';
import { askOrJoin } from '../records/joint-acts';
import { appendLog } from '../records/log';
import { SLIP_MS } from './activation';
import type { ApiDeps } from './deps';
import { lawful } from './lawful';
import type { Handlers } from './module';
import type { OrganisationRow } from './organisations';
import { badField, forbidden, Refused } from './problem';
import { findStaff } from './staff';

type OfficeFor = (who: Who, id: string) => Promise<{ org: OrganisationRow; office: { id: string; inspectsPath?: string } }>;

const higherDecides = () =>
  new Refused(
    refuse('higher-head-decides', '上级监督机构有负责人, 不适用应急程序', 'An office above has a head: the emergency way is closed', [
      '请上级监督机构负责人办理',
      'Turn to the head of the higher office',
    ]),
  );

const neverBegun = () =>
  new Refused(
    refuse('office-not-begun', '该监督机构还没有负责人', 'The office has not had a head yet', [
      '由系统管理员任命首任负责人: POST /api/holdings',
      'A system administrator appoints the first one: POST /api/holdings',
    ]),
  );

/** Break glass: two system administrators and a paper, and everybody of the office is told at the first request already. */
export const headEmergency =
  (deps: ApiDeps, officeFor: OfficeFor): Handlers<typeof inspectionRoutes>['headEmergency'] =>
  async ({ params, body, who, now, today }) => {
    const { database, vault } = deps;
    const { org, office } = await officeFor(who, params.id);
    if (!isSystemOver(who, office))
      throw forbidden('应急程序由被监督组织的系统管理员两人办理', 'For two system administrators over the inspected organisation');
    const heads = await headsOf(database.pool, office.id, today);
    if (heads.higherHasHead) throw higherDecides();
    if (!heads.everHadHead && !heads.lowerHasHead) throw neverBegun();
    const owner = await findStaff(database.pool, who, body.personId, today);
    if (body.personId === who.personId || excludes('inspection-head', owner.holdings))
      throw badField('/personId', '不能是自己, 也不能是管理员', 'Neither oneself nor any administrator');
    const isPresent = owner.holdings.some((held) => held.role === 'inspection-head' && held.orgId === office.id);
    if (isPresent !== (body.what === 'reset'))
      throw badField('/personId', '重置须填现任负责人, 更换须填新任负责人', 'reset names the present head, replace a new one');
    const at = await (deps.machineClock ?? machineClock).now();

    return lawful(
      transaction(database.pool, async (tx) => {
        await keepPaper(tx, body.paperId, who.personId);
        const act = { kind: `head-${body.what}`, about: office.id, person: body.personId, by: who.personId } as const;
        const joined = await askOrJoin(tx, vault, { ...act, reason: body.reason, paper: body.paperId, at });
        const kind = joined.status === 'asked' ? 'head-emergency-asked' : 'head-emergency-done';
        const what = { what: body.what, office: office.id, person: body.personId, joint: joined.id, paper: body.paperId };
        await appendLog(tx, { at: now, kind, personId: who.personId, body: what });
        await tell(
          tx,
          org.inspects_path ?? org.path,
          kind,
          { what: body.what, organisation: org.name, by: who.personId, on: today },
          today,
          now,
        );
        if (joined.status === 'asked') return { status: 'asked' as const, expiresAt: new Date(joined.expiresAt).toISOString() };
        if (body.what === 'replace') await replaceHead(tx, office.id, body.personId, who.personId, today);
        await beginAnew(tx, body.personId, at);
        const [slip, permit, expiresAt] = [newSlipCode(), newSlipCode(), at + SLIP_MS];
        const issue = { personId: body.personId, issuedBy: who.personId, at, expiresAt };
        await issueSlip(tx, { ...issue, code: slip });
        await issueSlip(tx, { ...issue, code: permit, purpose: 'factor' });
        return { status: 'done' as const, slip, permit, slipExpiresAt: new Date(expiresAt).toISOString() };
      }),
    );
  };

async function keepPaper(tx: PoolClient, paper: string, by: string): Promise<void> {
  const { rowCount } = await tx.query("UPDATE paper SET status = 'filed' WHERE id = $1 AND uploaded_by = $2", [paper, by]);
  if (rowCount !== 1)
    throw new Refused(
      refuse(
        'unknown-paper',
        '没有这份材料, 或不是你上传的',
        'There is no such paper, or somebody else uploaded it',
        ['先上传签字的书面理由 (POST /api/papers)', 'Upload the signed reason first (POST /api/papers)'],
        { pointer: '/paperId' },
      ),
    );
}

/** Everybody who inspects for the office or for one below it. */
async function tell(
  tx: PoolClient,
  inspects: string,
  kind: string,
  body: Record<string, string>,
  today: string,
  now: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO message (person_id, kind, body, created_at)
     SELECT DISTINCT h.person_id, $3, $4::jsonb, to_timestamp($5::double precision / 1000)
     FROM holding h JOIN organisation o ON o.id = h.org_id AND o.closed_on IS NULL JOIN organisation i ON i.id = o.inspects_id
     WHERE i.path LIKE $1 || '%' AND h.role IN ('inspector', 'inspection-head') AND h.since <= $2 AND (h.until IS NULL OR h.until >= $2)`,
    [inspects, today, kind, JSON.stringify(body), now],
  );
}

async function replaceHead(tx: PoolClient, office: string, person: string, by: string, today: string): Promise<void> {
  await tx.query(`UPDATE holding SET until = $2 WHERE org_id = $1 AND role = 'inspection-head' AND (until IS NULL OR until > $2)`, [
    office,
    addDays(today, -1),
  ]);
  await tx.query("INSERT INTO holding (id, person_id, org_id, role, since, given_by) VALUES ($1, $2, $3, 'inspection-head', $4, $5)", [
    randomUUID(),
    person,
    office,
    today,
    by,
  ]);
}
