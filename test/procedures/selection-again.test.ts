import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';

/** What was decided, or settled by whom, does not become undone by beginning once more. */
describe('selections that are begun once more', () => {
  let product: Product;
  let office: Office;
  let way: Selecting;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    way = await selecting(office);
  });
  afterAll(() => product?.stop());

  const pair = async (...names: [string, string]): Promise<[string, string]> => [
    await office.person(names[0], office.branch.id),
    await office.person(names[1], office.branch.id),
  ];
  const NO = ['agree', 'disagree', 'disagree'] as const;
  const refusedAs = (code: string) => ({ refusal: expect.objectContaining({ code }) });

  it('a candidate whom a body did not pass is voted on again only with the majority for it, whoever sent him back; no post stops over one who was passed', async () => {
    const { people, act } = office;
    const names = await pair('人选甲一', '人选甲二');
    const post = await way.toObjects({}, names);
    const [first] = (await way.fix(post, names)) as [string, string];
    await way.bring(first, 'C6');
    await way.decide([first], NO);
    await act(people.officer, first, 'returnTo', { kinds: ['reason'], body: { step: 'C5' } });
    await way.consult(first);
    await way.verdict(first, 'C5');
    expect(await way.book(first)).toMatchObject({ taken: { result: 'not-passed' } });
    await expect(way.decide([first])).rejects.toMatchObject(refusedAs('no-reconsideration'));
    await expect(way.decide([first], [], { reconsider: 1 })).rejects.toMatchObject(refusedAs('no-reconsideration'));
    await way.decide([first], [], { reconsider: 2 });
    await way.awaiting(first, 'C6');

    await expect(act(people.administrator, post, 'suspend', { body: { why: 'other' } })).rejects.toMatchObject(
      refusedAs('already-resolved'),
    );
    await act(people.inspector, post, 'suspend', { body: { why: 'other' } });
    await act(people.inspector, post, 'resume');

    // The inspector sends back what the body decided on: it decides anew, and freely.
    await way.verdict(first, 'C6', 'return', { backTo: 'C6' });
    await way.decide([first], NO);
    expect((await way.book(first)).decision?.result).toBe('not-passed');
  });

  it('nor does naming him once more for the same post wipe a decision out', async () => {
    const { people, act } = office;
    const names = await pair('人选乙一', '人选乙二');
    const post = await way.toObjects({}, names);
    const [first] = (await way.fix(post, names)) as [string, string];
    await way.bring(first, 'C6');
    await way.decide([first], NO);
    await act(people.officer, post, 'returnTo', { kinds: ['reason'], body: { step: 'K2' } });
    expect(await office.ended(first)).toBe('dropped');
    await way.recommend(post, names);
    await way.verdict(post, 'K2');
    const [again] = (await way.fix(post, names)) as [string, string];
    await way.bring(again, 'C5');
    await way.consult(again);
    await way.verdict(again, 'C5');
    await expect(way.decide([again])).rejects.toMatchObject(refusedAs('no-reconsideration'));
    await way.decide([again], [], { reconsider: 3 });
    await way.awaiting(again, 'C6');
  });
});
