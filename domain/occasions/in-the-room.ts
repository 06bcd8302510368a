import { type Refusal, refuse } from '../case/refusal';
import { presentFor, type Roll } from './roll';

interface Item {
  readonly recused: readonly string[];
  readonly left: readonly string[];
}

/** The same person does not sign twice in one case: whoever signed it at another level is not in the room when it is approved. He stays in E. */
export const signedBefore = (roll: Roll, item: Item, signed: readonly string[] = []): Refusal | undefined =>
  presentFor(roll, item).some((id) => signed.includes(id))
    ? refuse(
        'already-signed',
        '已在本案另一级签过字的成员须离场, 不参加对本案的表决',
        'A member who has signed this case at another level leaves the room for the vote on it',
        ['列入 recused', 'List the member under recused'],
        { pointer: '/body/recused', clause: 'project.four-eyes' },
      )
    : undefined;

/** Whoever leads the meeting and must leave for one candidate does not lead that item: another who is there does. */
export const unchaired = (roll: Roll, item: Item, chair: string | undefined, clause: string): Refusal | undefined => {
  const present = presentFor(roll, item);
  if (chair !== undefined)
    return present.includes(chair)
      ? undefined
      : refuse('no-chair', '主持此项的人不在场', 'Who leads this item is not in the room', ['改填在场的人', 'Name somebody who is there'], {
          pointer: '/body/chair',
          clause,
        });
  return roll.chair === undefined || present.includes(roll.chair)
    ? undefined
    : refuse(
        'chair-away',
        '主持人回避或离场, 此项由其他到会的人主持',
        'The chair is recused or has left: somebody else who is there leads this item',
        ['在 chair 中填写主持此项的人', 'Name under chair who leads it'],
        { pointer: '/body/chair', clause },
      );
};
