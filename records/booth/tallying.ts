import { randomInt, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { addByHand, type ByHand, countPapers, faultOfByHand } from '../../domain/ballots/papers';
import { type BoothProof, digestOf, hex, rootOfPapers, rootOfSpent } from '../../domain/ballots/proof';
import { transaction } from '../database';
import { appendLog, sha256 } from '../log';
import { Refused } from '../refused';
import { turnedAway } from './closing';
import type { By } from './opening';
import { no } from './refusals';
import { type BoothRow, type KeyRow, keysOf, lockBooth } from './rows';
import { fitsKey, type Opener, opener } from './unseal';

export interface HeldKey {
  readonly role: string;
  readonly key: Buffer;
}

export type Tally = By & { readonly keys: readonly HeldKey[]; readonly byHand?: ByHand };

/** In place, by Fisher and Yates, with the system's randomness. */
const shuffle = <T>(list: T[]): T[] => {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [list[last], list[other]] = [list[other] as T, list[last] as T];
  }
  return list;
};

const heldOf = (keys: readonly KeyRow[], given: readonly HeldKey[]): Opener['held'] => {
  const held = given.map(({ role, key }, at) => {
    const index = keys.findIndex((one) => one.role === role);
    if (index < 0 || !fitsKey(key, keys[index]?.public_key ?? Buffer.alloc(0))) throw no.badKey({ pointer: `/keys/${at}/key` });
    return { index, key };
  });
  const [first, second] = held.sort((a, b) => a.index - b.index);
  if (!first || !second || first.index === second.index) throw no.badKey({ pointer: '/keys' });
  return [first, second];
};

/** Texts of the box, shuffled; what does not open is an empty text: a void paper. */
const openBox = async (tx: PoolClient, booth: BoothRow, keys: readonly KeyRow[], given: readonly HeldKey[]): Promise<string[]> => {
  const open = opener({ booth: booth.id, keys: keys.map((key) => key.public_key ?? Buffer.alloc(0)), held: heldOf(keys, given) });
  const { rows } = await tx.query<{ sealed: Buffer }>('SELECT sealed FROM ballot_sealed WHERE booth_id = $1', [booth.id]);
  return shuffle(rows.map(({ sealed }) => open(sealed) ?? ''));
};

const publish = async (tx: PoolClient, booth: string, texts: readonly string[]): Promise<void> => {
  const ids = texts.map(() => randomUUID());
  await tx.query('INSERT INTO ballot_paper (id, booth_id, content) SELECT i, $1, c FROM unnest($2::uuid[], $3::text[]) AS p(i, c)', [
    booth,
    ids,
    // Postgres keeps no NUL; a paper that holds one cannot be read anyway.
    texts.map((text) => (text.includes('\0') ? '' : text)),
  ]);
};

const spentOf = async (tx: PoolClient, booth: string): Promise<string[]> =>
  (await tx.query<{ token: Buffer }>('SELECT token FROM ballot_spent WHERE booth_id = $1', [booth])).rows.map(({ token }) => hex(token));

const proofOf = async (tx: PoolClient, booth: BoothRow, keys: readonly KeyRow[], texts: string[], byHand?: ByHand): Promise<BoothProof> => {
  const counted = addByHand(countPapers(booth.form, texts), byHand);
  return {
    v: 1,
    booth: booth.id,
    occasion: booth.occasion_id,
    item: booth.item,
    level: booth.level,
    form: digestOf(booth.form, sha256),
    keys: Object.fromEntries(keys.map(({ role, public_key }) => [role, sha256(public_key ?? '').toString('hex')])),
    voters: booth.voters,
    issued: booth.handed + (byHand?.issued ?? 0),
    returned: counted.returned,
    invalid: counted.invalid,
    lines: counted.lines,
    spentRoot: rootOfSpent(await spentOf(tx, booth.id), sha256),
    sealedRoot: hex(booth.sealed_root ?? Buffer.alloc(0)),
    papersRoot: rootOfPapers(texts, sha256),
    ...(byHand ? { byHand: digestOf(byHand, sha256) } : {}),
    turnedAway: await turnedAway(tx, booth.id),
  };
};

/**
 * Opens the box with two keys, in memory, and publishes papers and proof; the keys are wiped. More papers than were issued, in the box or on
 * paper, void the ballot without a result.
 */
export const tallyBooth = (pool: Pool, act: Tally): Promise<'tallied' | 'void'> =>
  transaction(pool, async (tx) => {
    const booth = await lockBooth(tx, act.booth, 'closed');
    const keys = await keysOf(tx, act.booth);
    const fault = act.byHand && faultOfByHand(booth.form, act.byHand, booth.standing);
    if (fault) throw new Refused(fault);
    if (booth.handed + (act.byHand?.issued ?? 0) > booth.voters) throw no.tooManyIssued({ pointer: '/byHand/issued' });
    const texts = (await openBox(tx, booth, keys, act.keys)).map((text) => (text.includes('\0') ? '' : text));
    const proof = await proofOf(tx, booth, keys, texts, act.byHand);
    const log = (kind: string, body: Record<string, unknown>) =>
      appendLog(tx, { at: act.at, kind, personId: act.by, caseId: booth.occasion_id, body: { booth: booth.id, ...body } });
    if (texts.length > booth.handed || (act.byHand && act.byHand.returned > act.byHand.issued)) {
      const reason = 'more-returned-than-issued';
      await tx.query(`UPDATE booth SET status = 'void', void_reason = $2, issued = $3, returned = $4 WHERE id = $1`, [
        booth.id,
        reason,
        proof.issued,
        proof.returned,
      ]);
      await log('ballot.void', { reason, issued: proof.issued, returned: proof.returned });
      return 'void';
    }
    await publish(tx, booth.id, texts);
    const digest = digestOf(proof, sha256);
    await tx.query(
      `UPDATE booth SET status = 'tallied', issued = $2, returned = $3, by_hand = $4::jsonb, proof = $5::jsonb, proof_hash = $6 WHERE id = $1`,
      [
        booth.id,
        proof.issued,
        proof.returned,
        act.byHand ? JSON.stringify(act.byHand) : null,
        JSON.stringify(proof),
        Buffer.from(digest, 'hex'),
      ],
    );
    await log('ballot.tallied', { digest, proof });
    return 'tallied';
  }).finally(() => {
    for (const { key } of act.keys) key.fill(0);
  });
