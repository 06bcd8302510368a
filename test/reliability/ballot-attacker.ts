import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';

/*
 * Somebody who has everything that is left of a ballot: each table with its physical places and transactions, the files of the write-ahead log,
 * the API's log. He also knows in which order the voters voted, and wants to know who voted what.
 */

const PAGE = 8192;
const SHORT_HEADER = 24;
const LONG_HEADER = 40;

/** The write-ahead log as one stream of records: segments in order, the headers of their pages taken out. */
export const readWal = async (pool: Pool): Promise<Buffer> => {
  const { rows } = await pool.query<{ folder: string; last: string }>(
    `SELECT current_setting('data_directory') AS folder, pg_walfile_name(pg_current_wal_lsn()) AS last`,
  );
  const { folder = '', last = '' } = rows[0] ?? {};
  // Later names are old files that wait to be used again.
  const segments = readdirSync(join(folder, 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name) && name <= last);
  return Buffer.concat(
    segments.sort().flatMap((name) => {
      const bytes = readFileSync(join(folder, 'pg_wal', name));
      return Array.from({ length: bytes.length / PAGE }, (_, page) =>
        bytes.subarray(page * PAGE + (page === 0 ? LONG_HEADER : SHORT_HEADER), (page + 1) * PAGE),
      );
    }),
  );
};

const uuid = (text: string): Buffer => Buffer.from(text.replaceAll('-', ''), 'hex');

export interface Evidence {
  /** Papers as sealed, in the order in which the write-ahead log has them: that of casting. */
  readonly cast: readonly Buffer[];
  /** Voters as the log has them draw; none where codes were drawn by hand. */
  readonly drew: readonly string[];
  readonly sealed: readonly { readonly id: string; readonly bytes: Buffer }[];
  readonly papers: readonly { readonly id: string; readonly xmin: string; readonly content: string; readonly wal: number }[];
  readonly spent: readonly Buffer[];
  /** Rights spent, in the order of casting. */
  readonly tokens: readonly Buffer[];
  /** By which way each ballot came, in that order: the place of a code in the open box is its hash, that of a drawn right is half as long. */
  readonly ways: readonly Way[];
}
export type Way = 'code' | 'drawn';

/** All that tables and log hold of a booth; `from`: where in the log to begin. */
export const evidenceOf = async (pool: Pool, wal: Buffer, booth: string, from: number): Promise<Evidence> => {
  const at = (...parts: readonly Buffer[]): number => wal.indexOf(Buffer.concat(parts), from);
  const inOrder = <T>(list: readonly T[], place: (one: T) => number): T[] =>
    list
      .map((one) => ({ one, where: place(one) }))
      .filter(({ where }) => where >= 0)
      .sort((a, b) => a.where - b.where)
      .map(({ one }) => one);
  const [id, ofHash] = [uuid(booth), Buffer.of(0x43)];
  const { rows: sealed } = await pool.query<{ id: string; bytes: Buffer }>(
    'SELECT id, sealed AS bytes FROM ballot_sealed WHERE booth_id = $1 ORDER BY ctid',
    [booth],
  );
  const { rows: papers } = await pool.query<{ id: string; xmin: string; content: string }>(
    'SELECT id, xmin::text, content FROM ballot_paper WHERE booth_id = $1 ORDER BY ctid',
    [booth],
  );
  const { rows: drawn } = await pool.query<{ person_id: string; blinded_hash: Buffer }>(
    'SELECT person_id, blinded_hash FROM ballot_draw WHERE booth_id = $1',
    [booth],
  );
  const { rows: spent } = await pool.query<{ token: Buffer }>('SELECT token FROM ballot_spent WHERE booth_id = $1 ORDER BY ctid', [booth]);
  const tokens = spent.map(({ token }) => token);
  const inBox = inOrder(tokens, (token) => at(ofHash, token, ofHash));
  return {
    cast: inOrder(
      sealed.map(({ bytes }) => bytes),
      (bytes) => at(bytes.subarray(1, 97)),
    ),
    drew: inOrder(drawn, ({ person_id, blinded_hash }) => at(id, uuid(person_id), ofHash, blinded_hash)).map(({ person_id }) => person_id),
    sealed,
    papers: papers.map((paper) => ({ ...paper, wal: at(uuid(paper.id), id) })),
    spent: tokens,
    tokens: inBox,
    ways: inBox.map((token) => (at(ofHash, token, ofHash, token, ofHash) >= 0 ? 'code' : 'drawn')),
  };
};

const rank = <T>(list: readonly T[], compare: (a: T, b: T) => number): T[] => [...list].sort(compare);
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
const reversed =
  (guess: Strategy): Strategy =>
  (found) =>
    [...guess(found)].reverse();
