import { heartbeat } from '@temporalio/activity';
import { Unavailable } from '../dispatch/courier';
import { commandOf } from '../dispatch/opener';
import { mayRecordFor, seatsIn, sitsAbove } from '../domain/authority/seats';
import type { Who } from '../domain/authority/who';
import { actOf } from '../domain/case/acts';
import type { Party } from '../domain/case/command';
import type { FactDraft } from '../domain/case/fact';
import type { Telling } from '../domain/occasions/tell';
import { procedureOf } from '../domain/procedures';
import { whoIs } from '../records/accounts';
import { uuidOf } from '../records/ids';
import { evidenceFor } from '../records/lookups';
import { type CaseAt, committeeOf, findCase } from '../records/places';
import { bodyHash, register, registeredAs, toldBy } from '../records/register';
import type { ActivityDeps, Performance } from './index';

/** Papers of an occasion serve under the kinds that its cases ask for: one talk sheet is each one's talk record. */
const SERVES: Readonly<Record<string, string>> = {
  recordTalk: 'talk-record',
  preReview: 'pre-review-opinion',
  recordVote: 'minutes',
  recordRecommendation: 'minutes',
  decideApproval: 'approval-opinion',
  recordDecision: 'minutes',
};

/**
 * Whoever holds the occasion must have a lawful seat in each case that it names: a branch cannot put another branch's applicant on its notice. `votes`: the
 * committee that holds a vote which the one above the case's own may take.
 */
const speakers = (
  found: CaseAt,
  telling: Telling,
  actor: Who | undefined,
  recorder: Who | undefined,
  votes: string | undefined,
): { actor: Party; recorder: Party } | undefined => {
  const act = actOf(procedureOf(found.procedure), telling.command);
  if (votes !== undefined && votes !== found.place.committeeId) return fromAbove(found, actor, recorder, votes);
  const seats = act?.seats ?? [];
  if (act?.rightless && telling.actor && telling.recorder) return { actor: telling.actor, recorder: telling.recorder };
  const held = actor ? seatsIn(actor, found.place) : [];
  const seat = seats.find((one) => held.includes(one));
  if (!actor || !recorder || !seat) return undefined;
  if (recorder.personId === actor.personId) return { actor: { id: actor.personId, seat }, recorder: { id: actor.personId, seat } };
  if (!mayRecordFor(recorder, seat, found.place)) return undefined;
  return { actor: { id: actor.personId, seat }, recorder: { id: recorder.personId, seat: telling.recorder?.seat ?? seat } };
};

/** A committee that votes in the place of one below it is spoken for by those who sit there; whether it may vote the case judges. */
const fromAbove = ({ place }: CaseAt, actor: Who | undefined, recorder: Who | undefined, committee: string) =>
  actor && recorder && [actor, recorder].every((one) => sitsAbove(one, place, committee))
    ? {
        actor: { id: actor.personId, seat: 'higher-officer' as const },
        recorder: { id: recorder.personId, seat: 'higher-officer' as const },
      }
    : undefined;

interface Result {
  readonly case: string;
  readonly ok: boolean;
  readonly code?: string;
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
  const [actor, recorder] = [await whoever(telling.actor), await whoever(telling.recorder)];
  const results: Result[] = [];
  let silence: Unavailable | undefined;
  for (const row of telling.rows) {
    heartbeat(row.case);
    try {
      results.push(await tellOne(deps, performance, telling, row, actor, recorder));
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
  actor: Who | undefined,
  recorder: Who | undefined,
): Promise<Result> => {
  const found = await findCase(pool, row.case);
  if (!found) return { case: row.case, ok: false, code: 'not-found' };
  const key = `${toldBy(id)}${ask.key}:${row.case}`;
  let registered = await registeredAs(pool, uuidOf(key));
  if (!registered) {
    const votes = actOf(procedureOf(found.procedure), telling.command)?.above ? await committeeOf(pool, id) : undefined;
    const parties = speakers(found, telling, actor, recorder, votes);
    if (!parties) return { case: row.case, ok: false, code: 'forbidden' };
    const serves = SERVES[telling.command];
    const papers = telling.papers.map((paper) =>
      serves && !telling.papers.some(({ kind }) => kind === serves) ? { ...paper, kind: serves } : paper,
    );
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
