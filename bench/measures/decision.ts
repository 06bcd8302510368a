import type { Bench } from '../bench';
import { act, everyday, openCase } from '../casework';
import type { Figure } from '../report';
import { median, quantile, summary } from '../statistics';

const times = async (count: number, once: (turn: number) => Promise<unknown>): Promise<number[]> => {
  const taken: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const began = performance.now();
    await once(turn);
    taken.push(performance.now() - began);
  }
  return taken;
};

const floorRun = async ({ floor, sizes }: Bench): Promise<number[]> => {
  const id = await floor.start();
  const taken = await times(sizes.decisions, async () => floor.read(id, await floor.act(id)));
  await floor.end(id);
  return taken;
};

/** The call is answered when its fact is recorded; that it can be read is asked as the floor asks it. */
const productRun = async ({ county, pool, sizes }: Bench): Promise<number[]> => {
  const one = await openCase(county, 0, 'A5');
  return times(sizes.decisions, async (turn) => {
    const seq = await act(county, one, everyday(one, turn));
    const { rowCount } = await pool.query({
      name: 'bench-read',
      text: 'SELECT state FROM case_row WHERE id = $1 AND seq >= $2',
      values: [one.id, seq],
    });
    if (rowCount !== 1) throw new Error('a decision was answered before it could be read');
  });
};

/** What a page adds that shows the case after the act. */
const pageRun = async ({ county, sizes }: Bench): Promise<number[]> => {
  const one = await openCase(county, 0, 'A5');
  return times(sizes.decisions, () => county.caller.ask('GET', `/api/cases/${one.id}?after=${one.seq}`, one.branch.secretary.token));
};

/** One decision at one lane: from the call until it is recorded and can be read. */
export const decision = async (bench: Bench): Promise<Figure[]> => {
  await floorRun(bench);
  await productRun(bench);
  const rounds: { before: number[]; product: number[]; after: number[] }[] = [];
  for (let round = 0; round < bench.sizes.rounds; round += 1) {
    const before = await floorRun(bench);
    const product = await productRun(bench);
    rounds.push({ before, product, after: await floorRun(bench) });
    bench.log(
      `decision, round ${round + 1}: floor ${median(before).toFixed(1)}, product ${median(product).toFixed(1)}, floor ${median(rounds.at(-1)?.after ?? []).toFixed(1)} ms`,
    );
  }
  const p50 = summary(
    rounds.map(({ before, product, after }) => ({ before: median(before), product: median(product), after: median(after) })),
  );
  // The slowest hundredth of one round is one or two calls: all rounds together say more.
  const pooled = (pick: (round: (typeof rounds)[number]) => number[]): number => quantile(rounds.flatMap(pick), 0.99);
  const [product, floor] = [pooled((round) => round.product), pooled((round) => [...round.before, ...round.after])];
  const note = 'POST of an act, answered when it is recorded, and a read of the row, against Update, row, and read of the row';
  return [
    { measure: 'decision-p50', unit: 'ms', ...p50, limit: { of: 'ratio', most: 1.25 }, note },
    {
      measure: 'decision-p99',
      unit: 'ms',
      product,
      floor,
      ratio: product / floor,
      noise: pooled((round) => round.after) / pooled((round) => round.before),
      limit: { of: 'ratio', most: 1.6 },
    },
    { measure: 'case-page-p50', unit: 'ms', product: median(await pageRun(bench)), note: 'GET of the case, as a page does after an act' },
  ];
};
