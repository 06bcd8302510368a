import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { type Clock, machineClock } from '../config/clock';
import type { Config } from '../config/config';
import { Problem } from '../config/problem';
import { RehearsalClock } from '../config/rehearsal-clock';
import { Courier } from '../dispatch/courier';
import { KeyFiles } from '../dispatch/key-files';
import { openKeys } from '../dispatch/keys';
import { type Signer, signerFrom } from '../dispatch/signer';
import { SIGNER_ROLES, type SignerRole } from '../domain/case/signers';
import { openDatabase } from '../records/database';
import { Statutes } from '../records/statutes';
import { introduce, type Rotated, retire } from './rotation';

const usage = `usage: node dist/main.js rotate-keys api|worker|recovery [--with recovery-signing.key] [--retire]
First without --retire: makes a new key, lets every open case and occasion trust it beside the present one, and puts it in its place.
Then restart API and worker, and run it again with --retire: no case or occasion trusts another key of that role any longer.
--with names the private recovery key; it is needed where the worker's key is lost, and to replace the recovery key.
Both halves may be repeated. Temporal, Postgres and a worker must be running. See docs/operations.md.`;

const read = (args: string[]): { role: SignerRole; with?: string; retire: boolean } => {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { with: { type: 'string' }, retire: { type: 'boolean', default: false } },
    });
    const [role] = z.tuple([z.enum(SIGNER_ROLES)]).parse(positionals);
    return { role, ...(values.with ? { with: values.with } : {}), retire: values.retire };
  } catch {
    throw new Problem(usage);
  }
};

const filesOf = ({ keys }: Config): Record<SignerRole, KeyFiles> => ({
  api: new KeyFiles('api', keys.apiSigningKeyFile),
  worker: new KeyFiles('worker', keys.workerSigningKeyFile),
  recovery: new KeyFiles('recovery', keys.recoverySigningKeyFile),
});

/** Whose signature the runs believe. The worker's changes a recovery key only where a run has none: those of the time before there was one. */
const authoritiesOf = (files: Record<SignerRole, KeyFiles>, { role, retire: retires, with: given }: ReturnType<typeof read>): Signer[] => {
  if (given !== undefined) {
    if (!existsSync(given)) throw new Problem(`There is no file ${given}. --with names the private recovery key.`);
    return [signerFrom('recovery', given)];
  }
  if (role !== 'recovery') return [files.worker.current()];
  if (files.recovery.isHere) return [files.worker.current(), files.recovery.current()];
  if (!retires) throw new Problem('The private recovery key is not on this machine. Name its file with --with.');
  return [files.worker.current()];
};

const report = (role: SignerRole, { step, told, left, signedAnew }: Rotated, say: (line: string) => void): void => {
  if (signedAnew) say(`${signedAnew} undecided commands were signed with the present key.`);
  say(`${told} cases and occasions were told.`);
  for (const { id, why } of left.slice(0, 20)) say(`not told: ${id}: ${why}`);
  if (left.length > 0)
    throw new Problem(
      `${left.length} cases or occasions could not be told, so the keys stay as they are. Mend the cause and run it again.`,
    );
  if (step === 'retired') say(`The present ${role} key is the only one of its role that open cases and occasions trust.`);
  else say(`The new ${role} key is in its place. Restart API and worker now, then run: node dist/main.js rotate-keys ${role} --retire`);
};

/** `node dist/main.js rotate-keys`: replaces a signing key in every open case and occasion. */
export const rotateKeys = async (config: Config, args: string[], say: (line: string) => void = console.log): Promise<void> => {
  const asked = read(args);
  if (!config.databaseUrl || !config.temporal.address)
    throw new Problem(
      `There is no DATABASE_URL or TEMPORAL_ADDRESS, and nothing embedded in the data folder ${config.dataDir}. Set both, or start the system and set DATA_DIR to the folder that it prints.`,
    );
  const files = filesOf(config);
  const here = files[asked.role];
  if (asked.retire && here.isBegun && !here.isSwapped)
    throw new Problem(`A new ${asked.role} key is being introduced. Run it without --retire until it says that the key is in its place.`);
  if (!asked.retire && here.isSwapped && !here.isBegun)
    throw new Problem(`The new ${asked.role} key is in its place already. Restart API and worker, then run it with --retire.`);
  const authorities = authoritiesOf(files, asked);
  const rehearsal = config.mode === 'rehearsal' ? await RehearsalClock.connect(config.temporal.address) : undefined;
  const clock: Clock = rehearsal ?? machineClock;
  const database = openDatabase(config.databaseUrl, 8);
  const { tls, apiKey, address, namespace } = config.temporal;
  const connection = await Connection.connect({ address, tls, ...(apiKey ? { apiKey } : {}) }).catch((error: Error) => {
    throw new Problem(
      `Temporal at ${address} does not answer: ${error.message}. Keys are exchanged while the system runs: start it, or check TEMPORAL_ADDRESS.`,
    );
  });
  try {
    const client = new Client({ connection, namespace });
    const courier = new Courier({
      client: async () => client,
      pool: database.pool,
      statutes: new Statutes(database.pool),
      taskQueue: config.taskQueue,
      signers: openKeys(config.keys).pinned,
      now: () => clock.now(),
    });
    const deps = { database, courier, clock, authorities };
    report(asked.role, await (asked.retire ? retire(deps, here) : introduce(deps, here)), say);
  } finally {
    await connection.close();
    await rehearsal?.close();
    await database.close();
  }
};
