import type { PoolClient } from 'pg';
import type { Fact } from '../domain/case/fact';
import type { MachineState } from '../domain/case/state';
import type { Vault } from './sealed';

/** What a sender asks, as far as a look-up needs it. */
export interface Asked {
  readonly kind: string;
  readonly on: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly actor: { readonly id: string; readonly seat?: string };
  /** Who writes it down. */
  readonly recorder: { readonly id: string };
  /** Set when an occasion or another case speaks. */
  readonly occasion?: { readonly id: string } | undefined;
  /** Of a paper past: the acts before it. All of them reach the ledger together, so it cannot be asked for them. */
  readonly earlier?: readonly Fact[];
}

export type Client = Pick<PoolClient, 'query'>;
export type Found = Record<string, unknown>;
/** Looks up what one act rests on, on its day. */
export type Lookup = (pool: Client, state: MachineState, asked: Asked, vault: Vault) => Promise<Found>;
