import { heartbeat } from '@temporalio/activity';
import { createHash } from 'node:crypto';
import { mayRecordFor, seatsIn } from '../domain/authority/seats';
import type { Who } from '../domain/authority/who';
import type { Party } from '../domain/case/command';
import type { FactDraft } from '../domain/case/fact';
import { actOf } from '../domain/case/fold';
import type { Telling } from '../domain/occasions/tell';
import { commandOf } from '../dispatch/opener';
import { procedureOf } from '../domain/procedures';
import { whoIs } from '../records/accounts';
import { evidenceFor } from '../records/lookups';
import { type CaseAt, findCase } from '../records/places';
import { bodyHash, register } from '../records/register';
import type { ActivityDeps, Performance } from './index';

/** A uuid that is the same for the same words: a telling that runs twice sends the same command. */
const uuidOf = (...words: string[]): string => {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Papers of an occasion serve under the kinds that its cases ask for: one talk sheet is each one's talk record. */
const SERVES: Readonly<Record<string, string>> = { recordTalk: 'talk-record', preReview: 'pre-review-opinion', recordVote: 'minutes', decideApproval: 'approval-opinion' };

/** Told by the public or by the clock: nobody needs a right to make a case pause, and a case counts a notice's days itself. */
const RIGHTLESS = ['holdForObjection', 'completeNotice'];

/**
 * Whoever holds the occasion must have a lawful seat in each case that it names: a branch cannot put another branch's applicant on its notice.
 */
const speakers = (found: CaseAt, telling: Telling, actor: Who | undefined, recorder: Who | undefined): { actor: Party; recorder: Party } | undefined => {
  const seats = actOf(procedureOf(found.procedure), telling.command)?.seats ?? [];
  if (RIGHTLESS.includes(telling.command) && telling.actor && telling.recorder) return { actor: telling.actor, recorder: telling.recorder };
  const seat = actor && seatsIn(actor, found.place).find((one) => seats.includes(one));
  if (!actor || !recorder || !seat) return undefined;
  if (recorder.personId === actor.personId) return { actor: { id: actor.personId, seat }, recorder: { id: actor.personId, seat } };
  if (!mayRecordFor(recorder, seat, found.place)) return undefined;
  return { actor: { id: actor.personId, seat }, recorder: { id: recorder.personId, seat: telling.recorder?.seat ?? seat } };
};

/** Speaks to cases one after the other, by Update, in the name of whoever holds the occasion. A refusal or an ended case is the occasion's record. */
export const tellCases = async ({ database, courier, signer, now }: ActivityDeps, { id, procedure, ask }: Performance): Promise<FactDraft[]> => {
  const telling = ask.args as unknown as Telling;
  const serves = SERVES[telling.command];
  const papers = telling.papers.map((paper) => (serves && !telling.papers.some(({ kind }) => kind === serves) ? { ...paper, kind: serves } : paper));
  const results: { case: string; ok: boolean; code?: string }[] = [];
  for (const row of telling.rows) {
    heartbeat(row.case);
    const found = await findCase(database.pool, row.case);
    const parties = found && speakers(found, telling, await whoIs(database.pool, telling.actor?.id ?? '', telling.on), await whoIs(database.pool, telling.recorder?.id ?? '', telling.on));
    if (!found || !parties) {
      results.push({ case: row.case, ok: false, code: found ? 'forbidden' : 'not-found' });
      continue;
    }
    const asked = { kind: telling.command, on: telling.on, ...parties, body: { ...row.body }, papers, occasion: { id, machine: procedure }, ...(telling.late ? { lateReason: true } : {}) };
    const key = `${id}:${ask.key}:${row.case}`;
    const command = commandOf(signer, row.case, asked, await evidenceFor(database.pool, found.state, asked), uuidOf(key), bodyHash({ key }));
    const registered = await register(database.pool, command, parties.actor.id, key, await now());
    if (registered.status === 'refused') {
      results.push({ case: row.case, ok: false, code: registered.refusal?.code });
      continue;
    }
    const { refusal } = registered.status === 'accepted' ? { refusal: undefined } : await courier.deliver(registered.command, found.procedure);
    results.push(refusal ? { case: row.case, ok: false, code: refusal.code } : { case: row.case, ok: true });
  }
  return [{ kind: 'casesTold', body: { key: ask.key, command: telling.command, results } }];
};

