import { z } from 'zod';
import type { Statute } from '../../law/statute';
import { canonical } from '../canonical';
import { dueOf } from '../moments';
import { act } from '../procedure';
import { refuse } from '../refusal';
import { type MachineState, openSteps } from '../state';

/** A case may take another law only from the one it stands under, and only one that still has every step it stands in. */
const adoptable = (
  state: MachineState,
  current: Statute,
  body: { from: string; to: string },
  next: Statute | undefined,
  onlyLater: boolean,
) => {
  if (body.from !== state.statute)
    return refuse('stale', '本案适用的规则已经变化', 'The case has another law by now', ['重新预演后再提交', 'Run the dry run again'], {
      pointer: '/body/from',
    });
  if (!next || next.hash !== body.to || next.procedure !== state.procedure)
    return refuse(
      'pack-mismatch',
      '提交的规则与预演的不一致',
      'The pack is not the one of the dry run',
      ['重新预演后再提交', 'Run the dry run again'],
      { pointer: '/body/to' },
    );
  if (onlyLater && canonical({ ...next, calendar: null, hash: null }) !== canonical({ ...current, calendar: null, hash: null }))
    return refuse(
      'pack-mismatch',
      '日历更新不得改动其他规则',
      'A calendar brings days, no other law',
      ['只更新日历', 'Change the calendar only'],
      { pointer: '/body/to' },
    );
  const earlier = openSteps(state).find((id) => {
    const [now, then] = [dueOf(state, current, id)?.day, dueOf(state, next, id)?.day];
    return onlyLater && now !== undefined && then !== undefined && then < now;
  });
  if (earlier)
    return refuse(
      'shortens',
      '新日历会缩短本案的期限, 按原日历执行',
      'The new calendar would shorten a deadline of the case; it keeps the old one',
      ['无需办理', 'Nothing to do'],
      { pointer: '/body/to' },
    );
  const missing = openSteps(state).find((id) => !next.steps.some((step) => step.id === id));
  return missing
    ? refuse(
        'step-missing',
        `新规则没有本案所在的步骤 ${missing}`,
        `The new pack lacks the step ${missing} in which the case stands`,
        ['保留原规则', 'Keep the present pack'],
        { pointer: '/body/to' },
      )
    : undefined;
};

/** An open case takes another law only by its own decision. */
export const lawActs = {
  adoptPack: act({
    kind: 'adoptPack',
    fact: 'packAdopted',
    title: { zh: '改用新规则', en: 'Adopt a rule pack' },
    body: z.strictObject({ from: z.string(), to: z.string() }),
    seats: ['committee-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ state, statute, body, command }) => adoptable(state, statute, body, command.statute as Statute | undefined, false),
    apply: (state, fact) => {
      state.statute = fact.body.to;
    },
  }),
  adoptCalendar: act({
    kind: 'adoptCalendar',
    fact: 'calendarAdopted',
    title: { zh: '改用新日历', en: 'Adopt a calendar' },
    body: z.strictObject({ from: z.string(), to: z.string() }),
    seats: ['administrator'],
    via: ['system'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ state, statute, body, command }) => adoptable(state, statute, body, command.statute as Statute | undefined, true),
    apply: (state, fact) => {
      state.statute = fact.body.to;
    },
  }),
};
