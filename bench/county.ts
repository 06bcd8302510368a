import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { addDays, dayOf } from '../domain/calendar/day';
import { createAccount, hashPassword } from '../records/accounts';
import { openSession } from '../records/sessions';
import type { Caller } from './http';

const PASSWORD = 'four words make one';

export interface Somebody {
  readonly id: string;
  readonly token: string;
}

export interface Branch {
  readonly id: string;
  readonly secretary: Somebody;
  readonly contact: Somebody;
  readonly introducers: readonly [Somebody, Somebody];
}

/** A small county for the bench: one approving committee, a branch for each lane, sessions for everybody who acts. */
export class County {
  private constructor(
    private readonly pool: Pool,
    readonly caller: Caller,
    readonly town: { id: string; path: string },
    readonly officer: Somebody,
    readonly countyOfficer: Somebody,
    readonly approvers: readonly Somebody[],
    readonly branches: readonly Branch[],
  ) {}

  static async found(pool: Pool, caller: Caller, lanes: number): Promise<County> {
    const county = await organisation(pool, 'committee');
    const town = await organisation(pool, 'committee', county);
    const officer = await somebody(pool, town.id);
    const countyOfficer = await somebody(pool, county.id);
    const approvers = await Promise.all([1, 2, 3].map(() => somebody(pool, town.id)));
    await hold(pool, officer.id, town.id, 'committee-officer');
    await hold(pool, countyOfficer.id, county.id, 'committee-officer');
    for (const approver of approvers) await hold(pool, approver.id, town.id, 'committee-approver');
    const branches: Branch[] = [];
    for (let lane = 0; lane < lanes; lane += 1) {
      const branch = await organisation(pool, 'branch', town);
      const [secretary, contact, first, second] = await Promise.all([1, 2, 3, 4].map(() => somebody(pool, branch.id)));
      if (!secretary || !contact || !first || !second) throw new Error('nobody');
      await hold(pool, secretary.id, branch.id, 'branch-secretary');
      branches.push({ id: branch.id, secretary, contact, introducers: [first, second] });
    }
    await places(pool, town.id);
    await signIn(pool, caller, officer.id);
    return new County(pool, caller, town, officer, countyOfficer, approvers, branches);
  }

  branch(lane: number): Branch {
    const found = this.branches[lane % this.branches.length];
    if (!found) throw new Error('no branch');
    return found;
  }

  somebody(unit: string, birth?: string): Promise<Somebody> {
    return somebody(this.pool, unit, birth);
  }

  /** Who else a selection needs: an inspector of the office outside the tree, and a second officer of the committee. */
  async inspection(): Promise<{ inspector: Somebody; second: Somebody }> {
    const [inspects] = this.town.path.split('/').filter(Boolean);
    const office = await organisation(this.pool, 'inspection-office', undefined, { inspects_id: inspects });
    const [inspector, second] = [await somebody(this.pool, office.id), await somebody(this.pool, this.town.id)];
    await hold(this.pool, inspector.id, office.id, 'inspector');
    await hold(this.pool, second.id, this.town.id, 'committee-officer');
    return { inspector, second };
  }

  /** Whoever administers the town and watches its log. */
  async administrator(): Promise<Somebody> {
    const one = await somebody(this.pool, this.town.id);
    await hold(this.pool, one.id, this.town.id, 'administrator');
    return one;
  }

  async emptyBranch(): Promise<string> {
    return (await organisation(this.pool, 'branch', this.town)).id;
  }

  /** Papers as rows: uploading them is not what is measured. */
  async papers(by: string, kinds: readonly string[]): Promise<string[]> {
    return Promise.all(
      kinds.map(async (kind) => {
        const id = randomUUID();
        const content = Buffer.from(`${kind} ${id}`);
        await insert(this.pool, 'paper', {
          id,
          kind,
          mime: 'text/plain',
          size: content.length,
          sha256: createHash('sha256').update(content).digest('hex'),
          content,
          uploaded_by: by,
          uploaded_at: new Date(),
        });
        return id;
      }),
    );
  }
}

export const today = (): string => dayOf(Date.now());
export const daysAgo = (days: number): string => addDays(today(), -days);

const insert = async (pool: Pool, table: string, row: Record<string, unknown>): Promise<void> => {
  const keys = Object.keys(row);
  await pool.query(
    `INSERT INTO ${table} (${keys.map((key) => `"${key}"`).join(', ')}) VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
};

const organisation = async (pool: Pool, kind: string, parent?: { id: string; path: string }, extra: Record<string, unknown> = {}) => {
  const id = randomUUID();
  const path = `${parent?.path ?? '/'}${id}/`;
  await insert(pool, 'organisation', {
    id,
    code: id.slice(0, 13),
    name: `团组织 ${id.slice(0, 4)}`,
    kind,
    parent_id: parent?.id ?? null,
    path,
    approves: kind === 'committee',
    ...extra,
  });
  return { id, path };
};

/** A person with an account and an open session. A member unless a birth date makes it an applicant. */
const somebody = async (pool: Pool, unit: string, birth?: string): Promise<Somebody> => {
  const id = randomUUID();
  const now = Date.now();
  await insert(pool, 'person', {
    id,
    name: `某人${id.slice(0, 8)}`,
    birth: birth ?? '2000-01-01',
    unit_id: unit,
    league: birth ? 'none' : 'member',
    member_since: birth ? null : '2018-05-04',
  });
  const account = await createAccount(pool, { personId: id, login: `bench-${id}`, at: now });
  if (!account) throw new Error('no account');
  return { id, token: (await openSession(pool, account, now, 'bench')).token };
};

const hold = (pool: Pool, person: string, org: string, role: string): Promise<void> =>
  insert(pool, 'holding', { id: randomUUID(), person_id: person, org_id: org, role, since: '2020-01-01' });

const places = async (pool: Pool, town: string): Promise<void> => {
  const year = Number(today().slice(0, 4));
  for (const one of [year - 1, year, year + 1]) {
    await insert(pool, 'quota_line', { id: randomUUID(), org_id: town, year: one, places: 5000 });
    for (const [kind, prefix] of [
      ['development', `${one}65`],
      ['certificate', `T${one}`],
    ] as const)
      await insert(pool, 'number_range', {
        id: randomUUID(),
        org_id: town,
        kind,
        year: one,
        prefix,
        width: 6,
        first: 1,
        last: 5000,
        next: 1,
        source: 'bench',
      });
  }
};

/** One person comes in by the front door, with a password: the sessions of the others are rows of the same kind. */
const signIn = async (pool: Pool, caller: Caller, person: string): Promise<void> => {
  const { rows } = await pool.query<{ login: string }>('UPDATE account SET password_hash = $2 WHERE person_id = $1 RETURNING login', [
    person,
    await hashPassword(PASSWORD),
  ]);
  await caller.ask('POST', '/api/session', undefined, { login: rows[0]?.login, password: PASSWORD });
};