const texts = (papers: Evidence['papers']): string[] => papers.map(({ content }) => content);

/** What the n-th ballot cast says. */
type Strategy = (found: Evidence) => (string | undefined)[];

const asPlaced: Strategy = ({ papers }) => texts(papers);
const asNamed: Strategy = ({ papers }) => texts(rank(papers, byId));
const asLogged: Strategy = ({ papers }) => texts(rank(papers, (a, b) => a.wal - b.wal));
const asTransacted: Strategy = ({ papers }) => texts(rank(papers, (a, b) => Number(a.xmin) - Number(b.xmin)));
const asWritten: Strategy = ({ papers }) => texts(rank(papers, (a, b) => (a.content < b.content ? -1 : 1)));

/** The sealed paper of that ballot lies at the k-th place; so does the opened one. */
const alongside =
  (sealed: (found: Evidence) => readonly { bytes: Buffer }[], papers: Strategy): Strategy =>
  (found) => {
    const [places, opened] = [sealed(found), papers(found)];
    return found.cast.map((bytes) => opened[places.findIndex((one) => one.bytes.equals(bytes))]);
  };
/** The same by the place of its right among those spent. */
const besideRight =
  (papers: Strategy): Strategy =>
  (found) => {
    const opened = papers(found);
    return found.tokens.map((token) => opened[found.spent.findIndex((one) => one.equals(token))]);
  };

/** Papers that came by codes lie together before those that came by drawn rights, each part in the order of casting; or the other way round. */
const waysApart =
  (first: Way, papers: Strategy): Strategy =>
  (found) => {
    const opened = papers(found);
    const places = found.ways.map((way, index) => ({ way, index }));
    const lying = [...places.filter(({ way }) => way === first), ...places.filter(({ way }) => way !== first)];
    return places.map(({ index }) => opened[lying.findIndex((one) => one.index === index)]);
  };

/** Ways to guess, each from its own traces. */
export const STRATEGIES: Readonly<Record<string, Strategy>> = {
  asPlaced,
  asNamed,
  asLogged,
  asTransacted,
  asWritten,
  placedBackwards: reversed(asPlaced),
  loggedBackwards: reversed(asLogged),
  alongsidePlaces: alongside(({ sealed }) => sealed, asPlaced),
  alongsideNames: alongside(({ sealed }) => rank(sealed, byId), asNamed),
  alongsideLog: alongside(({ sealed }) => sealed, asLogged),
  alongsideBytes: alongside(({ sealed }) => rank(sealed, (a, b) => Buffer.compare(a.bytes, b.bytes)), asPlaced),
  besideRight: besideRight(asPlaced),
  besideRightNamed: besideRight(asNamed),
  codesBeforeDrawn: waysApart('code', asPlaced),
  drawnBeforeCodes: waysApart('drawn', asPlaced),
  codesBeforeDrawnLogged: waysApart('code', asLogged),
  drawnBeforeCodesNamed: waysApart('drawn', asNamed),
};

export interface Known {
  readonly found: Evidence;
  /** What the n-th ballot cast really said. */
  readonly truth: readonly string[];
  /** By which way it came, as everybody knows who saw the room. */
  readonly ways: readonly Way[];
}

/** Guesses that are right, out of all, or out of those on ballots that came by one way. */
export const success = (guess: Strategy, ballots: readonly Known[], among?: Way): number => {
  const hits = ballots.flatMap(({ found, truth, ways }) => {
    const guesses = guess(found);
    return truth.flatMap((said, index): number[] => (among && ways[index] !== among ? [] : [guesses[index] === said ? 1 : 0]));
  });
  return hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
};

/** Of the papers that he takes for those that came by that way, how many did: he asks not whose a paper is, but by which way it came. */
export const tellsWay = (guess: Strategy, ballots: readonly Known[], way: Way): number => {
  const hits = ballots.flatMap(({ found, truth, ways }) => {
    const taken = guess(found).filter((_, index) => ways[index] === way);
    const really = truth.filter((_, index) => ways[index] === way);
    return taken.map((said): number => (said !== undefined && really.includes(said) ? 1 : 0));
  });
  return hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
};

/** The best way on ballots whose voters have told him, to be tried on others. `score`: how he reckons; by whole ballots where he is not told. */
export const learn = (
  ballots: readonly Known[],
  score: (guess: Strategy, ballots: readonly Known[]) => number = success,
): { name: string; guess: Strategy } => {
  const scored = Object.entries(STRATEGIES).map(([name, guess]) => ({ name, guess, score: score(guess, ballots) }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  if (!best) throw new Error('no strategy');
  return best;
};
