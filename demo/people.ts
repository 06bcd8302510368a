import type { Role } from '../domain/authority/who';
import { addDays, addMonths, type Day, diffDays, maxDay, minDay } from '../domain/calendar/day';
import { checkDigit } from '../domain/people/resident-id';
import { CASES, codeOf, isAdmitted } from './cases';
import { type Crowd, countyUnits, schoolYearOf, type Unit } from './county';
import { COUNTY } from './data/divisions';
import { aName } from './names';
import { needsSecondOfficer, POSTS } from './posts';
import { Dice, idOf } from './random';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly ethnicity: string;
  readonly sex: 'male' | 'female';
  readonly birth: Day;
  readonly unit: Unit;
  readonly grade?: string;
  readonly league: 'none' | 'member' | 'left';
  readonly memberSince?: Day;
  readonly certified: boolean;
  readonly pioneer: boolean;
  readonly idNumber?: string;
  readonly phone?: string;
  readonly guardian?: { readonly name: string; readonly phone: string };
}

interface Holding {
  readonly person: string;
  readonly unit: Unit;
  readonly role: Role;
  /** Last day of it. */
  readonly until?: Day;
}

export interface DemoAccount {
  readonly login: string;
  readonly person: string;
  readonly role: string;
  readonly unit: Unit;
}

/** Members of the county by the figures of 2023. */
const MEMBERS = 5187;

/** Its secretary has left and nobody was elected: an applicant waits for a talk there. */
const LEFT = 'F03';
const APPROVERS = 3;
/** Of a region that was never given out, so that no invented number is anybody's. */
const NO_REGION = '659999';
const NO_PHONE = '1990000';

interface Range {
  readonly from: Day;
  readonly to: Day;
}

const within = (dice: Dice, { from, to }: Range): Day => addDays(from, dice.between(0, Math.max(0, diffDays(from, to))));

/** Birthdays of those who sit in a class, or live and work at a place. */
const births = (crowd: Crowd, today: Day): Range => {
  if ('adults' in crowd)
    return { from: addMonths(today, -27 * 12 - 9), to: addMonths(today, (crowd.adults === 'office' ? -21 : -16) * 12) };
  const age = crowd.pupils === 'junior' ? 12 : 15;
  const born = crowd.entered - age;
  return {
    from: `${born - (crowd.pupils === 'junior' ? 2 : 1)}-09-01`,
    to: minDay(`${born}-08-31`, addDays(addMonths(today, -14 * 12), -40)),
  };
};

/** Applicants of a class were fourteen when they applied some months ago. */
const applicantBirths = (crowd: Crowd, today: Day): Range => {
  const all = births(crowd, today);
  if ('adults' in crowd) return { from: addMonths(today, -24 * 12), to: addMonths(today, -18 * 12) };
  return crowd.pupils === 'junior'
    ? { from: `${crowd.entered - 13}-09-03`, to: `${crowd.entered - 13}-11-20` }
    : { from: addDays(all.from, 60), to: addMonths(all.from, 14) };
};

