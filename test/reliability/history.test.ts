import { randomUUID } from 'node:crypto';
import { workflowId } from '../../workflows/messages';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';
import { expectWhole } from './halves';
import { paperPast } from './own-servers';

/** Temporal's limits count events, and its store keeps each: they are the price of a fact. */
const LIMIT = 6;

describe('history events per accepted fact, on the real server', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct();
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  const eventsOf = async (id: string): Promise<number> =>
    (await product.client.workflow.getHandle(workflowId('admission', id)).fetchHistory()).events?.length ?? 0;

  it(`stays at ${LIMIT} or below over an admission and its quota step`, async () => {
    const { people, act } = office;
    const way = walk(office);
    const { id, subject } = await office.apply();
    await way.toCultivation(id);
    await way.learn(id);
    for (let index = 0; index < 6; index += 1) await act(people.contact, id, 'recordObservation');
    for (const consent of ['publication', 'faith-declaration'])
      await act(subject, id, 'giveConsent', { body: { consent, version: '2026-01' } });
    await act(people.secretary, id, 'informGuardian', { body: { by: 'paper' } });
    const facts = (await expectWhole(product, id)).length;
    const events = await eventsOf(id);

    const other = await office.person('小红', office.branch.id, { birth: '2008-03-01', member: false });
    const { id: second, seq } = await office.desk.open(
      await office.who(people.officer),
      await paperPast(office, other, (kind) => office.paper(people.officer, kind)),
      randomUUID(),
    );
    const began = await eventsOf(second);
    await act(people.officer, second, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
    await office.at(second, 'A8');
    for (const consent of ['publication', 'faith-declaration'])
      await act(other, second, 'giveConsent', { body: { consent, version: '2026-01' } });
    const quotaFacts = (await expectWhole(product, second)).length - seq;
    const quotaEvents = (await eventsOf(second)) - began;

    // What the opening wrote was no command to a workflow; the start's own events count all the same.
    const ratio = (events + quotaEvents) / (facts - 1 + quotaFacts);
    console.log(
      `history: admission ${events} events for ${facts - 1} facts (${(events / (facts - 1)).toFixed(2)}), quota step and consents ${quotaEvents} for ${quotaFacts} (${(quotaEvents / quotaFacts).toFixed(2)}); together ${ratio.toFixed(2)}`,
    );
    expect(ratio).toBeLessThanOrEqual(LIMIT);
  });
});
