import { mayEnd, type OrgPlace } from '../../domain/authority/give';
import { excludes, mayKeepInspector } from '../../domain/authority/inspection';
import { FRESH_MS, factorMissing, stepUpNeeded } from '../../domain/authority/second-factor';
import { type Held, ROLES, type Role, type Who } from '../../domain/authority/who';

const ORGS = {
  county: { id: 'county', path: '/c/', kind: 'committee' },
  office: { id: 'office', path: '/x/', kind: 'inspection-office', inspectsPath: '/c/' },
  lower: { id: 'lower', path: '/y/', kind: 'inspection-office', inspectsPath: '/c/s/' },
  beside: { id: 'beside', path: '/z/', kind: 'inspection-office', inspectsPath: '/c/t/' },
} satisfies Record<string, OrgPlace>;
type Org = keyof typeof ORGS;

const held = (role: Role, at: Org): Held => {
  const { id, ...org } = ORGS[at];
  return { role, orgId: id, acting: false, ...org };
};
const who = (role: Role, at: Org, personId = 'giver'): Who => ({ personId, league: 'member', holdings: [held(role, at)] });
const owner = (role: Role, at: Org, more: object = {}) => ({ personId: 'owner', holdings: [held(role, at)], ...more });

describe('who keeps the account of somebody who inspects', () => {
  it.each<[string, Who, Parameters<typeof mayKeepInspector>[1], boolean]>([
    ['head of the office, of an inspector', who('inspection-head', 'office'), owner('inspector', 'office'), true],
    ['head of a higher office, of an inspector below', who('inspection-head', 'office'), owner('inspector', 'lower'), false],
    ['head of a higher office, of the head below', who('inspection-head', 'office'), owner('inspection-head', 'lower'), true],
    ['head of the lower office, of the head above', who('inspection-head', 'lower'), owner('inspection-head', 'office'), false],
    ['head of an office beside, of a head', who('inspection-head', 'beside'), owner('inspection-head', 'lower'), false],
    ['another head of the same office', who('inspection-head', 'office'), owner('inspection-head', 'office'), false],
    [
      'predecessor, of a head who has no password yet',
      who('inspection-head', 'office'),
      owner('inspection-head', 'office', { fresh: true }),
      true,
    ],
    ['system administrator, of a head', who('system-administrator', 'county'), owner('inspection-head', 'office'), false],
    [
      'system administrator, of a later head without a password',
      who('system-administrator', 'county'),
      owner('inspection-head', 'office', { fresh: true }),
      false,
    ],
    [
      'system administrator, of the very first head without a password',
      who('system-administrator', 'county'),
      owner('inspection-head', 'office', { fresh: true, firstHead: true }),
      true,
    ],
    [
      'administrator, of the very first head',
      who('administrator', 'county'),
      owner('inspection-head', 'office', { fresh: true, firstHead: true }),
      false,
    ],
    ['inspector, of a colleague', who('inspector', 'office'), owner('inspector', 'office'), false],
    ['the head himself', who('inspection-head', 'office', 'owner'), owner('inspection-head', 'office', { fresh: true }), false],
  ])('%s: %p', (_name, keeper, of, may) => {
    expect(mayKeepInspector(keeper, of)).toBe(may);
  });
});

describe('who ends a head', () => {
  it('the head above; the head himself with a successor; nobody else in the world', () => {
    expect(mayEnd(who('inspection-head', 'office'), 'inspection-head', ORGS.lower, 'owner', false)).toBe(true);
    expect(mayEnd(who('inspection-head', 'office', 'owner'), 'inspection-head', ORGS.office, 'owner', false)).toBe(false);
    expect(mayEnd(who('inspection-head', 'office', 'owner'), 'inspection-head', ORGS.office, 'owner', true)).toBe(true);
    for (const role of ROLES)
      for (const at of Object.keys(ORGS) as Org[]) expect(mayEnd(who(role, at), 'inspection-head', ORGS.office, 'owner', true)).toBe(false);
  });
});

describe('roles that exclude each other', () => {
  it('are inspecting and keeping roles or accounts, either way round', () => {
    const clash = (role: Role, theirs: Role) => excludes(role, [{ role: theirs }]);
    const pairs = ROLES.flatMap((one) => ROLES.filter((other) => clash(one, other)).map((other) => `${one}+${other}`));
    expect(pairs.sort()).toEqual(
      ['inspector', 'inspection-head']
        .flatMap((a) => ['administrator', 'system-administrator'].flatMap((b) => [`${a}+${b}`, `${b}+${a}`]))
        .sort(),
    );
  });
});

describe('when a second factor is asked for', () => {
  const NOW = 1_800_000_000_000;
  const officer = who('committee-officer', 'county');
  const secretary: Who = { ...officer, holdings: [{ ...held('committee-officer', 'county'), role: 'branch-secretary' }] };
  it.each<[string, Who, Parameters<typeof stepUpNeeded>[1], 'offered' | 'required', string | undefined]>([
    ['offered, none', officer, { enrolled: false }, 'offered', undefined],
    ['required, none', officer, { enrolled: false }, 'required', 'enrol'],
    ['required, none, a secretary', secretary, { enrolled: false }, 'required', undefined],
    ['never given in this session', secretary, { enrolled: true }, 'offered', 'step-up'],
    ['given just now', officer, { enrolled: true, at: NOW }, 'required', undefined],
    ['given five minutes ago', officer, { enrolled: true, at: NOW - FRESH_MS }, 'offered', undefined],
    ['given a moment longer ago', officer, { enrolled: true, at: NOW - FRESH_MS - 1 }, 'offered', 'step-up'],
    ['given in the future: a clock was set', officer, { enrolled: true, at: NOW + 1 }, 'offered', 'step-up'],
  ])('%s', (_name, person, factor, policy, needed) => {
    expect(stepUpNeeded(person, factor, policy, NOW)).toBe(needed);
  });
  it('the named roles are those that inspect, decide, or keep roles and accounts', () => {
    const asked = ROLES.filter((role) =>
      factorMissing({ ...officer, holdings: [{ ...held('committee-officer', 'county'), role }] }, { enrolled: false }, 'required'),
    );
    expect(asked.sort()).toEqual(
      ['administrator', 'committee-approver', 'committee-officer', 'inspection-head', 'inspector', 'system-administrator'].sort(),
    );
  });
});
