import type { MachineState } from '../domain/case/state';
import { joinedIn } from '../domain/occasions/joint';
import type { OccasionBook } from '../domain/occasions/tell';
import type { Lookup } from './lookup';
import { bodyOf } from './lookups-branch';
import { approversOf, votersOf } from './rights';

/** Who is entitled to vote at a meeting, on the day of its roll. */
export const rollLookups: Readonly<Record<string, Lookup>> = {
  enterOpinion: async (pool, state, { on }) => ({
    entitled: await votersOf(pool, joinedIn(state as MachineState<OccasionBook>) ?? [state.unit], on),
  }),
  takeRoll: async (pool, state, asked) => {
    const { on } = asked;
    const { kind = '' } = state.book as { kind?: string };
    if (kind === 'recommendation') return { takenOn: on, entitled: (await votersOf(pool, [state.unit], on)).sort() };
    if (kind === 'branch') {
      const { units, ...size } = await bodyOf(pool, state as MachineState<OccasionBook>, on);
      return { takenOn: on, entitled: (await votersOf(pool, units, on)).sort(), ...size };
    }
    return { takenOn: on, entitled: await approversOf(pool, state.committee, on) };
  },
};
