import { reach } from '../../domain/authority/reach';
import { mayReadCase, mayRecordFor, type Place, seatsIn } from '../../domain/authority/seats';
import type { Held, Role, Who } from '../../domain/authority/who';
import { SEATS, type Seat } from '../../domain/case/step';

/** county > school > branch; a second school with a branch of its own; an inspection office for the county, one for the second school. */
const ORGS = {
  county: { path: '/c/', kind: 'committee' },
  school: { path: '/c/s/', kind: 'committee' },
  branch: { path: '/c/s/b/', kind: 'branch' },
  sibling: { path: '/c/s/b2/', kind: 'branch' },
  other: { path: '/c/o/', kind: 'committee' },
  office: { path: '/x/', kind: 'inspection-office', inspectsPath: '/c/' },
  otherOffice: { path: '/y/', kind: 'inspection-office', inspectsPath: '/c/o/' },
} satisfies Record<string, { path: string; kind: string; inspectsPath?: string }>;
type Org = keyof typeof ORGS;

const place: Place = {
  unitId: 'branch',
  unitPath: ORGS.branch.path,
  committeeId: 'school',
  committeePath: ORGS.school.path,
  subjectId: 'child',
  contacts: ['contact'],
  introducers: ['introducer', 'introducer2'],
  guardians: ['mother'],
};

const held = (role: Role, at: Org): Held => ({ role, orgId: at, acting: false, ...ORGS[at] });
const who = (personId: string, holdings: [Role, Org][] = [], more: Partial<Who> = {}): Who => ({
  personId,
  league: 'none',
  holdings: holdings.map(([role, at]) => held(role, at)),
  ...more,
});
const officer = (role: Role, at: Org): Who => who('somebody', [[role, at]]);

describe('seats in a case', () => {
  const branchSeats: Seat[] = ['branch-secretary', 'branch-committee'];
  it.each<[string, Who, Seat[], boolean]>([
    ['the applicant', who('child'), ['applicant'], true],
    ['the mother', who('mother'), ['guardian'], true],
    ['a contact', who('contact'), ['contact'], true],
    ['an introducer', who('introducer2'), ['introducer'], true],
    ['a member of the branch', who('m', [], { league: 'member', unitId: 'branch' }), ['member'], false],
    ['a member of the sibling branch', who('m', [], { league: 'member', unitId: 'sibling' }), [], false],
    ['somebody of the branch who is no member', who('m', [], { unitId: 'branch' }), [], false],
    ['the branch secretary', officer('branch-secretary', 'branch'), branchSeats, true],
    ['one of the branch committee', officer('branch-committee', 'branch'), ['branch-committee'], true],
    ['the sibling’s secretary', officer('branch-secretary', 'sibling'), [], false],
    ['the school’s officer', officer('committee-officer', 'school'), ['committee-officer'], true],
    ['the school’s approver', officer('committee-approver', 'school'), ['committee-approver'], true],
    ['the county’s officer', officer('committee-officer', 'county'), ['higher-officer'], true],
    ['the county’s approver', officer('committee-approver', 'county'), [], true],
    ['another school’s officer', officer('committee-officer', 'other'), [], false],
    ['an inspector of the county', officer('inspector', 'office'), ['inspector'], true],
    ['the head of the inspection office', officer('inspection-head', 'office'), [], true],
    ['an inspector of another school', officer('inspector', 'otherOffice'), [], false],
    ['the school’s administrator', officer('administrator', 'school'), ['administrator'], true],
    ['the county’s administrator', officer('administrator', 'county'), ['administrator'], true],
    ['another school’s administrator', officer('administrator', 'other'), [], false],
    ['the county’s auditor', officer('auditor', 'county'), [], true],
    ['another school’s auditor', officer('auditor', 'other'), [], false],
    ['a system administrator', officer('system-administrator', 'county'), [], false],
    ['nobody', who('nobody'), [], false],
    ['a secretary who is also an introducer', who('introducer', [['branch-secretary', 'branch']]), ['introducer', ...branchSeats], true],
  ])('%s', (_name, person, seats, reads) => {
    expect(seatsIn(person, place)).toEqual(seats);
    expect(mayReadCase(person, place)).toBe(reads);
  });

  it.each<[string, Who, Seat[]]>([
    ['the school’s officer', officer('committee-officer', 'school'), [...branchSeats, 'committee-officer']],
    ['the school’s approver', officer('committee-approver', 'school'), ['branch-committee', 'committee-approver']],
    ['the branch secretary', officer('branch-secretary', 'branch'), branchSeats],
    ['the county’s officer', officer('committee-officer', 'county'), ['higher-officer']],
    ['the sibling’s secretary', officer('branch-secretary', 'sibling'), []],
    ['an administrator', officer('administrator', 'school'), ['administrator']],
  ])('where the branch has too few members: %s', (_name, person, seats) => {
    expect(seatsIn(person, { ...place, actingUnits: ['school'] })).toEqual(seats);
  });

  it('an occasion has no applicant: a person without an id matches nobody', () => {
    expect(seatsIn(who('child'), { ...place, subjectId: undefined })).toEqual([]);
  });
});

describe('recording on somebody’s behalf', () => {
  const people: Seat[] = ['applicant', 'guardian', 'member', 'contact', 'introducer'];
  it.each<[string, Who, Seat[]]>([
    ['the branch secretary', officer('branch-secretary', 'branch'), people],
    ['one of the branch committee', officer('branch-committee', 'branch'), people],
    [
      'the school’s officer',
      officer('committee-officer', 'school'),
      [...people, 'branch-secretary', 'branch-committee', 'committee-approver'],
    ],
    ['the school’s approver', officer('committee-approver', 'school'), []],
    ['the county’s officer', officer('committee-officer', 'county'), []],
    ['the sibling’s secretary', officer('branch-secretary', 'sibling'), []],
    ['an inspector', officer('inspector', 'office'), []],
    ['an administrator', officer('administrator', 'county'), []],
    ['a system administrator', officer('system-administrator', 'county'), []],
    ['the contact', who('contact'), []],
  ])('%s', (_name, person, seats) => {
    expect(SEATS.filter((seat) => mayRecordFor(person, seat, place))).toEqual(SEATS.filter((seat) => seats.includes(seat)));
  });
});

describe('reach', () => {
  it.each<[string, Who, Org[]]>([
    ['a branch secretary: the branch', officer('branch-secretary', 'branch'), ['branch']],
    ['a school’s officer: the school and below', officer('committee-officer', 'school'), ['school', 'branch', 'sibling']],
    ['an inspector: what the office inspects, and the office', officer('inspector', 'otherOffice'), ['other', 'otherOffice']],
    ['a county’s auditor: the League tree', officer('auditor', 'county'), ['county', 'school', 'branch', 'sibling', 'other']],
    ['a plain member: nothing', who('m', [], { unitId: 'branch', unitPath: ORGS.branch.path }), []],
  ])('%s', (_name, person, orgs) => {
    expect((Object.keys(ORGS) as Org[]).filter((org) => reach(person, ORGS[org].path))).toEqual(orgs);
  });
});
