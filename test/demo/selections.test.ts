import { PUBLICITY } from '../../demo/candidates';
import { Clerk } from '../../demo/clerk';
import { Elections } from '../../demo/elections';
import { demoLaw } from '../../demo/law';
import { longEnoughAgo } from '../../demo/lawful-days';
import { Population } from '../../demo/people';
import { POSTS } from '../../demo/posts';
import { playPosts } from '../../demo/selections';
import { newPassword, settleCounty } from '../../demo/settle';
import { Desk } from '../../dispatch/desk';
import { addDays, type Day } from '../../domain/calendar/day';
import { seedCalendar } from '../../domain/calendar/seed';
import { addWorkdays } from '../../domain/calendar/workdays';
import { type MachineState, openSteps } from '../../domain/case/state';
import { candidacySteps } from '../../domain/law/packs/candidacy-steps';
import { selectionSteps } from '../../domain/law/packs/selection-steps';
import { resolve } from '../../domain/law/resolve';
import { numberOf } from '../../domain/law/statute';
import { packs } from '../../domain/procedures';
import { endOfNotice } from '../../domain/procedures/parts/notice';
import { calendarFor } from '../../records/calendars';
import { transaction } from '../../records/database';
import { currentNotices } from '../../records/public-notices';
import { statuteFor } from '../../records/statutes';
import { eventually, type Product, startProduct } from '../harness/product';

interface Row {
  readonly id: string;
  readonly procedure: string;
  readonly phase: string;
  readonly ending: string | null;
  readonly state: MachineState<Record<string, unknown>>;
}

/** In the middle of a week: what was posted seven days ago has not hung for five working days. Any other day does as well (DEMO_DAY). */
const TODAY = process.env.DEMO_DAY ?? '2026-11-25';

describe('the days of the demo', () => {
  it('on any day of a year, and of one whose holidays are not known yet, there is one from which a notice is over, within what the demo’s law lets date back', async () => {
    const calendar = seedCalendar('65');
    for (let today = '2026-01-01'; today <= '2027-03-31'; today = addDays(today, 1)) {
      const law = demoLaw('candidacy', calendar);
      const over = (from: Day): Day => endOfNotice(law, from, PUBLICITY).end;
      const day = longEnoughAgo(calendar, today, over);
      expect([today, over(day) < addDays(today, -1), day >= addDays(today, -numberOf(law, 'record.backdateDays'))]).toEqual([
        today,
        true,
        true,
      ]);
    }
  });

  it('its law differs from the pack in two figures, names itself, and nobody can lay it over a real unit', () => {
    const calendar = seedCalendar('65');
    const [pack, demo] = [statuteFor('selection', [], calendar), demoLaw('selection', calendar)];
    expect(Object.keys(pack.figures).filter((key) => pack.figures[key]?.value !== demo.figures[key]?.value)).toEqual(
      ['inspection.verdictDays', 'record.backdateDays'].sort(),
    );
    expect([demo.edition, demo.steps, demo.clauses, demo.calendar]).toEqual([
      `${pack.edition}+demo`,
      pack.steps,
      pack.clauses,
      pack.calendar,
    ]);
    const loosened = { id: 'x', edition: '1', procedure: 'selection', clauses: [], papers: {}, insert: [] };
    for (const key of ['inspection.verdictDays', 'record.backdateDays'] as const)
      expect(() => resolve(packs.selection as never, [{ ...loosened, figures: { [key]: { value: 60 } } } as never], calendar)).toThrow(
        /an overlay only tightens/,
      );
  });
});

