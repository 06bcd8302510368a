import type { PoolClient } from 'pg';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import type { OpenTask } from '../domain/case/tasks';
import type { AdmissionBook } from '../domain/procedures/admission/book';
import { takeBack } from './annulled';
import { moveComplaints } from './complaints';
import { beginTerms } from './terms';

/**
 * What a fact changes beside its case: the roster, an objection's row, the offices of the elected. Membership runs from the branch's resolution once the committee has approved; a person is certified when
 * the archive is complete; a transfer moves the person with the case. Idempotent, inside the record transaction.
 */
export const effectsOf = async (
  client: Pick<PoolClient, 'query'>,
  state: MachineState,
  fact: Fact,
  tasks: readonly OpenTask[],
  now: number,
): Promise<void> => {
  if (TOLD[fact.kind]) await tellHolders(client, state, fact, tasks, now);
  if (fact.kind === 'objectionRuled')
    await client.query(`UPDATE objection SET status = 'ruled', ruling = $2, ruled_on = $3 WHERE id = $1`, [
      fact.body.objection,
      fact.body.ruling,
      fact.on,
    ]);
  if (state.procedure === 'election' && fact.kind === 'resultApproved' && fact.body.result === 'approved')
    await beginTerms(client, state, fact);
  if (fact.kind === 'objectionsSettled')
    await client.query(
      `UPDATE objection SET status = 'ruled', ruling = $3, ruled_on = $4 WHERE occasion_id = $1 AND case_id = $2 AND status = 'received'`,
      [state.id, fact.body.case, fact.body.ruling, fact.on],
    );
  if (state.procedure === 'investigation' && fact.kind === 'casesTold') await moveComplaints(client, state.id, fact.body);
  if (state.procedure === 'annulment') await takeBack(client, state, fact);
  if (state.procedure !== 'admission' || !state.subject) return;
  const book = state.book as AdmissionBook;
  if (fact.kind === 'approvalDecided' && book.approvedOn && book.resolvedOn)
    await client.query(`UPDATE person SET league = 'member', member_since = $2 WHERE id = $1`, [state.subject, book.resolvedOn]);
  if (fact.kind === 'certificateIssued') await client.query('UPDATE person SET certified = true WHERE id = $1', [state.subject]);
  if (fact.kind === 'transferred') await client.query('UPDATE person SET unit_id = $2 WHERE id = $1', [state.subject, state.unit]);
};

/** Facts of the clock, and an urging, that reach whoever holds the step, and as which message. */
const TOLD: Readonly<Record<string, string>> = {
  deadlineReminded: 'deadline-near',
  deadlineLapsed: 'deadline-lapsed',
  recommendationExpired: 'recommendation-expired',
  coManagerSilent: 'silence-consents',
  probationOver: 'probation-over',
  urged: 'urged',
};

/** Roles whose holders answer for a seat. */
const ROLES_OF: Readonly<Record<string, readonly string[]>> = {
  'branch-secretary': ['branch-secretary'],
  'branch-committee': ['branch-secretary', 'branch-committee'],
  'committee-officer': ['committee-officer'],
  'committee-approver': ['committee-approver', 'committee-officer'],
  'higher-officer': ['committee-officer'],
  inspector: ['inspector'],
};

/** A reminder and a lapse reach whoever holds the step now; after a lapse that includes the committee above. */
const tellHolders = async (
  client: Pick<PoolClient, 'query'>,
  state: MachineState,
  fact: Fact,
  tasks: readonly OpenTask[],
  now: number,
): Promise<void> => {
  for (const task of tasks.filter(({ step }) => step === fact.body.step)) {
    await client.query(
      `INSERT INTO message (person_id, case_id, seq, kind, body, created_at)
       SELECT DISTINCT p.id, $1::uuid, $2::int, $3, $4::jsonb, to_timestamp($5::double precision / 1000)
       FROM person p LEFT JOIN holding h ON h.person_id = p.id AND h.role = ANY($7) AND h.since <= $8 AND (h.until IS NULL OR h.until >= $8)
         AND (h.org_id = $6 OR (h.role = 'inspector' AND h.org_id IN (
           SELECT office.id FROM organisation office JOIN organisation top ON top.id = office.inspects_id JOIN organisation here ON here.id = $6 WHERE here.path LIKE top.path || '%')))
       WHERE p.id = $9 OR ($9::uuid IS NULL AND h.id IS NOT NULL) ON CONFLICT DO NOTHING`,
      [
        state.id,
        fact.seq,
        TOLD[fact.kind],
        JSON.stringify({ ...fact.body, seq: fact.seq }),
        now,
        task.org ?? null,
        ROLES_OF[task.seat] ?? [],
        fact.on,
        task.person ?? null,
      ],
    );
  }
};
