import { z } from 'zod';
import { Day } from '../calendar/day';
import { end } from '../case/moves';
import { act, type Procedure } from '../case/procedure';
import { refuse } from '../case/refusal';
import { Answers } from './closing';
import {
  casesTold,
  endWhenTold,
  listedTwice,
  newOccasionBook,
  type OccasionBook,
  rememberSpeaker,
  type Telling,
  tell,
  unknownEntry,
} from './tell';

const Cases = z.array(z.uuid()).min(1).max(400);

export const CEREMONY_TELLS = 'attendCeremony';

/** Who came and who did not. */
export const attendance = ({ entries }: OccasionBook, attended: readonly string[]): Telling['rows'] =>
  Object.keys(entries).map((id) => ({ case: id, body: { attended: attended.includes(id) } }));

/** The induction ceremony (入团仪式): planned any time, held only for approved cases (each case judges that); absence leads to a later one. */
export const ceremony: Procedure<OccasionBook> = {
  name: 'ceremony',
  subject: 'occasion',
  title: { zh: '入团仪式', en: 'Induction ceremony' },
  openings: ['planCeremony'],
  newBook: newOccasionBook,
  acts: {
    planCeremony: act<OccasionBook, { plannedOn: string; cases: string[] }>({
      kind: 'planCeremony',
      fact: 'ceremonyPlanned',
      title: { zh: '安排入团仪式', en: 'Plan the ceremony' },
      body: z.strictObject({ plannedOn: Day, cases: Cases }),
      seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
      via: ['person'],
      judge: ({ body, command }) =>
        // One that is over is written down as of its own day, which the limit on dating back then binds; as of today it could not be held any more.
        body.plannedOn < command.on
          ? refuse(
              'date-order',
              `计划日期 ${body.plannedOn} 早于安排日期 ${command.on}`,
              `The planned day, ${body.plannedOn}, lies before the day of the plan, ${command.on}`,
              [
                `已经举行的, 安排 (planCeremony) 和举行 (holdCeremony) 都按举行之日补录 (on: ${body.plannedOn}); 尚未举行的, 改正计划日期`,
                `If it was held, record both planCeremony and holdCeremony under its own day (on: ${body.plannedOn}); else correct the planned day`,
              ],
              { pointer: '/body/plannedOn', clause: 'charter.oath' },
            )
          : listedTwice(body.cases),
      apply: (state, fact) => {
        rememberSpeaker(state, fact);
        state.book.kind = 'induction';
        state.book.detail = { ...state.book.detail, plannedOn: fact.body.plannedOn };
        for (const id of fact.body.cases) state.book.entries[id] = { status: 'pending' };
      },
    }),
    addToCeremony: act<OccasionBook, { cases: string[] }>({
      kind: 'addToCeremony',
      fact: 'ceremonyExtended',
      title: { zh: '增加参加人', en: 'Add people' },
      body: z.strictObject({ cases: Cases }),
      seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
      via: ['person'],
      apply: (state, fact) => {
        for (const id of fact.body.cases) state.book.entries[id] ??= { status: 'pending' };
      },
    }),
    holdCeremony: act<OccasionBook, { attended: string[] }, z.infer<typeof Answers>>({
      kind: 'holdCeremony',
      fact: 'ceremonyHeldFor',
      title: { zh: '举行入团仪式', en: 'Hold the ceremony' },
      body: z.strictObject({ attended: z.array(z.uuid()).max(400) }),
      evidence: Answers,
      seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
      via: ['person'],
      judge: ({ state, body, evidence: { refuses = [] } }) => {
        if (state.book.detail.heldOn)
          return refuse('held-already', '仪式已经举行', 'The ceremony was held', ['缺席的人另行安排', 'Plan another for the absent'], {});
        const stranger = body.attended.map((id, index) => unknownEntry(state, id, `/body/attended/${index}`)).find((one) => one);
        if (stranger) return stranger;
        // It is planned any time and held for whoever is approved: for nobody it would only be used up.
        return Object.keys(state.book.entries).every((id) => refuses.some((one) => one.case === id))
          ? refuse(
              'nobody-ready',
              `名单上没有人可以参加仪式 (${refuses[0]?.text.zh ?? ''})`,
              `Nobody on the list can be inducted yet (${refuses[0]?.text.en ?? ''})`,
              ['审批结果反馈后再举行; 仪式仍为已安排', 'Hold it once the approval was told to them; it stays planned'],
              { pointer: '/body/attended', clause: 'charter.oath' },
            )
          : undefined;
      },
      apply: (state, fact) => {
        state.book.detail = { ...state.book.detail, heldOn: fact.on };
        const ids = Object.keys(state.book.entries);
        for (const id of ids) if (!fact.body.attended.includes(id)) Object.assign(state.book.entries[id] ?? {}, { status: 'absent' });
        tell(state, fact, CEREMONY_TELLS, attendance(state.book, fact.body.attended));
      },
    }),
    cancelCeremony: act<OccasionBook, Record<string, never>>({
      kind: 'cancelCeremony',
      fact: 'ceremonyCancelled',
      title: { zh: '取消仪式', en: 'Cancel the ceremony' },
      body: z.strictObject({}),
      seats: ['branch-secretary', 'branch-committee', 'committee-officer'],
      via: ['person'],
      judge: ({ state }) =>
        state.book.detail.heldOn
          ? refuse('held-already', '仪式已经举行', 'The ceremony was held', ['无需取消', 'Nothing to cancel'], {})
          : undefined,
      apply: (state, fact) => end(state, 'cancelled', fact.on),
    }),
  },
  happenings: {
    casesTold: casesTold((_state, entry) => {
      if (entry.status !== 'absent') entry.status = 'completed';
    }, endWhenTold),
  },
};
