import { addDays } from '../../domain/calendar/day';
import { seedCalendar } from '../../domain/calendar/seed';
import { minimum } from '../../domain/calendar/workdays';
import type { MachineState } from '../../domain/case/state';
import type { Step } from '../../domain/case/step';
import { candidacySteps } from '../../domain/law/packs/candidacy-steps';
import { selectionSteps } from '../../domain/law/packs/selection-steps';
import type { SelectionBook } from '../../domain/procedures/selection/book';
import { type Competing, competing } from '../harness/competition';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';

type Kind = 'K' | 'X' | 'C';
interface Work {
  /** The acts of the stage, for several candidates at once where one meeting or notice serves them. */
  acts(ids: readonly string[]): Promise<unknown>;
  /** Then what only the days bring. */
  wait?(): Promise<unknown>;
}

const isSupervised = ({ signOff }: Step): boolean => signOff !== undefined;
const rows = (steps: readonly Step[]) => steps.filter(isSupervised).map((step) => [step.id, step] as const);
const seatOf = (id: string | undefined): string | undefined => [...selectionSteps, ...candidacySteps].find((one) => one.id === id)?.seat;
const WEEK = { workingDays: 5 };

/**
 * Over the real parts: one case goes through every stage and is suspended, returned and passed at each; another one of the same stage is vetoed. The stages
 * come out of the tables, in their order; one that is added there needs its work here. The clock only goes forward.
 */
