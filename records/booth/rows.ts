import type { PoolClient } from 'pg';
import { inKeyOrder } from '../../domain/ballots/booth';
import type { BallotForm } from '../../domain/ballots/form';
import type { ByHand } from '../../domain/ballots/papers';
import type { BoothProof } from '../../domain/ballots/proof';
import { no } from './refusals';

export type Client = Pick<PoolClient, 'query'>;

export interface BoothRow {
  readonly id: string;
  readonly occasion_id: string;
  readonly item: string;
  readonly level: 'room' | 'remote';
  readonly form: BallotForm;
  readonly sealed_size: number;
  readonly status: 'drafted' | 'drawing' | 'open' | 'closed' | 'tallied' | 'void';
  readonly entitled: number;
  readonly voters: number;
  /** Voters with a printed code; the others draw. */
  readonly in_room: number;
  /** At least so many draw, or nobody. */
  readonly least_drawing: number;
  readonly recused: string[];
  readonly away: string[];
  readonly standing: string[];
  readonly handed: number;
  readonly box: number | null;
  readonly sealed_root: Buffer | null;
  readonly draw_public: Buffer | null;
  readonly draw_private: Buffer | null;
  readonly objection_days: number;
  readonly closed_on: string | null;
  readonly destroyed_on: string | null;
  readonly by_hand: ByHand | null;
  readonly issued: number | null;
  readonly returned: number | null;
  readonly proof: BoothProof | null;
  readonly proof_hash: Buffer | null;
  readonly void_reason: string | null;
}

export interface KeyRow {
  readonly role: string;
  readonly holder_id: string;
  readonly public_key: Buffer | null;
}

export const findBooth = async (client: Client, id: string): Promise<BoothRow | undefined> =>
  (await client.query<BoothRow>('SELECT * FROM booth WHERE id = $1', [id])).rows[0];

/** For a change of the booth: nobody casts or draws meanwhile, and who comes later sees what came of it. */
export const lockBooth = async (tx: Client, id: string, ...expected: BoothRow['status'][]): Promise<BoothRow> => {
  const { rows } = await tx.query<BoothRow>('SELECT * FROM booth WHERE id = $1 FOR UPDATE', [id]);
  const booth = rows[0];
  if (!booth) throw no.notFound();
  if (!expected.includes(booth.status)) throw no.wrongState(booth.status);
  return booth;
};

/** In the order in which papers are sealed to them. */
export const keysOf = async (client: Client, id: string): Promise<KeyRow[]> =>
  inKeyOrder((await client.query<KeyRow>('SELECT role, holder_id, public_key FROM booth_key WHERE booth_id = $1', [id])).rows);

/** How somebody on the roll votes: by a printed code in the room, or by a right that he draws. */
export const votesIn = async (client: Client, id: string, person: string): Promise<'code' | 'draws' | undefined> => {
  const { rows } = await client.query<{ draws: boolean }>('SELECT draws FROM ballot_roll WHERE booth_id = $1 AND person_id = $2', [
    id,
    person,
  ]);
  return rows[0] && (rows[0].draws ? 'draws' : 'code');
};

/** Rights drawn so far. */
export const drawnIn = async (client: Client, id: string): Promise<number> =>
  (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM ballot_draw WHERE booth_id = $1', [id])).rows[0]?.n ?? 0;
