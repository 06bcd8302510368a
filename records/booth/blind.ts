import { constants, createPrivateKey, createPublicKey, generateKeyPair, privateDecrypt, publicEncrypt, verify } from 'node:crypto';
import { promisify } from 'node:util';

/** RFC 9474, RSABSSA-SHA384-PSS-Randomized, the booth's side: one RSA-3072 key a ballot. The voter's side is ballot-client/remote.ts. */

const BITS = 3072;
export const BLINDED = BITS / 8;
const RANDOM_PREFIX = 32;
const SALT = 48;

const generate = promisify(generateKeyPair);

export const newDrawKey = async (): Promise<{ publicKey: Buffer; privateKey: string }> => {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: BITS });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
};

/** Signs without seeing what; undefined for bytes that are no blinded message under this key. Checked before it leaves (a faulty one would give the key away). */
export const signBlinded = (privateKey: string, blinded: Uint8Array): Buffer | undefined => {
  if (blinded.length !== BLINDED) return undefined;
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  try {
    const signature = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, blinded);
    const back = publicEncrypt({ key: createPublicKey(key), padding: constants.RSA_NO_PADDING }, signature);
    return back.equals(blinded) ? signature : undefined;
  } catch {
    return undefined;
  }
};

/** Whether the booth signed this right, and for this booth. */
export const isRight = (publicKey: Uint8Array, booth: string, message: Uint8Array, signature: Uint8Array): boolean => {
  const name = Buffer.from(booth);
  if (message.length !== RANDOM_PREFIX + name.length + 32 || signature.length !== BLINDED) return false;
  if (!name.equals(message.subarray(RANDOM_PREFIX, RANDOM_PREFIX + name.length))) return false;
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  try {
    return verify('sha384', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT }, signature);
  } catch {
    return false;
  }
};
