import { randomUUID } from 'node:crypto';
import { Unavailable } from '../../dispatch/courier';
import { Desk } from '../../dispatch/desk';
import { DRAFT_DAY_MS, sweep, sweepDrafts } from '../../dispatch/sweep';
import { BrokenLedger, recordFacts } from '../../records/record';
import { REFUSED, snapshot, workflowId } from '../../workflows/messages';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import type { OwnServer } from '../harness/servers';
import { expectReplays, expectWhole, halvesOf } from './halves';
import { paperPast, startOwnDatabase } from './own-servers';

const consent = (what = 'publication') => ({ body: { consent: what, version: '2026-01' } });
const refusedAs = (code: string) => ({ cause: { type: REFUSED, details: [expect.objectContaining({ code })] } });

describe('a crash between two steps of a command loses nothing and does nothing twice', () => {
  let product: Product;
  let office: Office;
  let halves: ReturnType<typeof halvesOf>;
  beforeAll(async () => {
    product = await startProduct();
    office = await anOffice(product);
    halves = halvesOf(product, office);
  });
  afterAll(() => product?.stop());

  const sweepNow = async () => sweep(product.database.pool, product.courier, (await product.clock.now()) + 1);
  const record = async (id: string, facts: Parameters<typeof recordFacts>[3]) =>
    recordFacts(product.database.pool, product.statutes, id, facts, await product.clock.now());
  const runOf = async (id: string) => product.client.workflow.getHandle(workflowId('admission', id)).describe();

  it('registered, never sent: the sweep sends it, and it is applied once', async () => {
    const { id, subject } = await office.apply();
    const command = await halves.registerOnly(subject, id, 'giveConsent', consent());
    expect(await halves.statusOf(command)).toEqual({ status: 'registered', refusal: null });
    await Promise.all([sweepNow(), sweepNow(), sweepNow()]);
    expect(await halves.statusOf(command)).toEqual({ status: 'accepted', refusal: null });
    expect(await halves.factsOf(command)).toHaveLength(1);
    await expectWhole(product, id);
  });

  it('decided, never recorded: the sweep records the decision that was made', async () => {
    const { id, subject } = await office.apply();
    const command = await halves.registerOnly(subject, id, 'giveConsent', consent());
    const { facts } = await halves.decideOnly(command);
    expect(await halves.factsOf(command)).toEqual([]);
    await sweepNow();
    expect(await halves.factsOf(command)).toEqual(facts);
    expect(await halves.statusOf(command)).toEqual({ status: 'accepted', refusal: null });
    await expectWhole(product, id);
  });

  it('recorded by ten at once: one fact, one log entry, one message', async () => {
    const { id, subject } = await office.apply();
    const command = await halves.registerOnly(office.people.secretary, id, 'recordTalk', {
      kinds: ['talk-record'],
      body: { conclusion: 'positive' },
    });
    const { facts } = await halves.decideOnly(command);
    const seqs = await Promise.all(Array.from({ length: 10 }, () => record(id, facts)));
    expect(seqs).toEqual(Array(10).fill(2));
    const { rows } = await product.database.pool.query(
      `SELECT (SELECT count(*)::int FROM log_entry WHERE case_id = $1 AND body ->> 'seq' = '2') AS log, (SELECT count(*)::int FROM message WHERE case_id = $1 AND person_id = $2 AND seq = 2) AS messages`,
      [id, subject],
    );
    expect(rows[0]).toEqual({ log: 1, messages: 1 });
    await expectWhole(product, id);
  });

  it('row opened, workflow never started: the sweep starts it, and two starts are one', async () => {
    const subject = await office.person('小明', office.branch.id, { birth: '2010-03-01', member: false });
    const id = await halves.openOnly(
      subject,
      await office.request(subject, 'apply', { kinds: ['application'], body: { privacyVersion: '2026-01' } }),
    );
    await expect(runOf(id)).rejects.toThrow('workflow not found');
    await Promise.all([sweepNow(), product.courier.start(id), product.courier.start(id)]);
    const { runId } = await runOf(id);
    await product.courier.start(id);
    expect((await runOf(id)).runId).toBe(runId);
    await office.act(subject, id, 'giveConsent', consent());
    await expectWhole(product, id);
  });

  it('a command for a row without a workflow starts it first', async () => {
    const subject = await office.person('小明', office.branch.id, { birth: '2010-03-01', member: false });
    const id = await halves.openOnly(
      subject,
      await office.request(subject, 'apply', { kinds: ['application'], body: { privacyVersion: '2026-01' } }),
    );
    expect(await office.act(subject, id, 'giveConsent', consent())).toMatchObject({ seq: 2, status: 'accepted' });
    await expectWhole(product, id);
  });

  it('refused, the refusal never recorded: the sweep asks again and records it once', async () => {
    const { id } = await office.apply();
    const command = await halves.registerOnly(office.people.officer, id, 'fileActivist', { body: { result: 'filed' } });
    await expect(halves.decideOnly(command)).rejects.toMatchObject(refusedAs('out-of-step'));
    await Promise.all([sweepNow(), sweepNow()]);
    expect(await halves.statusOf(command)).toMatchObject({ status: 'refused', refusal: { code: 'out-of-step' } });
    const { rows } = await product.database.pool.query(`SELECT body FROM log_entry WHERE kind = 'command.refused' AND case_id = $1`, [id]);
    expect(rows).toEqual([{ body: { command: command.id, kind: 'fileActivist', code: 'out-of-step' } }]);
    await expectWhole(product, id);
  });

  it('a fact decides over a refusal that another sender had heard a moment before', async () => {
    const { id } = await office.apply();
    const early = await halves.registerOnly(office.people.secretary, id, 'nominateActivist', { body: { by: 'members' } });
    await expect(halves.decideOnly(early)).rejects.toMatchObject(refusedAs('out-of-step'));
    await office.act(office.people.secretary, id, 'recordTalk', { kinds: ['talk-record'], body: { conclusion: 'positive' } });
    const { facts } = await halves.decideOnly(early);
    await product.database.pool.query(`UPDATE command SET status = 'refused', refusal = '{"code":"out-of-step"}' WHERE id = $1`, [
      early.id,
    ]);
    await record(id, facts);
    expect(await halves.statusOf(early)).toEqual({ status: 'accepted', refusal: null });
    await expectWhole(product, id);
  });

  it('facts recorded in the wrong order: the row waits at the gap, then jumps', async () => {
    const { id, subject } = await office.apply();
    const commands = [];
    for (const what of ['publication', 'privacy', 'transfer'])
      commands.push(await halves.registerOnly(subject, id, 'giveConsent', consent(what)));
    const facts = [];
    for (const command of commands) facts.push(...(await halves.decideOnly(command)).facts);
    const [second, third, fourth] = facts as [(typeof facts)[0], (typeof facts)[0], (typeof facts)[0]];
    expect(await record(id, [third])).toBe(1);
    expect(await halves.rowSeq(id)).toBe(1);
    expect(await halves.statusOf(commands[1] as { id: string })).toEqual({ status: 'accepted', refusal: null });
    // The last words of a run name the facts that lost their senders; what lies between them was recorded before.
    expect(await record(id, [second, fourth])).toBe(4);
    await expectWhole(product, id);
  });

  it('a different fact at the same place is refused loudly, and nothing of it is kept', async () => {
    const { id, subject } = await office.apply();
    const command = await halves.registerOnly(subject, id, 'giveConsent', consent());
    const { facts } = await halves.decideOnly(command);
    const forged = facts.map((fact) => ({ ...fact, body: { ...fact.body, version: 'other' } }));
    await record(id, facts);
    await expect(record(id, forged)).rejects.toThrow(BrokenLedger);
    expect(await halves.factsOf(command)).toEqual(facts);
    await expectWhole(product, id);
  });

  it('a broken ledger keeps no other case from being swept', async () => {
    const [broken, sound] = [await office.apply(), await office.apply()];
    const bad = await halves.registerOnly(broken.subject, broken.id, 'giveConsent', consent());
    const good = await halves.registerOnly(sound.subject, sound.id, 'giveConsent', consent());
    const { facts } = await halves.decideOnly(bad);
    const forged = facts.map(({ commandId: _, ...fact }) => ({ ...fact, body: { ...fact.body, version: 'forged' } }));
    await record(broken.id, forged);
    const swept = await sweepNow();
    expect(swept.faults).toEqual([{ case: broken.id, error: expect.any(BrokenLedger) }]);
    expect(await halves.statusOf(good)).toEqual({ status: 'accepted', refusal: null });
    await product.database.pool.query(`UPDATE command SET status = 'refused' WHERE id = $1`, [bad.id]); // or every later sweep of this file would find it
  });

  describe('the workflow ends in between', () => {
    it('what was only registered is refused; what was decided is recorded by the run before it ends', async () => {
      const { id, subject } = await office.apply();
      const late = await halves.registerOnly(subject, id, 'giveConsent', consent());
      const decided = await halves.registerOnly(subject, id, 'giveConsent', consent());
      const { facts } = await halves.decideOnly(decided);
      await office.act(subject, id, 'withdraw');
      await eventually('the run has ended', async () => (await runOf(id)).status.name === 'COMPLETED');
      expect(await halves.factsOf(decided)).toEqual(facts);
      expect(await halves.statusOf(decided)).toEqual({ status: 'accepted', refusal: null });
      expect(await product.courier.deliver(decided, 'admission')).toEqual({ seq: facts[0]?.seq });
      await sweepNow();
      expect(await halves.statusOf(late)).toMatchObject({ status: 'refused', refusal: { code: 'case-ended' } });
      await expectWhole(product, id);
    });
  });

  describe('the run continues as new in between', () => {
    it('a decided command is recorded by the run that ends, and known to the next one', async () => {
      const { id, subject } = await office.apply();
      const first = (await runOf(id)).runId;
      const unsent = await halves.registerOnly(subject, id, 'giveConsent', consent());
      // Kept from the worker's own sweep until the run has forgotten the commands of its time.
      const registeredAt = (at: string) =>
        product.database.pool.query(`UPDATE command SET registered_at = ${at} WHERE id = $1`, [unsent.id]);
      await registeredAt(`now() + interval '1 day'`);
      // A thousand events, five to a command; the last commands before the end of the run lose their sender.
      for (let index = 0; (await runOf(id)).runId === first; index += 1) {
        expect(index).toBeLessThan(400);
        const command = await halves.registerOnly(subject, id, 'giveConsent', consent());
        await halves.decideOnly(command);
        if (index < 190) await product.courier.deliver(command, 'admission');
      }
      const { events } = await product.client.workflow.getHandle(workflowId('admission', id), first).fetchHistory();
      const updates =
        events?.flatMap((event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.meta?.updateId ?? []) ?? [];
      const recorded =
        events
          ?.flatMap((event) =>
            (event.activityTaskScheduledEventAttributes?.input?.payloads ?? []).map(({ data }) => Buffer.from(data ?? []).toString()),
          )
          .join() ?? '';
      const lost = updates.slice(190);
      expect(lost.filter((update) => recorded.includes(update)).length).toBeGreaterThan(0);
      // Recorded by the run that ended, or, when decided while it recorded, carried along and told again.
      for (const update of lost) {
        const { rows } = await product.database.pool.query('SELECT command FROM command WHERE id = $1', [update]);
        const { seq, again, facts } = await halves.decideOnly(rows[0].command);
        expect({ again, facts: facts.length }).toEqual({ again: true, facts: recorded.includes(update) ? 0 : 1 });
        expect(await product.courier.deliver(rows[0].command, 'admission')).toEqual({ seq });
        expect((await halves.factsOf({ id: update })).map((fact) => fact.seq)).toEqual([seq]);
      }
      // Beyond the memory of the case: what was applied long ago is not applied again, and what was never sent is refused, not lost.
      const { rows } = await product.database.pool.query('SELECT command FROM command WHERE id = $1', [updates[0]]);
      await expect(halves.decideOnly(rows[0].command, randomUUID())).rejects.toMatchObject(refusedAs('stale-command'));
      await registeredAt(`now() - interval '1 hour'`);
      await sweepNow();
      expect(await halves.statusOf(unsent)).toMatchObject({ status: 'refused', refusal: { code: 'stale-command' } });
      expect(await product.courier.deliver(rows[0].command, 'admission')).toEqual({ seq: 2 });
      // The last command may have been decided by the next run, and be recorded only by the sweep: so counted by whose facts they are.
      const whole = await expectWhole(product, id);
      expect(whole.filter(({ commandId }) => commandId === updates[0])).toHaveLength(1);
      expect(whole.filter(({ commandId }) => commandId === unsent.id)).toEqual([]);
    });
  });

  describe('the same Idempotency-Key', () => {
    it('with the same request gives the same answer, at once, later and on the next day', async () => {
      const { id, subject } = await office.apply();
      const key = randomUUID();
      const request = await office.request(subject, 'giveConsent', consent());
      const who = await office.who(subject);
      const [one, two] = await Promise.all([office.desk.act(who, id, request, key), office.desk.act(who, id, request, key)]);
      expect(two).toEqual(one);
      await office.act(subject, id, 'giveConsent', consent('transfer'));
      expect(await office.desk.act(who, id, request, key)).toEqual(one);
      const tomorrow = new Desk({
        vault: product.vault,
        database: product.database,
        statutes: product.statutes,
        courier: product.courier,
        signer: product.signers.api,
        now: async () => (await product.clock.now()) + 86_400_000,
      });
      expect(await tomorrow.act(who, id, request, key)).toEqual(one);
      expect(await expectWhole(product, id)).toHaveLength(3);
    });

    it('a refusal stays the answer, even when the act would be lawful by now', async () => {
      const { id } = await office.apply();
      const key = randomUUID();
      const { people } = office;
      const who = await office.who(people.secretary);
      const request = await office.request(people.secretary, 'nominateActivist', { body: { by: 'members' } });
      await expect(office.desk.act(who, id, request, key)).rejects.toMatchObject({ refusal: { code: 'out-of-step' } });
      await office.act(people.secretary, id, 'recordTalk', { kinds: ['talk-record'], body: { conclusion: 'positive' } });
      await expect(office.desk.act(who, id, request, key)).rejects.toMatchObject({ refusal: { code: 'out-of-step' } });
      await expectWhole(product, id);
    });

    it('with another body, or for another case, is refused and does nothing', async () => {
      const [one, other] = [await office.apply(), await office.apply()];
      const { people } = office;
      const key = randomUUID();
      for (const { id } of [one, other])
        await office.act(people.secretary, id, 'recordTalk', { kinds: ['talk-record'], body: { conclusion: 'positive' } });
      await office.act(people.secretary, one.id, 'nominateActivist', { body: { by: 'members' } }, key);
      await expect(office.act(people.secretary, one.id, 'nominateActivist', { body: { by: 'pioneers' } }, key)).rejects.toMatchObject({
        refusal: { code: 'idempotency-key-reused', pointer: '/Idempotency-Key' },
      });
      await expect(office.act(people.secretary, other.id, 'nominateActivist', { body: { by: 'members' } }, key)).rejects.toMatchObject({
        refusal: { code: 'idempotency-key-reused', pointer: '/Idempotency-Key' },
      });
      expect(await expectWhole(product, one.id)).toHaveLength(3);
      expect(await expectWhole(product, other.id)).toHaveLength(2);
    });

    it('opens one case, however often and by how many it is sent', async () => {
      const subject = await office.person('小明', office.branch.id, { birth: '2010-03-01', member: false });
      const who = await office.who(subject);
      const act = await office.request(subject, 'apply', { kinds: ['application'], body: { privacyVersion: '2026-01' } });
      const key = randomUUID();
      const what = { procedure: 'admission', unit: office.branch.id, subject, act };
      const answers = await Promise.all(Array.from({ length: 5 }, () => office.desk.open(who, what, key)));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      await office.act(subject, answers[0]?.id ?? '', 'giveConsent', consent());
      expect(await office.desk.open(who, what, key)).toMatchObject({ id: answers[0]?.id, seq: 1 });
      await expect(office.desk.open(who, { ...what, act: { ...act, body: { privacyVersion: '2' } } }, key)).rejects.toMatchObject({
        refusal: { code: 'idempotency-key-reused', pointer: '/Idempotency-Key' },
      });
      await expectWhole(product, answers[0]?.id ?? '');
    });
  });

  describe('sent straight to Temporal', () => {
    it.each([
      ['without a signature', 'unsigned', (command: object) => ({ ...command, signature: '' })],
      [
        'with another body than was signed',
        'unsigned',
        (command: object) => ({ ...command, body: { consent: 'publication', version: 'forged' } }),
      ],
      ['by a signer whom the case does not know', 'unsigned', (command: object) => ({ ...command, signer: 'api:0000000000000000' })],
      ['without its form', 'bad-command', () => ({ kind: 'giveConsent' })],
    ])('a command %s is refused and leaves no trace', async (_, code, forge) => {
      const { id, subject } = await office.apply();
      const command = await halves.registerOnly(subject, id, 'giveConsent', consent());
      await product.client.workflow.getHandle(workflowId('admission', id)).query(snapshot); // its first task is over
      const before = (await runOf(id)).historyLength;
      await expect(halves.decideOnly({ ...(forge(command) as typeof command), target: id }, randomUUID())).rejects.toMatchObject(
        refusedAs(code),
      );
      expect((await runOf(id)).historyLength).toBe(before);
      await sweepNow();
      await expectWhole(product, id);
    });

    it('a person’s act signed with the worker’s key is refused', async () => {
      const { id, subject } = await office.apply();
      const { signature: _, signer: __, ...command } = await halves.registerOnly(subject, id, 'withdraw');
      await expect(halves.decideOnly(product.signers.worker.sign(command), randomUUID())).rejects.toMatchObject(refusedAs('wrong-way'));
      await product.database.pool.query(`UPDATE command SET status = 'refused' WHERE id = $1`, [command.id]);
      await expectWhole(product, id);
    });

    it('a signed command replayed to another case is refused', async () => {
      const [one, other] = [await office.apply(), await office.apply()];
      const command = await halves.registerOnly(one.subject, one.id, 'withdraw');
      const handle = product.client.workflow.getHandle(workflowId('admission', other.id));
      await expect(handle.executeUpdate('submit', { args: [command], updateId: command.id })).rejects.toMatchObject(
        refusedAs('wrong-target'),
      );
      await sweepNow();
      expect((await office.state(one.id)).phase).toBe('ended');
      expect((await office.state(other.id)).phase).toBe('open');
    });

    it('an accepted command sent again under another update id changes nothing', async () => {
      const { id, subject } = await office.apply();
      const command = await halves.registerOnly(subject, id, 'giveConsent', consent());
      await sweepNow();
      expect(await halves.decideOnly(command, randomUUID())).toMatchObject({ seq: 2, again: true });
      expect(await expectWhole(product, id)).toHaveLength(2);
    });
  });

  it('a case that does not answer keeps no other waiting on the same occasion', async () => {
    const [gone, there] = [await office.apply(), await office.apply()];
    await product.client.workflow.getHandle(workflowId('admission', gone.id)).terminate('lost');
    const { secretary } = office.people;
    await office.occasion(secretary, 'session', office.branch.id, 'holdSession', {
      kinds: ['talk-record'],
      body: { kind: 'talk', rows: [{ case: gone.id }, { case: there.id }] },
    });
    await office.at(there.id, 'A3');
    await expectWhole(product, there.id);
  });

  it('drafts are swept after a day, those of a command still under way are not', async () => {
    const { id } = await office.apply();
    const { secretary } = office.people;
    const command = await halves.registerOnly(secretary, id, 'recordTalk', { kinds: ['talk-record'], body: { conclusion: 'positive' } });
    const forgotten = await office.paper(secretary, 'talk-record');
    const named = command.papers[0]?.id;
    const { pool } = product.database;
    const left = async () =>
      (await pool.query<{ id: string }>('SELECT id FROM paper WHERE id = ANY($1::uuid[]) ORDER BY id', [[forgotten, named]])).rows.map(
        (row) => row.id,
      );
    const now = await product.clock.now();
    await sweepDrafts(pool, now + DRAFT_DAY_MS);
    expect(await left()).toHaveLength(2);
    await sweepDrafts(pool, now + 2 * DRAFT_DAY_MS);
    expect(await left()).toEqual([named]);
    await sweepNow();
    await sweepDrafts(pool, now + 2 * DRAFT_DAY_MS);
    expect(await left()).toEqual([named]);
    await expectWhole(product, id);
  });

  it('every history of the above replays', async () => {
    expect(await expectReplays(product)).toBeGreaterThan(20);
  });
});

describe('the worker is down', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ worker: false, patience: 1_000 });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  it('the sender is told within its patience; when the worker is back the act is done once, and a repeat hears of it', async () => {
    const halves = halvesOf(product, office);
    const { id, subject } = await office.apply();
    const who = await office.who(subject);
    const key = randomUUID();
    const request = await office.request(subject, 'giveConsent', consent());
    const began = Date.now();
    await expect(office.desk.act(who, id, request, key)).rejects.toThrow(Unavailable);
    expect(Date.now() - began).toBeLessThan(3_000);
    await expect(office.desk.act(who, id, request, key)).rejects.toThrow(Unavailable);
    expect(await halves.commandWith(key)).toMatchObject({ status: 'registered' });
    await product.startWorker();
    const repeated = eventually('the repeat is answered', () =>
      office.desk.act(who, id, request, key).catch((error: unknown) => (error instanceof Unavailable ? undefined : Promise.reject(error))),
    );
    const swept = eventually('the sweep has nothing left', async () => {
      await sweep(product.database.pool, product.courier, Date.now() + 1);
      return (await halves.commandWith(key)).status === 'accepted';
    });
    const [answer] = await Promise.all([repeated, swept]);
    expect(answer).toMatchObject({ case: id, seq: 2, status: 'accepted' });
    expect(await office.desk.act(who, id, request, key)).toEqual(answer);
    expect(await expectWhole(product, id)).toHaveLength(2);
  });
});