describe('each verdict of the inspector at each stage', () => {
  let product: Product;
  let office: Office;
  let way: Selecting;
  let contest: Competing;
  let entrants: string[];
  const main: Partial<Record<Kind, string>> = {};
  const competes = new Set<string>();

  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    way = await selecting(office);
    contest = await competing(product, office);
    entrants = await somebodies(3);
  });
  afterAll(() => product?.stop());

  const somebodies = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => office.person(`人选${index}`, office.branch.id)));
  const state = async (id: string) => (await office.state(id)) as unknown as MachineState;
  const daysPass = async () => office.moveTo(addDays(minimum(seedCalendar('CN'), await office.today(), WEEK).end, 1));
  const each = (does: (id: string) => Promise<unknown>) => async (ids: readonly string[]) => {
    for (const id of ids) await does(id);
  };

  /** What a stage takes, from its opening until it waits for the inspector. */
  const WORK: Readonly<Record<string, Work>> = {
    K0: {
      acts: each((id) =>
        office.act(office.people.officer, id, 'analysePost', {
          kinds: ['vacancy-sheet'],
          body: { title: '团委副书记', approved: 99, incumbents: 1, openings: 2 },
        }),
      ),
    },
    K1: { acts: each((id) => way.move(id, competes.has(id) ? { route: 'competition' } : {})) },
    K2: { acts: each((id) => way.recommend(id)) },
    X1: { acts: each((id) => contest.announce(id)) },
    X2: {
      acts: each(async (id) => {
        await contest.enter(id, entrants);
        await daysPass();
        await contest.closeEntries(id);
      }),
    },
    X3: {
      acts: each(async (id) => {
        if ((await office.steps(id)).includes('X3')) await contest.score(id, entrants.slice(0, 2));
        await contest.reveal(id);
      }),
    },
    K10: {
      acts: each(async (id) => {
        if ((await office.steps(id)).includes('K3')) {
          for (const one of await way.fix(id)) await way.verdict(one, 'C3', 'veto');
          await office.at(id, 'K10');
        }
        await office.act(office.people.officer, id, 'fileRecord', { kinds: ['process-record'] });
      }),
    },
    C3: { acts: each((id) => office.act(office.people.officer, id, 'resubmitObject', { kinds: ['object-reasons'] })) },
    C4: { acts: each((id) => way.inspect(id)) },
    C5: { acts: each((id) => way.consult(id)) },
    C6: { acts: (ids) => way.decide(ids) },
    C7: { acts: (ids) => way.publish(...ids), wait: daysPass },
    C8: { acts: each((id) => way.appoint(id)) },
    C9: {
      acts: async (ids) => {
        const books = await Promise.all(ids.map((id) => way.book(id)));
        if (books.some(({ probationOver }) => !probationOver)) {
          await office.moveTo(addDays(await office.today(), 367));
          for (const id of ids) await eventually('the probation is over', async () => (await way.book(id)).probationOver);
        }
        for (const id of ids)
          await office.act(office.people.officer, id, 'assessProbation', { kinds: ['probation-assessment'], body: { fit: true } });
      },
    },
  };
  const work = async (step: string, ids: readonly string[]): Promise<void> => {
    const found = WORK[step];
    if (!found) throw new Error(`no work for ${step}: add what is done there`);
    await found.acts(ids);
    await found.wait?.();
    for (const id of ids) await way.awaiting(id, step);
  };

  const desks = async (id: string): Promise<string[]> => {
    const { rows: found } = await product.database.pool.query<{ desk: string }>(
      `SELECT DISTINCT step || ': ' || seat AS desk FROM task WHERE case_id = $1 ORDER BY 1`,
      [id],
    );
    return found.map(({ desk }) => desk);
  };
  const codeOf = (act: Promise<unknown>): Promise<string> =>
    act.then(
      () => 'accepted',
      (error) => error.refusal?.code ?? String(error),
    );

  /** Neither a verdict by anybody else nor the stage's own acts move it. */
  const nobodyMoves = async (id: string, step: string): Promise<void> => {
    const { seq } = await state(id);
    const { administrator, officer, approver1, countyOfficer, secretary } = office.people;
    for (const nobody of [administrator, officer, approver1, countyOfficer, secretary])
      expect(await codeOf(way.verdict(id, step, 'pass', {}, nobody))).toMatch(/^(forbidden|not-found)$/);
    // A meeting and a notice are held in vain: the case refuses what they say.
    await codeOf(WORK[step]?.acts([id]) ?? Promise.resolve());
    expect((await state(id)).seq).toBe(seq);
  };

  const ruled = async (id: string, twin: string, step: Step): Promise<void> => {
    const own = `${step.id}: inspector`;
    expect(await desks(id)).toEqual([own]);
    await nobodyMoves(id, step.id);

    await way.verdict(id, step.id, 'suspend');
    await eventually('an investigation', async () => (await state(id)).asks.length === 0);
    expect([(await state(id)).phase, await desks(id)]).toEqual(['held', ['held: inspector']]);
    await nobodyMoves(id, step.id);
    expect(await codeOf(way.verdict(id, step.id))).toBe('held');
    await office.act(office.people.inspector, id, 'settleInvestigation', { kinds: ['finding'], body: { result: 'cleared' } });
    expect([(await state(id)).phase, await desks(id)]).toEqual(['open', [own]]);

    await way.verdict(id, step.id, 'return', { backTo: step.id });
    expect([await office.steps(id), await desks(id)]).toEqual([[step.id], [`${step.id}: ${step.seat}`]]);
    expect(await codeOf(way.verdict(id, step.id))).toBe('not-awaiting');
    await work(step.id, [id]);

    await way.verdict(twin, step.id, 'veto');
    const to = step.signOff?.vetoTo;
    expect([await office.steps(twin), await desks(twin)]).toEqual(to ? [[to], [`${to}: ${seatOf(to)}`]] : [['ended'], []]);
    expect((await state(twin)).ended?.how).toBe(to ? undefined : 'vetoed');

    await way.verdict(id, step.id);
    const today = await office.today();
    expect((await state(id)).steps[step.id]).toMatchObject({ closedOn: today, passedOn: today });
  };

  const ROUTES = { K: ['K0', 'K1', 'K2', 'K10'], X: ['K0', 'K1', 'X1', 'X2', 'X3'] } as const;
  /** A post of its own that waits for the inspector at the stage. */
  const postAt = async (step: string): Promise<string> => {
    const id = await way.open();
    if (step.startsWith('X')) competes.add(id);
    const route: readonly string[] = ROUTES[step.startsWith('X') ? 'X' : 'K'];
    for (const [index, next] of route.slice(1, route.indexOf(step) + 1).entries()) {
      await way.verdict(id, route[index] ?? '');
      await work(next, [id]);
    }
    return id;
  };

  it.each(rows(selectionSteps))('%s', async (id, step) => {
    const kind = id.startsWith('X') ? 'X' : 'K';
    const known = main[kind];
    if (known) await work(id, [known]);
    main[kind] = known ?? (await postAt(id));
    await ruled(main[kind], await postAt(id), step);
  });

  it('the objects of a competition are fixed among the shortlisted, and each goes on alone', async () => {
    const ids = await way.fix(main.X ?? '', entrants.slice(0, 2));
    for (const one of ids) await way.verdict(one, 'C3');
    expect(await office.steps(ids[0] ?? '')).toEqual(['C4']);
  });

  describe('of each candidate', () => {
    let ids: string[];
    beforeAll(async () => {
      const names = await somebodies(rows(candidacySteps).length + 1);
      ids = await way.fix(await way.toObjects({ posts: names.length - 1 }, names), names);
      main.C = ids.at(-1) ?? '';
    });

    it.each(rows(candidacySteps))('%s', async (id, step) => {
      const [twin = '', ...others] = ids;
      if (id !== 'C3') await work(id, ids);
      await ruled(main.C ?? '', twin, step);
      for (const one of others.slice(0, -1)) await way.verdict(one, id);
      ids = others;
    });

    it('the last of them ends appointed, its probation passed, and the post hears of it', async () => {
      const id = main.C ?? '';
      expect(await office.ended(id)).toBe('completed');
      const { parent } = await state(id);
      const heard = async () => ((await state(parent?.id ?? '')).book as SelectionBook).filled === 1;
      await eventually('the post counts one filled', heard);
    });
  });
});
