import type { Bench } from '../bench';
import { inLanes, openCase } from '../casework';
import { memoryMb } from '../processes';
import type { Figure } from '../report';

/** Memory after many cases were opened through the product by the same two processes; the floor is what they had before. */
export const memory = async (bench: Bench): Promise<Figure[]> => {
  const { county, sizes, servers } = bench;
  const [api, worker] = [memoryMb(servers.pids.api), memoryMb(servers.pids.worker)];
  let left = sizes.opened;
  const began = performance.now();
  await inLanes(sizes.lanes, async (lane) => {
    while (left > 0) {
      left -= 1;
      await openCase(county, lane, 'A2');
    }
  });
  const perSecond = sizes.opened / ((performance.now() - began) / 1000);
  const figure = (measure: string, pid: number, before: { now: number }, most: number): Figure => {
    const after = memoryMb(pid);
    return {
      measure,
      unit: 'MB',
      product: after.now,
      floor: before.now,
      ratio: after.now / before.now,
      limit: { of: 'product', most },
      note: `resident after ${sizes.opened} cases opened through the API, highest ${after.peak.toFixed(0)} MB; the floor is the same process before them`,
    };
  };
  bench.log(`memory: ${sizes.opened} cases opened, ${perSecond.toFixed(1)} a second`);
  return [figure('memory-api', servers.pids.api, api, 250), figure('memory-worker', servers.pids.worker, worker, 450)];
};
