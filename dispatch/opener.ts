import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { dayOf } from '../domain/calendar/day';
import { actOf } from '../domain/case/acts';
import type { Command, PaperRef, Party } from '../domain/case/command';
import type { Fact } from '../domain/case/fact';
import { findingsOf, overdueBy } from '../domain/case/findings';
import { factOf, fold, newState } from '../domain/case/fold';
import { judge } from '../domain/case/judge';
import type { Procedure } from '../domain/case/procedure';
import { type Refusal, refuse } from '../domain/case/refusal';
import type { MachineState } from '../domain/case/state';
import type { Text } from '../domain/case/step';
import { FORM_NUMBER } from '../domain/contract/cases';
import { overdueWord } from '../domain/contract/words';
import type { Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import { transaction } from '../records/database';
import { answerLedger } from '../records/ledgers';
import { evidenceFor } from '../records/lookups';
import { readRow } from '../records/projection';
import { recordFactsIn } from '../records/record';
import { keyReused, Refused } from '../records/refused';
import { bodyHash, register } from '../records/register';
import type { Vault } from '../records/sealed';
import type { Statutes } from '../records/statutes';
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
  /** Of the paper past: the number that stands on the form, entered instead of one drawn from the ranges. */
  readonly number?: string;
  readonly booklet?: string;
  readonly statute?: Statute;
}

export interface Opening {
  readonly procedure: string;
  readonly statute: Statute;
  readonly place: {
    readonly unit: string;
    readonly committee: string;
    readonly higher?: string;
    readonly subject?: string;
    readonly parent?: MachineState['parent'];
  };
  readonly asked: Asked;
  /** Digest of the whole request. */
  readonly hash: string;
  /** Recorded facts of a case begun on paper, oldest first: each judged as of its own day, what the rules refuse becomes a finding. */
  readonly past?: readonly Asked[];
}

/** What an opening needs of the office that does it. */
export interface OpeningOffice {
  readonly pool: Pool;
  readonly statutes: Statutes;
  readonly signer: Signer;
  readonly vault: Vault;
}

export interface Opened {
  readonly id: string;
  readonly seq: number;
  readonly findings: readonly OpenedFinding[];
}

/** A finding as whoever brings the past in is told of it. */
export interface OpenedFinding {
  readonly seq: number;
  readonly code: string;
  readonly clause?: string;
  readonly step?: string;
  readonly due?: string;
  readonly on?: string;
  readonly text?: Text;
}

const digest = (target: string, asked: Asked): string =>
  bodyHash({
    target,
    kind: asked.kind,
    on: asked.on,
    actor: asked.actor,
    body: asked.body,
    papers: asked.papers.map(({ id }) => id),
    late: asked.lateReason,
    expectedSeq: asked.expectedSeq,
  });

