import type { Pool, PoolClient } from 'pg';
import type { Figure } from '../../domain/law/figure';
import { awake } from '../../domain/messages/quiet';
import { type Channel, type Way, type Wish, waysOf } from '../../domain/messages/routing';
import { procedureOf } from '../../domain/procedures';
import { MESSAGES_POSTED } from '../changes';
import { transaction } from '../database';

const BATCH = 200;

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly case_id: string | null;
  readonly seq: number | null;
  readonly kind: string;
  readonly body: { readonly verdict?: boolean };
  readonly procedure: string | null;
  readonly subject_id: string | null;
  readonly minor: boolean | null;
  readonly statute_hash: string | null;
  readonly phone: boolean;
  readonly guardian: boolean;
  readonly mail: boolean;
  readonly mail_wish: Wish | null;
  readonly sms_wish: Wish | null;
}

const POSTED = `SELECT m.id, m.person_id, m.case_id, m.seq, m.kind, m.body, c.procedure, c.subject_id, c.statute_hash, (c.state -> 'book' ->> 'minor')::boolean AS minor,
    p.phone_sealed IS NOT NULL AS phone, p.guardian_sealed IS NOT NULL AS guardian, w.mail_confirmed_at IS NOT NULL AS mail, w.mail AS mail_wish, w.sms AS sms_wish
  FROM outbox o JOIN message m ON m.id = o.message_id JOIN person p ON p.id = m.person_id
    LEFT JOIN case_row c ON c.id = m.case_id LEFT JOIN contact_choice w ON w.person_id = m.person_id
  ORDER BY o.at, o.message_id LIMIT ${BATCH} FOR UPDATE OF o SKIP LOCKED`;

export interface SettleDeps {
  readonly pool: Pool;
  /** Figures of the law under which a case runs. */
  readonly figuresOf: (hash: string) => Promise<Readonly<Record<string, Figure>>>;
  /** Channels that are configured. */
  readonly offered: readonly Channel[];
}

/**
 * Decides of the messages in the outbox by which ways each leaves the portal. What nobody wants, or no channel is configured for, leaves no trace: a channel
 * that is configured later does not send old news.
 *
 * @returns whether there may be more
 */
export const settle = ({ pool, figuresOf, offered }: SettleDeps, now: number): Promise<boolean> =>
  transaction(pool, async (client) => {
    const { rows } = await client.query<Row>(POSTED);
    const lines = [];
    for (const row of rows) {
      const ways = waysOf(postedOf(row), reachableOf(row), offered);
      const figures = row.statute_hash && ways.length > 0 ? await figuresOf(row.statute_hash) : undefined;
      for (const way of ways) lines.push({ ...lineOf(row, way), due: awake(now, figures) });
    }
    if (lines.length > 0) await enter(client, lines, now);
    if (rows.length > 0) await client.query(`SELECT pg_notify('${MESSAGES_POSTED}', '')`);
    await client.query('DELETE FROM outbox WHERE message_id = ANY($1::uuid[])', [rows.map(({ id }) => id)]);
    return rows.length === BATCH;
  });

const postedOf = (row: Row) => ({
  kind: row.kind,
  closed: row.procedure !== null && (procedureOf(row.procedure).readers ?? 'concerned') !== 'concerned',
  inspectors: row.body.verdict === true,
  toSubject: row.subject_id === row.person_id,
  minor: row.minor === true,
});

const reachableOf = (row: Row) => ({
  mail: row.mail,
  phone: row.phone,
  guardian: row.guardian,
  wishes: { mail: row.mail_wish ?? ('all' as const), sms: row.sms_wish ?? ('lawful' as const) },
});

/** A group hears of a thing once, however many of its members are told. */
const keyOf = (row: Row, { channel, target }: Way): string =>
  channel === 'robot' && row.seq !== null ? `robot ${row.case_id} ${row.seq} ${row.kind}` : `${channel} ${target} ${row.id}`;

const lineOf = (row: Row, way: Way) => ({
  key: keyOf(row, way),
  message: row.id,
  channel: way.channel,
  target: way.target,
  person: way.target === 'group' ? null : row.person_id,
  case: row.case_id,
  kind: row.kind,
});

const enter = async (client: Pick<PoolClient, 'query'>, lines: readonly (ReturnType<typeof lineOf> & { due: number })[], now: number) =>
  client.query(
    `INSERT INTO delivery (key, message_id, channel, target, person_id, case_id, kind, due_at, created_at)
     SELECT l.key, l.message, l.channel, l.target, l.person, l."case", l.kind, to_timestamp(l.due / 1000), to_timestamp($2::double precision / 1000)
     FROM jsonb_to_recordset($1::jsonb) AS l(key text, message uuid, channel text, target text, person uuid, "case" uuid, kind text, due double precision)
     ON CONFLICT (key) DO NOTHING`,
    [JSON.stringify(lines), now],
  );
