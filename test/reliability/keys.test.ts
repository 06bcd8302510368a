import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Config } from '../../config/config';
import { Courier, Untrusted } from '../../dispatch/courier';
import { Desk } from '../../dispatch/desk';
import { openKeys } from '../../dispatch/keys';
import { commandOf } from '../../dispatch/opener';
import type { Signer } from '../../dispatch/signer';
import { sweep } from '../../dispatch/sweep';
import { SYSTEM } from '../../domain/case/telling';
import { rotateKeys } from '../../worker/rotate-keys';
import { REFUSED, snapshot, workflowId } from '../../workflows/messages';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import { expectReplays, expectWhole, halvesOf } from './halves';

const CONSENT = { body: { consent: 'publication', version: '2026-01' } };
const refusedAs = (code: string) => ({ cause: { type: REFUSED, details: [expect.objectContaining({ code })] } });

describe('a signing key is replaced in every open case and occasion', () => {
  let product: Product;
  let office: Office;
  let halves: ReturnType<typeof halvesOf>;
  beforeEach(async () => {
    product = await startProduct();
    office = await anOffice(product);
    halves = halvesOf(product, office);
  });
  afterEach(() => product?.stop());

  const rotate = async (...args: string[]): Promise<string> => {
    const said: string[] = [];
    await rotateKeys(product.config, args, (line) => said.push(line));
    return said.join('\n');
  };
  const sweepNow = async () => sweep(product.database.pool, product.courier, (await product.clock.now()) + 1);
  const signersOf = async (procedure: string, id: string): Promise<string[]> =>
    (await product.client.workflow.getHandle(workflowId(procedure, id)).query(snapshot)).signers.map((key) => key.id);

  /** The API after a restart: with whatever keys lie in the folder now. */
  const restarted = () => {
    const keys = openKeys(product.config.keys);
    const now = () => product.clock.now();
    const { database, client, statutes, config } = product;
    const courier = new Courier({
      client: async () => client,
      pool: database.pool,
      statutes,
      taskQueue: config.taskQueue,
      signers: keys.pinned,
      now,
    });
    return { keys, desk: new Desk({ database, statutes, courier, signer: keys.api, vault: product.vault, now }) };
  };
  const give = async ({ desk }: ReturnType<typeof restarted>, subject: string, id: string, key: string = randomUUID()) =>
    desk.act(await office.who(subject), id, await office.request(subject, 'giveConsent', CONSENT), key);
  const straight = (signer: Signer, id: string, kind: string, body: Record<string, unknown>, on: string) => {
    const asked = { kind, on, actor: SYSTEM, recorder: SYSTEM, body, papers: [] };
    return halves.decideOnly(commandOf(signer, id, asked, {}, randomUUID(), Date.now()));
  };
  const lose = (...names: (keyof Config['keys'])[]) => {
    for (const name of names) rmSync(product.config.keys[name]);
  };

  it('the API’s: both are believed until the old one is retired, then only the new one', async () => {
    const { id, subject } = await office.apply();
    const meeting = await office.occasion(office.people.secretary, 'meeting', office.branch.id, 'conveneMeeting', {
      body: { kind: 'branch', cases: [id] },
    });
    const old = product.signers.api;
    expect(await rotate('api')).toContain('Restart API and worker');
    const now = restarted();
    expect(now.keys.api.key.id).not.toBe(old.key.id);
    await give(now, subject, id);
    await office.act(subject, id, 'giveConsent', CONSENT);

    expect(await rotate('api', '--retire')).toContain('the only one of its role');
    expect(await signersOf('admission', id)).toEqual([
      product.signers.worker.key.id,
      expect.stringMatching(/^recovery:/),
      now.keys.api.key.id,
    ]);
    expect(await signersOf('meeting', meeting)).toEqual(await signersOf('admission', id));
    await expect(office.act(subject, id, 'giveConsent', CONSENT)).rejects.toThrow(Untrusted);
    await give(now, subject, id);
    expect(existsSync(`${product.config.keys.apiSigningKeyFile}.old`)).toBe(false);
    await product.database.pool.query(`UPDATE command SET status = 'refused' WHERE status = 'registered'`);
    await expectWhole(product, id);
    expect(await expectReplays(product)).toBeGreaterThan(0);
  });

  it('the worker’s: what it says by itself is believed before, between and after', async () => {
    const { id } = await office.apply();
    const end = (signer: Signer, why: string) => office.today().then((on) => straight(signer, id, 'endCase', { why }, on));
    await rotate('worker');
    await rotate('worker', '--retire');
    await expect(end(product.signers.worker, 'over-age')).rejects.toMatchObject(refusedAs('unsigned'));
    expect(await end(restarted().keys.worker, 'over-age')).toMatchObject({ facts: [{ kind: 'caseEnded' }] });
  });

  it('a command that waits for its decision is signed anew, and applied once', async () => {
    const { id, subject } = await office.apply();
    const waiting = await halves.registerOnly(subject, id, 'giveConsent', CONSENT);
    await rotate('api');
    expect(await rotate('api', '--retire')).toContain('1 undecided commands were signed');
    await sweepNow();
    expect(await halves.factsOf(waiting)).toHaveLength(1);
    await expectWhole(product, id);
  });

  it('what somebody put into the register without a signature is not signed for him', async () => {
    const { id, subject } = await office.apply();
    const forged = await halves.registerOnly(subject, id, 'giveConsent', CONSENT);
    await product.database.pool.query(`UPDATE command SET command = jsonb_set(command, '{body,version}', '"forged"') WHERE id = $1`, [
      forged.id,
    ]);
    await rotate('api');
    expect(await rotate('api', '--retire')).not.toContain('undecided');
    await sweepNow();
    expect(await halves.factsOf(forged)).toEqual([]);
  });

  it('goes on where it was interrupted: who was told is not told again, and the files wait for the last one', async () => {
    const [there, gone] = [await office.apply(), await office.apply()];
    const handle = product.client.workflow.getHandle(workflowId('admission', gone.id));
    await handle.terminate('lost');
    await expect(rotate('api')).rejects.toThrow('1 cases or occasions could not be told');
    expect(openKeys(product.config.keys).api.key.id).toBe(product.signers.api.key.id);
    await expect(rotate('api', '--retire')).rejects.toThrow('is being introduced');
    await product.database.pool.query(`UPDATE case_row SET phase = 'ended' WHERE id = $1`, [gone.id]);
    expect(await rotate('api')).toContain('0 cases and occasions were told');
    expect((await expectWhole(product, there.id)).map((fact) => fact.kind)).toEqual(['applied', 'signerTrusted']);
    await expect(rotate('api')).rejects.toThrow('is in its place already');
  });

  it('a swap that was cut short is finished by the next start', async () => {
    const { id, subject } = await office.apply();
    await rotate('api');
    const file = product.config.keys.apiSigningKeyFile;
    const { key } = restarted().keys.api;
    renameSync(file, `${file}.next`); // as if it had died between the two renames
    expect(await rotate('api')).toContain('in its place');
    expect(restarted().keys.api.key.id).toBe(key.id);
    await rotate('api', '--retire');
    await give(restarted(), subject, id, '1');
  });

  it('with both keys lost, commands wait, and the recovery key brings the cases back', async () => {
    const { id, subject } = await office.apply();
    lose('apiSigningKeyFile', 'workerSigningKeyFile');
    const [key, now] = [randomUUID(), restarted()];
    await expect(give(now, subject, id, key)).rejects.toThrow(Untrusted);
    expect((await halves.commandWith(key)).status).toBe('registered');
    await expect(rotate('api')).rejects.toThrow('could not be told'); // signed by a worker’s key that nobody knows
    const recovery = product.config.keys.recoverySigningKeyFile;
    for (const role of ['worker', 'api']) {
      await rotate(role, '--with', recovery);
      await rotate(role, '--retire', '--with', recovery);
    }
    await sweepNow();
    expect((await halves.commandWith(key)).status).toBe('accepted');
    await give(restarted(), subject, id, 'works');
    await product.stopWorker();
    await product.startWorker();
    await expectWhole(product, id);
  });

  it('the recovery key is made once, may leave the machine, and only it replaces itself', async () => {
    const { id } = await office.apply();
    const file = product.config.keys.recoverySigningKeyFile;
    const [first] = (await signersOf('admission', id)).filter((one) => one.startsWith('recovery'));
    renameSync(file, `${file}.taken-away`);
    expect(openKeys(product.config.keys).pinned[2]?.id).toBe(first);
    expect(existsSync(file)).toBe(false);
    await expect(rotate('recovery')).rejects.toThrow('--with');
    await expect(rotate('recovery', '--with', `${file}.nowhere`)).rejects.toThrow('There is no file');
    await rotate('recovery', '--with', `${file}.taken-away`);
    await rotate('recovery', '--retire');
    const [second, ...more] = (await signersOf('admission', id)).filter((one) => one.startsWith('recovery'));
    expect([second, more]).toEqual([openKeys(product.config.keys).pinned[2]?.id, []]);
    expect(second).not.toBe(first);
  });

  it('a case of the time before there was a recovery key learns of it from the worker', async () => {
    const { database, client, statutes, config, signers } = product;
    const now = () => product.clock.now();
    const before = [signers.api.key, signers.worker.key];
    const courier = new Courier({
      client: async () => client,
      pool: database.pool,
      statutes,
      taskQueue: config.taskQueue,
      signers: before,
      now,
    });
    const subject = await office.person('小红', office.branch.id, { birth: '2010-03-01', member: false });
    const act = await office.request(subject, 'apply', { kinds: ['application'], body: { privacyVersion: '2026-01' } });
    const opening = { procedure: 'admission', unit: office.branch.id, subject, act };
    const old = await new Desk({ database, statutes, courier, signer: signers.api, vault: product.vault, now }).open(
      await office.who(subject),
      opening,
      randomUUID(),
    );
    const young = await office.apply();
    expect(await rotate('recovery', '--retire')).toContain('the only one of its role');
    expect([...(await signersOf('admission', old.id))].sort()).toEqual([...(await signersOf('admission', young.id))].sort());
    expect(await expectWhole(product, young.id)).toHaveLength(1);
  });

  it('nobody who only reaches Temporal, and no person over the API, changes a key', async () => {
    const { id, subject } = await office.apply();
    const [mine, on] = [{ id: 'api:00000000000000ff', publicKey: 'ab'.repeat(32) }, await office.today()];
    const stranger: Signer = {
      ...product.signers.worker,
      sign: (command) => ({ ...product.signers.worker.sign(command), signature: 'ab' }),
    };
    const body = { key: mine, alone: false };
    await expect(straight(stranger, id, 'trustSigner', body, on)).rejects.toMatchObject(refusedAs('unsigned'));
    await expect(straight(product.signers.api, id, 'trustSigner', body, on)).rejects.toMatchObject(refusedAs('wrong-way'));
    const recovery = { key: { ...mine, id: 'recovery:00000000000000ff' }, alone: true };
    await expect(straight(product.signers.worker, id, 'trustSigner', recovery, on)).rejects.toMatchObject(refusedAs('wrong-signer'));
    const { administrator } = office.people;
    await expect(office.act(administrator, id, 'trustSigner', { body })).rejects.toMatchObject({ refusal: { code: 'wrong-way' } });
    await expect(office.act(subject, id, 'trustSigner', { body })).rejects.toMatchObject({ refusal: { code: 'forbidden' } });

    const past = [{ ...(await office.request(office.people.officer, 'trustSigner', { body })), on }];
    const other = await office.person('小红', office.branch.id, { birth: '2008-03-01', member: false });
    const act = await office.request(office.people.officer, 'apply', {
      kinds: ['application'],
      body: { privacyVersion: '2026-01' },
      actor: other,
      on,
    });
    const opening = { procedure: 'admission', unit: office.branch.id, subject: other, act, past };
    await expect(office.desk.open(await office.who(office.people.officer), opening, randomUUID())).rejects.toMatchObject({
      refusal: { code: 'wrong-way', pointer: expect.stringContaining('/past/0') },
    });
    expect(await signersOf('admission', id)).toHaveLength(3);
  });
});
