import { z } from 'zod';
import { hasQuorum } from '../ballots/quorum';
import { end } from '../case/moves';
import { act } from '../case/procedure';
import { type Refusal, refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import type { Seat } from '../case/step';
import { type Statute, shareOf } from '../law/statute';
import { tooSmall } from './joint';
import type { OccasionBook } from './tell';

/** Who may vote (E) and who is there (P), frozen when the roll is taken. */
export interface Roll {
  entitled: string[];
  present: string[];
  /** Absent in meetings of the time before it was kept, save where the head speaks last. */
  chair?: string;
  /** The day for which it is good: who may vote is judged on it. Absent in rolls of the time before it was kept. */
  on?: string;
}

/** The roll that is good now; a meeting that goes on another day takes it again. */
export const rollOf = (book: OccasionBook): Roll | undefined => book.detail.roll as Roll | undefined;

/** Under which the votes of earlier days were taken, oldest first. */
const earlierRolls = (book: OccasionBook): Roll[] => (book.detail.earlierRolls as Roll[] | undefined) ?? [];

const hasStatus = ({ entries }: OccasionBook, status: string): boolean => Object.values(entries).some((entry) => entry.status === status);

/** Who was there one day does not vote on another, when he may have left or lost his vote. */
export const ofAnotherDay = (roll: Roll, on: string, clause: string): Refusal | undefined =>
  roll.on === undefined || roll.on === on
    ? undefined
    : refuse(
        'roll-of-another-day',
        `名单是 ${roll.on} 点的名, 不能用于 ${on} 的表决`,
        `The roll is of ${roll.on}: nobody is voted on by it on ${on}`,
        [
          `改日继续开会的, 当日重新点名 (takeRoll); 表决在 ${roll.on} 进行的, 日期填 ${roll.on}`,
          `A meeting that goes on another day takes its roll again (takeRoll); if the vote was held on ${roll.on}, give that day`,
        ],
        { pointer: '/on', clause },
      );

/** Taken once a day, and again only while somebody is still to be voted on. */
const takenAlready = (book: OccasionBook, on: string): Refusal | undefined => {
  const roll = rollOf(book);
  if (!roll || (roll.on !== undefined && on > roll.on && hasStatus(book, 'pending'))) return undefined;
  return refuse('roll-taken', '名单已经确认', 'The roll is taken already', ['继续表决', 'Go on with the votes'], {});
};

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

/** How it was made sure that whoever attends from elsewhere is that person. */
const CHECKS = ['id-card', 'face', 'known-to-the-chair'] as const;
const Body = z.strictObject({ present: z.array(z.uuid()).max(1000), chair: z.uuid() });
const WithOnline = Body.extend({
  online: z
    .array(z.strictObject({ person: z.uuid(), check: z.enum(CHECKS) }))
    .max(1000)
    .optional(),
});
type Taken = z.infer<typeof WithOnline>;

/** Present from elsewhere: only where the pack allows it, each with the check of identity that the record then shows. */
const wrongOnline = ({ present, online = [] }: Taken, allowed: boolean, clause: string): Refusal | undefined => {
  if (online.length > 0 && !allowed)
    return refuse(
      'online-not-allowed',
      '现行规则不允许线上到会',
      'The rules in force do not allow attendance from elsewhere',
      ['只列到会场的人, 或改期再开', 'List those in the room, or hold the meeting on another day'],
      { pointer: '/body/online', clause },
    );
  for (const [index, { person }] of online.entries()) {
    const pointer = `/body/online/${index}/person`;
    if (!present.includes(person))
      return refuse(
        'not-on-roll',
        '线上到会的人须列入到会名单',
        'Who attends online is among those present',
        ['列入 present', 'List the person under present'],
        {
          pointer,
          clause,
        },
      );
    if (online.findIndex((one) => one.person === person) !== index)
      return refuse('duplicate', '线上到会人员重复', 'Somebody is listed twice', ['删去重复', 'Leave out the repeated one'], { pointer });
  }
  return undefined;
};

interface RollRules {
  /** Who has no seat in the body that meets. */
  readonly stranger?: (state: MachineState<OccasionBook>, seat: Seat) => Refusal | undefined;
  /** The state keeps who leads, for the order of those who speak. */
  readonly chaired?: true;
  /** Whether members may attend from elsewhere; absent where nobody ever may. */
  readonly online?: (state: MachineState<OccasionBook>, statute: Statute) => boolean;
}

/** Takes the roll of a meeting; without quorum it is adjourned, with no result. */
export const takeRollAct = (
  quorum: (state: MachineState<OccasionBook>) => string,
  clause: string,
  { chaired, online, stranger: notIts }: RollRules = {},
) =>
  act<OccasionBook, Taken, { entitled: string[]; members?: number; least?: number; takenOn?: string }>({
    kind: 'takeRoll',
    fact: 'rollTaken',
    title: { zh: '点名、确认到会', en: 'Take the roll' },
    body: (online ? WithOnline : Body) as z.ZodType<Taken>,
    evidence: z.object({
      entitled: z.array(z.string()),
      members: z.int().optional(),
      least: z.int().optional(),
      takenOn: z.string().optional(),
    }),
    keeps: ['entitled', 'takenOn'],
    seats: ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'],
    via: ['person'],
    judge: ({ state, body, evidence, statute, command }) => {
      const barred = notIts?.(state, command.actor.seat) ?? takenAlready(state.book, command.on);
      if (barred) return barred;
      const few = tooSmall(evidence, '/unit');
      if (few) return few;
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
        ? wrongOnline(body, online?.(state, statute) ?? false, clause)
        : refuse('no-chair', '主持人须到会', 'The chair must be present', ['指定到会的主持人', 'Name a chair who is present'], {
            pointer: '/body/chair',
          });
    },
    apply: (state, fact, statute) => {
      const { entitled, takenOn } = fact.body as unknown as { entitled: string[]; takenOn?: string };
      const { present, chair } = fact.body;
      const roll: Roll = { entitled, present, ...(chaired || takenOn ? { chair } : {}), ...(takenOn ? { on: takenOn } : {}) };
      const before = rollOf(state.book);
      const { adjourned: _, ...detail } = state.book.detail;
      state.book.detail = { ...detail, roll, ...(before ? { earlierRolls: [...earlierRolls(state.book), before] } : {}) };
      if (hasQuorum({ entitled: entitled.length, present: present.length }, shareOf(statute, quorum(state)))) return;
      state.book.detail = { ...state.book.detail, adjourned: true };
      // Votes of an earlier day wait for their minutes, which an ended meeting would never have.
      if (!hasStatus(state.book, 'voted')) end(state, 'adjourned', fact.on);
    },
  });
