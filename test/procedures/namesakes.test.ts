import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { type Product, startProduct } from '../harness/product';

describe('two records of one name and birth date, without identity numbers', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-04-17T09:00:00+08:00' });
    office = await anOffice(product);
  });
  afterAll(() => product?.stop());

  const review = (id: string) =>
    office.act(office.people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
  const book = async (id: string) => (await office.state(id)).book;
  const numbered = (person: string, index: string) =>
    product.database.pool.query('UPDATE person SET id_number_index = $2 WHERE id = $1', [person, Buffer.from(index)]);

  it('who applies in a second branch is found at the opening, and passes no pre-review before the committee has looked', async () => {
    const same = { name: '阿依努尔·买买提', birth: '2010-05-04' };
    const first = await bringIn(office, 'A7', same);
    const second = await bringIn(office, 'A7', { ...same, unit: office.other.id });
    expect(await book(first.id)).not.toHaveProperty('namesake');
    expect(await book(second.id)).toMatchObject({ namesake: true });

    for (const [one, where] of [
      [first, office.other.name],
      [second, office.branch.name],
    ] as const)
      await expect(review(one.id)).rejects.toMatchObject({
        refusal: { code: 'maybe-duplicate', text: { zh: expect.stringContaining(where) } },
      });

    await office.act(office.people.officer, second.id, 'confirmIdentity', { kinds: ['identity-check'] });
    await review(second.id);
    expect(await book(second.id)).toMatchObject({ identityConfirmedOn: '2026-04-17', preReviewedOn: '2026-04-17' });
    // The other case asks for itself: it is not known whose check the first one was.
    await expect(review(first.id)).rejects.toMatchObject({ refusal: { code: 'maybe-duplicate' } });
  });

  it('a member elsewhere is found as well; two identity numbers tell two people apart, one does not', async () => {
    const same = { name: '李想', birth: '2009-09-01' };
    const member = await office.person(same.name, office.other.id, { birth: same.birth });
    const { id, subject } = await bringIn(office, 'A7', same);
    expect(await book(id)).toMatchObject({ namesake: true });
    await numbered(member, 'the member');
    await expect(review(id)).rejects.toMatchObject({ refusal: { code: 'maybe-duplicate' } });
    await numbered(subject, 'the applicant');
    await review(id);
    expect(await book(id)).toMatchObject({ preReviewedOn: '2026-04-17' });
  });

  it('is nobody else’s business: another birth date, another name, a case that has ended', async () => {
    const ended = await office.apply({ name: '张伟', birth: '2010-01-02' });
    await office.act(ended.subject, ended.id, 'withdraw', { body: {} });
    await office.ended(ended.id);
    for (const one of [
      { name: '张伟', birth: '2010-01-02' },
      { name: '张伟', birth: '2010-01-03' },
      { name: '张伟伟', birth: '2010-01-02' },
    ])
      expect(await book((await office.apply({ ...one, unit: office.other.id })).id)).not.toHaveProperty('namesake');
  });
});
