import { z } from 'zod';
import { act } from '../procedure';
import { type Refusal, refuse } from '../refusal';
import { roleOf, SIGNER_ROLES, type SignerKey, trustedKeys, withKey } from '../signers';

const Key = z.strictObject({
  id: z.string().regex(new RegExp(`^(${SIGNER_ROLES.join('|')}):[0-9a-f]{16}$`)),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A rotation that is never finished must not let the list grow. */
const MOST_KEYS = 12;

const at = (pointer: string) => ({ pointer });

const notByThis = (zh: string, en: string): Refusal =>
  refuse('wrong-signer', zh, en, ['按运维手册使用恢复密钥', 'Use the recovery key, as the operations page says'], at('/signer'));

/**
 * Which keys a run trusts changes only by a key that it trusts: the worker's, or the recovery key that lies off the machine. The API's key, which any person's
 * request passes, changes nothing here. No key takes itself away, so one that may change keys is always left.
 */
const refusalOf = (signer: string, key: SignerKey, alone: boolean, now: readonly SignerKey[]): Refusal | undefined => {
  const role = roleOf(key.id);
  const byRecovery = roleOf(signer) === 'recovery';
  if (role === 'recovery' && !byRecovery && now.some(({ id }) => roleOf(id) === 'recovery'))
    return notByThis('恢复密钥只能由恢复密钥更换', 'Only the recovery key changes the recovery key');
  if (alone && roleOf(signer) === role && signer !== key.id) return notByThis('密钥不能撤销自己', 'A key does not take itself away');
  const same = now.find(({ id }) => id === key.id);
  if (same && same.publicKey !== key.publicKey)
    return refuse(
      'bad-field',
      '密钥编号与密钥不符',
      'The id belongs to another key',
      ['核对密钥文件', 'Check the key file'],
      at('/body/key/id'),
    );
  if (same && (!alone || !now.some(({ id }) => id !== key.id && roleOf(id) === role)))
    return refuse(
      'already-trusted',
      '本案已信任此密钥',
      'The case trusts this key already',
      ['无需办理', 'Nothing to do'],
      at('/body/key'),
    );
  const then = trustedKeys(now, withKey(undefined, key, alone));
  return then.length > MOST_KEYS
    ? refuse(
        'too-many-keys',
        '本案信任的密钥过多',
        'The case trusts too many keys',
        ['先撤销旧密钥', 'Retire the old keys first'],
        at('/body/key'),
      )
    : undefined;
};

/** Which processes a run believes. Known to cases and occasions alike; given by the operator's command, never by a person over the API. */
export const trustActs = {
  trustSigner: act({
    kind: 'trustSigner',
    fact: 'signerTrusted',
    title: { zh: '更换签名密钥', en: 'Trust a signing key' },
    body: z.strictObject({ key: Key, alone: z.boolean() }),
    seats: ['administrator'],
    via: ['system', 'recovery'],
    anywhere: true,
    unordered: true,
    phases: ['open', 'suspended', 'held'],
    judge: ({ body, command, signers }) => refusalOf(command.signer, body.key, body.alone, signers ?? []),
    apply: (state, fact) => {
      state.trust = withKey(state.trust, fact.body.key, fact.body.alone);
    },
  }),
};
