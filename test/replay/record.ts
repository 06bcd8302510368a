import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact } from '../../domain/case/fact';
import type { MachineState } from '../../domain/case/state';
import type { Statute } from '../../domain/law/statute';
import { packs } from '../../domain/procedures';
import { workflowId } from '../../workflows/messages';
import { startProduct } from '../harness/product';
import { playScenes } from './scenes';
import { playElectionScenes } from './scenes-election';
import { playSelectionScenes } from './scenes-selection';
import { digestOf, folds, histories } from './stored';

/*
 * Records the histories and fact lists that this folder keeps, as far as they are not there yet. Not part of a test run (its name does not end in .test.ts): see README.md.
 */
const PLAYS = [
  { of: 'admission', from: '2026-01-12T09:00:00+08:00', play: playScenes },
  { of: 'election', from: '2026-03-02T09:00:00+08:00', play: playElectionScenes },
  { of: 'selection', from: '2026-01-12T09:00:00+08:00', play: playSelectionScenes },
];

it.each(PLAYS)('records the histories of all scenes of $of', async ({ from, play }) => {
  const product = await startProduct({ from });
  try {
    const scenes = await play(product);
    for (const name of ['histories', 'folds']) mkdirSync(join(__dirname, name), { recursive: true });
    let recorded = 0;
    let statutes: Record<string, Statute> = {};
    try {
      statutes = folds.statutes();
    } catch {
      // The first recording.
    }
    for (const [event, id] of Object.entries(scenes)) {
      const { rows } = await product.database.pool.query<{ procedure: string; origin: MachineState }>('SELECT procedure, origin FROM case_row WHERE id = $1', [id]);
      const { rows: ledger } = await product.database.pool.query<{ fact: Fact }>('SELECT fact FROM fact WHERE case_id = $1 ORDER BY seq', [id]);
      const row = rows[0];
      if (!row) throw new Error(`no ${event}`);
      const pack = packs[row.procedure];
      const name = `${pack?.id}-${pack?.edition}-${event}`;
      if (existsSync(join(__dirname, 'histories', `${name}.json`))) continue;
      recorded += 1;
      histories.write(name, await product.client.workflow.getHandle(workflowId(row.procedure, id)).fetchHistory());
      statutes[row.origin.statute] ??= await product.statutes.get(row.origin.statute);
      const facts = ledger.map(({ fact }) => fact);
      folds.write(name, { origin: row.origin, facts, digest: digestOf({ origin: row.origin, facts }, statutes) });
    }
    folds.writeStatutes(statutes);
    console.log(`recorded ${recorded} of ${Object.keys(scenes).length} histories`);
  } finally {
    await product.stop();
  }
}, 180_000);
