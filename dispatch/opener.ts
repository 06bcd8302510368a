import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { dayOf } from '../domain/calendar/day';
import type { Command, PaperRef, Party } from '../domain/case/command';
import type { Fact } from '../domain/case/fact';
import { factOf, fold, newState } from '../domain/case/fold';
import { judge } from '../domain/case/judge';
import { refuse } from '../domain/case/refusal';
import type { MachineState } from '../domain/case/state';
import type { Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import { transaction } from '../records/database';
import { evidenceFor } from '../records/lookups';
import { recordFactsIn } from '../records/record';
import { bodyHash, register } from '../records/register';
import { Refused } from '../records/refused';
import type { Statutes } from '../records/statutes';
import { readRow } from '../records/projection';
import type { Signer } from './signer';

/** What a sender asks for; the courier's side adds id, evidence and signature. */
export interface Asked {
  readonly kind: string;
  readonly on: string;
  readonly actor: Party;
  readonly recorder: Party;
  readonly body: Record<string, unknown>;
  readonly papers: PaperRef[];
  readonly expectedSeq?: number;
  readonly lateReason?: boolean;
  readonly occasion?: { id: string; machine: string };
  readonly statute?: Statute;
}

export interface Opening {
  readonly procedure: string;
  readonly statute: Statute;
  readonly place: { readonly unit: string; readonly committee: string; readonly higher?: string; readonly subject?: string };
  readonly asked: Asked;
  /** Recorded facts of a case begun on paper, oldest first: each judged as of its own day, what the rules refuse becomes a finding. */
  readonly past?: readonly Asked[];
}

export interface Opened {
  readonly id: string;
  readonly seq: number;
  readonly findings: readonly { readonly seq: number; readonly code: string }[];
}

const digest = (asked: Asked): string => bodyHash({ kind: asked.kind, on: asked.on, actor: asked.actor, body: asked.body, papers: asked.papers.map(({ id }) => id), late: asked.lateReason, expectedSeq: asked.expectedSeq });

/** The signed command of an ask. */
export const commandOf = (signer: Signer, target: string, asked: Asked, evidence: Record<string, unknown>, id: string, hash = digest(asked)): Command =>
  signer.sign({
    id,
    target,
    kind: asked.kind,
    on: asked.on,
    actor: asked.actor,
    recorder: asked.recorder,
    body: asked.body,
    bodyHash: hash,
    papers: asked.papers,
    evidence,
    evidenceOn: asked.on,
    ...(asked.occasion ? { occasion: asked.occasion } : {}),
    ...(asked.expectedSeq === undefined ? {} : { expectedSeq: asked.expectedSeq }),
    ...(asked.lateReason ? { lateReason: true } : {}),
    ...(asked.statute ? { statute: asked.statute } : {}),
  });

/**
 * Opens a case or an occasion: judged here (there is no workflow yet to ask), then one transaction writes register, statute, row and first facts; after it
 * the case exists, whatever crashes. The unique index on (person, procedure) decides between two openings at once.
 *
 * @throws Refused
 */
export const open = async (pool: Pool, statutes: Statutes, signer: Signer, opening: Opening, sender: string, key: string, now: number): Promise<Opened & { fresh: boolean }> => {
  const procedure = procedureOf(opening.procedure);
  const id = randomUUID();
  const { statute } = opening;
  const today = dayOf(now);
  const origin = newState(procedure, { id, ...opening.place }, statute, opening.asked.on);
  const command = commandOf(signer, id, opening.asked, await evidenceFor(pool, origin, opening.asked), randomUUID());
  const refusal = judge({ procedure, state: origin, command, statute, today, imported: opening.past !== undefined });
  const earlier = await alreadyOpened(pool, sender, key, command.bodyHash);
  if (earlier) return { ...earlier, fresh: false };
  if (refusal) throw new Refused(refusal);
  let state: MachineState = origin;
  const facts: Fact[] = [];
  const findings: Opened['findings'][number][] = [];
  for (const asked of [opening.asked, ...(opening.past ?? [])]) {
    const past: Command = asked === opening.asked ? command : commandOf(signer, id, asked, await evidenceFor(pool, state, asked), randomUUID());
    if (past.on > today) throw new Refused(refuse('future-day', `日期 ${past.on} 还没有到`, `${past.on} has not come yet`, ['只能补录已发生的事', 'Only what has happened can be brought in'], { pointer: `/past/${facts.length - 1}/on` }));
    const found = asked === opening.asked ? undefined : judge({ procedure, state, command: past, statute, today: past.on, imported: true });
    if (found && (found.code === 'unknown-act' || found.code === 'bad-field')) throw new Refused({ ...found, pointer: `/past/${facts.length - 1}${found.pointer ?? ''}` });
    const fact: Fact = { ...factOf(procedure, state, past, now), ...(found ? { finding: { code: found.code, ...(found.clause ? { clause: found.clause } : {}), ...(isYounger(statute, found.clause, past.on) ? { note: true } : {}) } } : {}) };
    state = fold(procedure, state, fact, statute);
    facts.push(fact);
    if (found) findings.push({ seq: fact.seq, code: found.code });
  }
  try {
    await transaction(pool, async (client) => {
      const registered = await register(client, command, sender, key, now);
      if (!registered.fresh) throw new Refused(refuse('in-flight', '同一请求正在办理', 'The same request is under way', ['稍后用同一 Idempotency-Key 重试', 'Try again with the same key'], {}));
      await statutes.keep(statute, client);
      await insertRow(client, opening.procedure, procedure.subject, origin, statute, now);
      await recordFactsIn(client, statutes, id, facts, now);
    });
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'case_row_open_key')
      throw new Refused(refuse('duplicate', '此人已有在办的申请', 'This person has an open case', ['在原案上继续办理', 'Go on with the open one'], { pointer: '/subject' }));
    throw error;
  }
  return { id, seq: facts.length, findings, fresh: true };
};

