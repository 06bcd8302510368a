/*
 * The voter's side of a right that nobody can trace (RFC 9474, RSABSSA-SHA384-PSS-Randomized): the server signs it blinded, for a person who is
 * signed in; it is cast later without a session. Runs in browsers and in Node.
 */
import { RSABSSA } from '@cloudflare/blindrsa-ts';

/** Shown at the booth: a message that nobody else knows, and the booth's signature on it. */
export interface Right {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Drawing {
  /** To be signed by the booth. */
  readonly blinded: Uint8Array;
  /** The right; throws when the booth signed something else. */
  finish(blindSignature: Uint8Array): Promise<Right>;
}

/** `drawKey`: the booth's public key (SPKI). Keep the drawing until it is finished: a lost one is a lost vote. */
export const drawRight = async (booth: string, drawKey: Uint8Array): Promise<Drawing> => {
  const suite = RSABSSA.SHA384.PSS.Randomized();
  const key = await crypto.subtle.importKey('spki', new Uint8Array(drawKey), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
  const nonce = crypto.getRandomValues(new Uint8Array(32));
  const message = suite.prepare(new Uint8Array([...new TextEncoder().encode(booth), ...nonce]));
  const { blindedMsg, inv } = await suite.blind(key, message);
  return {
    blinded: blindedMsg,
    finish: async (blindSignature) => ({ message, signature: await suite.finalize(key, message, blindSignature, inv) }),
  };
};