describe('the selections of the demo county', () => {
  let product: Product;
  let fill: () => Promise<void>;
  const query = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await product.database.pool.query<T>(sql, values)).rows;
  const opened = async (key: string): Promise<Row> => {
    const [row] = await query<Row>('SELECT r.* FROM case_row r JOIN command c ON c.case_id = r.id WHERE c.key = $1', [`demo:${key}`]);
    if (!row) throw new Error(`no ${key}`);
    return row;
  };
  const candidates = async (key: string): Promise<Row[]> =>
    query<Row>(`SELECT * FROM case_row WHERE parent_id = $1 AND procedure = 'candidacy'`, [(await opened(`post:${key}`)).id]);
  const open = async (procedure: string): Promise<Row[]> =>
    query<Row>(`SELECT * FROM case_row WHERE procedure = $1 AND phase <> 'ended'`, [procedure]);
  const awaiting = (rows: readonly Row[]): string[] =>
    rows.flatMap(({ state }) => openSteps(state).filter((step) => state.steps[step]?.awaiting)).sort();

  const standing = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap(({ state }) => openSteps(state)))].sort();

  beforeAll(async () => {
    product = await startProduct({ from: `${TODAY}T10:00:00+08:00` });
    const { database, statutes, courier, signers, clock, vault } = product;
    const now = () => clock.now();
    const population = new Population(TODAY);
    await transaction(database.pool, async (client) => settleCounty(client, vault, population, newPassword(), TODAY, await now()));
    const desk = new Desk({ database, statutes, courier, signer: signers.api, vault, now });
    const deps = { database, vault, now, desk, calendar: await calendarFor(database, '65') };
    fill = async () => {
      const clerk = new Clerk(deps, new Map());
      await playPosts(deps, clerk, population, TODAY);
      await new Elections(deps, clerk, population, TODAY).run();
    };
    await fill();
  }, 240_000);
  afterAll(() => product?.stop());

  it('stand at every stage, of the post, of a competition and of the candidates', async () => {
    const posts = await open('selection');
    expect(posts).toHaveLength(POSTS.length - 1);
    expect(standing(posts)).toEqual(selectionSteps.map(({ id }) => id).sort());
    const people = await open('candidacy');
    expect(standing(people)).toEqual(candidacySteps.map(({ id }) => id).sort());
    expect(awaiting(posts)).toEqual(['K0', 'K0', 'K1', 'K10', 'K2', 'X1']);
    expect(awaiting(people)).toEqual(['C3', 'C3', 'C3', 'C4', 'C5', 'C6', 'C7']);
  });

  it('one is completed: appointed, its record passed by the inspector', async () => {
    expect(await opened('post:complete')).toMatchObject({ phase: 'ended', ending: 'completed', state: { book: { filled: 1 } } });
    expect((await candidates('complete')).map(({ ending }) => ending).sort()).toEqual(['completed', 'vetoed']);
  });

  it('hold one person, have lost one to a veto, and sent one post back', async () => {
    expect((await candidates('held')).map(({ phase }) => phase).sort()).toEqual(['held', 'open']);
    const [investigation] = await open('investigation');
    expect(investigation?.state.book).toMatchObject({
      cause: 'verdict',
      pair: expect.arrayContaining([expect.any(String), expect.any(String)]),
    });
    expect((await candidates('decision')).filter(({ ending }) => ending === 'vetoed')).toHaveLength(1);
    expect((await opened('post:returned')).state).toMatchObject({ round: 2, steps: { K2: { openedOn: expect.any(String) } } });
  });

  it('were passed by an inspector at every stage, each act in the product and none further back than its law allows', async () => {
    const facts = await query<{
      kind: string;
      seat: string;
      office: string | null;
      imported: boolean;
      on: string;
      late: boolean;
      demo: boolean;
    }>(
      `SELECT f.kind, f.fact #>> '{actor,seat}' AS seat, h.org_id AS office, f.fact ? 'imported' AS imported, f.fact ->> 'on' AS on, f.fact ? 'lateReason' AS late, s.body ->> 'edition' LIKE '%+demo' AS demo
       FROM fact f JOIN case_row r ON r.id = f.case_id AND r.procedure IN ('selection', 'candidacy')
       JOIN statute s ON s.hash = r.statute_hash
       LEFT JOIN holding h ON h.person_id = (f.fact #>> '{actor,id}')::uuid AND h.role = 'inspector'`,
    );
    expect(facts.length).toBeGreaterThan(120);
    expect(facts.filter(({ imported }) => imported)).toEqual([]);
    expect(facts.filter(({ on, kind, demo }) => on < addDays(TODAY, demo ? -60 : -7) && kind !== 'postAnalysed')).toEqual([]);
    const verdicts = facts.filter(({ kind }) => kind === 'verdictGiven');
    expect(verdicts.length).toBeGreaterThan(25);
    expect(verdicts.filter(({ seat, office }) => seat !== 'inspector' || !office)).toEqual([]);
  });

  it('have beside them an election held and one to come, a recommendation to the Party and a complaint', async () => {
    expect(await opened('election:held')).toMatchObject({
      phase: 'ended',
      ending: 'completed',
      state: { book: { elected: expect.any(Array) } },
    });
    expect(openSteps((await opened('election:coming')).state)).toEqual(['E3']);
    expect((await opened('party-recommendation')).state.book).toMatchObject({ notice: { postedOn: TODAY } });
    expect(await query('SELECT channel, named FROM complaint')).toEqual([{ channel: 'web', named: false }]);
  });

  it('name on the public page whoever is to be appointed, with unit and post, from today for five full working days', async () => {
    const [notice, ...others] = await currentNotices(product.database.pool);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      unit: '杜热镇团委',
      postedOn: TODAY,
      end: addWorkdays(seedCalendar('65'), TODAY, 5).end,
      names: [{ unit: '杜热村团支部', step: 'C7', post: '杜热镇团委副书记' }],
    });
  });

  it('are what they were after a second fill', async () => {
    const counts = async () =>
      Promise.all(
        ['case_row', 'command', 'paper', 'fact', 'complaint', 'score_sheet'].map((table) => query(`SELECT count(*) FROM ${table}`)),
      );
    const before = await counts();
    await fill();
    expect(await counts()).toEqual(before);
  });

  it('go on by themselves: the publicity ends on its day, and the silent inspector is passed over to nobody', async () => {
    await product.rehearsal?.moveTo(new Date(`${addDays(TODAY, 16)}T09:00:00+08:00`).getTime());
    const posted = async () => awaiting((await candidates('decision')).filter(({ state }) => openSteps(state).includes('C7')));
    await eventually('the publicity is over', async () => (await posted()).length === 1);
    await eventually('the verdict is overdue', async () => (await opened('post:silent')).state.steps.K0?.awaiting?.lapsedOn);
    expect(openSteps((await opened('post:silent')).state)).toEqual(['K0']);
  });
});
