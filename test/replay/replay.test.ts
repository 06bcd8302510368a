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
    for (const event of ['completed', 'refused-by-committee', 'objection-dismissed', 'objection-upheld', 'returned', 'transferred', 'withdrawn', 'waiting-for-cultivation', 'talk-overdue', 'from-paper', 'notice', 'meeting-of-the-branch', 'meeting-that-approves', 'session', 'ceremony', 'elected-after-a-tie', 'nobody-elected', 'taken-up-by-the-party', 'recommendation-expired', 'recommendation-objected-to', 'meeting-that-recommends', 'post-filled', 'recommendation-lapsed', 'filled-by-competition', 'appointed', 'vetoed-by-the-inspector', 'returned-by-the-inspector', 'suspended-and-cleared', 'unfounded', 'appointed-and-annulled', 'appointment-annulled', 'decision-meeting'])
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
    for (const secret of [PRIVATE.name, PRIVATE.birth, '二支书', '介绍人甲', '委员一', '县干事', '纪检员', '人选甲', '干事乙']) expect(text).not.toContain(secret);
  });
});

describe('stored facts', () => {
  it('belong to the stored histories', () => expect(folds.names()).toEqual(histories.names()));

  it.each(folds.names())('%s folds to the state that it folded to then', (name) => {
    const stored = folds.read(name);
    expect(digestOf(stored, folds.statutes())).toBe(stored.digest);
    expect(digestOf(stored, folds.statutes(), true)).toBe(stored.digest);
  });

  it('hold the points of a competition once they were opened, and every verdict by an inspector', () => {
    const kinds = (event: string) => folds.read(folds.names().find((one) => one.endsWith(`-${event}`)) ?? '').facts;
    expect(kinds('filled-by-competition').find(({ kind }) => kind === 'scoresRevealed')?.body).toMatchObject({ sheets: expect.arrayContaining([expect.objectContaining({ part: 'interview' })]) });
    const verdicts = folds.names().flatMap((name) => folds.read(name).facts.filter(({ kind }) => kind === 'verdictGiven'));
    expect(new Set(verdicts.map(({ body }) => body.verdict))).toEqual(new Set(['pass', 'return', 'suspend', 'veto']));
    expect(new Set(verdicts.map(({ actor }) => actor?.seat))).toEqual(new Set(['inspector']));
  });

  it('another day in a fact is another state', () => {
    const name = folds.names().find((one) => one.endsWith('-completed')) ?? '';
    const stored = folds.read(name);
    const facts = stored.facts.map((fact) => (fact.kind === 'approvalDecided' ? { ...fact, on: '2026-04-28' } : fact));
    expect(digestOf({ ...stored, facts }, folds.statutes())).not.toBe(stored.digest);
  });
});
