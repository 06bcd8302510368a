import { inclusionProof } from '../../domain/ballots/merkle';
import { type Votes, votesOn } from '../../domain/ballots/papers';
import { hex, type Publication, sortedLeaves } from '../../domain/ballots/proof';
import { sha256 } from '../log';
import { no } from './refusals';
import { type BoothRow, type Client, findBooth } from './rows';

/** Everything that a recount takes. Names written in are in the papers, nowhere else. */
export const publicationOf = async (client: Client, booth: BoothRow): Promise<Publication> => {
  if (booth.status !== 'tallied' || !booth.proof || !booth.proof_hash) throw no.notTallied();
  const papers = await client.query<{ content: string }>('SELECT content FROM ballot_paper WHERE booth_id = $1 ORDER BY id', [booth.id]);
  const spent = await client.query<{ token: Buffer }>('SELECT token FROM ballot_spent WHERE booth_id = $1 ORDER BY token', [booth.id]);
  return {
    form: booth.form,
    proof: booth.proof,
    digest: hex(booth.proof_hash),
    papers: papers.rows.map(({ content }) => content),
    spent: spent.rows.map(({ token }) => hex(token)),
    ...(booth.by_hand ? { byHand: booth.by_hand } : {}),
  };
};

export type Receipt =
  | { readonly counted: false }
  | { readonly counted: true; readonly index: number; readonly size: number; readonly path: readonly string[]; readonly root: string };

/** "Mine is in", with the way to the root that the log holds; nothing of what it said. */
export const receiptIn = async (client: Client, booth: string, receipt: Buffer): Promise<Receipt> => {
  const row = await findBooth(client, booth);
  if (!row || ['drafted', 'void'].includes(row.status)) throw no.notFound();
  if (row.status !== 'tallied' || !row.proof) throw no.notTallied();
  const { rows } = await client.query<{ token: Buffer }>('SELECT token FROM ballot_spent WHERE booth_id = $1', [booth]);
  const leaves = sortedLeaves(rows.map(({ token }) => token));
  const index = leaves.findIndex((leaf) => receipt.equals(leaf));
  if (index < 0) return { counted: false };
  return { counted: true, index, size: leaves.length, path: inclusionProof(leaves, index, sha256).map(hex), root: row.proof.spentRoot };
};

export interface BoothTally extends Required<Pick<Votes, 'for' | 'against' | 'abstain' | 'returned' | 'invalid'>> {
  readonly issued: number;
  readonly defer?: number;
  readonly recused: readonly string[];
  readonly left: readonly string[];
  /** sha256 of the proof, as the log has it. */
  readonly proof: string;
}

/** What a meeting records of a vote on one item: counts out of a tallied booth of that occasion and item, and nothing else. */
export const tallyOf = async (
  client: Client,
  booth: string,
  about: { occasion: string; item: string; since?: string | undefined },
): Promise<BoothTally | undefined> => {
  const row = await findBooth(client, booth);
  // Closed before the roll was taken anew: its papers were those of another day's roll.
  if (about.since !== undefined && (row?.closed_on ?? about.since) < about.since) return undefined;
  if (row?.status !== 'tallied' || row.occasion_id !== about.occasion || row.item !== about.item || !row.proof || !row.proof_hash)
    return undefined;
  const { lines, returned, invalid, issued } = row.proof;
  // A paper that lists several candidates is no vote on one of them alone.
  const votes =
    row.form.candidates.length === 1 ? votesOn(row.form, { returned, invalid, lines, others: [] }, lines[0]?.id ?? '') : undefined;
  if (!votes) return undefined;
  return { ...votes, returned, issued, recused: row.recused, left: row.away, proof: hex(row.proof_hash) };
};
