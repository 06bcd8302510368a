import { randomUUID } from 'node:crypto';
import type { Clock } from '../config/clock';
import { type Courier, Unavailable } from '../dispatch/courier';
import type { KeyFiles } from '../dispatch/key-files';
import { commandOf } from '../dispatch/opener';
import { type Signer, signedByOneOf } from '../dispatch/signer';
import { dayOf } from '../domain/calendar/day';
import type { Command } from '../domain/case/command';
import { roleOf, type SignerKey } from '../domain/case/signers';
import { SYSTEM } from '../domain/case/telling';
import type { Database } from '../records/database';
import { bodyHash, register } from '../records/register';

export interface RotationDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly courier: Courier;
  readonly clock: Clock;
  /** Who signs the acts: the first whom a run does not turn down. */
  readonly authorities: readonly Signer[];
}

export interface Spread {
  /** Cases and occasions that trust it now. */
  readonly told: number;
  /** Those that could not be told, and why: to be done again. */
  readonly left: readonly { readonly id: string; readonly why: string }[];
}

interface Row {
  readonly id: string;
  readonly procedure: string;
}

/** Nothing is left to do where the run has the key, or has ended meanwhile. */
const DONE = ['already-trusted', 'case-ended'];
const PAGE = 200;
const LANES = 8;

/** Every open case and occasion learns of the key. What has been told is not told again: an interrupted spread goes on where it stopped. */
export const spread = async (deps: RotationDeps, key: SignerKey, alone: boolean): Promise<Spread> => {
  const names = deps.authorities.map((authority) => nameOf(authority, key, alone));
  let told = 0;
  const left: { id: string; why: string }[] = [];
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await deps.database.pool.query<Row>(
      `SELECT c.id, c.procedure FROM case_row c WHERE c.phase <> 'ended' AND c.id > $1::uuid AND NOT EXISTS (
         SELECT 1 FROM command k WHERE k.sender_id = $2 AND k.key IN (SELECT name || c.id FROM unnest($3::text[]) AS name) AND (k.status = 'accepted' OR k.refusal ->> 'code' = ANY($4)))
       ORDER BY c.id LIMIT ${PAGE}`,
      [last, SYSTEM.id, names, DONE],
    );
    const queue = [...rows];
    const lane = async (): Promise<void> => {
      for (let row = queue.shift(); row; row = queue.shift()) {
        const why = await tell(deps, row, { key, alone });
        if (why) left.push({ id: row.id, why });
        else told += 1;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    if (rows.length < PAGE) return { told, left };
    last = rows.at(-1)?.id ?? last;
  }
};

const nameOf = (authority: Signer, key: SignerKey, alone: boolean): string =>
  `trust:${authority.key.id}:${key.id}:${alone ? 'alone' : 'too'}:`;

/** @returns why not */
const tell = async (deps: RotationDeps, row: Row, body: { key: SignerKey; alone: boolean }): Promise<string | undefined> => {
  let why: string | undefined;
  for (const authority of deps.authorities) {
    why = await tellAs(authority, deps, row, body);
    if (!why) break;
  }
  return why;
};

const tellAs = async (
  authority: Signer,
  { database, courier, clock }: RotationDeps,
  { id, procedure }: Row,
  body: { key: SignerKey; alone: boolean },
): Promise<string | undefined> => {
  const name = `${nameOf(authority, body.key, body.alone)}${id}`;
  const now = await clock.now();
  const asked = { kind: 'trustSigner', on: dayOf(now), actor: SYSTEM, recorder: SYSTEM, body: { ...body }, papers: [] };
  // The name says all of it: the same act on another day is the same act.
  const command = commandOf(authority, id, asked, {}, randomUUID(), now, bodyHash({ name }));
  const registered = await register(database.pool, command, SYSTEM.id, name, now);
  try {
    const refusal =
      registered.status === 'registered' ? (await courier.deliver(registered.command, procedure)).refusal : registered.refusal;
    return !refusal || DONE.includes(refusal.code) ? undefined : refusal.text.en;
  } catch (error) {
    if (error instanceof Unavailable) return error.message;
    throw error;
  }
};

/**
 * Commands that wait for their decision, signed by a key that goes, are signed anew: nothing that a person sent is lost with the key. Only what that key, or one
 * that the run trusts, has really signed.
 */
export const signAnew = async ({ database, courier }: RotationDeps, signer: Signer, replaced: SignerKey | undefined): Promise<number> => {
  const { rows } = await database.pool.query<{ command: Command; procedure: string }>(
    `SELECT k.command, c.procedure FROM command k JOIN case_row c ON c.id = k.case_id
     WHERE k.status = 'registered' AND k.command ->> 'signer' LIKE $1 || ':%' AND k.command ->> 'signer' <> $2`,
    [roleOf(signer.key.id), signer.key.id],
  );
  let signed = 0;
  for (const { command, procedure } of rows) {
    const trusted = await courier.trustedBy(command.target, procedure);
    if (!signedByOneOf(command, [...trusted, ...(replaced ? [replaced] : [])])) continue;
    const { signature: _, signer: __, ...bare } = command;
    const { rowCount } = await database.pool.query(`UPDATE command SET command = $2::jsonb WHERE id = $1 AND status = 'registered'`, [
      command.id,
      JSON.stringify(signer.sign(bare)),
    ]);
    signed += rowCount ?? 0;
  }
  return signed;
};

export type Rotated = Spread & { readonly step: 'swapped' | 'retired'; readonly signedAnew?: number };

/** First half: every run trusts the next key beside the present one; then the files are swapped. The files stay as they are while a run is left. */
export const introduce = async (deps: RotationDeps, files: KeyFiles): Promise<Rotated> => {
  const done: Spread = files.isSwapped ? { told: 0, left: [] } : await spread(deps, files.next().key, false);
  if (done.left.length === 0) files.swap();
  return { ...done, step: 'swapped' };
};

/** Second half, when every process uses the present key: no run trusts another one of its role any longer. */
export const retire = async (deps: RotationDeps, files: KeyFiles): Promise<Rotated> => {
  const present = files.current();
  const signedAnew = await signAnew(deps, present, files.replaced()?.key);
  const done = await spread(deps, present.key, true);
  if (done.left.length === 0) files.forgetOld();
  return { ...done, step: 'retired', signedAnew };
};