/** A figure younger than the fact is only a note: the law of that day did not ask for it. */
const isYounger = (statute: Statute, clause: string | undefined, on: string): boolean => clause !== undefined && Object.values(statute.figures).some((figure) => figure.clause === clause && figure.since > on);

const alreadyOpened = async (pool: Pool, sender: string, key: string, hash: string): Promise<Opened | undefined> => {
  const { rows } = await pool.query<{ case_id: string; body_hash: string; seq: number }>('SELECT c.case_id, c.body_hash, r.seq FROM command c JOIN case_row r ON r.id = c.case_id WHERE c.sender_id = $1 AND c.key = $2', [sender, key]);
  const row = rows[0];
  if (!row) return undefined;
  if (row.body_hash !== hash) throw new Refused(refuse('key-reused', '同一 Idempotency-Key 用于了不同内容', 'The Idempotency-Key was used for something else', ['换一个新的 Idempotency-Key', 'Use a new Idempotency-Key'], { pointer: '/headers/idempotency-key' }));
  return { id: row.case_id, seq: row.seq, findings: [] };
};

/** The row begins at its origin (seq 0), from which the ledger can always be folded again. */
const insertRow = async (client: Parameters<typeof register>[0], procedure: string, subjectKind: string, origin: MachineState, statute: Statute, now: number): Promise<void> => {
  const procedureValue = procedureOf(procedure);
  const view = readRow(procedureValue, origin, statute);
  await client.query(
    `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, steps, stage, seq, state, statute_hash, origin, opened_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, 0, $10::jsonb, $11, $12::jsonb, to_timestamp($13::double precision / 1000), to_timestamp($13::double precision / 1000))`,
    [origin.id, procedure, subjectKind, origin.subject ?? null, origin.unit, origin.committee, origin.openedOn, view.steps, view.stage, JSON.stringify(origin), statute.hash, JSON.stringify(origin), now],
  );
};
