import { type Deed, who } from './given';

/* A way on the pure domain, stage by stage, and the inspector's verdicts on it. */

export const free = { conflicts: [], substitute: true };

export const verdict = (step: string, on: string, given = 'pass', rest: Partial<Deed> = {}): Deed => ({
  kind: 'giveVerdict',
  on,
  actor: who('inspector'),
  seat: 'inspector',
  body: { step, verdict: given, ...(given === 'return' ? { backTo: step } : {}) },
  papers: ['verdict-opinion'],
  evidence: free,
  ...rest,
});

export type Stage = readonly [id: string, deeds: readonly Deed[], passedOn?: string];

/** Along the stages up to one of them, each passed on its day where it asks for a pass; `awaiting`: with its own acts done and the verdict missing. */
export const along = (way: readonly Stage[], step: string, { awaiting = false, before = {} }: Halt = {}): Deed[] => {
  const at = way.findIndex(([id]) => id === step);
  if (at < 0) throw new Error(`no deeds lead to ${step}: add them where its way is listed`);
  const own = ([id, deeds]: Stage): readonly Deed[] => before[id] ?? deeds;
  const done = way.slice(0, at).flatMap((one) => [...own(one), ...(one[2] ? [verdict(one[0], one[2])] : [])]);
  return awaiting ? [...done, ...own(way[at] as Stage)] : done;
};

export interface Halt {
  readonly awaiting?: boolean;
  /** Other deeds for a stage than the plain ones. */
  readonly before?: Readonly<Record<string, readonly Deed[]>>;
}
