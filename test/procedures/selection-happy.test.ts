import type { SelectionBook } from '../../domain/procedures/selection/book';
import { anOffice, type Office } from '../harness/office';
import { eventually, type Product, startProduct } from '../harness/product';
import { type Selecting, selecting } from '../harness/selection';

describe('a selection, the whole lawful way', () => {
  let product: Product;
  let office: Office;
  let way: Selecting;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product);
    way = await selecting(office);
  });
  afterAll(() => product?.stop());

  it('fills a post with a year of probation, the inspector passing every stage of the post and of each person', async () => {
    const { people, act } = office;
    const { id, ids } = await way.candidacies();
    const [first, second] = ids;
    expect(await office.steps(id)).toEqual(['KC']);
    await way.verdict(second, 'C3', 'veto');
    expect(await office.ended(second)).toBe('vetoed');
    await way.bring(first, 'C7');
    await expect(act(people.officer, first, 'appoint', { kinds: ['appointment-notice'] })).rejects.toMatchObject({
      refusal: { code: 'out-of-step' },
    });
    await expect(
      office.occasion(people.officer, 'notice', office.town.id, 'openNotice', {
        body: { cases: [first], workingDays: 4, scope: 'committee' },
      }),
    ).rejects.toMatchObject({ refusal: { code: 'too-short', clause: 'cadre.publicity' } });
    await way.publish(first);
    await office.moveTo('2026-01-19');
    expect(await office.steps(first)).toEqual(['C7']);
    await office.moveTo('2026-01-20');
    await way.awaiting(first, 'C7');
    await way.verdict(first, 'C7');
    await way.appoint(first);
    await way.verdict(first, 'C8');
    expect(await office.steps(first)).toEqual(['C9']);
    await expect(
      act(people.officer, first, 'assessProbation', { kinds: ['probation-assessment'], body: { fit: true } }),
    ).rejects.toMatchObject({ refusal: { code: 'too-early', earliest: '2027-01-21' } });
    await office.moveTo('2027-01-21');
    await eventually('the timer rang', async () => (await way.book(first)).probationOver);
    await act(people.officer, first, 'assessProbation', { kinds: ['probation-assessment'], body: { fit: true } });
    await way.verdict(first, 'C9');
    expect(await office.ended(first)).toBe('completed');
    await office.at(id, 'K10');
    await act(people.officer, id, 'fileRecord', { kinds: ['process-record'] });
    await way.verdict(id, 'K10');
    expect(await office.ended(id)).toBe('completed');
    const book = (await office.state(id)).book as unknown as SelectionBook;
    expect(book.filled).toBe(1);
    expect(
      Object.values(book.candidates)
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['completed', 'vetoed']);
  });
});
