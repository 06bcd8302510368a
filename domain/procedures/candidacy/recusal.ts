import { z } from 'zod';
import type { Command } from '../../case/command';
import { type Refusal, refuse } from '../../case/refusal';
import type { CandidacyBook } from './book';

/**
 * Who of the group, of whoever acts and of whoever writes it down is the person, kin of him or has declared an interest, on the day of the act: looked up with
 * each, for such a thing may come up after the group was formed. Absent in commands of earlier releases.
 */
export const Interests = z.object({ interested: z.array(z.string()).optional() });
export type Interests = z.infer<typeof Interests>;

const RULE = { clause: 'cadre.inspection' } as const;

/** The inspection goes on only among those without an interest (公务员法第七十六条). */
export const recusedFrom = (
  { group }: Pick<CandidacyBook, 'group'>,
  { interested = [] }: Interests,
  { actor, recorder }: Pick<Command, 'actor' | 'recorder'>,
): Refusal | undefined => {
  const replace: [string, string] = [
    '重新组成考察组 (formGroup), 换下须回避的成员, 再由其他成员办理',
    'Form the group anew (formGroup) without whoever is recused, and let the others act',
  ];
  if (group.some((id) => interested.includes(id)))
    return refuse(
      'recused-examiner',
      '考察组成员与考察对象有须回避的关系, 换人后才能继续考察',
      'A member of the group has an interest in the person: the inspection goes on when he is replaced',
      replace,
      { pointer: interested.includes(actor.id) ? '/actor' : '/kind', ...RULE },
    );
  const pointer = (
    [
      ['/actor', actor],
      ['/recorder', recorder],
    ] as const
  ).find(([, party]) => interested.includes(party.id))?.[0];
  return pointer
    ? refuse(
        'recused-examiner',
        '办理人与考察对象有须回避的关系, 不得办理考察事项',
        'Whoever acts, or writes it down, has an interest in the person and takes no part in the inspection',
        ['由没有须回避关系的组织干事办理', 'Let an officer without an interest act'],
        { pointer, ...RULE },
      )
    : undefined;
};
