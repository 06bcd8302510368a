import type { z } from 'zod';
import { watchedPaths } from '../domain/authority/reach';
import type { Who } from '../domain/authority/who';
import type { CheckpointView, Watched } from '../domain/contract/evidence';
import { base64Of } from '../domain/evidence/bytes';
import { ALGORITHM, parseCheckpoint, printed } from '../domain/evidence/checkpoint';
import { whoIs } from '../records/accounts';
import { transaction } from '../records/database';
import { latestCheckpoint, type SignedCheckpoint } from '../records/evidence/checkpoints';
import { logSignerFrom } from '../records/evidence/log-signer';
import { showCheckpoint } from '../records/evidence/seen';
import { Sequencer } from '../records/evidence/sequencer';
import { appendLog, type LogLine } from '../records/log';
import type { ApiDeps } from './deps';

export const checkpointView = ({ origin, size, root, note, at }: SignedCheckpoint): z.input<typeof CheckpointView> => ({
  note,
  origin,
  algorithm: ALGORITHM,
  size,
  root: base64Of(root),
  at: at.toISOString(),
  printed: printed({ origin, size, root }),
});

/** The log as the API serves it. Its key is opened when something is to be signed here; in everyday work the worker signs. */
export class Evidence {
  private opened: Sequencer | undefined;

  constructor(private readonly deps: ApiDeps) {}

  get sequencer(): Sequencer {
    this.opened ??= new Sequencer(this.deps.database.pool, logSignerFrom(this.deps.config.keys.logSigningKeyFile));
    return this.opened;
  }

  /** An export is an entry like any other, inside the checkpoint that its file ends with. */
  async entered(entry: LogLine): Promise<SignedCheckpoint> {
    const { pool } = this.deps.database;
    await appendLog(pool, entry);
    await this.sequencer.signNow(entry.at);
    const newest = await latestCheckpoint(pool);
    if (!newest) throw new Error('signed, and no checkpoint');
    return newest;
  }

  /** What somebody who watches the log hears at sign-in; undefined for anybody else, and while nothing is signed. */
  async watched(
    account: { readonly id: string; readonly personId: string },
    lastCheckpoint: string | undefined,
    now: number,
    today: string,
  ): Promise<z.input<typeof Watched> | undefined> {
    const who: Who | undefined = await whoIs(this.deps.database.pool, account.personId, today);
    if (!who || watchedPaths(who).length === 0) return undefined;
    const held = lastCheckpoint === undefined ? undefined : parseCheckpoint(lastCheckpoint);
    const shown = await transaction(this.deps.database.pool, (tx) => showCheckpoint(tx, account, held, now));
    if (!shown) return undefined;
    const { newest, remembered, ...rest } = shown;
    const compared = <C extends { proof: readonly string[] }>(one: C) => ({ ...one, proof: [...one.proof] });
    return {
      newest: checkpointView(newest),
      ...(rest.held ? { held: compared(rest.held) } : {}),
      ...(remembered ? { remembered: { ...compared(remembered), at: remembered.at.toISOString() } } : {}),
    };
  }
}
