import { randomUUID } from 'node:crypto';
import { clear } from '../../demo/lawful-selection';
import { sweep } from '../../dispatch/sweep';
import type { Command } from '../../domain/case/command';
import { REFUSED } from '../../workflows/messages';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';
import { expectReplays, expectWhole, halvesOf } from './halves';

const refusedAs = (code: string) => ({ cause: { type: REFUSED, details: [expect.objectContaining({ code })] } });
const PASS = { kinds: ['verdict-opinion'], body: { step: 'K0', verdict: 'pass' } };

/** Who would get a stage past the inspector: an administrator, an import, a crash, whoever reaches Temporal. */
describe('no way leads around the inspector', () => {
  let product: Product;
  let office: Office;
  let way: Selecting;
  let halves: ReturnType<typeof halvesOf>;
  beforeAll(async () => {
    product = await startProduct();
    office = await anOffice(product);
    way = await selecting(office);
    halves = halvesOf(product, office);
  });
  afterAll(() => product?.stop());

  const sweepNow = async () => sweep(product.database.pool, product.courier, (await product.clock.now()) + 1);
  const straight = (command: Command, updateId: string = randomUUID()) => halves.decideOnly(command, updateId, 'selection');
  const awaits = async (id: string): Promise<void> => {
    await expectWhole(product, id);
    const { steps } = await office.state(id);
    expect([await office.steps(id), steps.K0?.awaiting !== undefined, steps.K0?.passedOn]).toEqual([['K0'], true, undefined]);
  };

  describe('an administrator', () => {
    it('neither gives it, nor has it recorded, nor moves the task, the time or the case', async () => {
      const id = await way.open();
      const { administrator, inspector, officer } = office.people;
      const tries: [string, string, Parameters<Office['request']>[2]][] = [
        ['giveVerdict', 'forbidden', PASS],
        ['giveVerdict', 'forbidden', { ...PASS, actor: inspector }],
        ['reassign', 'inspectors-task', { body: { step: 'K0', person: administrator } }],
        ['escalate', 'inspectors-task', { body: { step: 'K0' } }],
        ['extendDeadline', 'inspectors-task', { kinds: ['reason'], body: { step: 'K0', days: 3 } }],
        ['returnTo', 'inspectors-task', { kinds: ['reason'], body: { step: 'K0' } }],
        ['endCase', 'inspectors-task', { kinds: ['reason'], body: { why: 'other' } }],
        ['suspend', 'inspectors-task', { body: { why: 'other' } }],
      ];
      for (const [kind, code, short] of tries)
        await expect(office.act(administrator, id, kind, short).then(() => kind)).rejects.toMatchObject({ refusal: { code } });
      await expect(office.act(officer, id, 'giveVerdict', { ...PASS, actor: inspector })).rejects.toMatchObject({
        refusal: { code: 'forbidden' },
      });
      await awaits(id);
    });

    it('nor while the inspector waits for a supplement; and whoever owes it keeps no verdict from him', async () => {
      const id = await way.open();
      const { administrator, inspector, officer } = office.people;
      const ask = { kinds: ['supplement-request'], body: { step: 'K0' } };
      await office.act(inspector, id, 'askSupplement', ask);
      const tries: [string, Parameters<Office['request']>[2]][] = [
        ['reassign', { body: { step: 'K0', person: officer } }],
        ['escalate', { body: { step: 'K0' } }],
        ['extendDeadline', { kinds: ['reason'], body: { step: 'K0', days: 3 } }],
        ['returnTo', { kinds: ['reason'], body: { step: 'K0' } }],
        ['endCase', { kinds: ['reason'], body: { why: 'other' } }],
        ['suspend', { body: { why: 'other' } }],
      ];
      for (const [kind, short] of tries)
        await expect(office.act(administrator, id, kind, short).then(() => kind)).rejects.toMatchObject({
          refusal: { code: 'inspectors-task', clause: 'project.inspection' },
        });
      await expect(office.act(officer, id, 'withdrawSupplement', { body: { step: 'K0' } })).rejects.toMatchObject({
        refusal: { code: 'forbidden' },
      });
      await awaits(id);
      await office.act(inspector, id, 'withdrawSupplement', { body: { step: 'K0' } });
      await office.act(inspector, id, 'askSupplement', ask);
      await way.verdict(id, 'K0', 'veto');
      expect(await office.ended(id)).toBe('vetoed');
    });

    it('who is given the role but not the seat of this place is none', async () => {
      const id = await way.open();
      const stranger = await office.person('外地纪检员', null, { member: false });
      const elsewhere = await office.org('外县团委', 'committee', undefined, { approves: true });
      const foreign = await office.org('外县纪检监察办', 'inspection-office', undefined, { inspects_id: elsewhere.id });
      await office.holds(stranger, foreign.id, 'inspector');
      await expect(way.verdict(id, 'K0', 'pass', {}, stranger)).rejects.toMatchObject({ refusal: { code: 'not-found' } });
      // An administrator may write any row of roles that he may give: at a committee it is no inspector's seat.
      await office.holds(office.people.administrator, office.county.id, 'inspector');
      await expect(way.verdict(id, 'K0', 'pass', {}, office.people.administrator)).rejects.toMatchObject({
        refusal: { code: 'forbidden' },
      });
      await awaits(id);
    });
  });

  describe('an import', () => {
    it('brings in nothing of a post, and no candidacy at all', async () => {
      const { officer } = office.people;
      const who = await office.who(officer);
      const act = await office.request(officer, 'analysePost', {
        kinds: ['vacancy-sheet'],
        body: { title: '团委副书记', approved: 3, incumbents: 1, openings: 1 },
      });
      const past = [await office.request(officer, 'giveVerdict', PASS)];
      await expect(office.desk.open(who, { procedure: 'selection', unit: office.town.id, act, past }, randomUUID())).rejects.toMatchObject({
        refusal: { code: 'never-imported', clause: 'project.inspection' },
      });
      const person = way.candidates[0];
      const child = await office.request(officer, 'openCandidacy', { body: { post: '团委副书记', plan: clear(person) } });
      for (const more of [{}, { past }])
        await expect(
          office.desk.open(who, { procedure: 'candidacy', unit: office.town.id, subject: person, act: child, ...more }, randomUUID()),
        ).rejects.toMatchObject({ refusal: { code: expect.stringMatching(/^(forbidden|never-imported|wrong-way|wrong-unit)$/) } });
      const { rows } = await product.database.pool.query(`SELECT count(*)::int AS n FROM case_row WHERE procedure = 'candidacy'`);
      expect(rows).toEqual([{ n: 0 }]);
    });
  });

  describe('a crash', () => {
    it('before the decision leaves the stage waiting; the verdict is then taken once', async () => {
      const id = await way.open();
      const command = await halves.registerOnly(office.people.inspector, id, 'giveVerdict', PASS);
      await product.stopWorker();
      await product.startWorker();
      expect(await halves.statusOf(command)).toEqual({ status: 'registered', refusal: null });
      expect((await office.state(id)).steps.K0?.passedOn).toBeUndefined();
      await Promise.all([sweepNow(), sweepNow()]);
      expect(await halves.factsOf(command)).toHaveLength(1);
      expect(await office.steps(id)).toEqual(['K1']);
      await expectWhole(product, id);
    });

    it('after it keeps the verdict that was given, whatever was sent beside it', async () => {
      const id = await way.open();
      const veto = await halves.registerOnly(office.people.inspector, id, 'giveVerdict', {
        ...PASS,
        body: { step: 'K0', verdict: 'veto' },
      });
      const pass = await halves.registerOnly(office.people.inspector, id, 'giveVerdict', PASS);
      await straight(veto, veto.id);
      await sweepNow();
      expect([await halves.statusOf(veto), await halves.statusOf(pass)]).toMatchObject([
        { status: 'accepted' },
        { status: 'refused', refusal: { code: 'case-ended', clause: 'project.inspection' } },
      ]);
      expect(await office.ended(id)).toBe('vetoed');
      await expectWhole(product, id);
    });

    it('of the worker while a stage waits passes nothing', async () => {
      const id = await way.open();
      await product.stopWorker();
      await product.startWorker();
      await eventually('the worker answers', async () => {
        await awaits(id);
        return true;
      });
      await way.verdict(id, 'K0');
      expect(await office.steps(id)).toEqual(['K1']);
    });
  });

  describe('whoever reaches Temporal', () => {
    const verdictAt = async () => {
      const id = await way.open();
      const ask = { ...PASS, body: { step: 'K0', verdict: 'return', backTo: 'K0' } };
      return { id, command: await halves.registerOnly(office.people.inspector, id, 'giveVerdict', ask) };
    };

    it.each([
      ['without a signature', 'unsigned', (command: Command) => ({ ...command, signature: '' })],
      ['turned into a pass', 'unsigned', (command: Command) => ({ ...command, body: { step: 'K0', verdict: 'pass' } })],
      ['in another seat', 'unsigned', (command: Command) => ({ ...command, actor: { ...command.actor, seat: 'administrator' as const } })],
      ['without what was looked up about his conflicts', 'unsigned', (command: Command) => ({ ...command, evidence: {} })],
      ['with the worker’s key', 'wrong-way', ({ signature: _, signer: __, ...command }: Command) => product.signers.worker.sign(command)],
    ])('a verdict %s is refused', async (_, code, forge) => {
      const { id, command } = await verdictAt();
      await expect(straight(forge(command))).rejects.toMatchObject(refusedAs(code));
      await product.database.pool.query(`UPDATE command SET status = 'refused' WHERE id = $1`, [command.id]);
      await awaits(id);
    });

    it('a verdict on one post passes no other, and one that was given passes nothing a second time', async () => {
      const [one, other] = [await way.open(), await way.open()];
      const pass = await halves.registerOnly(office.people.inspector, one, 'giveVerdict', PASS);
      const toOther = { ...pass, target: other };
      await expect(straight(toOther)).rejects.toMatchObject(refusedAs('unsigned'));
      const handle = product.client.workflow.getHandle(`selection:${other}`);
      await expect(handle.executeUpdate('submit', { args: [pass], updateId: randomUUID() })).rejects.toMatchObject(
        refusedAs('wrong-target'),
      );
      await awaits(other);

      await sweepNow();
      await way.move(one);
      await way.verdict(one, 'K1', 'return', { backTo: 'K0' });
      await office.act(office.people.officer, one, 'analysePost', {
        kinds: ['vacancy-sheet'],
        body: { title: '团委副书记', approved: 99, incumbents: 1, openings: 2 },
      });
      // The same stage waits once more: the pass of its first round, genuine and signed, is known as given already.
      expect(await straight(pass)).toMatchObject({ again: true });
      await awaits(one);
    });
  });

  it('the histories replay', async () => {
    expect(await expectReplays(product)).toBeGreaterThan(5);
  });
});
