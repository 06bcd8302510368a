import type { Pool } from 'pg';
import type { BallotForm } from '../domain/ballots/form';
import { dayOf } from '../domain/calendar/day';
import { type Refusal, refuse } from '../domain/case/refusal';
import { numberOf, type Statute } from '../domain/law/statute';
import { rollOf } from '../domain/occasions/roll';
import type { OccasionBook } from '../domain/occasions/tell';
import type { ElectionBook } from '../domain/procedures/election/book';
import { ballotOf } from '../domain/procedures/election/outcome';
import { caseState } from '../records/impartial';
import { outOfTheRoom } from '../records/lookups-vote';
import type { CaseAt } from '../records/places';
import type { Vault } from '../records/sealed';
import type { Statutes } from '../records/statutes';
import { Refused } from './problem';

interface Asked {
  readonly item: string;
  readonly form: BallotForm;
  readonly recused: readonly string[];
  readonly absentees: readonly string[];
}
interface Ballot {
  readonly roll: { readonly entitled: string[]; readonly present: string[] } | undefined;
  readonly remoteAllowed: boolean;
  /** Who draws beside those who vote in the room; absent where a remote ballot is drawn by those present. */
  readonly absentees?: readonly string[];
  /** How many of them draw at least, or nobody. */
  readonly leastDrawing?: number;
}

const LEAST = 'election.leastAbsentees';
/** Elections that were opened before the figure was there keep a law without it. */
const leastDrawing = (law: Statute): number => (law.figures[LEAST] ? numberOf(law, LEAST) : 0);

const notIt = (pointer: string, zh: string, en: string, clause = 'ballot.secret'): Refusal =>
  refuse('not-the-ballot', zh, en, ['按会议正在表决的事项填写', 'Fill it in as the meeting votes on it'], { pointer, clause });

/**
 * An election's ballot: those who are voted on now, for the seats that are open, over today's roll. Where the method admits votes from elsewhere they
 * are the absentees' alone (election regulations: who cannot come), named one by one; whoever is present votes in the room.
 */
const electionBallot = ({ state }: CaseAt, law: Statute, { form, absentees }: Asked, today: string): Ballot => {
  const book = state.book as ElectionBook;
  const { kind, among, seats } = ballotOf(book);
  const ids = form.candidates.map(({ id }) => id);
  const same = ids.length === among.length && among.every((id) => ids.includes(id));
  const wrong =
    !book.method || form.kind !== 'election'
      ? notIt(
          '/form/kind',
          '选举办法通过后, 以选举票 (election) 投票',
          'An election is voted on by election papers, once its method is adopted',
        )
      : !same
        ? notIt('/form/candidates', '票面须列本次投票的全部候选人', 'The paper lists those who are voted on now, all of them')
        : form.seats !== seats
          ? notIt('/form/seats', `本次应选 ${seats} 名`, `${seats} seats are voted on now`)
          : kind === 'tie' && form.allowOther
            ? notIt('/form/allowOther', '得票相等的再次投票, 不得另选他人', 'In a vote among the tied nobody else can be written in')
            : undefined;
  if (wrong) throw new Refused(wrong);
  const roll = book.roll?.on === today ? book.roll : undefined;
  return { roll, remoteAllowed: book.method?.remote === true, absentees, leastDrawing: leastDrawing(law) };
};

/** Of a decision meeting: a paper of its own form, for one candidate of the meeting. */
const notADecision = ({ state }: CaseAt, { item, form }: Asked): Refusal | undefined => {
  if (!Object.hasOwn((state.book as OccasionBook).entries, item))
    return notIt('/item', '该案不在此次会议中', 'The case is not part of this meeting');
  return form.kind !== 'decision' || form.candidates.length !== 1 || form.candidates[0]?.id !== item
    ? notIt(
        '/form',
        '讨论决定用 decision 票, 只列该案一项',
        'A decision is voted on by a decision paper that lists this case alone',
        'cadre.decision',
      )
    : undefined;
};

const LIST_IT = ['列入“回避的人” (recused), 不发给选票', 'List the member as recused (recused): no paper is given'] as const;

/** Whoever may not be in the room gets no paper: afterwards the box could not tell which was his. */
const paperForNobodyOut = async ({ pool, vault }: Deps, { state, procedure }: CaseAt, asked: Asked, today: string): Promise<void> => {
  const { mustLeave = [], signed = [] } = await outOfTheRoom(pool, vault, state, await caseState(pool, asked.item), today);
  const stays = (id: string): boolean => !asked.recused.includes(id);
  if (mustLeave.some(stays))
    throw new Refused(
      refuse(
        'recused',
        '本人或有亲属等关系的成员须回避离场, 不得投票',
        'A member who is the person, or kin, leaves the room and gets no paper',
        LIST_IT,
        { pointer: '/recused', clause: procedure === 'decision' ? 'cadre.decision' : 'admission.meeting' },
      ),
    );
  if (rollOf(state.book as OccasionBook)?.present.some((id) => signed.includes(id) && stays(id)))
    throw new Refused(
      refuse(
        'already-signed',
        '已在本案另一级签过字的成员须离场, 不得投票',
        'A member who has signed this case at another level leaves the room and gets no paper',
        LIST_IT,
        { pointer: '/recused', clause: 'project.four-eyes' },
      ),
    );
};

const nobodyElse = ({ absentees }: Asked): void => {
  if (absentees.length > 0)
    throw new Refused(
      notIt('/absentees', '只有选举可以另列缺席投票的人', 'Only an election lists absentees who vote', 'election.absentees'),
    );
};

const detailOf = ({ state }: CaseAt): Ballot => {
  const { detail } = state.book as { detail?: { roll?: Ballot['roll']; remoteBallot?: boolean } };
  return { roll: detail?.roll, remoteAllowed: detail?.remoteBallot === true };
};

interface Deps {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly statutes: Pick<Statutes, 'get'>;
}

/** Over which roll a booth of this meeting is drafted, and whether its paper is the one that is voted on there. */
export const ballotAt = async (deps: Deps, found: CaseAt, asked: Asked, now: number): Promise<Ballot> => {
  if (found.procedure === 'election') return electionBallot(found, await deps.statutes.get(found.statuteHash), asked, dayOf(now));
  nobodyElse(asked);
  const detail = detailOf(found);
  if (!detail.roll) return detail;
  const wrong = found.procedure === 'decision' ? notADecision(found, asked) : undefined;
  if (wrong) throw new Refused(wrong);
  await paperForNobodyOut(deps, found, asked, dayOf(now));
  return detail;
};
