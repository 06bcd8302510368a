/** How somebody who answers for it is dealt with: named here, punished by a procedure of its own. */
export const MEASURES = ['criticism', 'league-punishment', 'removal', 'handed-over'] as const;

/** How the person is heard, each with the paper that shows it. */
export const HEARD = { 'in-person': 'hearing-record', 'in-writing': 'statement', declined: 'hearing-declined' } as const;

/** Procedures whose outcome can be annulled. */
export const ANNULLABLE = ['admission', 'candidacy'] as const;

/** What an annulment keeps beside its steps. */
export interface AnnulmentBook {
  /** The case whose outcome is to be annulled, and its procedure: named in `Step.signOff.when`. */
  target?: string;
  of?: (typeof ANNULLABLE)[number];
  targetApprovedOn?: string;
  ground?: string;
  statements: number;
  hearing?: { on: string; how: keyof typeof HEARD };
  opinion?: { on: string; supports: boolean };
  proposes?: 'annul' | 'keep';
  responsible: { person: string; measure: (typeof MEASURES)[number] }[];
  /** The same people, for the look-up of conflicts: whoever is named decides nothing here. */
  recused: string[];
  vote?: { on: string; entitled: number; present: number; for: number; result: 'passed' | 'postponed' | 'not-passed'; by?: string };
  annulledOn?: string;
  filedOn?: string;
  toldOn?: string;
  /** The person asked the committee above; once for each decision. */
  appealedOn?: string;
  appealAnswer?: { on: string; answer: 'upheld' | 'reconsider' };
  effectOn?: string;
  targetTold?: true;
}

export const newAnnulmentBook = (): AnnulmentBook => ({ statements: 0, responsible: [], recused: [] });
