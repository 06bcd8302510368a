import { createHash, createPublicKey, verify } from 'node:crypto';
import { hexOf } from '../../../domain/evidence/bytes';
import { parseCheckpoint, printed } from '../../../domain/evidence/checkpoint';
import { fromVkey, noteKey, parseNote, signatureBy, vkeyOf } from '../../../domain/evidence/note';

const sha = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

/** The example of https://c2sp.org/signed-note. */
const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const NOTE =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
/** The example of https://c2sp.org/tlog-checkpoint. */
const CHECKPOINT =
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';

describe('signed notes', () => {
  it('are those of the specification: its key verifies its note', () => {
    const key = fromVkey(sha, VKEY);
    if (!key) throw new Error('the key of the specification is not read');
    expect(vkeyOf(key)).toBe(VKEY);
    const note = parseNote(NOTE);
    const signature = note && signatureBy(note, key);
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.publicKey).toString('base64url') },
      format: 'jwk',
    });
    expect(verify(null, Buffer.from(note?.text ?? ''), publicKey, signature ?? Buffer.alloc(64))).toBe(true);
  });

  it('a key whose id is not its own, or of another kind, is none', () => {
    for (const wrong of [VKEY.replace('530d', '530e'), VKEY.replace('+Ae', '+Ae='), VKEY.replace('example', 'exam ple'), '', 'a+b+c'])
      expect(fromVkey(sha, wrong)).toBeUndefined();
    const key = fromVkey(sha, VKEY);
    expect(vkeyOf(noteKey(sha, 'example.com/bar', key?.publicKey ?? new Uint8Array(32)))).not.toContain('530d903a');
  });

  it.each([
    ['no signature', NOTE.slice(0, 28)],
    ['no newline at the end', NOTE.slice(0, -1)],
    ['another dash', NOTE.replace('—', '-')],
    ['broken base64', NOTE.replace('Uw2Q', 'Uw2!')],
    ['a signature of nothing', 'a\n\n— b AAAA\n'],
  ])('with %s is no note', (_, text) => {
    expect(parseNote(text)).toBeUndefined();
    expect(parseCheckpoint(text)).toBeUndefined();
  });
});

describe('checkpoints', () => {
  it('are those of the specification', () => {
    const checkpoint = parseCheckpoint(CHECKPOINT);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
    expect(hexOf(checkpoint?.root ?? new Uint8Array())).toBe('0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62');
  });

  it.each([
    ['a size with a leading zero', CHECKPOINT.replace('20852163', '020852163')],
    ['a size that is no number', CHECKPOINT.replace('20852163', '2e7')],
    ['a short root', CHECKPOINT.replace('CsUYapGG', 'CsUY')],
    ['two lines only', CHECKPOINT.replace('\n20852163', '')],
  ])('with %s are none', (_, text) => expect(parseCheckpoint(text)).toBeUndefined());

  it('are printed with size and 160 bits of the root, and wholly for a camera', () => {
    const checkpoint = parseCheckpoint(CHECKPOINT);
    if (!checkpoint) throw new Error('not read');
    expect(printed(checkpoint)).toEqual({
      text: '20852163 0ac5-186a-9186-3e8e-1d90-c808-014a-a89b-f5da-8e3e',
      qr: 'example.com/behind-the-sofa 20852163 CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
    });
  });
});
