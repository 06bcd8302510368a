import { dayOf } from '../domain/calendar/day';
import { Command } from '../domain/case/command';
import { factOf, fold, isForgotten, lawOf } from '../domain/case/fold';
import { judge } from '../domain/case/judge';
import { momentsOf } from '../domain/case/moments';
import type { Procedure } from '../domain/case/procedure';
import { type Refusal, refuse } from '../domain/case/refusal';
import type { MachineState } from '../domain/case/state';
import type { Statute } from '../domain/law/statute';
import type { SignerKey } from './messages';
import { isSigned } from './signature';

const forged = refuse(
  'unsigned',
  '命令没有有效签名',
  'The command is not signed by this office',
  ['通过本系统的接口提交', 'Send it through the API'],
  { pointer: '/signature' },
);
const misled = refuse(
  'wrong-target',
  '命令不是发给本案的',
  'The command was signed for another case',
  ['通过本系统的接口提交', 'Send it through the API'],
  { pointer: '/target' },
);
const idReused = refuse(
  'id-reused',
  '同一命令号用于了不同内容',
  'The command id was used for something else',
  ['换一个命令号', 'Use another id'],
  { pointer: '/id' },
);
const forgotten = refuse(
  'stale-command',
  '这条命令早于本案还记得的命令, 不能确认是否已经办过',
  'The command is older than what the case remembers: it may have been applied already',
  ['查看本案现状, 如仍需办理请重新提交', 'Look at the case; if it is still needed, give it anew'],
  { pointer: '/issuedAt' },
);
const broken = refuse(
  'cannot-fold',
  '系统无法记录这一步',
  'The system cannot record this act',
  ['请联系管理员', 'Tell the administrator'],
  {},
);

/**
 * Everything that can be said against a command, before it is decided. Fold and moments are tried on the side too: an error in the run would block the
 * whole case, an error here only refuses, and as a refusal it is known to the sender and to the register.
 */
export const objectionTo = (
  raw: unknown,
  procedure: Procedure,
  state: MachineState,
  statute: Statute,
  signers: readonly SignerKey[],
  now: number,
): Refusal | undefined => {
  const parsed = Command.safeParse(raw);
  if (!parsed.success)
    return refuse('bad-command', '命令格式不正确', 'The command is malformed', ['按 /docs 的格式提交', 'See /docs'], {
      pointer: `/${(parsed.error.issues[0]?.path ?? []).join('/')}`,
    });
  const command = parsed.data;
  if (!isSigned(command, signers)) return forged;
  // Signed, but for another case: somebody who can reach Temporal sent it here once more.
  if (command.target !== state.id) return misled;
  const known = state.ring.find((one) => one.id === command.id);
  if (known) return known.hash === command.bodyHash ? undefined : idReused;
  if (isForgotten(state, command)) return forgotten;
  if (command.expectedSeq !== undefined && command.expectedSeq !== state.seq)
    return refuse(
      'stale',
      `所依据的内容与现状不符 (依据第 ${command.expectedSeq} 号, 现为第 ${state.seq} 号)`,
      `The act rests on ${command.expectedSeq}, the case stands at ${state.seq}`,
      ['查看新内容后再提交', 'Read what is new, then decide again'],
      { pointer: '/expectedSeq' },
    );
  try {
    const refusal = judge({ procedure, state, command, statute, today: dayOf(now), signers });
    if (refusal) return refusal;
    const fact = factOf(procedure, state, command, now);
    const law = lawOf(fact, statute.hash) === statute.hash ? statute : (command.statute as Statute);
    momentsOf(procedure, fold(procedure, state, fact, law), law);
    return undefined;
  } catch {
    return broken;
  }
};
