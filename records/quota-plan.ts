import { refuse } from '../domain/case/refusal';
import { appendLog } from './log';
import { tellFreed } from './places-free';
import { LINE, type Line, lapseFree, leftOf, lockLines } from './quota-lines';
import type { Client, Writer } from './quota-tree';
import { Refused } from './refused';

export interface LineKey {
  readonly field: string;
  readonly stage: string;
  readonly grade: string;
}

const CLAUSE = { clause: 'admission.quota' } as const;

const insideYear = (year: number, on: string): void => {
  if (lapseFree(year, on))
    throw new Refused(
      refuse(
        'year-closed',
        `${year} 年度已结束, 未用指标已失效`,
        `The year ${year} is over, its free places lapsed`,
        ['在本年度计划中安排', 'Use the plan of this year'],
        CLAUSE,
      ),
    );
};

const sameKey = async (client: Client, orgId: string, year: number, { field, stage, grade }: LineKey): Promise<Line | undefined> => {
  const { rows } = await client.query<Line>(
    `SELECT ${LINE} FROM quota_line l WHERE l.org_id = $1 AND l.year = $2 AND l.field = $3 AND l.stage = $4 AND l.grade = $5`,
    [orgId, year, field, stage, grade],
  );
  return rows[0];
};

/** The line of an organisation, made with no place in it if it is not there; locked. */
const ensureLine = async (client: Client, orgId: string, year: number, key: LineKey, parentId: string | null): Promise<Line> => {
  await client.query(
    'INSERT INTO quota_line (org_id, year, parent_id, field, stage, grade, places) VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (org_id, year, field, stage, grade) DO NOTHING',
    [orgId, year, parentId, key.field, key.stage, key.grade],
  );
  const line = await sameKey(client, orgId, year, key);
  const locked = line && (await lockLines(client, [line.id])).get(line.id);
  if (!locked) throw new Error(`no quota line at ${orgId}`);
  return locked;
};

/** Sets the yearly plan of an organisation as it came from above: not below what is handed down, reserved and used of it. */
export const setPlan = async (
  client: Client,
  plan: LineKey & { readonly orgId: string; readonly year: number; readonly places: number },
  by: Writer,
): Promise<Line> => {
  const { orgId, year, places } = plan;
  insideYear(year, by.on);
  const line = await ensureLine(client, orgId, year, plan, null);
  if (line.parentId !== null)
    throw new Refused(
      refuse(
        'handed-down',
        '该指标由上级下达, 不能直接改动',
        'These places were handed down from above',
        ['由上级追加或收回', 'The level above adds or takes back places'],
        {
          ...CLAUSE,
          pointer: '/places',
        },
      ),
    );
  const bound = line.places - leftOf(line);
  if (places < bound)
    throw new Refused(
      refuse(
        'plan-too-small',
        `已下达、预留和使用 ${bound} 个, 计划不能少于此数`,
        `${bound} places are handed down, reserved or used already`,
        [`不少于 ${bound}, 或先收回下达的指标`, `Keep at least ${bound}, or take back places handed down`],
        { ...CLAUSE, pointer: '/places' },
      ),
    );
  await client.query('UPDATE quota_line SET places = $2 WHERE id = $1', [line.id, places]);
  await appendLog(client, {
    at: by.at,
    kind: 'quota.plan',
    personId: by.personId,
    body: { line: line.id, org: orgId, year, from: line.places, to: places },
  });
  if (places > line.places) await tellFreed(client, line.id, by);
  return { ...line, places };
};

/**
 * Hands places of a line down to a unit right below, or takes free ones back (`places` below zero). Both lines are locked from the top down, so two
 * who hand down at the same moment see each other's hand.
 */
export const handDown = async (
  client: Client,
  move: { readonly lineId: string; readonly toOrgId: string; readonly places: number },
  by: Writer,
): Promise<{ from: Line; to: Line }> => {
  const { lineId, toOrgId, places } = move;
  const from = (await lockLines(client, [lineId])).get(lineId);
  if (!from) throw new Refused(refuse('line-unknown', '没有这条指标', 'There is no such line', ['刷新后重选', 'Refresh and choose again']));
  insideYear(from.year, by.on);
  const child = await client.query('SELECT 1 FROM organisation WHERE id = $1 AND parent_id = $2 AND closed_on IS NULL', [
    toOrgId,
    from.orgId,
  ]);
  if (child.rowCount === 0)
    throw new Refused(
      refuse(
        'not-below',
        '指标逐级下达, 只能下达给直属下级',
        'Places go down level by level, to a unit right below',
        ['选择直属下级组织', 'Choose a unit right below'],
        {
          ...CLAUSE,
          pointer: '/toOrgId',
        },
      ),
    );
  const to = await ensureLine(client, toOrgId, from.year, from, from.id);
  if (to.parentId !== from.id)
    throw new Refused(
      refuse(
        'own-plan',
        '该组织已有自己的同类计划',
        'That unit has a plan of its own of this kind',
        ['在其计划中调整', 'Change that plan instead'],
        { ...CLAUSE, pointer: '/toOrgId' },
      ),
    );
  const room = places > 0 ? leftOf(from) : leftOf(to);
  if (Math.abs(places) > room)
    throw new Refused(
      refuse(
        'overdrawn',
        places > 0 ? `只剩 ${room} 个指标可下达` : `下级只剩 ${room} 个未用指标可收回`,
        places > 0 ? `Only ${room} places are left to hand down` : `Only ${room} places are free to take back`,
        [`不超过 ${room}`, `Use at most ${room}`],
        { ...CLAUSE, pointer: '/places' },
      ),
    );
  await client.query('UPDATE quota_line SET handed = handed + $2 WHERE id = $1', [from.id, places]);
  await client.query('UPDATE quota_line SET places = places + $2 WHERE id = $1', [to.id, places]);
  await appendLog(client, { at: by.at, kind: 'quota.handed', personId: by.personId, body: { line: from.id, to: to.id, places } });
  await tellFreed(client, places > 0 ? to.id : from.id, by);
  return { from: { ...from, handed: from.handed + places }, to: { ...to, places: to.places + places } };
};
