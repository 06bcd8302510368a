import type { Who } from '../domain/authority/who';
import type { Party } from '../domain/case/command';
import { judge } from '../domain/case/judge';
import { type Refusal, refuse } from '../domain/case/refusal';
import type { MachineState } from '../domain/case/state';
import type { Telling } from '../domain/case/telling';
import type { Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import { whoIs } from './accounts';
import { uuidOf } from './ids';
import type { Asked, Client, Found } from './lookup';
import { type CaseAt, findCases } from './places';
import type { Vault } from './sealed';
import { papersTold, speakers } from './speakers';

export type LookUp = (pool: Client, state: MachineState, asked: Asked, vault: Vault) => Promise<Found>;

/** What an occasion is about to tell its cases, and who says it. */
export interface Words {
  readonly command: string;
  readonly rows: Telling['rows'];
  /** Whether a case still lies with the body that meets. */
  readonly isOurs: (state: MachineState) => boolean;
}

export interface Foretold extends Refusal {
  readonly case: string;
}

const noSeat = (found: CaseAt, ours: boolean): Refusal =>
  ours
    ? refuse(
        'forbidden',
        '本次办理人或代录人在该案没有这个岗位',
        'Whoever acts or records here holds no such seat in that case',
        ['请有权的人办理', 'Ask somebody who may'],
        { pointer: '/actor' },
      )
    : refuse('case-moved', '该案已不在本单位', `The case lies with another unit by now (${found.state.unit})`, [
        '核对该案',
        'Look at the case',
      ]);

/** How each case would answer, asked now and by its own law: the refusals. Nothing is registered. */
export const foreseeTelling = async (
  pool: Client,
  vault: Vault,
  occasion: MachineState,
  asked: Asked,
  { command, rows, isOurs }: Words,
  lookUp: LookUp,
): Promise<Foretold[]> => {
  const found = new Map(
    (
      await findCases(
        pool as never,
        rows.map((row) => row.case),
      )
    ).map((one) => [one.state.id, one]),
  );
  const laws = await lawsOf(pool, [...found.values()]);
  const [actor, recorder] = [await whoIs(pool as never, asked.actor.id, asked.on), await whoIs(pool as never, asked.recorder.id, asked.on)];
  const refusals: Foretold[] = [];
  for (const row of rows) {
    const at = found.get(row.case);
    const statute = at && laws.get(at.statuteHash);
    const refusal =
      at && statute
        ? await answerOf({ pool, vault, occasion, asked, command, row, at, statute, actor, recorder, ours: isOurs(at.state) }, lookUp)
        : undefined;
    if (refusal) refusals.push({ ...refusal, case: row.case });
  }
  return refusals;
};

const lawsOf = async (pool: Client, cases: readonly CaseAt[]): Promise<ReadonlyMap<string, Statute>> => {
  const { rows } = await pool.query<{ hash: string; body: Statute }>('SELECT hash, body FROM statute WHERE hash = ANY($1)', [
    [...new Set(cases.map(({ statuteHash }) => statuteHash))],
  ]);
  return new Map(rows.map(({ hash, body }) => [hash, body]));
};

interface Asking {
  readonly pool: Client;
  readonly vault: Vault;
  readonly occasion: MachineState;
  readonly asked: Asked;
  readonly command: string;
  readonly row: Telling['rows'][number];
  readonly at: CaseAt;
  readonly statute: Statute;
  readonly actor: Who | undefined;
  readonly recorder: Who | undefined;
  readonly ours: boolean;
}

const answerOf = async (
  { pool, vault, occasion, asked, command, row, at, statute, actor, recorder, ours }: Asking,
  lookUp: LookUp,
): Promise<Refusal | undefined> => {
  const parties = speakers(
    at,
    { command, actor: asked.actor as Party, recorder: asked.recorder as Party },
    actor,
    recorder,
    occasion.committee,
  );
  if (!parties) return noSeat(at, ours);
  const told = {
    kind: command,
    on: row.on ?? asked.on,
    ...parties,
    body: { ...row.body },
    papers: papersTold(command, asked.papers ?? []),
    occasion: { id: occasion.id, machine: occasion.procedure },
    ...(asked.lateReason ? { lateReason: true } : {}),
  };
  const evidence = await lookUp(pool, at.state, told, vault);
  // Read back as the case will read it: what the look-ups leave out is not there.
  const spoken = JSON.parse(JSON.stringify({ ...told, evidence })) as typeof told & { evidence: Found };
  return judge({
    procedure: procedureOf(at.procedure),
    state: at.state,
    command: {
      ...spoken,
      id: uuidOf('foreseen', row.case),
      target: row.case,
      bodyHash: '',
      evidenceOn: told.on,
      signer: 'worker:',
      signature: '',
    },
    statute,
    today: asked.on,
  });
};
