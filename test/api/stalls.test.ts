import { addDays } from '../../domain/calendar/day';
import { evaluate } from '../../records/standing/evaluate';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product, startProduct } from '../harness/product';

jest.setTimeout(300_000);

/** Sixty seconds are the promise; the worker's own rounds keep it, nothing here calls them. */
const PROMISE_MS = 60_000;
const TODAY = '2026-06-12';

/**
 * Where a case brought in from paper stands still, and from which day on: counted by hand on the calendar of 2026. Idle: ten working days after the last deed or
 * the first lawful day; 1 to 5 May are off and 9 May, a Saturday, is worked. Overdue: after the last lawful day, which moves off a weekend (A12: 6 June, a
 * Saturday, to the 8th).
 */
const STALLS: Readonly<Record<string, Readonly<{ idle?: string; overdue?: string; vacant?: string }>>> = {
  A2: { overdue: '2026-02-13', idle: '2026-01-27', vacant: '2026-01-12' },
  A3: { idle: '2026-01-28', vacant: '2026-01-13' },
  A4: { idle: '2026-01-30', vacant: '2026-01-15' },
  // The contact and the applicant are no office: nobody is appointed to them, and nobody can be missing.
  A5: { idle: '2026-04-30' },
  A6: { idle: '2026-05-01', vacant: '2026-04-16' },
  A7: { idle: '2026-05-01' },
  A8: { idle: '2026-05-07', vacant: '2026-04-17' },
  A9: { idle: '2026-05-15', vacant: '2026-04-28' },
  A10: { idle: '2026-05-15' },
  A11: { idle: '2026-05-19', vacant: '2026-04-30' },
  A12: { overdue: '2026-06-09', idle: '2026-05-20' },
  // Beside the filing the branch is to be told of the result: that is who is missing.
  A12F: { idle: '2026-05-26', vacant: '2026-05-11' },
  A13: { idle: '2026-05-27', vacant: '2026-05-11' },
  A14: { overdue: '2026-06-11', idle: '2026-05-27', vacant: '2026-05-12' },
  A15: { overdue: '2026-06-11', idle: '2026-05-28', vacant: '2026-05-12' },
};
const ORDER = ['vacant', 'overdue', 'idle'] as const;

interface Stall {
  readonly id: string;
  readonly name: string;
  /** Every reason with its first day, the leading one first. */
  readonly reasons: readonly (readonly [code: string, since: string])[];
}

