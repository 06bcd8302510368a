import type { Pool } from 'pg';
import type { Who } from '../domain/authority/who';
import type { BallotForm } from '../domain/ballots/form';
import { dayOf } from '../domain/calendar/day';
import { type Refusal, refuse } from '../domain/case/refusal';
import { numberOf, type Statute } from '../domain/law/statute';
import { DECISION_TELLS } from '../domain/occasions/decision';
import { tellingOf } from '../domain/occasions/meeting';
import { rollOf } from '../domain/occasions/roll';
import type { OccasionBook } from '../domain/occasions/tell';
import type { ElectionBook } from '../domain/procedures/election/book';
import { ballotOf } from '../domain/procedures/election/outcome';
import { mustLeave } from '../records/lookups-selection';
import { signedElsewhere } from '../records/lookups-vote';
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

/** A decision's ballot: one candidate of the meeting; whoever has an interest in him is recused, and gets no paper. */
const decisionBallot = async (
  pool: Pool,
  vault: Vault,
  found: CaseAt,
  { item, form, recused }: Asked,
  who: Who,
  today: string,
): Promise<Ballot> => {
  const book = found.state.book as OccasionBook;
  const wrong = !Object.hasOwn(book.entries, item)
    ? notIt('/item', '该案不在此次会议中', 'The case is not part of this meeting')
    : form.kind !== 'decision' || form.candidates.length !== 1 || form.candidates[0]?.id !== item
      ? notIt(
          '/form',
          '讨论决定用 decision 票, 只列该案一项',
          'A decision is voted on by a decision paper that lists this case alone',
          'cadre.decision',
        )
      : undefined;
  if (wrong) throw new Refused(wrong);
  await interestedLeave(pool, vault, found, { item, recused }, who, today, 'cadre.decision');
  return detailOf(found);
};

/** Whoever has an interest in the case that is voted on gets no paper: afterwards the box could not tell which was his. */
const interestedLeave = async (
  pool: Pool,
  vault: Vault,
  found: CaseAt,
  { item, recused }: Pick<Asked, 'item' | 'recused'>,
  who: Who,
  today: string,
  clause: string,
): Promise<void> => {
  const party = { id: who.personId };
  const asked = { kind: 'recordItem', on: today, body: { case: item }, actor: party, recorder: party };
  const leaving = (await mustLeave(pool, found.state, asked, vault)).mustLeave as string[];
  if (leaving.some((id) => !recused.includes(id)))
    throw new Refused(
      refuse(
        'recused',
        '本人或有亲属等关系的成员须回避离场, 不得投票',
        'A member who is the person, or kin, leaves the room and gets no paper',
        ['列入“回避的人” (recused), 不发给选票', 'List the member as recused (recused): no paper is given'],
        { pointer: '/recused', clause },
      ),
    );
  const told = found.procedure === 'decision' ? DECISION_TELLS : tellingOf((found.state.book as OccasionBook).kind);
  const { signed = [] } = told === 'recordVote' ? {} : await signedElsewhere(pool, item, told, found.state.committee);
  if (rollOf(found.state.book as OccasionBook)?.present.some((id) => signed.includes(id) && !recused.includes(id)))
    throw new Refused(
      refuse(
        'already-signed',
        '已在本案另一级签过字的成员须离场, 不得投票',
        'A member who has signed this case at another level leaves the room and gets no paper',
        ['列入“回避的人” (recused), 不发给选票', 'List the member as recused (recused): no paper is given'],
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
export const ballotAt = async ({ pool, vault, statutes }: Deps, found: CaseAt, asked: Asked, who: Who, now: number): Promise<Ballot> => {
  if (found.procedure === 'election') return electionBallot(found, await statutes.get(found.statuteHash), asked, dayOf(now));
  nobodyElse(asked);
  const detail = detailOf(found);
  if (!detail.roll) return detail;
  if (found.procedure === 'decision') return decisionBallot(pool, vault, found, asked, who, dayOf(now));
  // Members recommend from among themselves: there those who stand vote.
  if ((found.state.book as OccasionBook).kind !== 'recommendation')
    await interestedLeave(pool, vault, found, asked, who, dayOf(now), 'admission.meeting');
  return detail;
};
