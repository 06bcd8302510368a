import type { PoolClient } from 'pg';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import type { AdmissionBook } from '../domain/procedures/admission/book';

/**
 * What a fact changes beside its case: the roster, an objection's row. Membership runs from the branch's resolution once the committee has approved; a person is certified when
 * the archive is complete; a transfer moves the person with the case. Idempotent, inside the record transaction.
 */
export const effectsOf = async (client: PoolClient, state: MachineState, fact: Fact): Promise<void> => {
  if (fact.kind === 'objectionRuled')
    await client.query(`UPDATE objection SET status = 'ruled', ruling = $2, ruled_on = $3 WHERE id = $1`, [fact.body.objection, fact.body.ruling, fact.on]);
  if (state.procedure !== 'admission' || !state.subject) return;
  const book = state.book as AdmissionBook;
  if (fact.kind === 'approvalDecided' && book.approvedOn && book.resolvedOn)
    await client.query(`UPDATE person SET league = 'member', member_since = $2 WHERE id = $1`, [state.subject, book.resolvedOn]);
  if (fact.kind === 'certificateIssued') await client.query('UPDATE person SET certified = true WHERE id = $1', [state.subject]);
  if (fact.kind === 'transferred') await client.query('UPDATE person SET unit_id = $2 WHERE id = $1', [state.subject, state.unit]);
};
