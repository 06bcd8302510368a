import type { Checkpoint } from '../../domain/evidence/checkpoint';
import { type Client, readOrigin } from './log-rows';
import type { LogSigner } from './log-signer';
import { rootAt } from './tree-store';

export interface SignedCheckpoint extends Checkpoint {
  readonly note: string;
  readonly at: Date;
}

interface Row {
  size: string;
  root: Buffer;
  note: string;
  at: Date;
  origin: string;
}

const SELECT = 'SELECT c.size, c.root, c.note, c.at, o.origin FROM log_checkpoint c, log_origin o';

const signedOf = (row: Row | undefined): SignedCheckpoint | undefined =>
  row && { origin: row.origin, size: Number(row.size), root: row.root, note: row.note, at: row.at };

export const latestCheckpoint = async (client: Client): Promise<SignedCheckpoint | undefined> =>
  signedOf((await client.query<Row>(`${SELECT} ORDER BY c.size DESC LIMIT 1`)).rows[0]);

export const checkpointAt = async (client: Client, size: number): Promise<SignedCheckpoint | undefined> =>
  signedOf((await client.query<Row>(`${SELECT} WHERE c.size = $1`, [size])).rows[0]);

/** Every key that has signed for this log, oldest first. */
export const logKeys = async (client: Client): Promise<string[]> =>
  (await client.query<{ vkey: string }>('SELECT vkey FROM log_key ORDER BY since, vkey')).rows.map(({ vkey }) => vkey);

/** Signs the tree as it is stored. Only under the sequencer's lock: nothing inconsistent with an older checkpoint is ever signed by mistake. */
export const signCheckpoint = async (client: Client, signer: LogSigner, size: number, at: number): Promise<void> => {
  const origin = await readOrigin(client);
  if (origin === undefined) throw new Error('a log without a name');
  const root = await rootAt(client, size);
  await client.query(
    'INSERT INTO log_checkpoint (size, root, note, at) VALUES ($1, $2, $3, to_timestamp($4::double precision / 1000)) ON CONFLICT DO NOTHING',
    [size, root, signer.note({ origin, size, root }), at],
  );
};
