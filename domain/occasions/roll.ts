import { z } from 'zod';
import { hasQuorum } from '../ballots/quorum';
import { end } from '../case/moves';
import { act } from '../case/procedure';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import { shareOf } from '../law/statute';
import type { OccasionBook } from './tell';

/** Who may vote (E) and who is there (P), frozen when the roll is taken. */
export interface Roll {
  entitled: string[];
  present: string[];
  /** Of rolls taken before the chair was kept: absent. */
  chair?: string;
}

export const rollOf = (book: OccasionBook): Roll | undefined => book.detail.roll as Roll | undefined;

interface Away {
  readonly recused: readonly string[];
  readonly left: readonly string[];
}

/** Present when this one is voted on: those at the meeting, less whoever left the room or is recused. E does not shrink. */
export const presentFor = (roll: Roll, { recused, left }: Away): string[] =>
  roll.present.filter((id) => !recused.includes(id) && !left.includes(id));

export const rollMissing = (clause: string): Refusal =>
  refuse('roll-missing', '先点名确认到会 (takeRoll)', 'Take the roll first (takeRoll)', ['提交 takeRoll', 'Give takeRoll'], { clause });

/** Whoever is recused or left must have been there. */
export const strangers = (roll: Roll, away: Away): Refusal | undefined => {
  for (const key of ['recused', 'left'] as const) {
    const stranger = away[key].findIndex((id) => !roll.present.includes(id));
    if (stranger >= 0)
      return refuse(
        'not-on-roll',
        '回避或离场的人不在到会名单中',
        'Who is recused or left is not among those present',
        ['核对名单', 'Check the list'],
        { pointer: `/body/${key}/${stranger}` },
      );
  }
  return undefined;
};

/** Takes the roll of a meeting; without quorum it is adjourned, with no result. */
export const takeRollAct = (quorum: (state: MachineState<OccasionBook>) => string, clause: string) =>
  act<OccasionBook, { present: string[]; chair: string }, { entitled: string[] }>({
    kind: 'takeRoll',
    fact: 'rollTaken',
    title: { zh: '点名、确认到会', en: 'Take the roll' },
    body: z.strictObject({ present: z.array(z.uuid()).max(1000), chair: z.uuid() }),
    evidence: z.object({ entitled: z.array(z.string()) }),
    keeps: ['entitled'],
    seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
    via: ['person'],
    judge: ({ state, body, evidence }) => {
      if (rollOf(state.book))
        return refuse('roll-taken', '名单已经确认', 'The roll is taken already', ['继续表决', 'Go on with the votes'], {});
      const stranger = body.present.findIndex((id) => !evidence.entitled.includes(id));
      if (stranger >= 0)
        return refuse(
          'not-on-roll',
          '到会人员中有人没有表决权 (不在名册, 或在留团察看期间)',
          'Somebody present has no vote here (not on the roster, or on probation in the League)',
          ['只列有表决权的人', 'List only those with a vote'],
          { pointer: `/body/present/${stranger}`, clause },
        );
      if (new Set(body.present).size !== body.present.length)
        return refuse('duplicate', '到会人员重复', 'Somebody is listed twice', ['删去重复', 'Leave out the repeated one'], {
          pointer: '/body/present',
        });
      return body.present.includes(body.chair)
        ? undefined
        : refuse('no-chair', '主持人须到会', 'The chair must be present', ['指定到会的主持人', 'Name a chair who is present'], {
            pointer: '/body/chair',
          });
    },
    apply: (state, fact, statute) => {
      const { entitled } = fact.body as unknown as { entitled: string[] };
      const roll: Roll = { entitled, present: fact.body.present, chair: fact.body.chair };
      state.book.detail = { ...state.book.detail, roll };
      if (!hasQuorum({ entitled: roll.entitled.length, present: roll.present.length }, shareOf(statute, quorum(state)))) {
        state.book.detail = { ...state.book.detail, adjourned: true };
        end(state, 'adjourned', fact.on);
      }
    },
  });
