import type { PoolClient } from 'pg';
import { ageOn, dayOf } from '../domain/calendar/day';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import type { OpenTask } from '../domain/case/tasks';
import type { OccasionBook } from '../domain/occasions/tell';
import type { AdmissionBook } from '../domain/procedures/admission/book';
import { underYears } from './ages';
import { takeBack } from './annulled';
import { moveComplaints } from './complaints';
import { tellDesk } from './tell-desk';
import { beginTerms } from './terms';
import { tellUnknownYears } from './unknown-years';

/**
 * What a fact changes beside its case: the roster, an objection's row, the offices of the elected. Membership runs from the branch's resolution once the committee has approved; a person is certified when
 * the archive is complete; a transfer moves the person with the case. Idempotent, inside the record transaction.
 */
export const effectsOf = async (
  client: Pick<PoolClient, 'query'>,
  state: MachineState,
  fact: Fact,
  tasks: () => readonly OpenTask[],
  now: number,
): Promise<void> => {
  if (TOLD[fact.kind]) await tellHolders(client, state, fact, tasks(), now);
  if (state.procedure === 'notice') await tellUnknownYears(client, state as MachineState<OccasionBook>, fact, now);
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
  if (state.procedure === 'annulment') await takeBack(client, state, fact, now);
  if (state.procedure !== 'admission' || !state.subject) return;
  const book = state.book as AdmissionBook;
  if (fact.kind === 'approvalDecided' && book.approvedOn && book.resolvedOn) {
    const { rows } = await client.query<{ birth: string }>(
      `UPDATE person SET league = 'member', member_since = $2, left_on = NULL WHERE id = $1 RETURNING birth`,
      [state.subject, book.resolvedOn],
    );
    if (rows[0]) await tellExit(client, state, fact, rows[0].birth, now);
  }
  if (fact.kind === 'certificateIssued') await client.query('UPDATE person SET certified = true WHERE id = $1', [state.subject]);
  if (fact.kind === 'transferred') await client.query('UPDATE person SET unit_id = $2 WHERE id = $1', [state.subject, state.unit]);
};

/** Resolved in time and approved after the birthday, the membership is valid, and at once one that is to be left by whoever holds no post in the League. */
const tellExit = async (client: Pick<PoolClient, 'query'>, state: MachineState, fact: Fact, birth: string, now: number): Promise<void> => {
  const today = dayOf(now);
  // Of a paper past only what it says itself: who came of age since is a member like others.
  if (ageOn(birth, fact.imported ? fact.on : today) < underYears()) return;
  const told = { caseId: state.id, seq: fact.seq, kind: 'exit-due', body: { on: fact.on, seq: fact.seq }, on: today, now };
  await tellDesk(client, { ...told, desk: { seat: 'applicant', person: state.subject } });
  await tellDesk(client, { ...told, desk: { seat: 'branch-secretary', org: state.unit } });
  await tellDesk(client, { ...told, desk: { seat: 'committee-officer', org: state.committee } });
};

/** Facts of the clock, and an administrator's acts, that reach whoever holds the step, and as which message. */
const TOLD: Readonly<Record<string, string>> = {
  deadlineReminded: 'deadline-near',
  deadlineLapsed: 'deadline-lapsed',
  recommendationExpired: 'recommendation-expired',
  coManagerSilent: 'silence-consents',
  probationOver: 'probation-over',
  urged: 'urged',
  reassigned: 'reassigned',
  escalated: 'escalated',
  deadlineExtended: 'deadline-extended',
};

/** A reminder and a lapse reach whoever holds the step now; after a lapse that includes the committee above. */
const tellHolders = async (
  client: Pick<PoolClient, 'query'>,
  state: MachineState,
  fact: Fact,
  tasks: readonly OpenTask[],
  now: number,
): Promise<void> => {
  for (const { step, seat, org, person } of tasks.filter((task) => task.step === fact.body.step))
    await tellDesk(client, {
      caseId: state.id,
      seq: fact.seq,
      kind: TOLD[fact.kind] ?? '',
      body: { ...fact.body, step, seq: fact.seq },
      desk: { seat, org, person },
      on: fact.on,
      now,
    });
};
