import { type Refusal, refuse } from '../../case/refusal';

/** An hour is proved by a person who can be asked: not by the applicant, and not by an id that is nobody's. */
export const ownWitness = (pointer: string, clause: string): Refusal =>
  refuse(
    'own-witness',
    '证明人不能是本人',
    'Nobody witnesses for himself',
    ['填写授课人或支部人员', 'Name the teacher or a branch officer'],
    { pointer, clause },
  );

/** `known`: those of the named ones who are somebody; absent where an earlier release did not look. */
export const unknownWitness = (
  witness: string,
  known: readonly string[] | undefined,
  pointer: string,
  clause: string,
): Refusal | undefined =>
  !known || known.includes(witness.toLowerCase())
    ? undefined
    : refuse(
        'unknown-witness',
        '系统中没有这位证明人',
        'The witness is nobody whom the system knows',
        [
          '从人员名册中选择授课人或支部人员; 不在册的, 先登记人员',
          'Choose the teacher or a branch officer from the register; enter the person first if need be',
        ],
        { pointer, clause },
      );
