/*
 * Seals a ballot paper in the voter's browser: to three keys, of which any two open it. WebCrypto only and no imports, so that the API can
 * serve the compiled file as it is. The format is published in docs/ballots.md; records/booth/unseal.ts opens it.
 */

const POINT = 65; // an uncompressed point of P-256
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;
// Each key seals one thing and is never used again, so the nonce may be all zeros.
const NONCE = new Uint8Array(12);

type Bytes = Uint8Array<ArrayBuffer>;
const bytesOf = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;
const join = (...parts: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Text of the choice (canonical JSON: keys in order, no white space), a mark, and zeros up to `size`: every paper has the same length. */
export const paperBytes = (marks: Readonly<Record<string, string>>, names: readonly string[], size: number): Bytes => {
  const sorted = Object.keys(marks)
    .sort()
    .map((id) => `${JSON.stringify(id)}:${JSON.stringify(marks[id])}`);
  const text = bytesOf(`{"marks":{${sorted.join(',')}},"names":${JSON.stringify(names)},"v":1}`);
  if (text.length + 1 > size) throw new RangeError('the paper is longer than the form allows');
  const padded = new Uint8Array(size);
  padded.set(text);
  padded[text.length] = 0x80;
  return padded;
};

type Key = Parameters<typeof crypto.subtle.encrypt>[1];
const encrypt = async (key: Key, aad: Bytes, plain: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: NONCE, additionalData: aad, tagLength: 128 }, key, plain));

/** `keys`: the three public keys in the order given by the booth. */
export const sealPaper = async (booth: string, keys: readonly Uint8Array[], paper: Uint8Array): Promise<Bytes> => {
  if (keys.length !== 3) throw new RangeError('a paper is sealed to three keys');
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const own = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const shared: Bytes[] = [];
  for (const key of keys) {
    const theirs = await crypto.subtle.importKey('raw', join(key), curve, false, []);
    shared.push(new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256)));
  }
  const aad = bytesOf(`tuanwu booth v1 ${booth}`);
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const wrapped: Bytes[] = [];
  for (const [i, j] of PAIRS) {
    const material = await crypto.subtle.importKey('raw', join(shared[i] ?? NONCE, shared[j] ?? NONCE), 'HKDF', false, ['deriveKey']);
    const derive = { name: 'HKDF', hash: 'SHA-256', salt: join(point, ...keys), info: bytesOf(`tuanwu booth v1 ${booth} ${i}${j}`) };
    const pair = await crypto.subtle.deriveKey(derive, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    wrapped.push(await encrypt(pair, aad, secret));
  }
  const content = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt']);
  return join(Uint8Array.of(1), point.subarray(0, POINT), ...wrapped, await encrypt(content, aad, join(paper)));
};
