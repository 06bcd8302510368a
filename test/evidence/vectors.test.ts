import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '../../domain/case/canonical';
import { drawSample } from '../../domain/dossier/sample';
import { sha } from '../../records/evidence/sha';
import { secondConsistency, secondInclusion, secondRoot } from '../domain/evidence/second-tree';
import { verifyLines } from './a-log';
import { vectors } from './vectors';

const published = JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'evidence-vectors.json'), 'utf8')) as ReturnType<
  typeof vectors
>;

describe('the published vectors', () => {
  it('are what this release makes', () => expect(vectors()).toEqual(published));

  it('are what a second implementation makes of the same entries', () => {
    const entries = published.entries.map((entry) => Buffer.from(entry.canonical));
    expect(published.roots).toEqual(published.roots.map((_, size) => secondRoot(entries.slice(0, size)).toString('base64')));
    for (const { index, proof } of published.inclusion)
      expect(proof).toEqual(secondInclusion(entries, index).map((hash) => hash.toString('base64')));
    for (const { from, proof } of published.consistency)
      expect(proof).toEqual(secondConsistency(from, entries).map((hash) => hash.toString('base64')));
  });

  it('draw the same sample by a second hand', () => {
    const { method, seed, cases, set, drawn } = published.sample;
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    const keys = cases.map((id) => ({ id, key: digest(`${method}\n${seed}\n${id}`) })).sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(drawn).toEqual(keys.slice(0, 3));
    expect(set).toBe(digest(cases.map((id) => `${id}\n`).join('')));
    expect(drawSample(sha, [...cases].reverse(), seed, 3)).toEqual(drawn);
    expect(drawSample(sha, cases, `${seed}0`, 3)).not.toEqual(drawn);
    expect(
      drawSample(sha, cases, seed, 99)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...cases].sort());
  });

  it('make a file that the stand-alone verifier finds whole, stamps and all', async () => {
    const { algorithm, origin, vkey, entries, checkpoint } = published;
    const lines = [
      canonical({ type: 'log', format: 'tuanwu-log/1', algorithm, origin, size: entries.length, keys: [vkey] }),
      canonical({ type: 'checkpoint', note: checkpoint }),
      ...entries.map(({ canonical: text, stamp }, index) => canonical({ type: 'entry', index, entry: JSON.parse(text), stamp })),
      canonical({ type: 'end', entries: entries.length }),
    ];
    expect(await verifyLines(lines, { keys: [vkey], held: [checkpoint], stamps: true })).toMatchObject({
      ok: true,
      findings: [],
      notes: [],
    });
  });
});
