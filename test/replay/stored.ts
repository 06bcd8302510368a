import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { canonical } from '../../domain/case/canonical';
import type { Fact } from '../../domain/case/fact';
import { fold, lawOf } from '../../domain/case/fold';
import type { MachineState } from '../../domain/case/state';
import type { Statute } from '../../domain/law/statute';
import { procedureOf } from '../../domain/procedures';

const { History } = temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;

const folder = (name: string): string => join(__dirname, name);
const namesIn = (name: string): string[] =>
  readdirSync(folder(name))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

/** A list of facts as it was recorded, what it began from, and the digest of the state that it folded to then. */
export interface StoredFold {
  readonly origin: MachineState;
  readonly facts: readonly Fact[];
  readonly digest: string;
}

/** @param kept the state is stored after each fact, where its keys come to lie in another order */
export const digestOf = ({ origin, facts }: Pick<StoredFold, 'origin' | 'facts'>, statutes: Readonly<Record<string, Statute>>, kept = false): string => {
  let [state, law] = [origin, origin.statute];
  for (const fact of facts) {
    law = lawOf(fact, law);
    const statute = statutes[law];
    if (!statute) throw new Error(`statute ${law} is not stored`);
    state = fold(procedureOf(origin.procedure), state, fact, statute);
    if (kept) state = JSON.parse(canonical(state)) as MachineState;
  }
  return createHash('sha256').update(canonical(state)).digest('hex');
};

const write = (path: string, value: unknown): void => writeFileSync(path, `${JSON.stringify(value)}\n`);
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

export const histories = {
  names: (): string[] => namesIn('histories'),
  /** The SDK's own JSON reader and writer meet two copies of protobufjs here; this is the same proto3 JSON. */
  write: (name: string, history: History): void => write(folder(`histories/${name}.json`), History.toObject(History.fromObject(history), { longs: String, enums: String, bytes: String })),
  read: (name: string): History => History.fromObject(read(folder(`histories/${name}.json`))),
};

export const folds = {
  names: (): string[] => namesIn('folds').filter((name) => name !== 'statutes'),
  write: (name: string, one: StoredFold): void => write(folder(`folds/${name}.json`), one),
  read: (name: string): StoredFold => read(folder(`folds/${name}.json`)),
  writeStatutes: (statutes: Readonly<Record<string, Statute>>): void => write(folder('folds/statutes.json'), statutes),
  statutes: (): Record<string, Statute> => read(folder('folds/statutes.json')),
};

/** Everything that a history carries in clear: Temporal keeps payloads as bytes. */
export const textOf = (history: History): string => {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (value instanceof Uint8Array) found.push(Buffer.from(value).toString());
    else if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) look(part);
  };
  look(history);
  return found.join('\n');
};
