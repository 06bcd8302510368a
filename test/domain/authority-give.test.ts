import { fits, mayGive, mayIssueSlip, type OrgPlace } from '../../domain/authority/give';
import { type Held, ROLES, type Role, type Who } from '../../domain/authority/who';

const ORGS = {
  county: { id: 'county', path: '/c/', kind: 'committee' },
  school: { id: 'school', path: '/c/s/', kind: 'committee' },
  branch: { id: 'branch', path: '/c/s/b/', kind: 'branch' },
  office: { id: 'office', path: '/x/', kind: 'inspection-office', inspectsPath: '/c/' },
} satisfies Record<string, OrgPlace>;
type Org = keyof typeof ORGS;

const held = (role: Role, at: Org): Held => {
  const { id, ...org } = ORGS[at];
  return { role, orgId: id, acting: false, ...org };
};
const who = (role: Role, at: Org): Who => ({ personId: 'giver', league: 'member', holdings: [held(role, at)] });
const all: [Role, Org][] = ROLES.flatMap((role) =>
  (Object.keys(ORGS) as Org[]).filter((at) => fits(role, ORGS[at])).map((at): [Role, Org] => [role, at]),
);
const given = (giver: Who, more: Partial<OrgPlace> = {}) =>
  all.filter(([role, at]) => mayGive(giver, role, { ...ORGS[at], ...more }, 'receiver')).map(([role, at]) => `${role} at ${at}`);

const KEPT = ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver', 'administrator', 'auditor'];

describe('who gives which role', () => {
  it('an administrator gives League roles at his place and below, and none of inspection or systems', () => {
    expect(given(who('administrator', 'school'))).toEqual([
      'branch-secretary at branch',
      'branch-committee at branch',
      'committee-officer at school',
      'committee-approver at school',
      'administrator at school',
      'auditor at school',
      'auditor at branch',
    ]);
  });

  it('a system administrator gives League roles, those of system administrators, and the first head of an inspection office', () => {
    const roles = new Set(given(who('system-administrator', 'county')).map((line) => line.split(' ')[0]));
    expect([...roles].sort()).toEqual([...KEPT, 'system-administrator', 'inspection-head'].sort());
    expect(given(who('system-administrator', 'county'), { everHadHead: true })).not.toContain('inspection-head at office');
    expect(given(who('system-administrator', 'school'))).not.toContain('inspection-head at office');
  });

  it('the head of an inspection office gives that office’s roles and nothing else', () => {
    expect(given(who('inspection-head', 'office'), { everHadHead: true })).toEqual(['inspector at office', 'inspection-head at office']);
  });

  it.each(ROLES.filter((role) => !['administrator', 'system-administrator', 'inspection-head'].includes(role)))(
    'a %s gives nothing',
    (role) => {
      for (const at of Object.keys(ORGS) as Org[]) expect(given(who(role, at))).toEqual([]);
    },
  );

  it('nobody gives anything to himself', () => {
    for (const [role, at] of all) for (const giver of all) expect(mayGive(who(...giver), role, ORGS[at], 'giver')).toBe(false);
  });
});

describe('whose activation slip', () => {
  const child = { personId: 'child', unitPath: '/c/s/b/', holdings: [] };
  const owner = (role: Role, at: Org) => ({ personId: 'owner', unitPath: '/c/s/b/', holdings: [held(role, at)] });
  it.each<[string, Who, Parameters<typeof mayIssueSlip>[1], boolean]>([
    ['branch secretary to a pupil of the branch', who('branch-secretary', 'branch'), child, true],
    ['county officer to a pupil below', who('committee-officer', 'county'), child, true],
    ['auditor to a pupil', who('auditor', 'county'), child, false],
    ['branch secretary to a pupil without a unit', who('branch-secretary', 'branch'), { ...child, unitPath: undefined }, false],
    ['branch secretary to an approver of the school', who('branch-secretary', 'branch'), owner('committee-approver', 'school'), false],
    ['administrator to an approver of the school', who('administrator', 'school'), owner('committee-approver', 'school'), true],
    ['school administrator to an officer of the county', who('administrator', 'school'), owner('committee-officer', 'county'), false],
    ['administrator to another administrator', who('administrator', 'county'), owner('administrator', 'school'), false],
    ['system administrator to an administrator', who('system-administrator', 'county'), owner('administrator', 'school'), true],
    ['administrator to an inspector', who('administrator', 'county'), owner('inspector', 'office'), false],
    ['system administrator to an inspector', who('system-administrator', 'county'), owner('inspector', 'office'), false],
    ['head of the office to an inspector', who('inspection-head', 'office'), owner('inspector', 'office'), true],
    ['oneself', who('system-administrator', 'county'), { ...child, personId: 'giver' }, false],
  ])('%s: %p', (_name, giver, to, may) => {
    expect(mayIssueSlip(giver, to)).toBe(may);
  });
});
