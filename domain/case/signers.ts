/** Public key of a process that may send commands; its id begins with `api:` or `worker:`, or with `recovery:` for the key that only changes keys. */
export interface SignerKey {
  readonly id: string;
  /** Ed25519 public key, 32 bytes in hex. */
  readonly publicKey: string;
}

export const SIGNER_ROLES = ['api', 'worker', 'recovery'] as const;
export type SignerRole = (typeof SIGNER_ROLES)[number];

export const roleOf = (id: string): string => id.slice(0, id.indexOf(':'));

/** What a run has learned about signers since it began: keys added, and roles whose keys of the beginning count no more. */
export interface Trust {
  readonly keys: readonly SignerKey[];
  readonly closed: readonly string[];
}

/** The keys whose signature counts now: those pinned when the run began, as far as their role is not closed, and those added. */
export const trustedKeys = (pinned: readonly SignerKey[], trust: Trust | undefined): readonly SignerKey[] =>
  trust ? [...pinned.filter(({ id }) => !trust.closed.includes(roleOf(id))), ...trust.keys] : pinned;

/** One key more; `alone`: and no other of its role any longer. */
export const withKey = (trust: Trust | undefined, { id, publicKey }: SignerKey, alone: boolean): Trust => {
  const { keys, closed } = trust ?? { keys: [], closed: [] };
  const role = roleOf(id);
  const kept = keys.filter((one) => one.id !== id && !(alone && roleOf(one.id) === role));
  return { keys: [...kept, { id, publicKey }], closed: alone && !closed.includes(role) ? [...closed, role] : closed };
};
