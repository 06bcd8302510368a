import { z } from 'zod';
import { act } from '../case/procedure';
import { refuse } from '../case/refusal';
import type { MachineState } from '../case/state';
import type { Statute } from '../law/statute';
import { type Roll, rollOf } from './roll';
import { type OccasionBook, unknownEntry } from './tell';

const SAYS = ['for', 'against', 'abstain'] as const;
const Opinion = z.strictObject({ case: z.uuid(), member: z.uuid(), says: z.enum(SAYS) });
type Opinion = z.infer<typeof Opinion>;
type Opinions = Readonly<Record<string, Readonly<Record<string, Opinion['says']>>>>;

const opinionsOf = (book: OccasionBook): Opinions => (book.detail.opinions as Opinions | undefined) ?? {};

/** A switch of the pack; a law from before the switch has it off. */
export const allows = (state: MachineState<OccasionBook>, statute: Statute, key: string): boolean =>
  state.book.kind === 'branch' && statute.figures[key]?.value === true;

/** Opinions of the absent among the counts of a vote. */
interface Written {
  writtenFor?: number;
  writtenAgainst?: number;
  writtenAbstain?: number;
}

/** What the absent wrote about this one: of whoever came nothing, for that is said in the room. No keys where nothing was written. */
export const writtenCounts = (book: OccasionBook, roll: Roll, id: string): Written => {
  const written = Object.entries(opinionsOf(book)[id] ?? {}).filter(
    ([member]) => roll.entitled.includes(member) && !roll.present.includes(member),
  );
  const count = (what: Opinion['says']): number => written.filter(([, says]) => says === what).length;
  return written.length === 0 ? {} : { writtenFor: count('for'), writtenAgainst: count('against'), writtenAbstain: count('abstain') };
};

/** The written opinion of a member who cannot come, received before the meeting. It lowers no quorum: only who is there makes one. */
export const enterOpinionAct = act<OccasionBook, Opinion, { entitled: string[] }>({
  kind: 'enterOpinion',
  fact: 'opinionEntered',
  title: { zh: '登记缺席团员的书面意见', en: 'Enter the written opinion of an absent member' },
  body: Opinion,
  evidence: z.object({ entitled: z.array(z.string()) }),
  seats: ['branch-secretary', 'branch-committee'],
  via: ['person'],
  clause: 'admission.meeting',
  judge: ({ state, body, statute, evidence, command }) => {
    const clause = 'admission.meeting';
    if (!allows(state, statute, 'admission.absenteeOpinions'))
      return refuse(
        'opinions-not-admitted',
        '现行规则不计缺席团员的书面意见',
        'The rules in force do not count written opinions of the absent',
        ['改期再开, 让更多团员到会', 'Hold the meeting on another day, when more can come'],
        { pointer: '/kind', clause },
      );
    const missing = unknownEntry(state, body.case);
    if (missing) return missing;
    if (rollOf(state.book))
      return refuse(
        'opinion-late',
        '书面意见须在会前收到',
        'A written opinion is received before the meeting',
        ['会议已点名, 不再登记', 'The roll is taken: none is entered any more'],
        { pointer: '/kind', clause },
      );
    if (!evidence.entitled.includes(body.member))
      return refuse(
        'not-on-roll',
        '此人没有表决权 (不在名册, 或在留团察看期间)',
        'This person has no vote here (not on the roster, or on probation in the League)',
        ['核对姓名', 'Check the name'],
        { pointer: '/body/member', clause },
      );
    if (opinionsOf(state.book)[body.case]?.[body.member])
      return refuse(
        'duplicate',
        '此人对该案的书面意见已登记',
        'This member’s opinion on the case is entered',
        ['无需办理', 'Nothing to do'],
        { pointer: '/body/member', clause },
      );
    return command.papers.filter(({ kind }) => kind === 'written-opinion').length === 1
      ? undefined
      : refuse(
          'paper-missing',
          '每份书面意见附一份材料: written-opinion',
          'Each opinion has one paper of its own: written-opinion',
          ['上传一份 written-opinion', 'Upload one paper of kind "written-opinion"'],
          { pointer: '/papers', clause },
        );
  },
  apply: (state, fact) => {
    const { case: id, member, says } = fact.body;
    const opinions = opinionsOf(state.book);
    state.book.detail = { ...state.book.detail, opinions: { ...opinions, [id]: { ...opinions[id], [member]: says } } };
  },
});
