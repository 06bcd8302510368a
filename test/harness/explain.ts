import { waiting } from '../../domain/case/explain';
import type { Procedure } from '../../domain/case/procedure';
import type { MachineState } from '../../domain/case/state';
import type { Statute } from '../../domain/law/statute';

/** What a case waits for, as its sentences. */
export const explain = (procedure: Procedure, state: MachineState, statute: Statute, today: string): string[] =>
  waiting(procedure, state, statute, today).map(({ sentence }) => sentence.zh);
