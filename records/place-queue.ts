import { fittingLine, type Line, lapseFree, leftOf, linesOf } from './quota-lines';
import { type Client, idsUpwards, type Standing } from './quota-tree';

/** A case that waits for a place: since when, and in which order that was recorded. */
export interface Waiter {
  readonly caseId: string;
  readonly since: string;
  readonly recorded: number;
  /** It could take a place today. One that is held or suspended, or whose form bears a wrong number, keeps its rank and lets the others by. */
  readonly able: boolean;
  readonly phase: string;
  readonly why: string;
  readonly subjectId: string | null;
  readonly unitId: string;
  readonly unitPath: string;
  readonly committeeId: string;
  readonly standing: Standing;
}

/** Nobody else's: only the case itself can mend it. */
const OWN_FAULT = ['number-taken', 'booklet-taken'];

interface Row {
  case_id: string;
  since: string;
  recorded: string;
  why: string;
  phase: string;
  subject_id: string | null;
  unit_id: string;
  committee_id: string;
  path: string;
  field: string;
  stage: string | null;
  grade: string | null;
}

/* A row whose case has come to a later round (it was sent back, it moved away) or has ended waits for nothing. The read row may lag behind the answer. */
const WAITING = `SELECT w.case_id, w.since, w.recorded, w.why, c.phase, c.subject_id, c.unit_id, c.committee_id, u.path, u.field, p.grade,
    (SELECT a.school_stage FROM organisation a WHERE a.id = ANY(string_to_array(trim(both '/' FROM u.path), '/')::uuid[]) AND a.school_stage IS NOT NULL
     ORDER BY length(a.path) DESC LIMIT 1) AS stage
  FROM quota_wait w JOIN case_row c ON c.id = w.case_id AND c.phase <> 'ended' AND (c.state ->> 'round')::int <= w.round
    JOIN organisation u ON u.id = c.unit_id LEFT JOIN person p ON p.id = c.subject_id
  WHERE u.path LIKE $1 || '%' ORDER BY w.since, w.recorded`;

/** Everybody below an organisation who waits, in the order of waiting. */
const waitingBelow = async (client: Client, path: string): Promise<Waiter[]> => {
  const { rows } = await client.query<Row>(WAITING, [path]);
  return rows.map((row) => ({
    caseId: row.case_id,
    since: row.since,
    recorded: Number(row.recorded),
    able: row.phase === 'open' && !OWN_FAULT.includes(row.why),
    phase: row.phase,
    why: row.why,
    subjectId: row.subject_id,
    unitId: row.unit_id,
    unitPath: row.path,
    committeeId: row.committee_id,
    standing: { path: idsUpwards(row.path), field: row.field, stage: row.stage, grade: row.grade },
  }));
};

/** With the line from which each takes its place in a year; without one where nothing has been handed down. */
const withLines = async (
  client: Client,
  waiters: readonly Waiter[],
  year: number,
): Promise<{ waiter: Waiter; line: Line | undefined }[]> => {
  const lines = await linesOf(client, [...new Set(waiters.flatMap(({ standing }) => standing.path))], year);
  return waiters.map((waiter) => ({ waiter, line: fittingLine(waiter.standing, lines) }));
};

const pathOf = async (client: Client, orgId: string): Promise<string> =>
  (await client.query<{ path: string }>('SELECT path FROM organisation WHERE id = $1', [orgId])).rows[0]?.path ?? '';

/** Who waits for places of a line, in order. */
export const queueAt = async (client: Client, line: Pick<Line, 'id' | 'orgId' | 'year'>): Promise<Waiter[]> => {
  const below = await waitingBelow(client, await pathOf(client, line.orgId));
  return (await withLines(client, below, line.year)).filter((one) => one.line?.id === line.id).map(({ waiter }) => waiter);
};

/** Those who come before a case that waits since then; of the same day, whoever was recorded earlier. */
export const before = (queue: readonly Waiter[], me: { readonly caseId: string; readonly on: string }): Waiter[] => {
  const own = queue.findIndex(({ caseId }) => caseId === me.caseId);
  return own >= 0 ? queue.slice(0, own) : queue.filter(({ since }) => since <= me.on);
};

/** One who waits, as it is shown: its rank among all who wait for the same line, or with the same committee for one to be handed down. */
export interface Ranked {
  readonly waiter: Waiter;
  readonly line: Line | undefined;
  readonly rank: number;
  readonly of: number;
  /** Of those before it, how many could take a place today. */
  readonly before: number;
  readonly free: number;
}

interface Asked {
  readonly year: number;
  readonly on: string;
}

/** Everybody below an organisation who waits, with the ranks in lines that may reach beyond it. Once the year is over none of its places is free. */
export const rankedBelow = async (client: Client, path: string, { year, on }: Asked): Promise<Ranked[]> => {
  const inside = await withLines(client, await waitingBelow(client, path), year);
  if (inside.length === 0) return [];
  const top = await topOf(client, path, inside);
  const all = top === path ? inside : await withLines(client, await waitingBelow(client, top), year);
  const groups = new Map<string, typeof all>();
  for (const one of all) {
    const group = groups.get(groupOf(one));
    if (group) group.push(one);
    else groups.set(groupOf(one), [one]);
  }
  return inside.map(({ waiter, line }) => {
    const queue = groups.get(groupOf({ waiter, line })) ?? [];
    const at = queue.findIndex((one) => one.waiter.caseId === waiter.caseId);
    const earlier = queue.slice(0, Math.max(at, 0));
    return {
      waiter,
      line,
      rank: earlier.length + 1,
      of: queue.length,
      before: earlier.filter((one) => one.waiter.able).length,
      free: line && !lapseFree(year, on) ? leftOf(line) : 0,
    };
  });
};

const groupOf = ({ waiter, line }: { waiter: Waiter; line: Line | undefined }): string => line?.id ?? `none ${waiter.committeeId}`;

/** The highest organisation whose lines, or whose lack of lines, those inside share with others. */
const topOf = async (client: Client, path: string, inside: readonly { waiter: Waiter; line: Line | undefined }[]): Promise<string> => {
  const { rows } = await client.query<{ path: string }>('SELECT path FROM organisation WHERE id = ANY($1::uuid[])', [
    [...new Set(inside.map(({ waiter, line }) => line?.orgId ?? waiter.committeeId))],
  ]);
  return rows.reduce((top, row) => (row.path.length < top.length ? row.path : top), path);
};

/** Where one case stands in its line of the year. */
export const rankOf = async (
  client: Client,
  of: { readonly id: string; readonly unit: string },
  asked: Asked,
): Promise<Ranked | undefined> =>
  (await rankedBelow(client, await pathOf(client, of.unit), asked)).find(({ waiter }) => waiter.caseId === of.id);

/** A case waits from its first answer of a round that none was left; what was short last is kept beside. */
export const joinQueue = async (
  client: Client,
  { caseId, round, on }: { readonly caseId: string; readonly round: number; readonly on: string },
  why: string,
): Promise<void> => {
  await client.query('DELETE FROM quota_wait WHERE case_id = $1 AND round <> $2', [caseId, round]);
  await client.query(
    'INSERT INTO quota_wait (case_id, round, since, why) VALUES ($1, $2, $3, $4) ON CONFLICT (case_id) DO UPDATE SET why = EXCLUDED.why',
    [caseId, round, on, why],
  );
};

export const leaveQueue = async (client: Client, caseId: string): Promise<void> => {
  await client.query('DELETE FROM quota_wait WHERE case_id = $1', [caseId]);
};
