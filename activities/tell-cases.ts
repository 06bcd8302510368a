import { heartbeat } from '@temporalio/activity';
import { Unavailable } from '../dispatch/courier';
import { commandOf } from '../dispatch/opener';
import type { Who } from '../domain/authority/who';
import type { Party } from '../domain/case/command';
import type { FactDraft } from '../domain/case/fact';
import type { Telling } from '../domain/occasions/tell';
import { whoIs } from '../records/accounts';
import { uuidOf } from '../records/ids';
import { evidenceFor } from '../records/lookups';
import { committeeOf, findCase } from '../records/places';
import { bodyHash, register, registeredAs, toldBy } from '../records/register';
import { papersTold, speakers } from '../records/speakers';
import type { ActivityDeps, Performance } from './index';

interface Result {
  readonly case: string;
  readonly ok: boolean;
  readonly code?: string;
}

/** Who speaks for the occasion, and of which committee it is. */
interface Voices {
  readonly actor: Who | undefined;
  readonly recorder: Who | undefined;
  readonly committee: string | undefined;
}

/**
 * Speaks to cases one after the other, by Update, in the name of whoever holds the occasion. A refusal or an ended case is the occasion's record. A case that
 * does not answer keeps no other waiting: the rest is told, then the telling is tried again, and who was told before answers the same.
 */
export const tellCases = async (deps: ActivityDeps, performance: Performance): Promise<FactDraft[]> => {
  const { pool } = deps.database;
  const telling = performance.ask.args as unknown as Telling;
  const whoever = (party: Party | undefined): Promise<Who | undefined> =>
    party ? whoIs(pool, party.id, telling.on) : Promise.resolve(undefined);
  const voices: Voices = {
    actor: await whoever(telling.actor),
    recorder: await whoever(telling.recorder),
    committee: await committeeOf(pool, performance.id),
  };
  const results: Result[] = [];
  let silence: Unavailable | undefined;
  for (const row of telling.rows) {
    heartbeat(row.case);
    try {
      results.push(await tellOne(deps, performance, telling, row, voices));
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      silence ??= error;
    }
  }
  if (silence) throw silence;
  return [{ kind: 'casesTold', body: { key: performance.ask.key, command: telling.command, results } }];
};

const tellOne = async (
  { database: { pool }, courier, signer, vault, now }: ActivityDeps,
  { id, procedure, ask }: Performance,
  telling: Telling,
  row: Telling['rows'][number],
  { actor, recorder, committee }: Voices,
): Promise<Result> => {
  const found = await findCase(pool, row.case);
  if (!found) return { case: row.case, ok: false, code: 'not-found' };
  const key = `${toldBy(id)}${ask.key}:${row.case}`;
  let registered = await registeredAs(pool, uuidOf(key));
  if (!registered) {
    const parties = speakers(found, telling, actor, recorder, committee);
    if (!parties) return { case: row.case, ok: false, code: 'forbidden' };
    const papers = papersTold(telling.command, telling.papers);
    const asked = {
      kind: telling.command,
      on: row.on ?? telling.on,
      ...parties,
      body: { ...row.body },
      papers,
      occasion: { id, machine: procedure },
      ...(telling.late ? { lateReason: true } : {}),
    };
    const [evidence, at] = [await evidenceFor(pool, found.state, asked, vault), await now()];
    const command = commandOf(signer, row.case, asked, evidence, uuidOf(key), at, bodyHash({ key }));
    registered = await register(pool, command, parties.actor.id, key, at);
  }
  const refusal =
    registered.status === 'registered' ? (await courier.deliver(registered.command, found.procedure)).refusal : registered.refusal;
  return refusal ? { case: row.case, ok: false, code: refusal.code } : { case: row.case, ok: true };
};
