import { randomUUID } from 'node:crypto';
import { patientDesk } from '../../demo/patience';
import { Unavailable } from '../../dispatch/courier';
import { sweep } from '../../dispatch/sweep';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { expectWhole } from '../reliability/halves';

const CONSENT = { body: { consent: 'publication', version: '2026-01' } };

describe('a command while no worker runs (real server)', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  beforeAll(async () => {
    product = await startProduct();
    office = await anOffice(product);
    http = await startHttp(product);
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  it('answers 503 with Retry-After while no worker runs; the command is applied once when one is back', async () => {
    const { id } = await office.apply({ birth: '2010-03-01' });
    const payload = {
      kind: 'recordTalk',
      body: { conclusion: 'positive' },
      papers: [await http.paper(office.people.secretary, 'talk-record')],
    };
    const key = { 'idempotency-key': randomUUID() };
    await product.stopWorker();
    const away = await http.post(office.people.secretary, `/api/cases/${id}/commands`, payload, key);
    expect(away.status).toBe(503);
    expect(away.headers['retry-after']).toBeDefined();
    await product.startWorker();
    await eventually(
      'the decision',
      async () => (await http.post(office.people.secretary, `/api/cases/${id}/commands`, payload, key)).status === 200,
      40_000,
    );
    const facts = await http.get(office.people.secretary, `/api/cases/${id}/facts`);
    expect(facts.body.items.filter(({ kind }: { kind: string }) => kind === 'talkHeld')).toHaveLength(1);
  });
});

describe('a command while no worker runs (rehearsal)', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00', patience: 1500 });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  it('is decided once by the next worker, as on the real server', async () => {
    const { id, subject } = await office.apply();
    await product.stopWorker();
    const given = office.act(subject, id, 'giveConsent', CONSENT);
    await expect(given).rejects.toThrow(Unavailable);
    await product.startWorker();
    const registered = async () => sweep(product.database.pool, product.courier, (await product.clock.now()) + 1);
    await eventually('the decision', async () => (await registered()) && (await office.state(id)).consents.publication);
    expect(await expectWhole(product, id)).toHaveLength(2);
  });

  describe('the demo’s filling', () => {
    const consents = async (subject: string, giveUpMs: number, waits: (line: string) => void) => {
      const [who, request] = [await office.who(subject), await office.request(subject, 'giveConsent', CONSENT)];
      return (id: string) => patientDesk(office.desk, { waits, giveUpMs }).act(who, id, request, `demo:${id}`);
    };

    it('tries again under the same key until a slow worker answers, and says what it waits for', async () => {
      const { id, subject } = await office.apply();
      await product.stopWorker();
      const lines: string[] = [];
      const give = await consents(subject, 60_000, (line) => {
        lines.push(line);
        if (lines.length === 2) void product.startWorker();
      });
      expect(await give(id)).toMatchObject({ status: 'accepted' });
      expect(lines.length).toBeGreaterThanOrEqual(2);
      expect(lines[0]).toMatch(new RegExp(`^demo data: no answer yet .*demo:${id}.*trying again, for 1 min at most$`));
      expect(await expectWhole(product, id)).toHaveLength(2);
    });

    it('gives up in one sentence when there is no answer for too long; the next start goes on from there', async () => {
      const { id, subject } = await office.apply();
      await product.stopWorker();
      const give = await consents(subject, 2000, () => undefined);
      await expect(give(id)).rejects.toMatchObject({
        name: 'Problem',
        message: expect.stringContaining('start again, and the filling goes on from here'),
      });
      await product.startWorker();
      expect(await (await consents(subject, 60_000, () => undefined))(id)).toMatchObject({ status: 'accepted' });
      expect(await expectWhole(product, id)).toHaveLength(2);
    });
  });
});
