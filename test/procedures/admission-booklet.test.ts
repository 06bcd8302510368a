import { randomUUID } from 'node:crypto';
import { addDays, addMonths } from '../../domain/calendar/day';
import { type Http, startHttp } from '../harness/http';
import { anOffice, another, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import { paperPast } from '../reliability/own-servers';

describe('one person, one number, one form, one certificate (一人一号一书一证): a case begun on paper', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  beforeAll(async () => {
    product = await startProduct();
    office = await anOffice(product);
    http = await startHttp(product);
    const year = Number((await office.today()).slice(0, 4));
    await product.database.pool.query(
      `INSERT INTO number_range (id, org_id, kind, year, prefix, width, first, last, next, source) SELECT gen_random_uuid(), $1, 'booklet', y, 'Z' || y, 4, 1, 50, 1, 'test' FROM unnest($2::int[]) AS y`,
      [office.town.id, [year - 1, year]],
    );
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const bring = async (form: { number?: string; booklet?: string }) => {
    const { people, today } = office;
    const subject = await office.person(another('小红'), office.branch.id, { birth: '2008-03-01', member: false });
    const { procedure: _, act, ...opening } = await paperPast(office, subject, (kind) => http.paper(people.officer, kind));
    const review = {
      kind: 'preReview',
      on: await today(),
      body: { result: 'passed' },
      papers: [await http.paper(people.officer, 'pre-review-opinion')],
      ...form,
    };
    const answer = await http.post(
      people.officer,
      '/api/cases',
      { ...opening, act, past: [...opening.past, review] },
      { 'idempotency-key': randomUUID() },
    );
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    const { rows } = await product.database.pool.query<{ kind: string; number: string }>(
      'SELECT kind, number FROM issued_number WHERE case_id = $1 ORDER BY kind',
      [answer.body.id],
    );
    return { findings: answer.body.findings.map(({ code }: { code: string }) => code), numbers: rows.map(({ number }) => number) };
  };

  it('names its booklet, which is consumed with it', async () => {
    expect(await bring({ number: '202665900001', booklet: 'Z-own-7' })).toEqual({ findings: [], numbers: ['Z-own-7', '202665900001'] });
  });

  it('without one it has a finding: the form exists, and the count lacks it', async () => {
    expect(await bring({ number: '202665900002' })).toEqual({ findings: ['booklet-unnamed'], numbers: ['202665900002'] });
  });

  it('a step done after its last day is a finding with both days, also when the request comes again, and in the ledger; nothing is refused', async () => {
    const { people } = office;
    const subject = await office.person(another('小迟'), office.branch.id, { birth: '2008-03-01', member: false });
    const opening = await paperPast(office, subject, (kind) => http.paper(people.officer, kind));
    const [talk, ...rest] = opening.past;
    if (!talk) throw new Error('no talk');
    // Six weeks after the application: the month was over, whatever day it ended on.
    const on = addDays(String(opening.act.on), 45);
    const past = [
      { ...talk, on },
      { ...rest[0], on },
    ];
    const { act, procedure, unit } = opening;
    const key = { 'idempotency-key': randomUUID() };
    const send = () => http.post(people.officer, '/api/cases', { procedure, unit, subject, act, past }, key);
    const first = await send();
    expect([first.status, first.body]).toEqual([201, expect.anything()]);
    const due = String(first.body.findings[0]?.due);
    expect(due >= addMonths(String(act.on), 1) && due < on).toBe(true);
    expect(first.body.findings).toEqual([
      {
        seq: 2,
        code: 'done-late',
        clause: 'admission.talk',
        step: 'A2',
        due,
        on,
        text: { zh: expect.stringContaining(due), en: expect.stringContaining(`was due by ${due}`) },
      },
    ]);
    expect((await send()).body.findings).toEqual(first.body.findings);
    const facts = (await http.get(people.officer, `/api/cases/${first.body.id}/facts`)).body.items as Record<string, unknown>[];
    expect(facts[1]).toMatchObject({ kind: 'talkHeld', overdue: { code: 'done-late', due, text: { en: expect.stringContaining(due) } } });
    expect(facts[1]).not.toHaveProperty('finding');
    expect((await http.get(people.officer, `/api/cases/${first.body.id}`)).body.findings).toBe(1);
  });

  it('without a number it draws both', async () => {
    expect(await bring({})).toEqual({ findings: [], numbers: [expect.stringMatching(/^Z\d{4}0001$/), expect.stringMatching(/^\d{12}$/)] });
  });
});
