import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { refuse } from '../domain/case/refusal';
import { Refused } from './refused';
import type { Vault } from './sealed';

/** A request that nobody joins is over after a day. */
const OPEN_MS = 24 * 3_600_000;

export interface JointAct {
  readonly kind: 'factor-reset' | 'head-reset' | 'head-replace';
  /** The account's person, or the inspection office. */
  readonly about: string;
  readonly person: string;
  readonly by: string;
  readonly reason: string;
  readonly paper?: string;
  /** Machine time. */
  readonly at: number;
}

export type Joined =
  | { readonly status: 'asked'; readonly id: string; readonly expiresAt: number }
  | { readonly status: 'joined'; readonly id: string; readonly askedBy: string };

const alone = () =>
  new Refused(
    refuse('second-person-needed', '已经登记, 须由另一名管理员办理同一事项', 'It is noted; another administrator must ask for the same', [
      '请另一名与你互不任命的管理员在 24 小时内办理',
      'Ask an administrator whom you did not appoint, nor he you, to do the same within 24 hours',
    ]),
  );

/**
 * What only two people may do: the first request is noted, the same one by another person within a day carries it out. Two of whom one gave the
 * other his role are not two.
 *
 * @throws Refused `second-person-needed` when the same person asks again
 */
export const askOrJoin = async (tx: PoolClient, vault: Vault, act: JointAct): Promise<Joined> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`joint ${act.kind} ${act.about} ${act.person}`]);
  const { rows } = await tx.query<{ id: string; asked_by: string; dependent: boolean }>(
    `SELECT j.id, j.asked_by, EXISTS (
         SELECT 1 FROM holding h WHERE h.role IN ('administrator', 'system-administrator')
           AND ((h.person_id = j.asked_by AND h.given_by = $4) OR (h.person_id = $4 AND h.given_by = j.asked_by))) AS dependent
     FROM joint_act j WHERE j.kind = $1 AND j.about_id = $2 AND j.person_id = $3 AND j.joined_by IS NULL
       AND j.expires_at > to_timestamp($5::double precision / 1000) ORDER BY j.asked_at`,
    [act.kind, act.about, act.person, act.by, act.at],
  );
  const first = rows.find((row) => row.asked_by !== act.by && !row.dependent);
  if (first) {
    await tx.query('UPDATE joint_act SET joined_by = $2, joined_at = to_timestamp($3::double precision / 1000) WHERE id = $1', [
      first.id,
      act.by,
      act.at,
    ]);
    return { status: 'joined', id: first.id, askedBy: first.asked_by };
  }
  if (rows.some((row) => row.asked_by === act.by)) throw alone();
  const id = randomUUID();
  const expiresAt = act.at + OPEN_MS;
  await tx.query(
    `INSERT INTO joint_act (id, kind, about_id, person_id, asked_by, asked_at, expires_at, reason_sealed, paper_id)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6::double precision / 1000), to_timestamp($7::double precision / 1000), $8, $9)`,
    [
      id,
      act.kind,
      act.about,
      act.person,
      act.by,
      act.at,
      expiresAt,
      vault.seal({ table: 'joint_act', column: 'reason', row: id }, act.reason),
      act.paper ?? null,
    ],
  );
  return { status: 'asked', id, expiresAt };
};
