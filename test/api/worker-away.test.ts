import { randomUUID } from 'node:crypto';
import { Unavailable } from '../../dispatch/courier';
import { sweep } from '../../dispatch/sweep';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { expectWhole } from '../reliability/halves';

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
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00', patience: 1500 });
  });
  afterAll(() => product?.stop());

  it('is decided once by the next worker, as on the real server', async () => {
    const office = await anOffice(product);
    const { id, subject } = await office.apply();
    await product.stopWorker();
    const given = office.act(subject, id, 'giveConsent', { body: { consent: 'publication', version: '1' } });
    await expect(given).rejects.toThrow(Unavailable);
    await product.startWorker();
    const registered = async () => sweep(product.database.pool, product.courier, (await product.clock.now()) + 1);
    await eventually('the decision', async () => (await registered()) && (await office.state(id)).consents.publication);
    expect(await expectWhole(product, id)).toHaveLength(2);
  });
});