/** The signed command of an ask. `hash` is the digest of the request as it was sent: a repeat on the next day, or after an office changed hands, is the same request. */
export const commandOf = (
  signer: Signer,
  target: string,
  asked: Asked,
  evidence: Record<string, unknown>,
  id: string,
  issuedAt: number,
  hash = digest(target, asked),
): Command =>
  signer.sign({
    id,
    issuedAt,
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
 * the case exists, whatever crashes. The unique indexes (one open case of a person and procedure, one open
 * election of a branch) decide between two openings at once.
 *
 * @throws Refused
 */
export const open = async (
  office: OpeningOffice,
  opening: Opening,
  sender: string,
  key: string,
  now: number,
): Promise<Opened & { fresh: boolean }> => {
  const { pool, statutes, signer, vault } = office;
  const procedure = procedureOf(opening.procedure);
  const id = randomUUID();
  const { statute } = opening;
  const today = dayOf(now);
  const origin = newState(procedure, { id, ...opening.place }, statute, opening.asked.on);
  const command = commandOf(
    signer,
    id,
    opening.asked,
    await evidenceFor(pool, origin, opening.asked, vault),
    randomUUID(),
    now,
    opening.hash,
  );
  const refusal = judge({ procedure, state: origin, command, statute, today, imported: opening.past !== undefined });
  const finding = opening.past && refusal?.code === 'too-young' && (await isOldEnoughNow(office, procedure, origin, opening, today, now));
  const earlier = await alreadyOpened(pool, sender, key, command.bodyHash);
  if (earlier) return { ...earlier, fresh: false };
  if (refusal && !finding) throw new Refused(refusal);
  for (const [index, asked] of (opening.past ?? []).entries())
    checkForm(procedure, origin, commandOf(signer, id, asked, {}, id, now), statute, today, index);
  const facts: Fact[] = [];
  // Outside the transaction: what this process remembers as kept must not be rolled back.
  await statutes.keep(statute);
  try {
    const fresh = await transaction(pool, async (client) => {
      const registered = await register(client, command, sender, key, now);
      if (!registered.fresh) return false;
      await insertRow(client, opening.procedure, procedure.subject, origin, statute, now);
      const first = factOf(procedure, origin, command, now);
      facts.push(
        opening.past ? { ...first, imported: true, ...(refusal ? { finding: findingOf(refusal, statute, opening.asked.on) } : {}) } : first,
      );
      if (opening.past)
        facts.push(
          ...(await bringIn(client, office, procedure, fold(procedure, origin, facts[0] as Fact, statute), opening.past, statute, now)),
        );
      await recordFactsIn(client, statutes, id, facts, now);
      return true;
    });
    // The same request at the same moment: its first sender has committed by now.
    const other = fresh ? undefined : await alreadyOpened(pool, sender, key, command.bodyHash);
    if (other) return { ...other, fresh: false };
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'case_row_open_key')
      throw new Refused(
        refuse('duplicate', '此人已有在办的申请', 'This person has an open case', ['在原案上继续办理', 'Go on with the open one'], {
          pointer: '/subject',
        }),
      );
    if (code === '23505' && constraint === 'case_row_open_election_key')
      throw new Refused(
        refuse(
          'duplicate',
          '本支部已有在办的选举',
          'The branch has an election under way',
          ['在原案上继续办理', 'Go on with the open one'],
          { pointer: '/unit' },
        ),
      );
    throw error;
  }
  return {
    id,
    seq: facts.length,
    findings: facts.flatMap((fact) => told(opening.procedure, fact)),
    fresh: true,
  };
};

const told = (procedure: string, fact: Pick<Fact, 'seq' | 'on' | 'finding' | 'overdue'>): OpenedFinding[] =>
  findingsOf(fact).map(({ code, clause, overdue }) => ({
    seq: fact.seq,
    code,
    ...(clause ? { clause } : {}),
    ...(overdue ? { step: overdue.step, due: overdue.due, on: fact.on, text: overdueWord(procedure, overdue, fact.on) } : {}),
  }));

/** What cannot be read at all, or has not happened yet, is the sender's mistake, not a finding. */
const checkForm = (procedure: Procedure, state: MachineState, command: Command, statute: Statute, today: string, index: number): void => {
  const at = `/past/${index}`;
  if (command.on > today)
    throw new Refused(
      refuse(
        'future-day',
        `日期 ${command.on} 还没有到`,
        `${command.on} has not come yet`,
        ['只能补录已发生的事', 'Only what has happened can be brought in'],
        { pointer: `${at}/on` },
      ),
    );
  const found = judge({ procedure, state, command, statute, today: command.on, imported: true });
  if (['unknown-act', 'bad-field', 'wrong-way'].includes(found?.code ?? '') && found)
    throw new Refused({ ...found, pointer: `${at}${found.pointer ?? ''}` });
};

/** The number that stands on the form that follows in the same past, where the pre-review names none: never another, drawn beside it. */
const numberOnForm = (past: readonly Asked[]): string | undefined => {
  const number = past.find(({ kind }) => kind === 'fillForm')?.body.number;
  return typeof number === 'string' && FORM_NUMBER.test(number) ? number : undefined;
};

/** The paper past as facts. What a fact asks of the ledgers is answered at once and as of its day, so that the next one finds its place and number. */
const bringIn = async (
  client: PoolClient,
  { signer, vault }: OpeningOffice,
  procedure: Procedure,
  opened: MachineState,
  past: readonly Asked[],
  statute: Statute,
  now: number,
): Promise<Fact[]> => {
  let state = opened;
  const facts: Fact[] = [];
  const add = (fact: Fact, act?: string): void => {
    const before = state;
    state = fold(procedure, state, fact, statute);
    const overdue = overdueBy(before, state, statute, fact.on, act);
    facts.push(overdue ? { ...fact, overdue } : fact);
  };
  for (const [index, asked] of past.entries()) {
    // What only a notice, a meeting or a ceremony can say was said by one on paper.
    const said = actOf(procedure, asked.kind)?.via.includes('person') ? asked : { ...asked, occasion: { id: state.id, machine: 'paper' } };
    const command = commandOf(
      signer,
      state.id,
      said,
      await evidenceFor(client, state, { ...asked, earlier: facts }, vault),
      randomUUID(),
      now,
    );
    const found = judge({ procedure, state, command, statute, today: asked.on, imported: true });
    const finding = found && findingOf(found, statute, asked.on);
    add({ ...factOf(procedure, state, command, now), imported: true, ...(finding ? { finding } : {}) }, asked.kind);
    for (let next = state.asks[0]; next; next = state.asks[0]) {
      const number = asked.number ?? numberOnForm(past.slice(index));
      const onPaper = { number, ...(asked.booklet ? { booklet: asked.booklet } : {}) };
      const ask = number && next.kind === 'reservePlace' ? { ...next, args: { ...next.args, ...onPaper } } : next;
      const { kind, body } = await answerLedger(client, { id: state.id, unit: state.unit, on: asked.on, ask }, now);
      // One number, one form: a booklet that nobody named is missing in the count. A place that the plan of its year does not show is one more than planned.
      const code = body.unplanned === 'no-quota-line' ? body.unplanned : body.unnamed ? 'booklet-unnamed' : undefined;
      const finding = code === undefined ? {} : { finding: { code, clause: 'admission.quota' } };
      add({ v: 1, seq: state.seq + 1, kind, on: asked.on, at: now, body, papers: [], imported: true, ...finding });
    }
  }
  return facts;
};

/** What the rules would have refused, as the case keeps it. */
const findingOf = ({ code, clause }: Refusal, statute: Statute, on: string): NonNullable<Fact['finding']> => ({
  code,
  ...(clause ? { clause } : {}),
  ...(isYounger(statute, clause, on) ? { note: true } : {}),
});

/** Applied too young, on paper: by now the rules would take the same application, so that it came early is a finding. */
const isOldEnoughNow = async (
  { pool, signer, vault }: OpeningOffice,
  procedure: Procedure,
  origin: MachineState,
  { asked, statute }: Opening,
  today: string,
  now: number,
): Promise<boolean> => {
  const current = { ...asked, on: today };
  const command = commandOf(signer, origin.id, current, await evidenceFor(pool, origin, current, vault), randomUUID(), now);
  return judge({ procedure, state: origin, command, statute, today, imported: true }) === undefined;
};

/** A figure younger than the fact is only a note: the law of that day did not ask for it. */
const isYounger = (statute: Statute, clause: string | undefined, on: string): boolean =>
  clause !== undefined && Object.values(statute.figures).some((figure) => figure.clause === clause && figure.since > on);

/** The first answer to the same request. */
const alreadyOpened = async (pool: Pool, sender: string, key: string, hash: string): Promise<Opened | undefined> => {
  const { rows } = await pool.query<{ case_id: string; procedure: string; body_hash: string; opened: Fact[] }>(
    `SELECT c.case_id, r.procedure, c.body_hash, (SELECT jsonb_agg(f.fact ORDER BY f.seq) FROM fact f WHERE f.case_id = c.case_id AND (f.seq = 1 OR f.fact -> 'imported' = 'true')) AS opened
     FROM command c JOIN case_row r ON r.id = c.case_id WHERE c.sender_id = $1 AND c.key = $2`,
    [sender, key],
  );
  const row = rows[0];
  if (!row) return undefined;
  if (row.body_hash !== hash) throw keyReused();
  return { id: row.case_id, seq: row.opened.length, findings: row.opened.flatMap((fact) => told(row.procedure, fact)) };
};

/** The row begins at its origin (seq 0), from which the ledger can always be folded again. */
const insertRow = async (
  client: Parameters<typeof register>[0],
  procedure: string,
  subjectKind: string,
  origin: MachineState,
  statute: Statute,
  now: number,
): Promise<void> => {
  const procedureValue = procedureOf(procedure);
  const view = readRow(procedureValue, origin, statute);
  await client.query(
    `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, steps, stage, seq, state, statute_hash, origin, opened_at, changed_at, parent_id)
     VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, 0, $10::jsonb, $11, $12::jsonb, to_timestamp($13::double precision / 1000), to_timestamp($13::double precision / 1000), $14)`,
    [
      origin.id,
      procedure,
      subjectKind,
      origin.subject ?? null,
      origin.unit,
      origin.committee,
      origin.openedOn,
      view.steps,
      view.stage,
      JSON.stringify(origin),
      statute.hash,
      JSON.stringify(origin),
      now,
      origin.parent?.id ?? null,
    ],
  );
};
