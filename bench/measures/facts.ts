import type { Bench } from '../bench';
import { act, everyday, inLanes, openCase } from '../casework';
import { cpuMs } from '../processes';
import type { Figure } from '../report';
import { median, type Round, summary } from '../statistics';

interface Run {
  readonly perSecond: number;
  /** CPU milliseconds a fact. */
  readonly cpu: Readonly<Record<Part, number>>;
}

const PARTS = ['api', 'worker', 'postgres', 'temporal', 'client'] as const;
type Part = (typeof PARTS)[number];

/** Who does what: the floor has no API, its client does the work of one. */
const cpuOf = ({ servers }: Bench, worker: 'worker' | 'floorWorker'): Record<Part, number> => {
  const { user, system } = process.cpuUsage();
  const { pids } = servers;
  return {
    api: cpuMs(pids.api),
    worker: cpuMs(pids[worker]),
    postgres: cpuMs(pids.postgres),
    temporal: cpuMs(pids.temporal),
    client: (user + system) / 1000,
  };
};

const timed = async (bench: Bench, worker: 'worker' | 'floorWorker', facts: number, work: () => Promise<unknown>): Promise<Run> => {
  const [began, before] = [performance.now(), cpuOf(bench, worker)];
  await work();
  const [seconds, after] = [(performance.now() - began) / 1000, cpuOf(bench, worker)];
  return {
    perSecond: facts / seconds,
    cpu: Object.fromEntries(PARTS.map((part) => [part, (after[part] - before[part]) / facts])) as Record<Part, number>,
  };
};

const productRun = async (bench: Bench): Promise<Run> => {
  const { county, sizes } = bench;
  const cases = await inLanes(sizes.lanes, (lane) => openCase(county, lane, 'A5'));
  return timed(bench, 'worker', sizes.lanes * sizes.acts, () =>
    Promise.all(
      cases.map(async (one) => {
        for (let turn = 0; turn < sizes.acts; turn += 1) await act(county, one, everyday(one, turn));
      }),
    ),
  );
};

const floorRun = async (bench: Bench): Promise<Run> => {
  const { floor, sizes } = bench;
  const workflows = await inLanes(sizes.lanes, () => floor.start());
  const run = await timed(bench, 'floorWorker', sizes.lanes * sizes.acts, () =>
    Promise.all(
      workflows.map(async (id) => {
        for (let turn = 0; turn < sizes.acts; turn += 1) await floor.act(id);
      }),
    ),
  );
  for (const id of workflows) await floor.end(id);
  return run;
};

/** Accepted facts a second at all lanes, and the CPU that each part spends on one. */
export const facts = async (bench: Bench): Promise<Figure[]> => {
  await floorRun(bench);
  await productRun(bench);
  const rounds: { before: Run; product: Run; after: Run }[] = [];
  for (let round = 0; round < bench.sizes.rounds; round += 1) {
    const before = await floorRun(bench);
    const product = await productRun(bench);
    rounds.push({ before, product, after: await floorRun(bench) });
    bench.log(
      `facts, round ${round + 1}: floor ${before.perSecond.toFixed(1)}, product ${product.perSecond.toFixed(1)}, floor ${rounds.at(-1)?.after.perSecond.toFixed(1)} a second`,
    );
  }
  const of = (pick: (run: Run) => number): Round[] =>
    rounds.map(({ before, product, after }) => ({ before: pick(before), product: pick(product), after: pick(after) }));
  const cpu = (part: Part, floorPart: Part, note: string): Figure => {
    const [product, floor] = [
      median(rounds.map((round) => round.product.cpu[part])),
      median(rounds.map(({ before, after }) => (before.cpu[floorPart] + after.cpu[floorPart]) / 2)),
    ];
    return {
      measure: `cpu-${part}`,
      unit: 'ms a fact',
      product,
      floor,
      ratio: product / floor,
      noise: median(rounds.map(({ before, after }) => after.cpu[floorPart] / before.cpu[floorPart])),
      note,
    };
  };
  return [
    {
      measure: 'facts-per-second',
      unit: `1/s at ${bench.sizes.lanes} lanes`,
      ...summary(of((run) => run.perSecond)),
      limit: { of: 'ratio', least: 0.8 },
      note: 'acts over HTTP, decided and recorded, against Updates of a bare workflow with one row written after each',
    },
    cpu('api', 'client', 'the floor’s is its client, which does what the API does'),
    cpu('worker', 'worker', 'the product’s worker against the bare one'),
    cpu('postgres', 'postgres', 'all its processes; register and record against one row'),
    cpu('temporal', 'temporal', 'the server’s own work, the same for both but for the size of a payload'),
    {
      measure: 'cpu-load',
      unit: 'ms a fact',
      product: median(rounds.map((round) => round.product.cpu.client)),
      note: 'what the generator of the load took from the same machine in the product’s rounds; the floor has none',
    },
  ];
};
