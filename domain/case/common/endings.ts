import { dayOf, endOf } from '../../calendar/day';
import { deadline } from '../../calendar/workdays';
import { clauseOf, type Statute, spanOf } from '../../law/statute';
import type { Command } from '../command';
import type { Fact } from '../fact';
import { end, hold, isHeldBy, unhold } from '../moves';
import type { Happening, Moment } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import type { MachineState } from '../state';
import { contestOf } from './contesting';
import { releaseAll } from './shared';

/**
 * A case that one ends oneself is over at once. Recorded by another hand, the ending waits for as long as it may be contested, unless the person confirms
 * it: a forged withdrawal would cost somebody a year.
 */

const ENDING = 'ending:';
export const endingOf = (seq: number): string => `${ENDING}${seq}`;
export const isEnding = (by: string): boolean => by.startsWith(ENDING);

/** A law that was resolved before this figure was given does not say; by it such an ending took effect at once. */
const waits = (statute: Statute): boolean => statute.figures['record.endingWaits']?.value === true;

const byAnother = ({ actor, recorder, imported }: Pick<Fact, 'actor' | 'recorder' | 'imported'>): boolean =>
  !imported && actor !== undefined && recorder !== undefined && actor.id !== recorder.id;

/** Ends the case, and gives back what it held. */
export const endNow = (state: MachineState, how: string, on: string): void => {
  end(state, how, on);
  releaseAll(state);
};

/** Ends it at once where whoever it ends for gave it; else the case is held until the time to contest is over. */
export const endInName = (state: MachineState, fact: Fact, statute: Statute, how: string): void => {
  const { actor, seq, on, at } = fact;
  if (!actor || !byAnother(fact) || !waits(statute)) {
    endNow(state, how, on);
    return;
  }
  if (state.ending) return;
  const until = deadline(statute.calendar, dayOf(at), spanOf(statute, 'record.contestDays')).end;
  state.ending = { seq, how, on, until, person: actor.id, seat: actor.seat };
  hold(state, statute, endingOf(seq), on);
};

/** The ending was not his: the case goes on as it was. */
export const dropEnding = (state: MachineState, seq: number, on: string): void => {
  if (state.ending?.seq !== seq) return;
  delete state.ending;
  unhold(state, (by) => by === endingOf(seq), on);
};

/** Contested, and found to be his: nothing is left to wait for. */
export const confirmEnding = (state: MachineState, seq: number, on: string): void => {
  if (state.ending?.seq === seq) endNow(state, state.ending.how, on);
};

/** One ending waits at a time; who gives it in his own hand confirms it. */
export const endingWaits = (state: MachineState, { actor, recorder }: Command, statute: Statute): Refusal | undefined =>
  state.ending && actor.id !== recorder.id
    ? refuse(
        'ending-waits',
        `已有代录的结束事项等待生效 (到 ${state.ending.until})`,
        `An ending that was recorded in somebody’s name waits already (until ${state.ending.until})`,
        ['由本人登录确认, 或由本人提出异议', 'Let the person confirm it, or contest it'],
        { pointer: '/kind', clause: clauseOf(statute, 'record.contestDays') },
      )
    : undefined;

/** Acts that otherwise need a case that goes on may confirm the ending for which it is held. */
export const heldOtherwise = (state: MachineState): Refusal | undefined =>
  state.phase === 'held' && !state.ending
    ? refuse('held', '本案暂停办理', 'The case is held', ['等待恢复办理', 'Wait until it goes on'])
    : undefined;

/** An ending that waits is confirmed by the same answer alone. */
export const confirmsOnly = (state: MachineState, confirms: boolean): Refusal | undefined =>
  state.ending && !confirms
    ? refuse(
        'ending-waits',
        `代录的结束事项正在等待生效 (到 ${state.ending.until}), 不能另作答复`,
        `An ending recorded in somebody’s name waits (until ${state.ending.until}): no other answer is given`,
        ['认为代录有误的, 由被代录人提出异议', 'If it was not given, let whoever is named contest it'],
        { pointer: '/body/result' },
      )
    : undefined;

/** Whatever else the case is held for: its time to contest runs. Only its own contest stops it. */
export const endingMoments = (state: MachineState): Moment[] => {
  const { ending } = state;
  if (!ending || isHeldBy(state, (by) => by === contestOf(ending.seq))) return [];
  return [{ at: endOf(ending.until), kind: 'endingTookEffect', body: { seq: ending.seq, until: ending.until } }];
};

export const endingHappenings: Record<string, Happening<unknown>> = {
  endingTookEffect: {
    kind: 'endingTookEffect',
    title: { zh: '代录异议期满, 代录的结束事项生效', en: 'The time to contest is over: the ending takes effect' },
    apply: (state, fact) => {
      const { ending } = state;
      if (ending && ending.seq === fact.body.seq) endNow(state, ending.how, fact.on);
    },
  },
};
