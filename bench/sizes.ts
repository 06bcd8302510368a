import { parseArgs } from 'node:util';

/** How much is measured. A round is floor, product, floor on the same servers. */
export interface Sizes {
  readonly rounds: number;
  readonly lanes: number;
  /** Acts of one lane in a round. */
  readonly acts: number;
  /** Decisions one after the other in a round. */
  readonly decisions: number;
  /** Applicants whom one notice, one meeting and one ceremony serve. */
  readonly group: number;
  readonly openCases: number;
  /** Cases of which the officer whose inbox is read has the tasks. */
  readonly myCases: number;
  /** Readings of the inbox in a round. */
  readonly pages: number;
  /** Voters of one meeting, in the room and from elsewhere. */
  readonly voters: number;
  readonly remoteVoters: number;
  /** Cases opened through the product before its memory is read. */
  readonly opened: number;
  /** Entries of the log that are verified. */
  readonly entries: number;
  /** Cases that come to stand still one after the other, and how many a minute. */
  readonly changes: number;
  readonly changesAMinute: number;
  /** Cases in the tables when the board is read, and how many of them are open. */
  readonly boardCases: number;
  readonly boardOpen: number;
  /** Readings of the board in a round. */
  readonly boardPages: number;
  /** Cases whose months are counted anew. */
  readonly monthCases: number;
  /** Cases of the unit whose dossier is packed. */
  readonly dossierCases: number;
}

const FULL: Sizes = {
  rounds: 7,
  lanes: 16,
  acts: 40,
  decisions: 150,
  group: 5,
  openCases: 10_000,
  myCases: 1000,
  pages: 60,
  voters: 1000,
  remoteVoters: 100,
  opened: 1000,
  entries: 100_000,
  changes: 150,
  changesAMinute: 100,
  boardCases: 1_000_000,
  boardOpen: 100_000,
  boardPages: 20,
  monthCases: 10_000,
  dossierCases: 10_000,
};
const QUICK: Sizes = {
  ...FULL,
  rounds: 5,
  acts: 15,
  decisions: 50,
  pages: 20,
  remoteVoters: 40,
  opened: 200,
  changes: 60,
  boardCases: 200_000,
  boardPages: 8,
};
/** So small that the figures mean nothing: the test that keeps the bench from rotting. */
const TINY: Sizes = {
  rounds: 1,
  lanes: 2,
  acts: 2,
  decisions: 3,
  group: 1,
  openCases: 120,
  myCases: 110,
  pages: 2,
  voters: 6,
  remoteVoters: 2,
  opened: 4,
  entries: 400,
  changes: 2,
  changesAMinute: 600,
  boardCases: 600,
  boardOpen: 400,
  boardPages: 2,
  monthCases: 5,
  dossierCases: 12,
};

export interface Options {
  readonly sizes: Sizes;
  readonly json: boolean;
  readonly check: boolean;
  readonly profile?: string;
  /** Names of the parts to run; all when absent. */
  readonly only?: readonly string[];
}

export function optionsOf(args: string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args,
    options: { json: flag, quick: flag, tiny: flag, check: flag, rounds: text, profile: text, only: text },
  });
  const base = values.tiny ? TINY : values.quick ? QUICK : FULL;
  return {
    sizes: { ...base, rounds: values.rounds === undefined ? base.rounds : Number(values.rounds) },
    json: values.json ?? false,
    check: values.check ?? false,
    profile: values.profile,
    only: values.only?.split(','),
  };
}
