import { z } from 'zod';
import type { Command } from './command';
import type { Act, Procedure } from './procedure';
import { type Refusal, refuse } from './refusal';
import type { Seat } from './step';

/** Seats from which an office acts upon somebody; an inspector's interests are asked by his own acts. */
export const OFFICE_SEATS: readonly Seat[] = ['committee-officer', 'committee-approver', 'higher-officer', 'administrator'];

/**
 * Who of whoever acts and whoever writes it down is himself proposed, is kin of somebody who is, or has declared an interest, looked up on the day of the act;
 * absent where nobody is, and in commands of earlier releases.
 */
const Hands = z.object({ interestedHands: z.array(z.string()).optional() });

/** Nobody acts for an office on his own candidacy or that of his kin (公务员法第七十六条), in no stage; nor does he hold its notice or write its minutes. */
export const ownInterest = (
  { ofOneself }: Pick<Act, 'ofOneself'>,
  way: Act['via'][number],
  { proposed, subject }: Pick<Procedure, 'proposed' | 'subject'>,
  { actor, recorder, evidence }: Command,
): Refusal | undefined => {
  if (!(proposed || subject === 'occasion') || ofOneself || way !== 'person' || !OFFICE_SEATS.includes(actor.seat)) return undefined;
  const { interestedHands = [] } = Hands.safeParse(evidence).data ?? {};
  const found = (
    [
      ['/actor', actor],
      ['/recorder', recorder],
    ] as const
  ).find(([, party]) => interestedHands.includes(party.id));
  return found
    ? refuse(
        'recused',
        '办理人或代录人本人被提名, 或与被提名人有须回避的关系, 不得办理该职位的任何事项',
        'Whoever acts, or writes it down, is proposed for the post or has an interest in somebody who is: in no stage does he act on it',
        [
          '由没有须回避关系的人员办理; 本级没有的, 由管理员指定代理 (POST /api/audit/substitutes)',
          'Let somebody without an interest act; where nobody is left, the administrator appoints a substitute (POST /api/audit/substitutes)',
        ],
        { pointer: found[0], clause: 'cadre.recusal' },
      )
    : undefined;
};
