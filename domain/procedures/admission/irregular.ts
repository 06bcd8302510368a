import { z } from 'zod';
import type { Fact } from '../../case/fact';
import { paperMissing } from '../../case/papers';
import { act, type SideTask } from '../../case/procedure';
import { type Refusal, refuse } from '../../case/refusal';
import type { MachineState } from '../../case/state';
import type { AdmissionBook } from './book';

const clause = 'project.irregular';

/** Facts by which a body decides something about the applicant. */
const DECIDING: readonly string[] = ['activistDecided', 'recommended', 'voteHeld', 'approvalDecided'];

/** Key of the evidence that such a fact keeps: the body's term had run out, and no delay was approved. */
export const IRREGULAR = ['irregular'] as const;

/** Remembers which decisions stand on a body whose term was over; one taken once more by a regular body stands by itself. */
export const noteIrregular = (state: MachineState<AdmissionBook>, fact: Fact): void => {
  if (!DECIDING.includes(fact.kind)) return;
  const { [fact.kind]: _, ...others } = state.book.irregular ?? {};
  const now = fact.body.irregular === true ? { ...others, [fact.kind]: fact.on } : others;
  if (Object.keys(now).length > 0) state.book.irregular = now;
  else delete state.book.irregular;
};

export const unconfirmed = (state: MachineState<AdmissionBook>): Refusal | undefined =>
  state.book.irregular
    ? refuse(
        'irregular-body',
        '有的决定由任期届满、未经批准延期的机构作出, 须经上一级团委确认后才能归档',
        'A body whose term was over, without an approved delay, decided in this case: the committee above confirms it before the archive',
        ['请上一级团委提交 confirmIrregular', 'Ask the committee above for confirmIrregular'],
        { pointer: '/kind', clause },
      )
    : undefined;

/** The committee above is asked as soon as such a decision was taken; nothing but the archive waits for it. */
export const irregularTask = ({ irregular }: AdmissionBook): SideTask[] => {
  const since = Object.values(irregular ?? {}).sort()[0];
  return since ? [{ step: 'irregular', seat: 'higher-officer', desk: 'higher', since }] : [];
};

export const irregularActs = {
  confirmIrregular: act<AdmissionBook, Record<string, never>>({
    kind: 'confirmIrregular',
    fact: 'irregularConfirmed',
    title: { zh: '确认届满机构所作决定', en: 'Confirm what an irregular body decided' },
    body: z.strictObject({}),
    seats: ['higher-officer'],
    via: ['person'],
    anywhere: true,
    needsNoConsent: true,
    signs: 'higher',
    clause,
    judge: ({ state, command }) => {
      if (!state.book.irregular)
        return refuse(
          'nothing-irregular',
          '本案没有待确认的决定',
          'Nothing waits for a confirmation in this case',
          ['无需办理', 'Nothing to do'],
          { pointer: '/kind', clause },
        );
      return paperMissing(command.papers, 'confirmation', { clause });
    },
    apply: (state, fact) => {
      delete state.book.irregular;
      state.book.irregularConfirmedOn = fact.on;
    },
  }),
};
