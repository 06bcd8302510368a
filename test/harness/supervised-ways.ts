import { type Deed, lawful } from './given';
import { undoneWay } from './given-annulment';
import { parent, personWay, postWay } from './selection-deeds';
import { along, type Stage } from './stages';

/** A lawful way on which the inspector passes stages; what is not his in this case, the table says. */
export interface SupervisedWay {
  readonly law: ReturnType<typeof lawful>;
  readonly all: readonly Stage[];
  /** Up to the stage, with its own acts done. */
  readonly to: (step: string) => Deed[];
  /** The stage after which what was decided is in force, and nothing before it is made anew. */
  readonly inForceAfter?: string;
}

const way = (law: SupervisedWay['law'], all: readonly Stage[], more: Pick<SupervisedWay, 'inForceAfter'> = {}): SupervisedWay => ({
  law,
  all,
  to: (step) => along(all, step, { awaiting: true }),
  ...more,
});

const selection = lawful({ procedure: 'selection' });
const annulment = lawful({ procedure: 'annulment' });

/** Every way of every procedure whose table knows the inspector's verdict; a stage that no way leads to fails where the tables are tried. */
export const SUPERVISED = {
  recommendation: way(selection, postWay()),
  competition: way(selection, postWay({ route: 'competition' })),
  candidacy: way(lawful({ procedure: 'candidacy', parent }), personWay(), { inForceAfter: 'C8' }),
  'annulled appointment': way(annulment, undoneWay('candidacy')),
  'annulled admission': way(annulment, undoneWay('admission')),
} as const satisfies Record<string, SupervisedWay>;
export type WayName = keyof typeof SUPERVISED;
