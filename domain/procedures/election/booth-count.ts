import { z } from 'zod';
import { type Refusal, refuse } from '../../case/refusal';

const Count = z.number().int().min(0).max(100_000);
const Other = z.object({ id: z.string(), for: Count });

/** What a tallied booth of the election says; looked up, never typed. */
export const BoothCount = z.object({
  issued: Count,
  returned: Count,
  invalid: Count,
  seats: Count,
  votes: z.array(z.object({ id: z.string(), for: Count, against: Count, abstain: Count, illegible: Count })),
  /** Names written in that belong to one eligible person. */
  others: z.array(Other),
  /** Names that several eligible persons bear: the tellers say who is meant, the number stays the box's. */
  unclear: z.array(z.object({ ids: z.array(z.string()), for: Count })),
  left: z.array(z.string()),
  entitled: Count,
  voters: Count,
  /** Of the voters: in the room. Absent in older facts: all. */
  inRoom: Count.optional(),
  /** Absentees who drew a right, and so took part. */
  absentees: z.array(z.string()).optional(),
  closedOn: z.string(),
  proof: z.string(),
  /** It was counted in this election before. */
  used: z.boolean(),
});
export type BoothCount = z.infer<typeof BoothCount>;

/** A count as the act's body has it; with a booth the numbers may be left out. */
export interface Typed {
  readonly booth?: string | undefined;
  readonly issued?: number | undefined;
  readonly returned?: number | undefined;
  readonly invalid?: number | undefined;
  readonly votes?: readonly { id: string; for: number; against: number; abstain: number; illegible: number }[] | undefined;
  readonly others: readonly { id: string; for: number }[];
  readonly left: readonly string[];
  readonly absentees: readonly string[];
  readonly proof?: string | undefined;
}

const at = (key: string) => ({ pointer: `/body/${key}`, clause: 'ballot.secret' });

const differs = (key: string): Refusal =>
  refuse(
    'typed-counts',
    '用票箱投票的, 票数以票箱为准, 另填的数字与票箱不符',
    'The booth says what was counted; what is typed beside it differs',
    ['删去另填的数字, 只填 booth 与 countedBy', 'Leave the numbers out: give booth and countedBy'],
    at(key),
  );

const sameVotes = (typed: NonNullable<Typed['votes']>, counted: BoothCount['votes']): boolean =>
  typed.length === counted.length &&
  new Set(typed.map(({ id }) => id)).size === typed.length &&
  typed.every((one) => {
    const line = counted.find(({ id }) => id === one.id);
    return (['for', 'against', 'abstain', 'illegible'] as const).every((key) => line?.[key] === one[key]);
  });

const wrongOther = (typed: Typed['others'], { others, unclear }: BoothCount): number =>
  typed.findIndex(
    (one) =>
      !others.some(({ id, for: votes }) => id === one.id && votes === one.for) &&
      !unclear.some(
        ({ ids, for: votes }) => ids.includes(one.id) && votes === one.for && typed.filter(({ id }) => ids.includes(id)).length === 1,
      ),
  );

/** Whether the booth can be counted for the ballot that is due, today, with what was typed beside it. */
export const faultOfBoothCount = (
  body: Typed,
  count: BoothCount | undefined,
  ballot: {
    readonly among: readonly string[];
    readonly seats: number;
    readonly present: number;
    readonly entitled: number;
    readonly on: string;
  },
): Refusal | undefined => {
  if (!count)
    return refuse(
      'booth-not-tallied',
      '没有这个票箱, 或还没有计票, 或不是本次选举的票箱',
      'There is no such booth of this election, or it is not tallied yet',
      ['先结束投票、开箱计票', 'Close the booth and open the box first'],
      at('booth'),
    );
  const fits =
    count.seats === ballot.seats &&
    count.votes.length === ballot.among.length &&
    count.votes.every(({ id }) => ballot.among.includes(id)) &&
    count.closedOn === ballot.on &&
    count.entitled === ballot.entitled &&
    (count.inRoom ?? count.voters) + count.left.length === ballot.present;
  if (count.used || !fits)
    return refuse(
      'wrong-booth',
      count.used ? '该票箱已经计入一次投票' : '该票箱不是对这次投票的候选人、名额和到会人员开的',
      count.used ? 'That booth was counted before' : 'That booth is not of this ballot: other candidates, seats, roll or day',
      ['为这次投票另开票箱', 'Open a booth for this ballot'],
      at('booth'),
    );
  for (const key of ['issued', 'returned', 'proof'] as const) if (body[key] !== undefined && body[key] !== count[key]) return differs(key);
  if (body.invalid !== undefined && body.invalid !== count.invalid) return differs('invalid');
  if (body.votes && !sameVotes(body.votes, count.votes)) return differs('votes');
  const other = wrongOther(body.others, count);
  if (other >= 0) return differs(`others/${other}`);
  return body.left.length > 0 ? differs('left') : body.absentees.length > 0 ? differs('absentees') : undefined;
};

/** The count that stands: of the booth where there is one, with the tellers' word on names that several bear. */
export const countedIn = (body: Typed, count: BoothCount | undefined) => ({
  issued: count?.issued ?? body.issued ?? 0,
  returned: count?.returned ?? body.returned ?? 0,
  invalid: count?.invalid ?? body.invalid ?? 0,
  votes: count?.votes ?? body.votes ?? [],
  others: count ? [...count.others, ...body.others.filter(({ id }) => !count.others.some((one) => one.id === id))] : body.others,
  left: count?.left ?? body.left,
  absentees: count?.absentees ?? body.absentees,
});
