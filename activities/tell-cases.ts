import { heartbeat } from '@temporalio/activity';
import { createHash } from 'node:crypto';
import type { FactDraft } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import type { Telling } from '../domain/occasions/tell';
import { commandOf } from '../dispatch/opener';
import { evidenceFor } from '../records/lookups';
import { bodyHash, register } from '../records/register';
import type { ActivityDeps, Performance } from './index';

/** A uuid that is the same for the same words: a telling that runs twice sends the same command. */
const uuidOf = (...words: string[]): string => {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Papers of an occasion serve under the kinds that its cases ask for: one talk sheet is each one's talk record. */
const SERVES: Readonly<Record<string, string>> = { recordTalk: 'talk-record', preReview: 'pre-review-opinion', recordVote: 'minutes', decideApproval: 'approval-opinion' };

/** Speaks to cases one after the other, by Update, in the name of whoever holds the occasion. A refusal or an ended case is the occasion's record. */
export const tellCases = async ({ database, courier, signer, now }: ActivityDeps, { id, procedure, ask }: Performance): Promise<FactDraft[]> => {
  const telling = ask.args as unknown as Telling;
  const serves = SERVES[telling.command];
  const papers = telling.papers.map((paper) => (serves && !telling.papers.some(({ kind }) => kind === serves) ? { ...paper, kind: serves } : paper));
  const results: { case: string; ok: boolean; code?: string }[] = [];
  for (const row of telling.rows) {
    heartbeat(row.case);
    const { rows } = await database.pool.query<{ state: MachineState; procedure: string }>('SELECT state, procedure FROM case_row WHERE id = $1', [row.case]);
    const found = rows[0];
    if (!found || !telling.actor || !telling.recorder) {
      results.push({ case: row.case, ok: false, code: 'not-found' });
      continue;
    }
    const asked = { kind: telling.command, on: telling.on, actor: telling.actor, recorder: telling.recorder, body: { ...row.body }, papers, occasion: { id, machine: procedure }, ...(telling.late ? { lateReason: true } : {}) };
    const key = `${id}:${ask.key}:${row.case}`;
    const command = commandOf(signer, row.case, asked, await evidenceFor(database.pool, found.state, asked), uuidOf(key), bodyHash({ key }));
    const registered = await register(database.pool, command, telling.actor.id, key, await now());
    if (registered.status === 'refused') {
      results.push({ case: row.case, ok: false, code: registered.refusal?.code });
      continue;
    }
    const { refusal } = registered.status === 'accepted' ? { refusal: undefined } : await courier.deliver(registered.command, found.procedure);
    results.push(refusal ? { case: row.case, ok: false, code: refusal.code } : { case: row.case, ok: true });
  }
  return [{ kind: 'casesTold', body: { key: ask.key, command: telling.command, results } }];
};

