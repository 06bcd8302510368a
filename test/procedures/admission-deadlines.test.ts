import { randomUUID } from 'node:crypto';
import type { ActRequest } from '../../dispatch/desk';
import { addDays, addMonths } from '../../domain/calendar/day';
import { transaction } from '../../records/database';
import { queueView } from '../../records/queue-view';
import { setPlan } from '../../records/quota-plan';

import { cameTo, type Deed, deeds } from '../harness/given';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { eventually, type Product, startProduct } from '../harness/product';
import { walk } from '../harness/walk';

describe('deadlines, quota and records, from January on', () => {
  let product: Product;
  let office: Office;
  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    office = await anOffice(product, { places: 1 });
  });
  afterAll(() => product?.stop());

  const facts = async (id: string): Promise<{ kind: string; on: string }[]> =>
    (await product.database.pool.query<{ kind: string; on: string }>('SELECT kind, "on" FROM fact WHERE case_id = $1 ORDER BY seq', [id]))
      .rows;

  it('thirteen is too young: nothing is opened, the birthday is remembered, and told on the day, to the branch too', async () => {
    const subject = await office.person('小小', office.branch.id, { birth: '2012-02-02', member: false });
    const open = async () =>
      office.desk.open(
        await office.who(subject),
        {
          procedure: 'admission',
          unit: office.branch.id,
          subject,
          act: await office.request(subject, 'apply', { kinds: ['application'], body: { privacyVersion: '2026-01' } }),
        },
        'key',
      );
    await expect(open()).rejects.toMatchObject({ refusal: { code: 'too-young', earliest: '2026-02-02', pointer: '/subject' } });
    const { rows } = await product.database.pool.query('SELECT count(*)::int AS cases FROM case_row WHERE subject_id = $1', [subject]);
    expect(rows).toEqual([{ cases: 0 }]);
    await office.moveTo('2026-02-02');
    await eventually(
      'told',
      async () =>
        (await product.database.pool.query(`SELECT 1 FROM message WHERE person_id = $1 AND kind = 'may-apply-now'`, [subject])).rowCount ===
        1,
    );
    // Who nominated a child is told as well, and whom it is about.
    const branch = await product.database.pool.query(`SELECT person_id, body FROM message WHERE kind = 'child-may-apply'`);
    expect(branch.rows).toEqual([{ person_id: office.people.secretary, body: { on: '2026-02-02', person: subject } }]);
    const { id } = await office.desk.open(
      await office.who(subject),
      {
        procedure: 'admission',
        unit: office.branch.id,
        subject,
        act: await office.request(subject, 'apply', { kinds: ['application'], body: { privacyVersion: '2026-01' } }),
      },
      'another key',
    );
    expect(await office.steps(id)).toEqual(['A2']);
    await office.act(subject, id, 'withdraw');
    expect(await office.ended(id)).toBe('withdrawn');
  });

  it('a talk that is not held: reminded, lapsed, passed up, and still lawful; the clock decides nothing', async () => {
    const { id, subject } = await office.apply();
    await office.moveTo('2026-02-24');
    await eventually('reminded', async () => (await office.state(id)).steps.A2?.reminded);
    await office.moveTo('2026-03-02');
    expect((await office.state(id)).steps.A2?.lapsedOn).toBeUndefined();
    await expect(office.act(subject, id, 'requestSecondLook', { body: { about: 'ignored' } })).rejects.toMatchObject({
      refusal: { code: 'nothing-to-look-at' },
    });
    await office.moveTo('2026-03-03');
    await eventually('lapsed', async () => (await office.state(id)).steps.A2?.lapsedOn === '2026-03-02');
    expect((await facts(id)).map(({ kind, on }) => [kind, on])).toEqual([
      ['applied', '2026-02-02'],
      ['deadlineReminded', '2026-02-23'],
      ['deadlineLapsed', '2026-03-03'],
    ]);
    const { rows } = await product.database.pool.query(
      'SELECT seat, org_id, overdue FROM task WHERE case_id = $1 AND step = $2 ORDER BY overdue',
      [id, 'A2'],
    );
    expect(rows).toEqual([
      { seat: 'branch-secretary', org_id: office.branch.id, overdue: false },
      { seat: 'higher-officer', org_id: office.county.id, overdue: true },
    ]);
    await office.act(subject, id, 'requestSecondLook', { body: { about: 'ignored' } });
    await office.act(office.people.countyOfficer, id, 'answerSecondLook', { kinds: ['reason'], body: { answer: 'reconsider' } });
    await walk(office).toTalked(id);
    expect(await office.steps(id)).toEqual(['A3']);
  });

  it('a League class for many: each row by itself, the refused ones are named', async () => {
    const { people, act } = office;
    const [ready, early] = [await office.apply(), await office.apply()];
    await walk(office).toCultivation(ready.id);
    const taught = (witness: string) =>
      office.occasion(people.secretary, 'session', office.branch.id, 'holdSession', {
        body: { kind: 'leagueClass', rows: [{ case: ready.id }, { case: early.id }], topic: '团章', hours: 2, witness },
      });
    // Refused whole: nobody of the list is told.
    await expect(taught(randomUUID())).rejects.toMatchObject({ refusal: { code: 'unknown-witness', pointer: '/body/witness' } });
    await expect(taught(early.subject)).rejects.toMatchObject({ refusal: { code: 'own-witness', pointer: '/body/rows/1/case' } });
    const session = await taught(people.contact);
    expect(await office.ended(session)).toBe('completed');
    const { rows } = await product.database.pool.query<{ case_id: string; detail: unknown }>(
      'SELECT case_id, detail FROM occasion_entry WHERE occasion_id = $1',
      [session],
    );
    expect(rows.find(({ case_id }) => case_id === early.id)?.detail).toEqual({ status: 'refused', refusal: 'out-of-step' });
    expect((await office.state(ready.id)).book.hours).toHaveLength(2);
    await expect(
      act(people.secretary, ready.id, 'recordHours', {
        body: { hours: [{ id: `${session}:1`, on: '2026-03-03', topic: '团章', witness: people.contact, units: 1 }] },
      }),
    ).rejects.toMatchObject({ refusal: { code: 'hour-reused' } });
    // The same class held once more, or entered by hand: not even under another identity.
    const again = await office.occasion(people.officer, 'session', office.town.id, 'holdSession', {
      body: { kind: 'leagueClass', rows: [{ case: ready.id }], topic: ' 团章', hours: 2, witness: people.contact },
    });
    await office.ended(again);
    const { rows: told } = await product.database.pool.query('SELECT detail FROM occasion_entry WHERE occasion_id = $1', [again]);
    expect(told).toEqual([{ detail: { status: 'refused', refusal: 'class-repeated' } }]);
    expect((await office.state(ready.id)).book.hours).toHaveLength(2);
    const byHand = (id: string, topic: string) =>
      act(people.secretary, ready.id, 'recordHours', {
        body: { hours: [{ id, on: '2026-03-03', topic, witness: people.contact, units: 1 }] },
      });
    await expect(byHand('by hand', '团章')).rejects.toMatchObject({ refusal: { code: 'class-repeated' } });
    // Of what was never a session each row is an hour of its own.
    await byHand('one', '团史');
    await byHand('two', '团史');
    expect((await office.state(ready.id)).book.hours).toHaveLength(4);
  });

  it('a session of a kind that is none of its holder’s to tell is not opened', async () => {
    const { people } = office;
    const { id } = await office.apply();
    const count = async () =>
      (await product.database.pool.query(`SELECT count(*)::int AS n FROM case_row WHERE procedure = 'session'`)).rows[0].n as number;
    const before = await count();
    for (const kind of ['activistFiling', 'preReview', 'filing'])
      await expect(
        office.occasion(people.secretary, 'session', office.branch.id, 'holdSession', { body: { kind, rows: [{ case: id }] } }),
      ).rejects.toMatchObject({ refusal: { code: 'forbidden', pointer: '/body/kind' } });
    await expect(
      office.occasion(people.officer, 'session', office.town.id, 'holdSession', { body: { kind: 'talk', rows: [{ case: id }] } }),
    ).rejects.toMatchObject({ refusal: { code: 'forbidden', text: { zh: expect.stringContaining('团支部书记') } } });
    expect(await count()).toBe(before);
  });

  it('hours are witnessed by somebody whom the register knows', async () => {
    const { people, act } = office;
    const { id } = await office.apply();
    await walk(office).toCultivation(id);
    const on = await office.today();
    const record = (witness: string) =>
      act(people.secretary, id, 'recordHours', { body: { hours: [{ id: 'one', on, topic: '团章', witness, units: 1 }] } });
    await expect(record('5b0a8d1f-7c2e-4a57-9d7f-0a4a3d0b6c22')).rejects.toMatchObject({
      refusal: { code: 'unknown-witness', pointer: '/body/hours/0/witness' },
    });
    await record(people.contact.toUpperCase());
    expect((await office.state(id)).book.hours).toHaveLength(1);
  });

  it('a contact who lost his rights acts as contact no longer; the one who takes his place does', async () => {
    const { people, act } = office;
    const { id } = await office.apply();
    const former = await office.person('前联系人', office.branch.id);
    await walk(office).toActivist(id);
    await act(people.secretary, id, 'appointContacts', { body: { contacts: [former] } });
    await act(former, id, 'recordObservation');
    const today = await office.today();
    await product.database.pool.query('UPDATE person SET rights_lost_until = $2 WHERE id = $1', [former, today]);
    await expect(act(former, id, 'assessCultivation', { kinds: ['observation-form'], body: { suitable: false } })).rejects.toMatchObject({
      refusal: { code: 'contact-not-eligible', pointer: '/actor' },
    });
    await product.database.pool.query(`UPDATE person SET rights_lost_until = NULL, league = 'none' WHERE id = $1`, [former]);
    await expect(act(former, id, 'recordObservation')).rejects.toMatchObject({ refusal: { code: 'contact-not-eligible' } });
    await act(people.secretary, id, 'replaceContact', { body: { contacts: [people.contact], why: 'left' } });
    await act(people.contact, id, 'assessCultivation', { kinds: ['observation-form'], body: { suitable: false } });
    expect((await office.state(id)).book.observations).toBe(1);
  });

  it('what was recorded in somebody’s name: he is told, contests, and the finding takes it back', async () => {
    const { people, act } = office;
    const { id, subject } = await office.apply();
    await walk(office).toTalked(id);
    const inHisName = { actor: subject, body: { consent: 'publication', version: '2026-01' } };
    await expect(act(people.secretary, id, 'giveConsent', inHisName)).rejects.toMatchObject({ refusal: { code: 'paper-missing' } });
    const { seq } = await act(people.secretary, id, 'giveConsent', { ...inHisName, kinds: ['statement'] });
    const { rows } = await product.database.pool.query('SELECT actor_id, recorder_id FROM fact WHERE case_id = $1 AND seq = $2', [id, seq]);
    expect(rows).toEqual([{ actor_id: subject, recorder_id: people.secretary }]);
    expect(
      (
        await product.database.pool.query(`SELECT 1 FROM message WHERE person_id = $1 AND kind = 'recorded-for-you' AND case_id = $2`, [
          subject,
          id,
        ])
      ).rowCount,
    ).toBe(1);
    await expect(act(people.secretary, id, 'contestAct', { body: { seq } })).rejects.toMatchObject({
      refusal: { code: 'not-contestable' },
    });
    await act(subject, id, 'contestAct', { body: { seq } });
    await expect(walk(office).toActivist(id)).rejects.toMatchObject({ refusal: { code: 'held' } });
    await expect(
      act(people.officer, id, 'settleContest', { kinds: ['reason'], body: { stands: false, backTo: 'A12' } }),
    ).rejects.toMatchObject({ refusal: { code: 'no-way-back' } });
    await act(people.officer, id, 'settleContest', { kinds: ['reason'], body: { stands: false, backTo: 'A2' } });
    expect(await office.steps(id)).toEqual(['A2']);
    await expect(act(subject, id, 'contestAct', { body: { seq } })).rejects.toMatchObject({ refusal: { code: 'already-settled' } });
  });

  it('a contest is settled by an officer who did not record the act, each act by its own finding', async () => {
    const { people, act } = office;
    const { id, subject } = await office.apply();
    const record = async (by: string, consent: string) =>
      (await act(by, id, 'giveConsent', { actor: subject, kinds: ['statement'], body: { consent, version: '2026-01' } })).seq;
    const [first, second] = [await record(people.officer, 'publication'), await record(people.secretary, 'transfer')];
    for (const seq of [first, second]) await act(subject, id, 'contestAct', { body: { seq } });
    const finds = (by: string, body: Record<string, unknown>) =>
      act(by, id, 'settleContest', { kinds: ['reason'], body: { stands: true, ...body } });
    await expect(finds(people.officer, {})).rejects.toMatchObject({ refusal: { code: 'field-missing' } });
    await expect(finds(people.officer, { seq: first })).rejects.toMatchObject({ refusal: { code: 'own-hand', pointer: '/actor' } });
    await finds(people.officer, { seq: second });
    await expect(act(subject, id, 'contestAct', { body: { seq: second } })).rejects.toMatchObject({ refusal: { code: 'already-settled' } });
    await expect(act(subject, id, 'contestAct', { body: { seq: first } })).rejects.toMatchObject({
      refusal: { code: 'already-contested' },
    });
    expect(await office.state(id)).toMatchObject({ phase: 'held', hold: { by: `contest:${first}` } });
    const another = await office.person('另一干事', office.town.id);
    await office.holds(another, office.town.id, 'committee-officer');
    await finds(another, {});
    expect((await office.state(id)).phase).toBe('open');
  });

  it('the last place: who comes second waits, a withdrawal or a raise lets him on', async () => {
    const { people, act } = office;
    await office.moveTo('2026-04-17');
    const [first, second, third] = [await bringIn(office, 'A7'), await bringIn(office, 'A7'), await bringIn(office, 'A7')];
    const review = (id: string) => act(people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
    await review(first.id);
    await office.at(first.id, 'A8');
    for (const { id } of [second, third]) {
      await review(id);
      await eventually('short', async () => (await office.state(id)).book.shortage === 'no-place');
      expect(await office.steps(id)).toEqual(['A7']);
    }
    await act(people.officer, second.id, 'requestPlace');
    await eventually(
      'short again',
      async () => (await office.state(second.id)).book.shortage === 'no-place' && (await office.state(second.id)).asks.length === 0,
    );
    await act(first.subject, first.id, 'withdraw');
    await eventually(
      'free',
      async () =>
        (await product.database.pool.query<{ status: string }>('SELECT status FROM quota_reservation WHERE case_id = $1', [first.id]))
          .rows[0]?.status === 'released',
    );
    await act(people.officer, second.id, 'requestPlace');
    await office.at(second.id, 'A8');
    await product.database.pool.query('UPDATE quota_line SET places = places + 1 WHERE org_id = $1 AND year = 2026', [office.town.id]);
    await act(people.officer, third.id, 'requestPlace');
    await office.at(third.id, 'A8');
    const { rows } = await product.database.pool.query('SELECT places, reserved, used FROM quota_line WHERE org_id = $1 AND year = 2026', [
      office.town.id,
    ]);
    expect(rows).toEqual([{ places: 2, reserved: 2, used: 0 }]);
    await act(second.subject, second.id, 'withdraw');
    await act(third.subject, third.id, 'withdraw');
  });

  it('three wait: a place that becomes free is the first one’s, whoever asks; past him only by a decision in writing', async () => {
    const { people, act, state } = office;
    const { pool } = product.database;
    const reserved = async () =>
      (await pool.query<{ n: number }>('SELECT sum(reserved)::int AS n FROM quota_line WHERE org_id = $1', [office.town.id])).rows[0]?.n;
    const plan = async (places: number) => {
      const by = { personId: people.administrator, at: await product.clock.now(), on: await office.today() };
      return transaction(pool, (client) =>
        setPlan(client, { orgId: office.town.id, year: 2026, field: 'any', stage: 'any', grade: 'any', places }, by),
      );
    };
    const review = (id: string) => act(people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
    const short = (id: string, why: string) => eventually(why, async () => (await state(id)).book.shortage === why);
    const askFor = (id: string, kinds: string[] = []) => act(people.officer, id, 'requestPlace', { kinds });
    const view = async (id: string) => queueView(pool, await state(id), await office.today());

    await eventually('all places are free', async () => (await reserved()) === 0);
    await plan(1);
    const cases = [];
    for (let index = 0; index < 5; index += 1) cases.push(await bringIn(office, 'A7'));
    const [holder, a, b, c, fresh] = cases as [(typeof cases)[0], ...typeof cases];
    if (!holder || !a || !b || !c || !fresh) throw new Error('five cases');
    await review(holder.id);
    await office.at(holder.id, 'A8');
    for (const { id } of [a, b, c]) {
      await review(id);
      await short(id, 'no-place');
    }
    expect(await view(c.id)).toEqual({ rank: 3, of: 3, since: '2026-04-17', before: 2, free: 0 });
    await act(holder.subject, holder.id, 'withdraw');
    const told = async () =>
      (
        await pool.query(`SELECT case_id, body FROM message WHERE person_id = $1 AND kind = 'places-free' AND case_id = $2`, [
          people.officer,
          a.id,
        ])
      ).rows;
    await eventually('the desk is told', async () => (await told()).length === 1);
    expect(await told()).toMatchObject([{ case_id: a.id, body: { free: 1, waiting: 3 } }]);

    // Who is reviewed now queues behind them, though a place is free.
    await review(fresh.id);
    await short(fresh.id, 'not-first-in-line');
    await expect(askFor(b.id)).rejects.toMatchObject({
      refusal: { code: 'not-first-in-line', pointer: '/papers', text: { zh: expect.stringContaining('第 2 位 (共 4 件') } },
    });
    await askFor(a.id);
    await office.at(a.id, 'A8');
    await plan(2);
    await askFor(c.id, ['place-order-decision']);
    await office.at(c.id, 'A8');
    expect((await state(c.id)).book.place).toMatchObject({ passed: 1 });
    expect((await state(a.id)).book.place).not.toHaveProperty('passed');
    expect(await view(b.id)).toMatchObject({ rank: 1, of: 2, free: 0 });
    for (const { id, subject } of [a, b, c, fresh]) await act(subject, id, 'withdraw');
    await eventually('given back', async () => (await reserved()) === 0);
  });

  it('the paper past is judged as of its days: what the rules would have refused is a finding, and a step out of order changes nothing', async () => {
    const early = cameTo('A6', { assessCultivation: [deeds.assess('2026-03-20')] });
    const opened = await bringIn(office, 'A6', { past: early });
    expect(opened.findings.map(({ code }) => code)).toEqual(['too-early']);
    expect(await office.steps(opened.id)).toEqual(['A6']);
    const wild = await bringIn(office, 'A3', { past: [...cameTo('A3'), deeds.vote('2026-01-16'), deeds.approve('2026-01-17')] });
    expect(wild.findings.map(({ code }) => code)).toEqual(['out-of-step', 'out-of-step']);
    expect(await office.steps(wild.id)).toEqual(['A3']);
    expect((await office.state(wild.id)).book).not.toHaveProperty('approvedOn');
    expect((await product.database.pool.query('SELECT league FROM person WHERE id = $1', [wild.subject])).rows).toEqual([
      { league: 'none' },
    ]);
    const { rows } = await product.database.pool.query('SELECT findings FROM case_row WHERE id = $1', [wild.id]);
    expect(rows).toEqual([{ findings: 2 }]);
    await expect(bringIn(office, 'A3', { past: [...cameTo('A2'), deeds.talk('2026-12-01')] })).rejects.toMatchObject({
      refusal: { code: 'future-day', pointer: '/past/0/on' },
    });
  });

  it('who applied on paper some days too young is brought in with that finding once he is old enough, and not before', async () => {
    const today = await office.today();
    const early = { past: [{ ...cameTo('A2')[0], on: addDays(today, -9) } as Deed] };
    const opened = await bringIn(office, 'A2', { ...early, birth: addDays(addMonths(today, -14 * 12), -5) });
    expect(opened.findings).toMatchObject([{ seq: 1, code: 'too-young', clause: 'charter.age' }]);
    expect(await office.steps(opened.id)).toEqual(['A2']);
    await expect(bringIn(office, 'A2', { ...early, birth: addDays(addMonths(today, -14 * 12), 5) })).rejects.toMatchObject({
      refusal: { code: 'too-young' },
    });
  });

  it('a nomination on paper may be by a secretary of the time before the register; an application is by the person', async () => {
    const { people, paper } = office;
    const subject = await office.person('补推优', office.branch.id, { birth: '2010-03-01', member: false });
    const former = await office.person('前支书', office.branch.id);
    const papers = [await paper(people.officer, 'application'), await paper(people.officer, 'pioneer-nomination')];
    const opened = async (kind: string, actor: string, past: ActRequest[] = []) =>
      office.desk.open(
        await office.who(people.officer),
        {
          procedure: 'admission',
          unit: office.branch.id,
          subject,
          act: { kind, on: '2025-10-10', body: { privacyVersion: '2026-01' }, papers, actor },
          past,
        },
        randomUUID(),
      );
    await expect(opened('apply', former)).rejects.toMatchObject({ refusal: { code: 'not-the-actor' } });
    const { id } = await opened('nominate', former);
    const { rows } = await product.database.pool.query('SELECT fact FROM fact WHERE case_id = $1 AND seq = 1', [id]);
    expect(rows).toMatchObject([
      { fact: { kind: 'nominated', imported: true, actor: { id: former, seat: 'branch-secretary' }, recorder: { id: people.officer } } },
    ]);
    await expect(
      office.desk.open(
        await office.who(people.secretary),
        {
          procedure: 'admission',
          unit: office.branch.id,
          subject: former,
          act: { kind: 'nominate', on: '2025-10-10', body: { privacyVersion: '2026-01' }, papers: [], actor: former },
          past: [],
        },
        randomUUID(),
      ),
    ).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
    await office.act(subject, id, 'withdraw');
  });

  it('a transfer in the notice: the other branch’s secretary takes it, pre-review and notice begin again, the time counts on', async () => {
    const { people, act } = office;
    await product.database.pool.query('UPDATE quota_line SET places = 9 WHERE org_id = $1', [office.town.id]);
    const { id, subject } = await bringIn(office, 'A8', { more: [deeds.consent('publication', '2026-04-17')] });
    const old = await walk(office).post([id]);
    await expect(act(subject, id, 'requestTransfer', { body: { toUnit: office.other.id } })).rejects.toMatchObject({
      refusal: { code: 'consent-missing' },
    });
    for (const consent of ['publication', 'transfer']) await act(subject, id, 'giveConsent', { body: { consent, version: '2026-01' } });
    expect((await office.state(id)).consents.publication).toMatchObject({ unit: office.branch.id });
    await act(subject, id, 'requestTransfer', { body: { toUnit: office.other.id } });
    await act(people.otherSecretary, id, 'rejectTransfer', { body: { reason: 'incomplete-file' } });
    expect(await office.state(id)).toMatchObject({ unit: office.branch.id, phase: 'open' });
    await act(subject, id, 'requestTransfer', { body: { toUnit: office.other.id } });
    // Taken back, the consent ends what waits: nobody reads or accepts the file by a consent that is none.
    await act(subject, id, 'withdrawConsent', { body: { consent: 'transfer' } });
    expect(await office.state(id)).not.toHaveProperty('transfer');
    await expect(act(people.otherSecretary, id, 'acceptTransfer', { body: { fileComplete: true } })).rejects.toMatchObject({
      refusal: { code: 'not-found' },
    });
    await act(subject, id, 'giveConsent', { body: { consent: 'transfer', version: '2026-01' } });
    await act(subject, id, 'requestTransfer', { body: { toUnit: office.other.id } });
    await act(people.otherSecretary, id, 'acceptTransfer', { body: { fileComplete: true } });
    // The old branch's sheet names him no longer.
    await office.ended(old);
    expect(await office.state(old)).toMatchObject({ book: { entries: { [id]: { status: 'refused', refusal: 'taken-down' } } } });
    expect(await office.state(id)).toMatchObject({
      unit: office.other.id,
      steps: { A7: { again: true } },
      book: { cultivationFrom: '2026-01-15' },
    });
    await eventually('the old place is back', async () => (await office.state(id)).asks.length === 0);
    expect((await product.database.pool.query('SELECT unit_id FROM person WHERE id = $1', [subject])).rows).toEqual([
      { unit_id: office.other.id },
    ]);
    await expect(act(people.secretary, id, 'returnTo', { kinds: ['reason'], body: { step: 'A5' } })).rejects.toMatchObject({
      refusal: { code: 'not-found' },
    });
    await act(people.officer, id, 'preReview', { kinds: ['pre-review-opinion'], body: { result: 'passed' } });
    await office.at(id, 'A8');
    // To be named in another place he consents again.
    expect((await office.state(id)).consents.publication).toBeUndefined();
    await act(subject, id, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
    await office.occasion(people.otherSecretary, 'notice', office.other.id, 'openNotice', {
      body: { cases: [id], workingDays: 5, scope: 'branch' },
    });
    await eventually(
      'posted anew',
      async () => (await office.state(id)).book.notice?.occasion !== old && (await office.state(id)).book.notice,
    );
    await office.moveTo('2026-04-25');
    await office.at(id, 'A9');
    expect((await office.state(id)).book.place?.round).toBe(2);
  });
});
