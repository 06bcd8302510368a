import { createPrivateKey } from 'node:crypto';
import { canonical } from '../../domain/case/canonical';
import { drawSample, SAMPLE_METHOD, setDigest } from '../../domain/dossier/sample';
import { base64Of, bytesOf, hexOf } from '../../domain/evidence/bytes';
import { entryLeaf, type LogEntry } from '../../domain/evidence/entry';
import { consistencySpans, inclusionSpans } from '../../domain/evidence/proofs';
import { nodesOf, perfectHash, type Span, spanHash } from '../../domain/evidence/tree';
import { LogSigner } from '../../records/evidence/log-signer';
import { sha } from '../../records/evidence/sha';

const ORIGIN = 'tuanwu.log/rfc6962-sha256/00000000-0000-4000-8000-000000000000';
/** RFC 8032 7.1, test 1: a key that everybody knows. */
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';

const SAMPLE_SEED = 'dice-4426';

const signer = (): LogSigner =>
  new LogSigner(
    createPrivateKey({
      key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(SEED, 'hex')]),
      format: 'der',
      type: 'pkcs8',
    }),
  );

/** What another implementation should get, from entries that show every member and a text outside ASCII. */
export const vectors = () => {
  const key = signer();
  const entries: LogEntry[] = Array.from({ length: 11 }, (_, index) => ({
    v: 1,
    id: `00000000-0000-4000-8000-0000000000${index + 10}`,
    at: Date.parse('2026-01-12T09:00:00+08:00') + index,
    kind: index % 2 ? 'signed-in' : 'fact',
    ...(index % 3 ? { person: '10000000-0000-4000-8000-000000000001' } : {}),
    ...(index % 2 ? {} : { case: '20000000-0000-4000-8000-000000000002' }),
    body:
      index % 2
        ? { 说明: '“\u2028”', z: [1, -1, null, true], a: {} }
        : { seq: index, kind: 'talkHeld', hash: hexOf(sha(bytesOf(`${index}`))) },
  }));
  const leaves = entries.map((entry) => entryLeaf(sha, entry));
  const hashOf = (span: Span) =>
    spanHash(
      sha,
      nodesOf(span).map(({ level, position }) => perfectHash(sha, leaves.slice(position * 2 ** level, (position + 1) * 2 ** level))),
    );
  const sizes = leaves.map((_, index) => index + 1);
  const cases = Array.from({ length: 9 }, (_, index) => `30000000-0000-4000-8000-00000000000${index + 1}`);
  return {
    algorithm: 'rfc6962-sha256+ed25519',
    origin: ORIGIN,
    seed: SEED,
    vkey: key.vkey(ORIGIN),
    entries: entries.map((entry, index) => ({
      canonical: canonical(entry),
      leaf: base64Of(leaves[index] as Uint8Array),
      stamp: key.stamp(ORIGIN, index, leaves[index] as Uint8Array).toString('base64'),
    })),
    roots: [0, ...sizes].map((size) => base64Of(hashOf({ from: 0, to: size }))),
    inclusion: sizes.map((_, index) => ({ index, size: 11, proof: inclusionSpans(index, 11).map((span) => base64Of(hashOf(span))) })),
    consistency: sizes.map((from) => ({ from, to: 11, proof: consistencySpans(from, 11).map((span) => base64Of(hashOf(span))) })),
    checkpoint: key.note({ origin: ORIGIN, size: 11, root: hashOf({ from: 0, to: 11 }) }),
    sample: {
      method: SAMPLE_METHOD,
      seed: SAMPLE_SEED,
      cases,
      set: setDigest(sha, cases),
      drawn: drawSample(sha, cases, SAMPLE_SEED, 3),
    },
  };
};
