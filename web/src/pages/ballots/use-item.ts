import { useState } from 'react';
import { useAgenda } from '../branch/agenda';
import { type Gone, goneIn } from '../branch/gone-lists';
import type { KnownOccasion } from '../branch/known-here';
import { useReturned } from '../branch/use-desk-act';
import { useBoothOn } from './booth-beside';

/** One candidate on the agenda: the booth that votes on him, if any; what was typed before and came back; who has left the room. */
export const useItem = (occasion: KnownOccasion, entry: KnownOccasion['entries'][number]) => {
  const on = useBoothOn(occasion, entry.case);
  const before = useReturned(({ place, body }) => place === occasion.id && body.case === entry.case)?.body;
  const [gone, setGone] = useState<Gone>(() => goneIn(before));
  return { on, before, gone, setGone, name: useAgenda()(entry) };
};
