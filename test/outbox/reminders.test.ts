import { ladder } from '../../domain/law/packs/figures';
import { awake } from '../../domain/messages/quiet';
import { remindOverdue } from '../../records/outbox/reminders';
import { anOutbox, type Outbox } from './an-outbox';

type Unit = Awaited<ReturnType<Outbox['api']['unit']>>;

const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('the ladder of reminders', () => {
  let box: Outbox;
  let town: Unit;
  let branch: Unit;
  let secretary: string;
  let administrator: string;

  beforeEach(async () => {
    box = await anOutbox({});
    town = await box.api.unit('committee');
    branch = await box.api.unit('branch', town);
    secretary = (await box.api.officer('branch-secretary', branch)).id;
    administrator = (await box.api.officer('administrator', town)).id;
    await box.api.officer('branch-secretary', branch, { until: '2026-08-01' });
  });
  afterEach(() => box.close());

  const aTask = async (more: { seat?: string; due?: string; procedure?: 'admission' | 'investigation' } = {}) => {
    const kase = await box.aCase(branch.id, { procedure: more.procedure ?? 'admission' });
    await box.api.database.pool.query(
      `INSERT INTO task (case_id, procedure, step, seat, org_id, since, due_on) VALUES ($1, $2, 'A9', $3, $4, '2026-08-01', $5)`,
      [kase, more.procedure ?? 'admission', more.seat ?? 'branch-secretary', branch.id, more.due ?? '2026-09-01'],
    );
    return kase;
  };
  const remind = (day: string) =>
    remindOverdue(
      { pool: box.api.database.pool, figuresOf: async (hash) => (await box.statutes.get(hash)).figures },
      at(`${day}T10:00:00`),
    );
  const told = async () =>
    (await box.api.database.prisma.message.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(({ personId, kind, body }) => [
      personId,
      kind,
      (body as { on: string; rung: number }).on,
      (body as { rung: number }).rung,
    ]);

  it('is climbed a rung a week, each told once, three times; then the organisation officer above, once', async () => {
    await aTask();
    for (let day = 1; day <= 30; day += 1) {
      await remind(`2026-09-${String(day).padStart(2, '0')}`);
      await remind(`2026-09-${String(day).padStart(2, '0')}`);
    }
    await remind('2026-11-01');
    expect(await told()).toEqual([
      [secretary, 'deadline-overdue', '2026-09-08', 1],
      [secretary, 'deadline-overdue', '2026-09-15', 2],
      [secretary, 'deadline-overdue', '2026-09-22', 3],
      [administrator, 'deadline-escalated', '2026-09-29', 4],
    ]);
    const { rows } = await box.api.database.pool.query('SELECT count(*)::int AS count FROM outbox');
    expect(rows).toEqual([{ count: 4 }]);
  });

  it('after a long absence is entered at the newest rung only', async () => {
    await aTask();
    await remind('2026-09-17');
    expect(await told()).toEqual([[secretary, 'deadline-overdue', '2026-09-17', 2]]);
  });

  it('begins anew with another due day, and is told once by two workers', async () => {
    const kase = await aTask();
    await Promise.all([remind('2026-09-08'), remind('2026-09-08')]);
    await box.api.database.pool.query(`UPDATE task SET due_on = '2026-10-01' WHERE case_id = $1`, [kase]);
    await remind('2026-09-29');
    await remind('2026-10-08');
    expect((await told()).map(([, , on]) => on)).toEqual(['2026-09-08', '2026-10-08']);
  });

  it('passes no inspector’s silence, and nothing of an investigation, to a League officer', async () => {
    await aTask({ seat: 'inspector' });
    await aTask({ seat: 'inspector', procedure: 'investigation' });
    await remind('2026-10-31');
    expect(await told()).toEqual([]);
  });

  it('takes its figures from the case’s own law; a law from before they were there has the pack’s', async () => {
    const { pool } = box.api.database;
    await pool.query(`UPDATE statute SET body = body #- '{figures,ladder.repeatDays}' #- '{figures,ladder.repeats}'`);
    const kase = await aTask();
    await pool.query(
      `INSERT INTO statute (hash, body) SELECT 'strict', jsonb_set(body, '{figures,ladder.repeatDays}', '{"value":2}') FROM statute LIMIT 1`,
    );
    const strict = await aTask();
    await pool.query(`UPDATE case_row SET statute_hash = 'strict' WHERE id = $1`, [strict]);
    const fresh = {
      pool,
      figuresOf: async (hash: string) => (await pool.query('SELECT body FROM statute WHERE hash = $1', [hash])).rows[0].body.figures,
    };
    await remindOverdue(fresh, at('2026-09-04T10:00:00'));
    await remindOverdue(fresh, at('2026-09-08T10:00:00'));
    const byCase = (await box.api.database.prisma.message.findMany()).map(
      ({ caseId, body }) => `${caseId} ${(body as { rung: number }).rung}`,
    );
    expect(byCase.sort()).toEqual([`${kase} 1`, `${strict} 1`, `${strict} 3`].sort());
  });
});

describe('quiet hours', () => {
  const hours = (from: number, until: number) => ({
    'ladder.quietFrom': { ...ladder['ladder.quietFrom'], value: from },
    'ladder.quietUntil': { ...ladder['ladder.quietUntil'], value: until },
  });
  it.each([
    [21, 8, '2026-12-31T20:59:59.999', '2026-12-31T20:59:59.999'],
    [21, 8, '2026-12-31T21:00:00.000', '2027-01-01T08:00:00.000'],
    [21, 8, '2027-01-01T00:00:00.000', '2027-01-01T08:00:00.000'],
    [21, 8, '2027-01-01T08:00:00.000', '2027-01-01T08:00:00.000'],
    [12, 14, '2027-01-01T13:30:00.000', '2027-01-01T14:00:00.000'],
    [12, 14, '2027-01-01T23:30:00.000', '2027-01-01T23:30:00.000'],
    [0, 0, '2027-01-01T03:00:00.000', '2027-01-01T03:00:00.000'],
    [22, 24, '2027-01-01T23:00:00.000', '2027-01-02T00:00:00.000'],
  ])('from %i to %i: what falls due at %s goes at %s', (from, until, due, goes) => {
    expect(awake(at(due), hours(from, until) as never)).toBe(at(goes));
  });
});
