import type { Pool } from 'pg';
import { sha256 } from '../log';
import type { Refused } from '../refused';
import { isRight } from './blind';
import { codeHash } from './codes';
import { no } from './refusals';
import { findBooth } from './rows';

export interface Cast {
  readonly booth: string;
  /** A printed code, or a signed right with its message. */
  readonly right: { readonly code: string } | { readonly message: Buffer; readonly signature: Buffer };
  readonly sealed: Buffer;
}

/* One statement, one transaction. The booth's row is locked FOR SHARE: closing takes it FOR UPDATE, so a paper is in the box before it is closed
 * or not at all. Keys of ballot_cast refuse a second paper for a right, a right used twice, and a copied paper. */
const INTO_BOX = `WITH b AS MATERIALIZED (SELECT id FROM booth WHERE id = $1 AND status = 'open' AND sealed_size = length($4::bytea) FOR SHARE)`;
const IN_ROOM = {
  name: 'cast-in-room',
  text: `${INTO_BOX} INSERT INTO ballot_cast (booth_id, right_id, token, digest, sealed)
    SELECT b.id, r.id, r.id, $3, $4 FROM b JOIN ballot_right r ON r.booth_id = b.id AND r.id = $2 ON CONFLICT DO NOTHING RETURNING true`,
};
/** Takes any blank place that is left: there are as many as were drawn. A place of a printed code is the hash of that code, and twice as long. */
const REMOTE = {
  name: 'cast-remote',
  text: `${INTO_BOX}, r AS MATERIALIZED (SELECT r.id FROM ballot_right r WHERE r.booth_id = $1 AND length(r.id) = 16 AND NOT EXISTS (
      SELECT 1 FROM ballot_cast c WHERE c.booth_id = $1 AND c.right_id = r.id) ORDER BY gen_random_uuid() LIMIT 1 FOR UPDATE SKIP LOCKED)
    INSERT INTO ballot_cast (booth_id, right_id, token, digest, sealed) SELECT b.id, r.id, $2, $3, $4 FROM b, r ON CONFLICT DO NOTHING RETURNING true`,
};
/** Two voters may reach for the same blank right; one of them takes another. */
const TRIES = 10;

/** Counts what was turned away, by reason: no time, nobody, nothing of the paper. */
const turnAway = async (pool: Pool, booth: string, refused: Refused): Promise<never> => {
  await pool.query(
    `INSERT INTO ballot_turned_away (booth_id, code, count) VALUES ($1, $2, 1)
     ON CONFLICT (booth_id, code) DO UPDATE SET count = ballot_turned_away.count + 1`,
    [booth, refused.refusal.code],
  );
  throw refused;
};

/** Why nothing went into the box: undefined when it is there after all, or when it is worth another try. */
const reasonOf = async (
  pool: Pool,
  { booth, sealed, right }: Cast,
  token: Buffer,
  digest: Buffer,
): Promise<Refused | 'there' | 'again'> => {
  const row = await findBooth(pool, booth);
  if (!row || ['drafted', 'void'].includes(row.status)) return no.notFound();
  if (row.status === 'drawing') return no.notOpen();
  if (row.status !== 'open') return no.closed();
  if (row.sealed_size !== sealed.length) return no.badSealed({ pointer: '/sealed' });
  if ('code' in right ? row.in_room === 0 : row.level !== 'remote') return no.rightUnknown({ pointer: '/right' });
  const { rows } = await pool.query<{ token: Buffer; digest: Buffer }>(
    'SELECT token, digest FROM ballot_cast WHERE booth_id = $1 AND (token = $2 OR digest = $3)',
    [booth, token, digest],
  );
  const mine = rows.find((one) => one.token.equals(token));
  if (mine) return mine.digest.equals(digest) ? 'there' : no.spent({ pointer: '/right' });
  if (rows.length > 0) return no.copied({ pointer: '/sealed' });
  if (!('code' in right)) return 'again';
  return no.rightUnknown({ pointer: '/right' });
};

/**
 * Puts a sealed paper into the box and answers the receipt: the hash of the right, which says that the paper is in and nothing of what it says.
 * The same paper sent again (the answer was lost) gets the same receipt.
 */
export const castBallot = async (pool: Pool, cast: Cast): Promise<string> => {
  const { booth, right, sealed } = cast;
  const room = 'code' in right;
  if (!room) {
    const row = await findBooth(pool, booth);
    if (row?.draw_public && !isRight(row.draw_public, booth, right.message, right.signature))
      return turnAway(pool, booth, no.rightUnknown({ pointer: '/right' }));
  }
  const token = room ? codeHash(booth, right.code) : sha256(right.message);
  const digest = sha256(sealed);
  for (let turn = 0; turn < TRIES; turn += 1) {
    const values = [booth, token, digest, sealed];
    const { rowCount } = await pool.query({ ...(room ? IN_ROOM : REMOTE), values });
    if (rowCount === 1) return token.toString('hex');
    const reason = await reasonOf(pool, cast, token, digest);
    if (reason === 'there') return token.toString('hex');
    if (reason === 'again') continue;
    return reason.refusal.code === 'not-found' ? Promise.reject(reason) : turnAway(pool, booth, reason);
  }
  // As many casts as rights were drawn: whoever holds a valid one more has forged it with the booth's own key.
  return turnAway(pool, booth, no.rightUnknown({ pointer: '/right' }));
};
