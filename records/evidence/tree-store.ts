import type { PoolClient } from 'pg';
import type { Hash } from '../../domain/evidence/bytes';
import { type Node, nodesOf, perfectHash, type Span, spanHash } from '../../domain/evidence/tree';
import { sha } from './sha';

/*
 * The tree in Postgres: leaves (level 0) in log_leaf, perfect subtrees of levels 8, 16, 24 in log_node, as a tiled log keeps them. Any other hash is made
 * of at most 128 stored ones, so a proof reads a few hundred short rows by primary key, however long the log.
 */

type Client = Pick<PoolClient, 'query'>;

const STRIDE = 8;

/** Number of entries in the tree. */
export const treeSize = async (client: Client): Promise<number> =>
  Number((await client.query<{ size: string }>('SELECT coalesce(max(position) + 1, 0) AS size FROM log_leaf')).rows[0]?.size ?? 0);

/** Hashes of perfect subtrees, in the order asked. */
export const nodeHashes = async (client: Client, nodes: readonly Node[]): Promise<Hash[]> => {
  const ranges = nodes.map(({ level, position }) => {
    const stored = level - (level % STRIDE);
    const width = 2 ** (level - stored);
    return { stored, from: position * width, to: (position + 1) * width };
  });
  const { rows } = await client.query<{ ord: string; hash: Buffer }>(
    `SELECT r.ord, n.hash FROM unnest($1::int[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS r(level, first, past, ord),
       LATERAL (SELECT position, hash FROM log_leaf WHERE r.level = 0 AND position >= r.first AND position < r.past
         UNION ALL SELECT position, hash FROM log_node WHERE r.level > 0 AND level = r.level AND position >= r.first AND position < r.past) AS n
     ORDER BY r.ord, n.position`,
    [ranges.map(({ stored }) => stored), ranges.map(({ from }) => from), ranges.map(({ to }) => to)],
  );
  const parts = ranges.map((): Hash[] => []);
  for (const { ord, hash } of rows) parts[Number(ord) - 1]?.push(hash);
  return parts.map((hashes, index) => {
    const { from = 0, to = 0 } = ranges[index] ?? {};
    if (hashes.length !== to - from)
      throw new Error(`the log's tree lacks ${to - from - hashes.length} hashes of ${JSON.stringify(nodes[index])}`);
    return perfectHash(sha, hashes);
  });
};

export const spanHashes = async (client: Client, spans: readonly Span[]): Promise<Hash[]> => {
  const nodes = spans.map(nodesOf);
  const hashes = await nodeHashes(client, nodes.flat());
  return nodes.map((mine) => spanHash(sha, hashes.splice(0, mine.length)));
};

export const rootAt = async (client: Client, size: number): Promise<Hash> => (await spanHashes(client, [{ from: 0, to: size }]))[0] as Hash;

/** Keeps the subtrees that became whole when the tree grew; each is made of its two halves of 128 stored hashes. */
export const keepWholeNodes = async (client: Client, before: number, after: number): Promise<void> => {
  for (let level = STRIDE; 2 ** level <= after; level += STRIDE) {
    const [first, past] = [Math.floor(before / 2 ** level), Math.floor(after / 2 ** level)];
    const positions = Array.from({ length: past - first }, (_, index) => first + index);
    if (positions.length === 0) continue;
    const halves = await nodeHashes(
      client,
      positions.flatMap((position) => [0, 1].map((side) => ({ level: level - 1, position: position * 2 + side }))),
    );
    const hashes = positions.map((_, index) => perfectHash(sha, halves.slice(index * 2, index * 2 + 2)));
    await client.query('INSERT INTO log_node (level, position, hash) SELECT $1, * FROM unnest($2::bigint[], $3::bytea[])', [
      level,
      positions,
      hashes,
    ]);
  }
};
