import type { Lookup } from './lookup';
import { rankOf } from './place-queue';

/** Where a case stands among those who wait for the same places; nothing where no line fits it. What is decided when the place is reserved is asked anew there. */
export const requestPlace: Lookup = async (pool, state, { on }) => {
  const found = await rankOf(pool, state, { year: Number(on.slice(0, 4)), on });
  if (!found?.line) return {};
  const { rank, of, before, free } = found;
  return { queue: { rank, of, before, free } };
};
