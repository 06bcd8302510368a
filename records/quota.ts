import { type Form, issueForm, type OnPaper, voidForms } from './numbers';
import { isOfPaper, lineOfPaper } from './paper-line';
import { before, joinQueue, leaveQueue, queueAt } from './place-queue';
import { tellFreed } from './places-free';
import { type Answer, type Asked, once } from './quota-answers';
import { type Line, leftOf, lineFor, lockLines } from './quota-lines';
import { type Client, standingOf, upwards } from './quota-tree';

interface Held {
  readonly round: number;
  readonly lineId: string;
  readonly year: number;
  readonly status: 'reserved' | 'used';
}

/** The one place that a case holds. */
const heldBy = async (client: Client, caseId: string): Promise<Held | undefined> => {
  const { rows } = await client.query<Held>(
    `SELECT r.round, r.line_id AS "lineId", l.year, r.status FROM quota_reservation r JOIN quota_line l ON l.id = r.line_id
     WHERE r.case_id = $1 AND r.status IN ('reserved', 'used')`,
    [caseId],
  );
  return rows[0];
};

const numberHeld = async (client: Client, caseId: string): Promise<string | undefined> => {
  const { rows } = await client.query<{ number: string }>(
    `SELECT number FROM issued_number WHERE case_id = $1 AND kind = 'development' AND status = 'issued'`,
    [caseId],
  );
  return rows[0]?.number;
};

const withNumberOf = async (client: Client, caseId: string, body: Record<string, unknown>): Promise<Record<string, unknown>> => {
  const number = await numberHeld(client, caseId);
  return number === undefined ? body : { ...body, number };
};

/** The place goes back to its line; number and booklet are void with the reason, for they stand in a form that names this case. */
const giveBack = async (client: Client, caseId: string, held: Held, why: string, on: string): Promise<void> => {
  await client.query('UPDATE quota_line SET reserved = reserved - 1 WHERE id = $1', [held.lineId]);
  await client.query(`UPDATE quota_reservation SET status = 'released', why = $3 WHERE case_id = $1 AND round = $2`, [
    caseId,
    held.round,
    why,
  ]);
  await voidForms(client, caseId, why, on);
};

interface ForPlace extends Asked, OnPaper {
  readonly round: number;
  readonly year: number;
  readonly withNumber: boolean;
  /** By the committee's written decision, past those who wait. */
  readonly ahead?: boolean;
}

/** `before`: how many come first to the places that are free. */
type Short = { readonly why: string; readonly before?: number };
/** `passed`: how many it went past by a decision. `unplanned`: of a year that is over, whose plan was never entered here. */
type Taken = Partial<Form> & { readonly line: string; readonly passed?: number; readonly unplanned?: 'no-quota-line' };

/**
 * Reserves a place of the year, and with `withNumber` the number and booklet that go with it: all of them or nothing. A place that the case still
 * holds from an earlier round (it was sent back and comes again) is given back first. Who gets none joins the queue; in it, whoever waited first comes first,
 * and only a decision of the committee (`ahead`) goes past them.
 */
export const reservePlace = (client: Client, ask: ForPlace): Promise<Answer<'placeReserved' | 'placeShort'>> =>
  once(client, ask, async () => {
    const { caseId, key, round, year, on } = ask;
    const held = await heldBy(client, caseId);
    if (held && (held.round === round || held.status === 'used'))
      return {
        kind: 'placeReserved',
        body: await withNumberOf(client, caseId, { key, line: held.lineId, round: held.round, year: held.year }),
      };
    const standing = await standingOf(client, ask.unitId, caseId);
    const wanted = await lineFor(client, standing, year);
    const lines = await lockLines(
      client,
      [held?.lineId, wanted].filter((id) => id !== undefined),
    );
    const line = wanted === undefined ? undefined : lines.get(wanted);
    const own = held !== undefined && held.lineId === line?.id;
    if (held) await giveBack(client, caseId, held, 'superseded', on);
    if (held && !own) await tellFreed(client, held.lineId, ask);
    const taken = await take(client, ask, line, own, standing.path);
    if ('why' in taken) {
      await joinQueue(client, ask, taken.why);
      if (line && own) await tellFreed(client, line.id, ask);
      return { kind: 'placeShort', body: { key, ...taken } };
    }
    await client.query('UPDATE quota_line SET reserved = reserved + 1 WHERE id = $1', [taken.line]);
    await client.query(
      `INSERT INTO quota_reservation (case_id, round, line_id, status, "on") VALUES ($1, $2, $3, 'reserved', $4)
       ON CONFLICT (case_id, round) DO UPDATE SET line_id = EXCLUDED.line_id, status = 'reserved', why = NULL, "on" = EXCLUDED."on"`,
      [caseId, round, taken.line, on],
    );
    await leaveQueue(client, caseId);
    return { kind: 'placeReserved', body: { key, round, year, ...taken } };
  });

