import { createHash, randomUUID } from 'node:crypto';
import { type ActRequest, Desk } from '../../dispatch/desk';
import type { Who } from '../../domain/authority/who';
import { dayOf } from '../../domain/calendar/day';
import type { MachineState } from '../../domain/case/state';
import type { AdmissionBook } from '../../domain/procedures/admission/book';
import { whoIs } from '../../records/accounts';
import type { Product } from './product';
import { eventually } from './product';

const insert = async (product: Product, table: string, row: Record<string, unknown>): Promise<void> => {
  const keys = Object.keys(row);
  await product.database.pool.query(
    `INSERT INTO ${table} (${keys.map((key) => `"${key}"`).join(', ')}) VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
};

let applicants = 0;

/** No two applicants are namesakes, unless a test names them. */
export const another = (name: string): string => {
  applicants += 1;
  return `${name}${applicants}`;
};

/** A small county: county committee, township committee that approves, two branches, officers for every seat, members, quota and numbers. */
export const anOffice = async (
  product: Product,
  { places = 20, overlay, year }: { places?: number; overlay?: string; year?: number } = {},
) => {
  const org = async (name: string, kind: string, parent?: { id: string; path: string }, extra: Record<string, unknown> = {}) => {
    const id = randomUUID();
    const path = `${parent?.path ?? '/'}${id}/`;
    await insert(product, 'organisation', { id, code: id.slice(0, 13), name, kind, parent_id: parent?.id ?? null, path, ...extra });
    return { id, path, name };
  };
  const person = async (
    name: string,
    unit: string | null,
    { birth = '2000-01-01', member = true }: { birth?: string; member?: boolean } = {},
  ) => {
    const id = randomUUID();
    await insert(product, 'person', {
      id,
      name,
      birth,
      unit_id: unit,
      league: member ? 'member' : 'none',
      member_since: member ? '2018-05-04' : null,
    });
    return id;
  };
  const holds = (personId: string, orgId: string, role: string) =>
    insert(product, 'holding', { id: randomUUID(), person_id: personId, org_id: orgId, role, since: '2020-01-01' });

  const county = await org('富蕴县团委', 'committee', undefined, { approves: true });
  const town = await org('库额尔齐斯镇团委', 'committee', county, { approves: true, ...(overlay ? { overlay } : {}) });
  const branch = await org('第一团支部', 'branch', town);
  const other = await org('第二团支部', 'branch', town);
  const inspection = await org('县纪检监察办', 'inspection-office', undefined, { inspects_id: county.id });
  const people = {
    secretary: await person('书记', branch.id),
    otherSecretary: await person('二支书', other.id),
    contact: await person('联系人', branch.id),
    introducer: await person('介绍人甲', branch.id),
    introducer2: await person('介绍人乙', branch.id),
    officer: await person('干事', town.id),
    approver1: await person('委员一', town.id),
    approver2: await person('委员二', town.id),
    approver3: await person('委员三', town.id),
    countyOfficer: await person('县干事', county.id),
    inspector: await person('纪检员', inspection.id, { member: false }),
    administrator: await person('管理员', county.id),
  };
  await holds(people.secretary, branch.id, 'branch-secretary');
  await holds(people.otherSecretary, other.id, 'branch-secretary');
  await holds(people.officer, town.id, 'committee-officer');
  for (const approver of [people.approver1, people.approver2, people.approver3]) await holds(approver, town.id, 'committee-approver');
  await holds(people.countyOfficer, county.id, 'committee-officer');
  await holds(people.inspector, inspection.id, 'inspector');
  await holds(people.administrator, county.id, 'administrator');

  const now = await product.clock.now();
  const thisYear = year ?? Number(dayOf(now).slice(0, 4));
  for (const y of [thisYear, thisYear + 1]) {
    await insert(product, 'quota_line', { id: randomUUID(), org_id: town.id, year: y, places });
    for (const [kind, prefix, width] of [
      ['development', `${y}65`, 6],
      ['certificate', `T${y}`, 6],
    ] as const)
      await insert(product, 'number_range', {
        id: randomUUID(),
        org_id: town.id,
        kind,
        year: y,
        prefix,
        width,
        first: 1,
        last: 500,
        next: 1,
        source: 'test',
      });
  }

  const desk = new Desk({
    vault: product.vault,
    database: product.database,
    statutes: product.statutes,
    courier: product.courier,
    signer: product.signers.api,
    now: () => product.clock.now(),
  });
  const today = async () => dayOf(await product.clock.now());
  const who = async (id: string): Promise<Who> => {
    const found = await whoIs(product.database.pool, id, await today());
    if (!found) throw new Error('nobody');
    return found;
  };
  const paper = async (by: string, kind: string, text = kind): Promise<string> => {
    const id = randomUUID();
    const content = Buffer.from(`${text} ${id}`);
    await insert(product, 'paper', {
      id,
      kind,
      mime: 'text/plain',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      content,
      uploaded_by: by,
      uploaded_at: new Date(await product.clock.now()),
    });
    return id;
  };
  interface Short extends Partial<Omit<ActRequest, 'papers'>> {
    readonly kinds?: readonly string[];
  }
  const request = async (by: string, kind: string, { kinds = [], body = {}, ...rest }: Short): Promise<ActRequest> => ({
    kind,
    body,
    papers: await Promise.all(kinds.map((one) => paper(by, one))),
    ...rest,
  });
  const act = async (by: string, id: string, kind: string, short: Short = {}, key: string = randomUUID()) =>
    desk.act(await who(by), id, await request(by, kind, short), key);
  const occasion = async (by: string, procedure: string, unit: string, kind: string, short: Short = {}) => {
    const opened = await desk.open(await who(by), { procedure, unit, act: await request(by, kind, short) }, randomUUID());
    return opened.id;
  };
  const state = async (id: string): Promise<MachineState<AdmissionBook>> => {
    const { rows } = await product.database.pool.query<{ state: MachineState<AdmissionBook> }>('SELECT state FROM case_row WHERE id = $1', [
      id,
    ]);
    if (!rows[0]) throw new Error(`no case ${id}`);
    return rows[0].state;
  };
  const steps = async (id: string): Promise<string[]> => {
    const { steps: all, phase } = await state(id);
    return phase === 'ended' ? [phase] : Object.keys(all).filter((step) => !all[step]?.closedOn);
  };
  const at = (id: string, step: string) => eventually(`${id} at ${step}`, async () => (await steps(id)).includes(step));
  const ended = (id: string) => eventually(`${id} ended`, async () => (await state(id)).phase === 'ended' && (await state(id)).ended?.how);

  const apply = async ({
    birth = '2010-03-01',
    name = another('小明'),
    unit = branch.id,
    on,
  }: {
    birth?: string;
    name?: string;
    unit?: string;
    on?: string;
  } = {}) => {
    const subject = await person(name, unit, { birth, member: false });
    const opened = await desk.open(
      await who(subject),
      {
        procedure: 'admission',
        unit,
        subject,
        act: await request(subject, 'apply', { kinds: ['application'], body: { privacyVersion: '2026-01' }, on }),
      },
      randomUUID(),
    );
    return { id: opened.id, subject };
  };
  const moveTo = async (text: string): Promise<void> => {
    await product.rehearsal?.moveTo(new Date(`${text}T09:00:00+08:00`).getTime());
  };

  return {
    org,
    county,
    town,
    branch,
    other,
    inspection,
    people,
    desk,
    who,
    paper,
    person,
    holds,
    request,
    act,
    occasion,
    state,
    steps,
    at,
    ended,
    apply,
    moveTo,
    today,
  };
};

export type Office = Awaited<ReturnType<typeof anOffice>>;
