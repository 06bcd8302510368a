import { z } from 'zod';
import { type Refusal, refuse } from '../case/refusal';

const Count = z.number().int().min(0).max(100_000);

/** What a tallied booth says of the item; looked up, never typed. */
export const BoothTally = z.object({
  for: Count,
  against: Count,
  abstain: Count,
  defer: Count.optional(),
  issued: Count,
  returned: Count,
  invalid: Count,
  recused: z.array(z.string()),
  left: z.array(z.string()),
  proof: z.string(),
});
export type BoothTally = z.infer<typeof BoothTally>;

interface Asked {
  readonly booth?: string | undefined;
  readonly recused: readonly string[];
  readonly left: readonly string[];
}

export const notTallied = (): Refusal =>
  refuse(
    'booth-not-tallied',
    '没有这个票箱, 或还没有计票, 或不是这次会议对此人的表决',
    'There is no such booth of this meeting for this candidate, or it is not tallied yet',
    ['先结束投票、开箱计票', 'Close the booth and open the box first'],
    { pointer: '/body/booth', clause: 'ballot.secret' },
  );

export const typedBeside = (key: string): Refusal =>
  refuse(
    'typed-counts',
    '用票箱表决的, 票数和回避、离场人员以票箱为准, 不得另填',
    'The booth says what was counted, and who was recused or away; nothing is typed beside it',
    ['只填 case 与 booth', 'Give case and booth alone'],
    { pointer: `/body/${key}`, clause: 'ballot.secret' },
  );

/** A vote by booth: the counts come from the box alone, and so does who was recused or away. `typed`: a count that stands beside it. */
export const faultOfBooth = (body: Asked, tally: BoothTally | undefined, typed?: string): Refusal | undefined => {
  if (body.booth === undefined) return undefined;
  const beside = typed ?? (body.recused.length > 0 ? 'recused' : body.left.length > 0 ? 'left' : undefined);
  if (beside) return typedBeside(beside);
  return tally ? undefined : notTallied();
};