/** Place and form together, of a line that is locked. */
const take = async (
  client: Client,
  ask: ForPlace,
  line: Line | undefined,
  own: boolean,
  path: readonly string[],
): Promise<Short | Taken> => {
  if (!line && isOfPaper(ask)) {
    await client.query('SAVEPOINT paper');
    const taken = await take(client, ask, await lineOfPaper(client, path, ask.year), own, path);
    if (!('why' in taken)) return { ...taken, unplanned: 'no-quota-line' };
    await client.query('ROLLBACK TO SAVEPOINT paper');
    return taken;
  }
  if (!line) return { why: 'no-quota-line' };
  const turn = await turnOf(client, ask, line, own);
  if ('why' in turn) return turn;
  if (!ask.withNumber) return { line: line.id, ...turn };
  const form = await issueForm(client, { ...ask, path });
  return 'why' in form ? form : { line: line.id, ...turn, ...form };
};

/**
 * May the case take a place of its line now? Asked while the line is locked, so two who ask at the same moment see each other's place in the queue. What a case
 * already held of the line is its own still; a form that was given out on paper had its place then, before anybody waited here.
 */
const turnOf = async (client: Client, ask: ForPlace, line: Line, own: boolean): Promise<Short | { readonly passed?: number }> => {
  const free = leftOf(line) + (own ? 1 : 0);
  if (free < 1) return { why: 'no-place' };
  if (own || ask.number !== undefined) return {};
  const earlier = before(await queueAt(client, line), ask).filter(({ able }) => able).length;
  if (free > earlier) return {};
  return ask.ahead ? { passed: earlier } : { why: 'not-first-in-line', before: earlier };
};

/** Gives the place of a round back. A used place is not released, a released one not twice; the answer is the same. */
export const releasePlace = (
  client: Client,
  ask: Asked & { readonly round: number; readonly why: string },
): Promise<Answer<'placeReleased'>> =>
  once(client, ask, async () => {
    const held = await heldBy(client, ask.caseId);
    if (held && held.round === ask.round && held.status === 'reserved') {
      await lockLines(client, [held.lineId]);
      await giveBack(client, ask.caseId, held, ask.why, ask.on);
      await tellFreed(client, held.lineId, ask);
    }
    return { kind: 'placeReleased', body: { key: ask.key, round: ask.round } };
  });

/**
 * The committee approved: the place that the case holds is used. Where the pack gives numbers at approval, the number is drawn now; without one left
 * the place is used all the same and the case learns of the shortage.
 */
export const usePlace = (
  client: Client,
  ask: Asked & { readonly round: number; readonly year: number; readonly withNumber: boolean },
): Promise<Answer<'placeUsed' | 'numberShort'>> =>
  once(client, ask, async () => {
    const { caseId, key } = ask;
    const held = await heldBy(client, caseId);
    if (!held) return { kind: 'numberShort', body: { key, why: 'no-place' } };
    if (held.status === 'reserved') {
      await lockLines(client, [held.lineId]);
      await client.query('UPDATE quota_line SET reserved = reserved - 1, used = used + 1 WHERE id = $1', [held.lineId]);
      await client.query(`UPDATE quota_reservation SET status = 'used' WHERE case_id = $1 AND round = $2`, [caseId, held.round]);
    }
    if (!ask.withNumber) return { kind: 'placeUsed', body: await withNumberOf(client, caseId, { key }) };
    const form = await issueForm(client, { ...ask, year: held.year, path: await upwards(client, ask.unitId) });
    return 'why' in form ? { kind: 'numberShort', body: { key, why: form.why } } : { kind: 'placeUsed', body: { key, ...form } };
  });