describe('thirty stalls, alone and together', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  const stalls: Stall[] = [];
  beforeAll(async () => {
    product = await startProduct({ from: `${TODAY}T09:00:00+08:00` });
    office = await anOffice(product);
    http = await startHttp(product);
    for (const [unit, empty] of [
      [office.branch.id, false],
      [office.other.id, true],
    ] as const)
      for (const [step, days] of Object.entries(STALLS)) {
        const { id } = await bringIn(office, step, { unit });
        const reasons = ORDER.flatMap((code) => {
          const since = days[code];
          return since && (code !== 'vacant' || empty) ? [[code, since] as const] : [];
        });
        stalls.push({ id, name: `${step}${empty ? ' (nobody there)' : ''}`, reasons });
      }
    await vacate('2025-12-31');
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  /** Until when the second branch had a secretary; null: it has one. */
  const vacate = (until: string | null) =>
    product.database.pool.query(`UPDATE holding SET until = $1 WHERE role = 'branch-secretary' AND org_id = $2`, [until, office.other.id]);

  const on = async (day: string) => {
    const now = new Date(`${day}T09:00:00+08:00`).getTime();
    const ids = stalls.map(({ id }) => id);
    const found = new Map((await evaluate(product.database.pool, product.statutes, ids, now)).map((one) => [one.id, one]));
    return stalls.map(({ id, name }) => [name, found.get(id)?.reasons.map(({ code, since }) => [code, since])] as const);
  };
  interface Line {
    case: string;
    reason: { code: string; since: string; fault?: string };
    others: string[];
    at?: object;
  }
  const board = async (): Promise<Map<string, Line>> => {
    const { body } = await http.get(office.people.administrator, '/api/audit/stalled?limit=200');
    return new Map(body.items.map((line: Line) => [line.case, line]));
  };
  const shown = async (id: string) => {
    const line = (await board()).get(id);
    return line && [line.reason.code, ...line.others];
  };

  it('each reason is there from its first day on and not the day before, over weekends and the holidays of May', async () => {
    const days = [...new Set(stalls.flatMap(({ reasons }) => reasons.flatMap(([, since]) => [addDays(since, -1), since])))].sort();
    expect(stalls).toHaveLength(30);
    for (const day of days) {
      const expected = stalls.map(({ name, reasons }) => [name, reasons.filter(([, since]) => since <= day)] as const);
      // Before the case was there nothing is asked of it: vacancy alone has no first day of its own.
      const asked = (list: readonly (readonly [string, unknown])[]) =>
        list.filter(([name]) => !name.endsWith('(nobody there)') || day >= '2026-06-11');
      expect([day, asked(await on(day))]).toEqual([day, asked(expected)]);
    }
  });

  it('all of them are on the board, each with all its reasons, and nothing else', async () => {
    const wanted = new Map(stalls.map(({ id, reasons }) => [id, reasons.map(([code]) => code)]));
    const found = await eventually(
      'the board is right',
      async () => {
        const now = await board();
        const right =
          now.size === wanted.size &&
          [...wanted].every(([id, codes]) => {
            const line = now.get(id);
            return line && [line.reason.code, ...line.others].join() === codes.join();
          });
        return right && now;
      },
      PROMISE_MS,
    );
    expect([...found.values()].map(({ case: id, reason }) => [id, reason.since]).sort()).toEqual(
      stalls.map(({ id, reasons }) => [id, reasons[0]?.[1]]).sort(),
    );
  });

  it('the age of each, split by who held it, adds up to the second; nothing of it is the system’s', async () => {
    for (const { id, name } of stalls) {
      const { body } = await http.get(office.people.administrator, `/api/cases/${id}/standing`);
      const seconds = Object.values<number>(body.parts).reduce((sum, one) => sum + one, 0);
      expect([name, seconds, body.until - body.from]).toEqual([name, body.seconds, body.seconds]);
      // One span ends where the next begins: no second is anybody's twice, and none is nobody's.
      const spans: { from: number; until: number }[] = body.spans;
      expect([name, spans.map(({ from }) => from)]).toEqual([name, [body.from, ...spans.slice(0, -1).map(({ until }) => until)]]);
      expect([name, body.parts.system]).toEqual([name, undefined]);
    }
  });

  it('two are sent back in bulk and wait for the earlier step; one that never passed it is refused, and holds none back', async () => {
    const { administrator } = office.people;
    const ids = ['A7', 'A8', 'A2'].map((name) => stalls.find((one) => one.name === name)?.id ?? '');
    const act = { act: 'returnTo', step: 'A4', papers: [await office.paper(administrator, 'reason')], cases: ids };
    const send = async (preview: boolean) => (await http.post(administrator, '/api/audit/bulk', { ...act, preview })).body.items;
    const of = (rows: { case: string; result: string }[]) => rows.map(({ case: id, result }) => [id, result]);
    const [seven, eight, two] = ids;
    const would = await send(true);
    expect(of(would)).toEqual([
      [seven, 'would'],
      [eight, 'would'],
      [two, 'refused'],
    ]);
    const steps = (tasks: { step: string }[]) => tasks.map(({ step }) => step);
    // That the guardian is told is a duty beside the steps.
    expect(steps(would[0].after.tasks)).toEqual(['A4', 'guardian']);
    expect(of(await send(false))).toEqual([
      [seven, 'done'],
      [eight, 'done'],
      [two, 'refused'],
    ]);
    for (const id of [seven, eight]) {
      const { body } = await http.get(administrator, `/api/cases/${id}`);
      expect(steps(body.waiting).sort()).toEqual(['A4', 'guardian']);
      // The earlier step is asked for since today: nobody has let it lie yet.
      await eventually('it is off the board', async () => (await shown(id ?? '')) === undefined, PROMISE_MS);
    }
  });

  it('off it when resolved: somebody is appointed, somebody acts; a workflow that is gone comes before every other reason', async () => {
    const named = (name: string): string => stalls.find((one) => one.name === name)?.id ?? '';
    await vacate(null);
    await eventually(
      'nobody is missing',
      async () => ![...(await board()).values()].some(({ reason }) => reason.code === 'vacant'),
      PROMISE_MS,
    );
    expect(await shown(named('A2 (nobody there)'))).toEqual(['overdue', 'idle']);
    const talk = { kinds: ['talk-record'], body: { conclusion: 'positive' } };
    await office.act(office.people.secretary, named('A2'), 'recordTalk', talk);
    await eventually('it goes its way again', async () => (await shown(named('A2'))) === undefined, PROMISE_MS);
    await product.client.workflow.getHandle(`admission:${named('A14')}`).terminate('by hand');
    // What is told of it is asked for by somebody who acts; the round then looks.
    await product.database.pool.query(`INSERT INTO system_fault (case_id, kind, since) VALUES ($1, 'workflow-missing', now())`, [
      named('A14'),
    ]);
    const line = await eventually(
      'it is the system’s fault',
      async () => {
        const one = (await board()).get(named('A14'));
        return one?.reason.fault === 'workflow-ended' && one;
      },
      PROMISE_MS,
    );
    expect([line.reason.code, ...line.others]).toEqual(['system-fault', 'overdue', 'idle']);
    expect(line.at).toBeUndefined();
    expect((await board()).size).toBe(27);
  });
});