/** Whole numbers in proportion to the weights that add up to the total: largest remainders, one at least. */
const shareOut = (weights: readonly number[], total: number): number[] => {
  const sum = weights.reduce((one, other) => one + other, 0);
  const exact = weights.map((weight) => (weight / sum) * total);
  const counts = exact.map((one) => Math.max(1, Math.floor(one)));
  const order = exact.map((one, index) => [one - Math.floor(one), index] as const).sort((a, b) => b[0] - a[0]);
  for (let left = total - counts.reduce((one, other) => one + other, 0), next = 0; left > 0; left -= 1, next += 1) {
    const index = order[next % order.length]?.[1] ?? 0;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
};

/** Everybody in the county, and who sits where. The same for the same day. */
export class Population {
  readonly units: readonly Unit[];
  readonly people: Person[] = [];
  readonly holdings: Holding[] = [];
  readonly accounts: DemoAccount[] = [];
  private readonly byCode: ReadonlyMap<string, Unit>;
  private readonly membersOf = new Map<string, Person[]>();
  private readonly dice = new Dice('fuyun');
  private numbered = 0;

  constructor(
    private readonly today: Day,
    private readonly schoolYear = schoolYearOf(today),
  ) {
    this.units = countyUnits(schoolYear);
    this.byCode = new Map(this.units.map((unit) => [unit.code, unit]));
    this.settleMembers();
    this.settleOfficers();
    this.settleApplicants();
    this.settleInspectors();
    this.giveAccounts();
  }

  /** By the code without the county's, as in the list of cases. */
  unit(code: string): Unit {
    const found = this.byCode.get(codeOf(COUNTY.code, code, this.schoolYear)) ?? this.byCode.get(code);
    if (!found) throw new Error(`there is no unit ${code}`);
    return found;
  }

  members(unit: Unit): readonly Person[] {
    return this.membersOf.get(unit.id) ?? [];
  }

  holders(unit: Unit, role: Role): string[] {
    return this.holdings.filter((held) => held.unit === unit && held.role === role).map(({ person }) => person);
  }

  /** The committee that approves a branch's applicants. */
  committeeOf(unit: Unit): Unit {
    let above = unit.parent;
    while (above && !above.approves) above = above.parent;
    if (!above) throw new Error(`nobody approves for ${unit.code}`);
    return above;
  }

  /** Small branches have no committee of their own; the meeting decides. */
  hasCommittee(unit: Unit): boolean {
    return unit.kind !== 'branch' || this.members(unit).length >= 7 || CASES.some((one) => this.unit(one.unit) === unit);
  }

  static applicant(key: string): string {
    return idOf('person', 'applicant', key);
  }

  private add(person: Omit<Person, keyof ReturnType<typeof aName>> & Partial<Person>, known = false): Person {
    const named = aName(this.dice, person.unit.crowd !== undefined && 'adults' in person.unit.crowd);
    const whole: Person = { ...named, ...person, ...(known ? this.contactsOf(person.birth, named.sex) : {}) };
    this.people.push(whole);
    return whole;
  }

  private contactsOf(birth: Day, sex: 'male' | 'female'): Pick<Person, 'idNumber' | 'phone'> {
    this.numbered += 1;
    const order = this.numbered * 2 + (sex === 'male' ? 1 : 0);
    const first17 = `${NO_REGION}${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
    return { idNumber: first17 + checkDigit(first17), phone: `${NO_PHONE}${String(this.numbered).padStart(4, '0')}` };
  }

  private settleMembers(): void {
    const branches = this.units.filter(({ crowd }) => crowd !== undefined);
    const counts = shareOut(
      branches.map(({ weight }) => weight),
      MEMBERS - CASES.filter(isAdmitted).length,
    );
    for (const [index, branch] of branches.entries()) {
      const crowd = branch.crowd as Crowd;
      const grade = 'pupils' in crowd ? `${crowd.entered}级` : undefined;
      const members = Array.from({ length: counts[index] ?? 0 }, (_, number) => {
        const range = births(crowd, this.today);
        const first = number < FOUNDERS;
        const birth = within(this.dice, first ? { from: range.from, to: addDays(range.from, 120) } : range);
        const fourteen = addDays(addMonths(birth, 14 * 12), 20);
        const memberSince = within(this.dice, {
          from: fourteen,
          to: first ? addDays(fourteen, 20) : maxDay(fourteen, minDay(addMonths(birth, 17 * 12), addDays(this.today, -15))),
        });
        return this.add({
          id: idOf('person', branch.code, String(number)),
          birth,
          unit: branch,
          ...(grade ? { grade } : {}),
          league: 'member',
          memberSince,
          certified: this.dice.roll() < 0.98,
          pioneer: false,
        });
      });
      this.membersOf.set(branch.id, members);
      const [secretary, ...others] = members;
      if (secretary) this.hold(secretary.id, branch, 'branch-secretary', branch === this.unit(LEFT) ? addDays(this.today, -25) : undefined);
      if (members.length >= 7) for (const one of others.slice(0, 2)) this.hold(one.id, branch, 'branch-committee');
    }
  }

  private officer(unit: Unit, role: Role, number: number): void {
    const birth = within(this.dice, { from: addMonths(this.today, -38 * 12), to: addMonths(this.today, -29 * 12) });
    const person = this.add(
      { id: idOf('person', unit.code, role, String(number)), birth, unit, league: 'left', certified: true, pioneer: false },
      unit.code === COUNTY.code || unit.kind === 'inspection-office',
    );
    this.hold(person.id, unit, role);
  }

  private settleOfficers(): void {
    for (const unit of this.units.filter(({ approves }) => approves)) {
      this.officer(unit, 'committee-officer', 1);
      for (let number = 1; number <= APPROVERS; number += 1) this.officer(unit, 'committee-approver', number);
    }
    for (const year of this.units.filter(({ kind }) => kind === 'general-branch')) this.officer(year, 'branch-secretary', 1);
    const county = this.unit(COUNTY.code);
    for (const role of ['administrator', 'system-administrator', 'auditor'] as const) this.officer(county, role, 1);
    const office = this.unit(`${COUNTY.code}-I`);
    this.officer(office, 'inspection-head', 1);
    for (const number of [1, 2]) this.officer(office, 'inspector', number);
  }

  private settleApplicants(): void {
    for (const one of CASES) {
      const unit = this.unit(one.unit);
      const crowd = unit.crowd as Crowd;
      const birth = within(this.dice, applicantBirths(crowd, this.today));
      const guardian = aName(this.dice, true).name;
      const minor = birth > addMonths(this.today, -18 * 12);
      this.add(
        {
          id: Population.applicant(one.key),
          birth,
          unit,
          ...('pupils' in crowd ? { grade: `${crowd.entered}级` } : {}),
          league: 'none',
          certified: false,
          pioneer: 'pupils' in crowd && crowd.pupils === 'junior',
          ...(minor ? { guardian: { name: guardian, phone: `${NO_PHONE}${String(5000 + this.numbered)}` } } : {}),
        },
        one.login !== undefined || this.numbered < 45,
      );
    }
  }

  /** Candidates are inspected by two officers; what an inspector suspends is investigated by two others. */
  private settleInspectors(): void {
    for (const unit of new Set(POSTS.filter(needsSecondOfficer).map((post) => this.unit(post.unit))))
      this.officer(unit, 'committee-officer', 2);
    this.officer(this.unit(`${COUNTY.code}-I`), 'inspector', 3);
  }

  private hold(person: string, unit: Unit, role: Role, until?: Day): void {
    this.holdings.push({ person, unit, role, ...(until ? { until } : {}) });
  }

  private giveAccounts(): void {
    const give = (login: string, role: string, unit: Unit, person: string | undefined): void => {
      if (!person) throw new Error(`nobody for the account ${login}`);
      this.accounts.push({ login, person, role, unit });
    };
    const holder = (login: string, role: string, code: string, held: Role, number = 0): void => {
      const unit = this.unit(code);
      give(login, role, unit, this.holders(unit, held)[number]);
    };
    for (const one of CASES) if (one.login) give(one.login, '申请人', this.unit(one.unit), Population.applicant(one.key));
    const branch = this.unit('S01-{1}-01');
    give('class.contact', '团员, 培养联系人', branch, this.members(branch)[CONTACT]?.id);
    give('class.introducer', '团员, 入团介绍人', branch, this.members(branch)[CONTACT + 1]?.id);
    holder('class.secretary', '团支部书记', 'S01-{1}-01', 'branch-secretary');
    holder('class.committee', '支部委员', 'S01-{1}-01', 'branch-committee');
    holder('class2.secretary', '团支部书记 (转入支部)', 'S01-{1}-02', 'branch-secretary');
    holder('school.officer', '团委组织干事', 'S01', 'committee-officer');
    for (const number of [1, 2, 3]) holder(`school.approver${number}`, '团委审批委员', 'S01', 'committee-approver', number - 1);
    holder('strict.officer', '团委组织干事 (从严学校)', 'S02', 'committee-officer');
    holder('strict.secretary', '团支部书记 (从严学校)', 'S02-{1}-01', 'branch-secretary');
    holder('town.officer', '团委组织干事', '104', 'committee-officer');
    for (const number of [1, 2]) holder(`town.approver${number}`, '团委审批委员', '104', 'committee-approver', number - 1);
    holder('village.secretary', '团支部书记', '104203', 'branch-secretary');
    holder('county.officer', '县团委组织干事', COUNTY.code, 'committee-officer');
    holder('county.officer2', '县团委组织干事', COUNTY.code, 'committee-officer', 1);
    holder('county.approver1', '县团委委员', COUNTY.code, 'committee-approver');
    holder('county.admin', '管理员', COUNTY.code, 'administrator');
    holder('system.admin', '系统管理员', COUNTY.code, 'system-administrator');
    holder('auditor', '审计员', COUNTY.code, 'auditor');
    holder('inspection.head', '监督办公室主任', `${COUNTY.code}-I`, 'inspection-head');
    holder('inspector', '监督员', `${COUNTY.code}-I`, 'inspector');
    for (const number of [2, 3]) holder(`inspector${number}`, '监督员', `${COUNTY.code}-I`, 'inspector', number - 1);
  }
}

/** Secretary, committee, contact and introducers have been members since long before any case. */
const FOUNDERS = 6;

/** Place of the cultivation contact among the members of a branch, behind secretary and committee; introducers follow. */
export const CONTACT = 3;
