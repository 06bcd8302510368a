import type { PoolClient } from 'pg';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import type { AnnulmentBook } from '../domain/procedures/annulment/book';
import { tellFreed } from './places-free';

type Client = Pick<PoolClient, 'query'>;

export type Annuls = NonNullable<AnnulmentBook['of']>;
/** Of a row of cases (`c`): of an annulment the procedure of the case that it is about, otherwise nothing. */
export const ANNULS = `CASE WHEN c.procedure = 'annulment' THEN c.state -> 'book' ->> 'of' END AS annuls`;

/** The annulment that took effect on what a case had approved; undefined when there is none. One under way is nobody's news. */
export const annulmentOf = async (
  client: Client,
  target: Pick<MachineState, 'id' | 'subject'>,
): Promise<{ id: string; on: string } | undefined> => {
  const { rows } = await client.query<{ id: string; on: string }>(
    `SELECT id, ended_on AS on FROM case_row WHERE procedure = 'annulment' AND subject_id = $2 AND state -> 'book' ->> 'target' = $1 AND ending = 'completed' LIMIT 1`,
    [target.id, target.subject ?? null],
  );
  return rows[0];
};

/**
 * A completed annulment of an admission: the person is no member and never lawfully was; the form's number, its booklet and the certificate are void and say
 * why. The place is free again only while the year that it belongs to still runs; later it stays used, for places that are free at the year's end lapse. The
 * admission's own facts stay. Of an appointment there is nothing beside the case. Run again it changes nothing: what is void stays void, what was given back
 * is not given back twice, and a membership that began later is another one.
 */
export const takeBack = async (client: Client, state: MachineState, fact: Fact, now: number): Promise<void> => {
  const { of, target, targetTold } = state.book as AnnulmentBook;
  if (of !== 'admission' || !targetTold || fact.kind !== 'effectGiven' || !state.subject) return;
  await client.query(
    `UPDATE person SET league = 'none', member_since = NULL, certified = false WHERE id = $1 AND league = 'member' AND (member_since IS NULL OR member_since <= $2)`,
    [state.subject, fact.on],
  );
  await client.query(
    `UPDATE issued_number SET status = 'void', why = 'annulled', voided_on = $2 WHERE case_id = $1 AND status = 'issued'`,
    [target, fact.on],
  );
  const { rows } = await client.query<{ id: string }>(
    `WITH freed AS (
       UPDATE quota_reservation r SET status = 'released', why = 'annulled' FROM quota_line l
       WHERE l.id = r.line_id AND r.case_id = $1 AND r.status = 'used' AND l.year = $2 RETURNING r.line_id)
     UPDATE quota_line SET used = used - 1 WHERE id IN (SELECT line_id FROM freed) RETURNING id`,
    [target, Number(fact.on.slice(0, 4))],
  );
  for (const { id } of rows) await tellFreed(client, id, { on: fact.on, at: now });
};
