import { join } from 'node:path';
import { bundleWorkflowCode, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { PRIVATE } from './scenes';
import { digestOf, folds, histories, textOf } from './stored';

const replay = async (workflowBundle: WorkflowBundleOption): Promise<Record<string, string | undefined>> => {
  const all = async function* () {
    for (const name of histories.names()) yield { workflowId: name, history: histories.read(name) };
  };
  const errors: Record<string, string | undefined> = {};
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, all())) errors[workflowId] = error?.name;
  return errors;
};

describe('stored histories', () => {
  it('are those of every way that a case can go', () => {
    const events = histories.names().map((name) => name.replace(/^cn-[a-z-]+-[\d.]+-/, ''));
    for (const event of ['completed', 'refused-by-committee', 'objection-dismissed', 'objection-upheld', 'returned', 'transferred', 'withdrawn', 'waiting-for-cultivation', 'talk-overdue', 'from-paper', 'notice', 'meeting-of-the-branch', 'meeting-that-approves', 'session', 'ceremony', 'elected-after-a-tie', 'nobody-elected', 'taken-up-by-the-party', 'recommendation-expired', 'recommendation-objected-to', 'meeting-that-recommends'])
      expect(events).toContain(event);
  });

  it('all replay on the present workflows', async () => {
    const errors = await replay({ codePath: join(__dirname, '../../dist/workflow-bundle.js') });
    expect(errors).toEqual(Object.fromEntries(histories.names().map((name) => [name, undefined])));
  });

  it('all fail on workflows that ask Temporal for something else', async () => {
    const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
    const errors = await replay(await bundleWorkflowCode({ workflowsPath: join(__dirname, 'broken-workflow.ts'), logger: quiet }));
    expect(errors).toEqual(Object.fromEntries(histories.names().map((name) => [name, 'DeterminismViolationError'])));
  });

  it.each(histories.names())('%s names nobody', (name) => {
    const text = textOf(histories.read(name));
    expect(text).toContain('procedureRun');
    expect(text).toContain('record.backdateDays'); // payloads are read, not only their envelopes
    for (const secret of [PRIVATE.name, PRIVATE.birth, '二支书', '介绍人甲', '委员一', '县干事', '纪检员']) expect(text).not.toContain(secret);
  });
});

describe('stored facts', () => {
  it('belong to the stored histories', () => expect(folds.names()).toEqual(histories.names()));

  it.each(folds.names())('%s folds to the state that it folded to then', (name) => {
    const stored = folds.read(name);
    expect(digestOf(stored, folds.statutes())).toBe(stored.digest);
  });

  it('another day in a fact is another state', () => {
    const name = folds.names().find((one) => one.endsWith('-completed')) ?? '';
    const stored = folds.read(name);
    const facts = stored.facts.map((fact) => (fact.kind === 'approvalDecided' ? { ...fact, on: '2026-04-28' } : fact));
    expect(digestOf({ ...stored, facts }, folds.statutes())).not.toBe(stored.digest);
  });
});
