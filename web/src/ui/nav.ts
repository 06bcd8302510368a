import type { Me } from '../api/contract';

export interface Place {
  readonly href: string;
  /** Key of its name under `nav`. */
  readonly name: string;
}

const OPEN: readonly Place[] = [
  { href: '/notices', name: 'notices' },
  { href: '/objections/follow', name: 'follow' },
  { href: '/complain', name: 'complain' },
  { href: '/check', name: 'check' },
  { href: '/days', name: 'days' },
  { href: '/procedure', name: 'procedure' },
];

const WORK = ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'];
const COMMITTEE = ['committee-officer', 'committee-approver', 'administrator', 'auditor'];
/** Whoever holds a role that shows cases: the keeping of accounts alone does not. */
const SEES_CASES = [...WORK, 'administrator', 'auditor', 'inspector', 'inspection-head'];
const WATCHERS = ['auditor', 'administrator', 'inspector', 'inspection-head'];
/** Whoever hears what teams from above have read, and the teams. */
const HEARS = ['branch-secretary', 'committee-officer', 'administrator', 'system-administrator', 'inspection-head', 'auditor'];
const CALENDAR = ['administrator', 'system-administrator'];
const KEEPERS = ['branch-secretary', 'branch-committee', 'committee-officer', 'administrator', 'system-administrator', 'auditor'];

export const rolesOf = (me: Me): string[] => [...new Set(me.holdings.map(({ role }) => role))];
export const isOfficer = (me: Me): boolean => me.holdings.length > 0;

/** Whether work on cases comes to this person: then the inbox is the home. */
export const hasDesk = (me: Me): boolean => rolesOf(me).some((role) => [...WORK, 'inspector'].includes(role));

/** Where somebody has business, by what he or she holds; the server asks again each time. */
export const placesOf = (me: Me | null | undefined): readonly Place[] => {
  if (!me) return OPEN;
  const roles = rolesOf(me);
  const any = (wanted: readonly string[]) => wanted.some((role) => roles.includes(role));
  const places: (Place | false)[] = [
    { href: '/', name: 'home' },
    (isOfficer(me) || me.person.league === 'member') && { href: '/desk', name: 'desk' },
    any(SEES_CASES) && { href: '/cases', name: 'cases' },
    any([...WORK, 'administrator', 'auditor']) && { href: '/occasions', name: 'occasions' },
    any(['inspector']) && { href: '/inspection', name: 'inspection' },
    any(['inspector']) && { href: '/objections', name: 'objections' },
    any(['inspection-head']) && { href: '/inspection/office', name: 'inspectionOffice' },
    any(SEES_CASES) && { href: '/board', name: 'board' },
    any(SEES_CASES) && { href: '/charts', name: 'charts' },
    any(COMMITTEE) && { href: '/quota', name: 'quota' },
    any(COMMITTEE) && { href: '/numbers', name: 'numbers' },
    any(KEEPERS) && { href: '/people', name: 'people' },
    any(KEEPERS) && { href: '/organisations', name: 'organisations' },
    isOfficer(me) && { href: '/roles', name: 'roles' },
    isOfficer(me) && { href: '/leaves', name: 'leaves' },
    any(COMMITTEE) && { href: '/packs', name: 'packs' },
    any(CALENDAR) && { href: '/calendar', name: 'calendar' },
    any(WATCHERS) && { href: '/evidence', name: 'evidence' },
    any(WATCHERS) && { href: '/dossier', name: 'dossier' },
    any(HEARS) && { href: '/teams', name: 'teams' },
    any(SEES_CASES) && { href: '/reports', name: 'reports' },
    any(['system-administrator']) && { href: '/outbox', name: 'outbox' },
    { href: '/messages', name: 'messages' },
    { href: '/reminders', name: 'reminders' },
    { href: '/own', name: 'own' },
    { href: '/days', name: 'days' },
  ];
  return places.filter((place): place is Place => place !== false);
};
