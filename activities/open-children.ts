import { heartbeat } from '@temporalio/activity';
import type { Pool } from 'pg';
import { Unavailable } from '../dispatch/courier';
import { open } from '../dispatch/opener';
import type { FactDraft } from '../domain/case/fact';
import { type ChildAsk, SYSTEM } from '../domain/case/telling';
import { procedureOf } from '../domain/procedures';
import { calendarFor } from '../records/calendars';
import { namedObjections } from '../records/objections';
import { findCase } from '../records/places';
import { Refused } from '../records/refused';
import { bodyHash } from '../records/register';
import { statuteFor } from '../records/statutes';
import { upward } from '../records/upward';
import type { ActivityDeps, Performance } from './index';

/** Of the investigation of an objection: the first that came with a name, whose sender is owed an answer. The case that is examined knows nothing of it. */
const objectorOf = async (
  pool: Pool,
  kase: string,
  { cause, notice }: Readonly<Record<string, unknown>>,
): Promise<{ named?: true; objection?: string }> => {
  const [objection] = cause === 'objection' && typeof notice === 'string' ? await namedObjections(pool, { notice, kase }) : [];
  return objection ? { named: true, objection } : {};
};

/**
 * Opens the children a case asked for, at its own place, each once: the register knows them by the ask and the row. One that cannot be opened (the person is
 * on the way to another post) is an answer with its code, not a failure.
 */
export const openChildren = async (deps: ActivityDeps, { id, ask }: Performance): Promise<FactDraft[]> => {
  const { pool } = deps.database;
  const children = ask.args as unknown as ChildAsk;
  const parent = await findCase(pool, id);
  const above = parent && (await upward(pool, parent.state.unit));
  if (!parent || !above) throw new Error(`case ${id} has no row or no place`);
  const { unit, committee, higher } = parent.state;
  const statute = statuteFor(children.procedure, above.overlays, await calendarFor(deps.database, above.region));
  const rows: { subject?: string; case?: string; code?: string }[] = [];
  for (const [index, { subject, body }] of children.rows.entries()) {
    heartbeat(index);
    // The space keeps it apart from every key that a person can send.
    const key = `child of ${id}:${ask.key}:${index}`;
    try {
      const opened = await open(
        { pool, statutes: deps.statutes, signer: deps.signer, vault: deps.vault },
        {
          procedure: children.procedure,
          statute,
          hash: bodyHash({ key }),
          place: {
            unit,
            committee,
            ...(higher ? { higher } : {}),
            ...(subject ? { subject } : {}),
            parent: { id, procedure: parent.procedure },
          },
          asked: {
            ...{ kind: children.act, on: children.on, actor: SYSTEM, recorder: SYSTEM, papers: [] },
            body: { ...body, ...(await objectorOf(pool, id, body)) },
          },
        },
        SYSTEM.id,
        key,
        await deps.now(),
      );
      // If Temporal is away the sweep starts it.
      await deps.courier.start(opened.id).catch((error: Error) => {
        if (!(error instanceof Unavailable)) throw error;
      });
      rows.push({ ...(subject ? { subject } : {}), case: opened.id });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      rows.push({ ...(subject ? { subject } : {}), code: error.refusal.code });
    }
  }
  // What only inspectors read leaves no trace of itself in the case that it examines.
  const silent = procedureOf(children.procedure).readers === 'inspectors';
  return [{ kind: 'childrenOpened', body: { key: ask.key, procedure: children.procedure, rows: silent ? [] : rows } }];
};
