import { isInspection } from './inspection';
import { ground, holds, type Role, type Who, within } from './who';

/** Paths of the units that an officer may list, each with everything below it; inspectors also their own office. Empty for applicants and plain members. */
export const reachPaths = (who: Who): string[] => [
  ...new Set(who.holdings.flatMap((held) => (isInspection(held) ? [ground(held), held.path] : [ground(held)]))),
];

/** Reading of lists: an officer's unit and everything below. */
export const reach = (who: Who, orgPath: string): boolean => reachPaths(who).some((path) => within(orgPath, path));

/** What belongs to cases (cases, occasions, quota, numbers): the same, but the role of a system administrator, who keeps accounts, shows none of it. */
export const workPaths = (who: Who): string[] =>
  reachPaths({ ...who, holdings: who.holdings.filter(({ role }) => role !== 'system-administrator') });

/** What an inspector's offices inspect, each with everything below it: where he or she sits as inspector. */
export const inspectedPaths = (who: Who): string[] =>
  who.holdings.flatMap((held) =>
    held.role === 'inspector' && held.kind === 'inspection-office' && held.inspectsPath !== undefined ? [held.inspectsPath] : [],
  );

/** Where somebody watches the log: exports of it and of cases, checkpoints on demand, the comparison at sign-in. */
export const watchedPaths = (who: Who): string[] =>
  reachPaths({ ...who, holdings: who.holdings.filter(({ role }) => WATCHERS.includes(role)) });

const WATCHERS: readonly Role[] = ['auditor', 'administrator', 'inspector', 'inspection-head'];
/** The same for whoever reads what is the inspection office's alone: its inspectors, and its head. */
export const inspectionPaths = (who: Who): string[] =>
  who.holdings.flatMap((held) =>
    (held.role === 'inspector' || held.role === 'inspection-head') && held.kind === 'inspection-office' && held.inspectsPath !== undefined
      ? [held.inspectsPath]
      : [],
  );

/** What may be done to people and units below a holding. Acts on cases are not here: they go by seat. */
export const KEEPING = {
  /** Opening and correcting records of persons. */
  person: ['branch-secretary', 'branch-committee', 'committee-officer', 'administrator', 'system-administrator'],
  /** Saying that somebody is a member, certified, or has lost rights: a branch cannot admit by typing. */
  membership: ['committee-officer', 'administrator', 'system-administrator'],
  /** Seeing an identity number or telephone in full, with a reason, logged. */
  reveal: ['branch-secretary', 'committee-officer', 'inspector', 'administrator'],
  organisation: ['administrator', 'system-administrator'],
  account: ['administrator', 'system-administrator'],
  leave: ['administrator', 'system-administrator'],
  /** Declaring when a unit is closed. */
  season: ['branch-secretary', 'committee-officer', 'administrator'],
  calendar: ['system-administrator'],
} as const satisfies Record<string, readonly Role[]>;

export const mayKeep = (who: Who, what: keyof typeof KEEPING, path: string): boolean =>
  holds(who, KEEPING[what], (held) => within(path, ground(held)));

/** The calendar belongs to no place: any system administrator keeps it. */
export const mayKeepCalendar = (who: Who): boolean => holds(who, KEEPING.calendar, () => true);
