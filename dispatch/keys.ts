import type { Config } from '../config/config';
import type { SignerKey } from '../domain/case/signers';
import { publicPartOf, type Signer, signerFrom } from './signer';

export interface Keys {
  readonly api: Signer;
  readonly worker: Signer;
  /** What a new case or occasion trusts: both processes, and the recovery key, whose private half is best kept off the machine. */
  readonly pinned: readonly SignerKey[];
}

/** The keys of this installation, from their files; made when missing. */
export const openKeys = (files: Config['keys']): Keys => {
  const [api, worker] = [signerFrom('api', files.apiSigningKeyFile), signerFrom('worker', files.workerSigningKeyFile)];
  return { api, worker, pinned: [api.key, worker.key, publicPartOf('recovery', files.recoverySigningKeyFile)] };
};
