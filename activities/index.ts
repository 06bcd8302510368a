import type { Courier } from '../dispatch/courier';
import type { Signer } from '../dispatch/signer';
import type { Fact, FactDraft } from '../domain/case/fact';
import type { Ask } from '../domain/case/state';
import type { Database } from '../records/database';
import { recordFacts } from '../records/record';
import type { Vault } from '../records/sealed';
import type { Statutes } from '../records/statutes';
import { askLedgers } from './ledgers';
import { openChildren } from './open-children';
import { tellCases } from './tell-cases';

export interface ActivityDeps {
  readonly database: Database;
  readonly statutes: Statutes;
  readonly courier: Courier;
  readonly signer: Signer;
  readonly vault: Vault;
  now(): Promise<number>;
}

export interface Performance {
  readonly id: string;
  readonly procedure: string;
  readonly unit: string;
  readonly committee: string;
  readonly on: string;
  readonly ask: Ask;
}

/** Everything a workflow may ask of the world. Each may run twice: the record is unique by (case, seq), the ledgers by (case, round), a telling by its command id. */
export const createActivities = (deps: ActivityDeps) => ({
  /** Records the facts that were born in the workflow. */
  async record({ id, facts }: { id: string; facts: Fact[] }): Promise<void> {
    await recordFacts(deps.database.pool, deps.statutes, id, facts, await deps.now());
  },
  /** Does what a case or an occasion asked for and answers with the facts it makes. */
  async perform(performance: Performance): Promise<FactDraft[]> {
    if (performance.ask.kind === 'tellCases') return tellCases(deps, performance);
    return performance.ask.kind === 'openChildren' ? openChildren(deps, performance) : askLedgers(deps, performance);
  },
});

export type Activities = ReturnType<typeof createActivities>;