describe('Postgres is away while the workflow brings forth a fact', () => {
  let product: Product;
  let office: Office;
  let server: OwnServer;
  beforeAll(async () => {
    const own = await startOwnDatabase();
    server = own.server;
    product = await startProduct({ database: own.database });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  it('the place is reserved and the fact recorded when it is back, each once', async () => {
    const halves = halvesOf(product, office);
    const { people } = office;
    const subject = await office.person('小明', office.branch.id, { birth: '2008-03-01', member: false });
    const { id } = await office.desk.open(
      await office.who(people.officer),
      await paperPast(office, subject, (kind) => office.paper(people.officer, kind)),
      randomUUID(),
    );
    await office.at(id, 'A7');
    const command = await halves.registerOnly(people.officer, id, 'preReview', {
      kinds: ['pre-review-opinion'],
      body: { result: 'passed' },
    });
    await server.kill();
    await halves.decideOnly(command);
    const handle = product.client.workflow.getHandle(workflowId('admission', id));
    await eventually('the first tries have failed', async () => ((await handle.describe()).raw.pendingActivities?.[0]?.attempt ?? 0) > 1);
    await server.launch();
    await sweep(product.database.pool, product.courier, (await product.clock.now()) + 1);
    await office.at(id, 'A8');
    const { book } = await office.state(id);
    const { rows } = await product.database.pool.query(
      `SELECT (SELECT array_agg(number) FROM issued_number WHERE case_id = $1 AND kind = 'development') AS numbers, (SELECT count(*)::int FROM quota_reservation WHERE case_id = $1) AS places`,
      [id],
    );
    expect(rows[0]).toEqual({ numbers: [book.number], places: 1 });
    expect((await expectWhole(product, id)).filter(({ kind }) => kind === 'placeReserved')).toHaveLength(1);
    expect(await expectReplays(product)).toBe(1);
  });
});
