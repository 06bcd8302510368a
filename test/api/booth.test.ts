import { createHash, randomUUID } from 'node:crypto';
import { BallotForm } from '../../domain/ballots/form';
import { verifyInclusion } from '../../domain/ballots/merkle';
import { recount, unhex } from '../../domain/ballots/proof';
import { addDays } from '../../domain/calendar/day';
import { newBoothKey } from '../../records/booth/unseal';
import { base64, boothDesk, bytesOf } from '../harness/booth';
import { type Http, startHttp } from '../harness/http';
import { anOffice, type Office } from '../harness/office';
import { bringIn } from '../harness/paper-past';
import { type Product, startProduct } from '../harness/product';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

describe('a secret ballot at a meeting', () => {
  let product: Product;
  let office: Office;
  let http: Http;
  let desk: ReturnType<typeof boothDesk>;
  let candidate: Awaited<ReturnType<typeof bringIn>>;
  let meeting: string;
  let members: string[];
  let voted: { id: string; digest: string };

  beforeAll(async () => {
    product = await startProduct({ from: '2026-05-06T09:00:00+08:00' });
    office = await anOffice(product);
    http = await startHttp(product);
    const { people, branch } = office;
    desk = boothDesk(http, people.secretary, { inspector: people.inspector, scrutineer: people.contact, envelope: people.secretary });
    members = [people.secretary, people.contact, people.introducer, people.introducer2];
    for (let n = 0; n < 4; n += 1) members.push(await office.person('团员', branch.id));
    candidate = await bringIn(office, 'A11');
    meeting = await office.occasion(people.secretary, 'meeting', branch.id, 'conveneMeeting', {
      body: { kind: 'branch', cases: [candidate.id] },
    });
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const rows = async (sql: string, ...values: unknown[]) => (await product.database.pool.query(sql, values)).rows;
  const logged = async (id: string): Promise<string[]> =>
    (await rows(`SELECT kind FROM log_entry WHERE body ->> 'booth' = $1`, id)).map(({ kind }) => kind);
  const refused = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await answer;
    return [status, body.code, typeof body.citation === 'string', typeof body.remedy === 'string'];
  };

  it('is drafted over a roll that was taken, by whoever records the votes, with keys for three people', async () => {
    expect(await refused(desk.draft(meeting))).toEqual([422, 'roll-missing', true, true]);
    await office.act(office.people.secretary, meeting, 'takeRoll', { body: { present: members, chair: members[0] } });
    const { people } = office;
    const stranger = await office.person('外人', office.other.id);
    const holders = (inspector: string, scrutineer: string, envelope: string) => ({
      holders: Object.entries({ inspector, scrutineer, envelope }).map(([role, holder]) => ({ role, holder })),
    });
    const asked: [Record<string, unknown>, string][] = [
      [{ recused: [stranger] }, 'not-on-roll'],
      [{ away: members }, 'nobody-votes'],
      [{ level: 'remote' }, 'remote-not-allowed'],
      [{ form: { kind: 'vote', title: '票', candidates: [] } }, 'bad-ballot-form'],
      [holders(people.officer, people.contact, people.secretary), 'not-inspector'],
      [holders(people.inspector, stranger, people.secretary), 'wrong-holder'],
      [holders(people.inspector, people.contact, people.introducer), 'wrong-holder'],
      [holders(people.inspector, people.secretary, people.secretary), 'one-holder'],
      [{ standing: [people.contact] }, 'teller-is-candidate'],
    ];
    for (const [over, code] of asked) expect([code, await refused(desk.draft(meeting, over))]).toEqual([code, [422, code, true, true]]);
    expect((await http.post(people.otherSecretary, '/api/booths', { occasion: meeting })).status).toBe(400);
    const lawful = { occasion: meeting, item: 'x', form: { kind: 'vote', title: '票', candidates: [{ id: 'c1', label: '艾力' }] } };
    const body = { ...lawful, ...holders(people.inspector, people.contact, people.secretary) };
    for (const [who, status] of [
      [people.otherSecretary, 404],
      [people.countyOfficer, 403],
      [people.administrator, 403],
    ] as const)
      expect((await http.post(who, '/api/booths', body)).status).toBe(status);
    const audited = await rows(`SELECT body ->> 'code' AS code FROM log_entry WHERE kind = 'ballot.refused'`);
    expect(audited.map(({ code }) => code)).toEqual(expect.arrayContaining(asked.map(([, code]) => code)));
  });

  it('carries an admission: counted by the box, believed by the meeting, decided in the case', async () => {
    const { people } = office;
    const form = { kind: 'vote', title: '接收新团员表决票', candidates: [{ id: candidate.id, label: '艾力' }] };
    const record = (body: Record<string, unknown>) => office.act(people.secretary, meeting, 'recordItem', { body });
    const { id, held, codes } = await desk.inRoom(meeting, { item: candidate.id, form, away: [members[7]] });
    expect([codes.length, new Set(codes).size, codes.every((code) => /^([2-9A-HJ-NP-Z]{6}-?){3}$/.test(code))]).toEqual([7, 7, true]);
    const votes = ['for', 'for', 'for', 'for', 'for', 'against', 'abstain'];
    const receipts: string[] = [];
    for (const [index, mark] of votes.entries())
      receipts.push((await desk.must(desk.cast(id, (codes[index] ?? '').toLowerCase(), { [candidate.id]: mark }))).body.receipt);

    // Nobody sees a choice before the box is opened, in the database either.
    const view = (await http.get(people.administrator, `/api/booths/${id}`)).body;
    expect(view).toMatchObject({ status: 'open', entitled: 8, voters: 7, handed: 7, cast: 7 });
    expect(JSON.stringify(await rows('SELECT encode(sealed, $1) FROM ballot_cast WHERE booth_id = $2', 'escape', id))).not.toMatch(/marks/);
    expect(await refused(http.get(people.secretary, `/api/booths/${id}/recount`))).toEqual([422, 'booth-not-tallied', true, true]);
    await expect(record({ case: candidate.id, booth: id })).rejects.toMatchObject({ refusal: { code: 'booth-not-tallied' } });
    expect(await refused(desk.tally(id, held))).toEqual([422, 'booth-state', true, true]);

    await desk.must(desk.close(id));
    expect(await refused(desk.cast(id, codes[0] ?? '', {}))).toEqual([422, 'booth-closed', true, true]);
    const wrong = { ...held, envelope: base64(newBoothKey().privateKey) };
    expect(await refused(desk.tally(id, wrong))).toEqual([422, 'bad-key', true, true]);
    expect(await refused(desk.tally(id, held, ['inspector', 'inspector']))).toEqual([422, 'bad-key', true, true]);
    expect((await desk.must(desk.tally(id, held, ['envelope', 'scrutineer']))).body.status).toBe('tallied');
    expect(await refused(desk.tally(id, held))).toEqual([422, 'booth-state', true, true]);

    // Anybody entitled recounts by himself; a receipt proves "mine is in".
    const published = (await desk.must(http.get(members[6] ?? '', `/api/booths/${id}/recount`))).body;
    expect(recount({ ...published, form: BallotForm.parse(form) }, sha256)).toEqual([]);
    expect([published.wrong, published.papers.length, published.proof.turnedAway]).toEqual([[], 7, { 'booth-closed': 1 }]);
    for (const receipt of receipts) {
      const { body } = await desk.must(http.post(undefined, `/api/public/booths/${id}/receipts`, { receipt }));
      const claim = { leaf: unhex(receipt), index: body.index, size: body.size, proof: body.path.map(unhex), root: unhex(body.root) };
      expect([body.counted, body.root, verifyInclusion(claim, sha256)]).toEqual([true, published.proof.spentRoot, true]);
    }
    expect((await http.post(undefined, `/api/public/booths/${id}/receipts`, { receipt: 'ab'.repeat(32) })).body).toEqual({
      counted: false,
    });
    const [entry] = await rows(`SELECT body FROM log_entry WHERE kind = 'ballot.tallied' AND body ->> 'booth' = $1`, id);
    expect(entry.body.digest).toBe(published.digest);

    // The meeting takes the counts from the box; nobody types others beside it.
    await expect(record({ case: candidate.id, booth: id, for: 7, against: 0, abstain: 0 })).rejects.toMatchObject({
      refusal: { code: 'typed-counts', pointer: '/body/for' },
    });
    await expect(record({ case: candidate.id, booth: randomUUID() })).rejects.toMatchObject({ refusal: { code: 'booth-not-tallied' } });
    await expect(record({ case: candidate.id })).rejects.toMatchObject({ refusal: { code: 'bad-field', pointer: '/body/for' } });
    await record({ case: candidate.id, booth: id });
    const [shown] = (await http.get(people.secretary, `/api/occasions/${meeting}`)).body.entries;
    expect(shown).toMatchObject({ status: 'voted', booth: id, proof: published.digest });
    voted = { id, digest: published.digest };
  }, 120_000);

  it('opens only with three keys taken and codes printed; a key is given once, and a holder may bring his own', async () => {
    const { people } = office;
    const id: string = (await desk.must(desk.draft(meeting))).body.id;
    const take = (who: string, body = {}) => desk.post(who, id, 'key', body);
    expect(await refused(desk.post(people.secretary, id, 'open'))).toEqual([422, 'keys-missing', true, true]);
    expect((await take(people.introducer)).status).toBe(404);
    const own = newBoothKey();
    const junk = base64(Buffer.alloc(65, 4));
    expect(await refused(take(people.inspector, { publicKey: junk }))).toEqual([422, 'bad-key', true, true]);
    expect((await desk.must(take(people.inspector, { publicKey: base64(own.publicKey) }))).body).not.toHaveProperty('privateKey');
    const scrutineer = (await desk.must(take(people.contact))).body.privateKey;
    expect(await refused(take(people.contact))).toEqual([409, 'key-taken-already', true, true]);
    await desk.must(take(people.secretary));
    expect(await refused(desk.post(people.secretary, id, 'open'))).toEqual([422, 'sheet-missing', true, true]);
    const [voided] = await desk.codes(id);
    const [code] = await desk.codes(id);
    await desk.must(desk.post(people.secretary, id, 'open'));
    expect(await refused(desk.cast(id, voided ?? '', { c1: 'for' }))).toEqual([422, 'right-unknown', true, true]);
    await desk.must(desk.cast(id, code ?? '', { c1: 'for' }));
    expect(await refused(desk.close(id))).toEqual([422, 'handed-missing', true, true]);
    expect(await refused(desk.post(people.secretary, id, 'handed', { handed: 9 }))).toEqual([422, 'handed-fewer', true, true]);
    await desk.must(desk.post(people.secretary, id, 'handed', { handed: 2 }));
    expect(await refused(desk.post(people.secretary, id, 'handed', { handed: 1 }))).toEqual([422, 'handed-fewer', true, true]);
    await desk.must(desk.close(id));
    const opened = await desk.tally(id, { inspector: base64(own.privateKey), scrutineer }, ['inspector', 'scrutineer']);
    expect(opened.body.status).toBe('tallied');
    // Neither keys nor codes are anywhere in the database.
    const secrets = [scrutineer, base64(own.privateKey), code, code?.replaceAll('-', '')].map(String);
    for (const { table } of await rows(`SELECT table_name AS table FROM information_schema.tables WHERE table_schema = 'public'`)) {
      const [{ text }] = await rows(`SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM "${table}" t`);
      const raw = [text, ...secrets.map((secret) => bytesOf(secret).toString('hex'))];
      expect([
        table,
        secrets.filter((secret) => raw[0].includes(secret)),
        raw.slice(1).filter((hex) => hex.length === 64 && text.includes(hex)),
      ]).toEqual([table, [], []]);
    }
  });

  it('takes a right once, from whoever shows it, and says why not', async () => {
    const { id, held, codes } = await desk.inRoom(meeting);
    const [first = '', second = ''] = codes;
    const sealed = await desk.sealedFor(id, { c1: 'for' });
    const one = await desk.must(desk.castSealed(id, { code: first }, sealed));
    // The answer was lost on the way: the same paper again, the same receipt, one vote.
    expect((await desk.castSealed(id, { code: first }, sealed)).body).toEqual(one.body);
    expect(await refused(desk.cast(id, first, { c1: 'against' }))).toEqual([409, 'cast-already', true, true]);
    expect(await refused(desk.castSealed(id, { code: second }, sealed))).toEqual([422, 'paper-copied', true, true]);
    expect(await refused(desk.castSealed(id, { code: second }, sealed.slice(4)))).toEqual([422, 'bad-sealed', true, true]);
    expect(await refused(desk.cast(id, '222222-222222-222222', {}))).toEqual([422, 'right-unknown', true, true]);
    expect((await desk.castSealed(randomUUID(), { code: second }, sealed)).status).toBe(404);
    await desk.must(desk.castSealed(id, { code: second }, base64(Buffer.concat([Buffer.of(1), bytesOf(sealed).subarray(1).reverse()]))));
    await desk.must(desk.close(id));
    await desk.must(desk.tally(id, held));
    const { body } = await http.get(office.people.secretary, `/api/booths/${id}/recount`);
    // What does not open is a void paper, not a lost one.
    expect(body.proof).toMatchObject({ returned: 2, invalid: 1, lines: [{ marks: { for: 1, against: 0, abstain: 0 } }] });
    expect(body.proof.turnedAway).toEqual({ 'cast-already': 1, 'paper-copied': 1, 'bad-sealed': 1, 'right-unknown': 1 });
    expect(await rows(`SELECT 1 FROM log_entry WHERE body ->> 'booth' = $1 AND kind LIKE '%cast%'`, id)).toEqual([]);
  });

  it('with more returned than handed out is void, and the item is put to the vote again', async () => {
    const item = randomUUID();
    const id: string = (await desk.must(desk.draft(meeting, { item }))).body.id;
    const [held, codes] = [await desk.keys(id), await desk.codes(id)];
    await desk.must(desk.post(office.people.secretary, id, 'open'));
    await desk.must(desk.post(office.people.secretary, id, 'handed', { handed: 1 }));
    for (const code of codes.slice(0, 2)) await desk.must(desk.cast(id, code, { c1: 'for' }));
    await desk.must(desk.close(id));
    expect((await desk.must(desk.tally(id, held))).body.status).toBe('void');
    expect((await http.get(office.people.secretary, `/api/booths/${id}`)).body).toMatchObject({
      issued: 1,
      returned: 2,
      voidReason: 'more-returned-than-issued',
    });
    expect((await http.get(office.people.secretary, `/api/booths/${id}/recount`)).status).toBe(422);
    expect(await rows('SELECT 1 FROM ballot_paper WHERE booth_id = $1', id)).toEqual([]);
    await desk.must(desk.draft(meeting, { item }));
    expect(await refused(desk.draft(meeting, { item }))).toEqual([409, 'booth-already', true, true]);
  });

  it('adds paper votes that two people counted, within what was issued', async () => {
    const { people } = office;
    const { id, held, codes } = await desk.inRoom(meeting, { away: [members[7]] });
    await desk.must(desk.cast(id, codes[0] ?? '', { c1: 'for' }));
    await desk.must(desk.close(id));
    const byHand = {
      issued: 1,
      returned: 1,
      lines: [{ id: 'c1', marks: { against: 1 } }],
      countedBy: [people.introducer, people.introducer2],
    };
    expect(await refused(desk.tally(id, held, undefined, byHand))).toEqual([422, 'more-issued-than-present', true, true]);
    const other = await desk.inRoom(meeting);
    await product.database.pool.query('UPDATE booth SET handed = 7 WHERE id = $1', [other.id]);
    await desk.must(desk.cast(other.id, other.codes[0] ?? '', { c1: 'for' }));
    await desk.must(desk.close(other.id));
    expect(
      await refused(desk.tally(other.id, other.held, undefined, { ...byHand, countedBy: [people.introducer, people.introducer] })),
    ).toEqual([422, 'one-teller', true, true]);
    await desk.must(desk.tally(other.id, other.held, undefined, byHand));
    const { body } = await http.get(people.secretary, `/api/booths/${other.id}/recount`);
    expect([body.proof.issued, body.proof.returned, body.proof.lines[0].marks, body.wrong]).toEqual([
      8,
      2,
      { for: 1, against: 1, abstain: 0 },
      [],
    ]);
  });

  it('a paper is in the box before it closes, or not at all', async () => {
    const { id, held, codes } = await desk.inRoom(meeting);
    const sealed = await Promise.all(codes.map(() => desk.sealedFor(id, { c1: 'for' })));
    const casts = codes.map((code, index) => desk.castSealed(id, { code }, sealed[index] ?? ''));
    const closed = desk.close(id);
    const statuses = (await Promise.all(casts)).map(({ status }) => status);
    await desk.must(closed);
    expect(statuses.every((status) => [200, 422].includes(status))).toBe(true);
    await desk.must(desk.tally(id, held));
    const { body } = await http.get(office.people.secretary, `/api/booths/${id}/recount`);
    expect(body.proof.returned).toBe(statuses.filter((status) => status === 200).length);
  });

  it('may be voided before it is tallied, its box unopened', async () => {
    const { id, codes } = await desk.inRoom(meeting);
    await desk.must(desk.cast(id, codes[0] ?? '', { c1: 'for' }));
    await desk.must(desk.post(office.people.secretary, id, 'void', { reason: '停电' }));
    expect(
      await rows('SELECT 1 FROM ballot_cast WHERE booth_id = $1 UNION ALL SELECT 1 FROM ballot_right WHERE booth_id = $1', id),
    ).toEqual([]);
    expect((await desk.cast(id, codes[1] ?? '', { c1: 'for' }).catch(() => ({ status: 404 }))).status).toBe(404);
    expect((await http.get(undefined, `/api/public/booths/${id}`)).status).toBe(404);
  });

  describe('from elsewhere, where the method allows it', () => {
    beforeAll(() =>
      product.database.pool.query(`UPDATE case_row SET state = jsonb_set(state, '{book,detail,remoteBallot}', 'true') WHERE id = $1`, [
        meeting,
      ]),
    );

    it('one right each is drawn signed in, and cast as nobody; windows do not overlap', async () => {
      const { people } = office;
      const id: string = (await desk.must(desk.draft(meeting, { level: 'remote' }))).body.id;
      const held = await desk.keys(id);
      expect(await refused(desk.post(people.secretary, id, 'open'))).toEqual([422, 'booth-state', true, true]);
      await desk.must(desk.post(people.secretary, id, 'draw'));
      const blank = { blinded: base64(Buffer.alloc(384, 1)) };
      const [voter = '', another = ''] = [members[4], members[5]];
      const rights = [];
      for (const one of [voter, another]) rights.push(await desk.draw(id, one));
      const [right, spare] = rights;
      if (!right || !spare) throw new Error('no rights');
      expect(await refused(desk.post(voter, id, 'rights', blank))).toEqual([409, 'drawn-already', true, true]);
      const outsider = await office.person('外支部', office.other.id);
      expect((await desk.post(outsider, id, 'rights', blank)).status).toBe(404);
      expect(await refused(desk.post(people.administrator, id, 'rights', blank))).toEqual([422, 'not-on-roll', true, true]);
      expect(await refused(desk.post(members[6] ?? '', id, 'rights', { blinded: base64(Buffer.alloc(384, 255)) }))).toEqual([
        422,
        'bad-request',
        true,
        true,
      ]);
      const sealed = await desk.sealedFor(id, { c1: 'for' });
      expect(await refused(desk.castSealed(id, desk.rightOf(right), sealed))).toEqual([422, 'booth-not-open', true, true]);

      await desk.must(desk.post(people.secretary, id, 'open'));
      expect(await refused(desk.post(members[6] ?? '', id, 'rights', blank))).toEqual([422, 'draw-closed', true, true]);
      expect(await rows('SELECT draw_private FROM booth WHERE id = $1', id)).toEqual([{ draw_private: null }]);
      const one = await desk.must(desk.castSealed(id, desk.rightOf(right), sealed));
      expect((await desk.castSealed(id, desk.rightOf(right), sealed)).body).toEqual(one.body);
      expect(await refused(desk.castSealed(id, desk.rightOf(right), await desk.sealedFor(id, {})))).toEqual([
        409,
        'cast-already',
        true,
        true,
      ]);
      const forged = { message: base64(right.message), signature: base64(Buffer.alloc(384, 7)) };
      expect(await refused(desk.castSealed(id, forged, sealed))).toEqual([422, 'right-unknown', true, true]);
      expect(await refused(desk.cast(id, '222222-222222-222222', {}))).toEqual([422, 'right-unknown', true, true]);
      await desk.must(desk.close(id));
      expect(await refused(desk.castSealed(id, desk.rightOf(spare), await desk.sealedFor(id, {})))).toEqual([
        422,
        'booth-closed',
        true,
        true,
      ]);
      await desk.must(desk.tally(id, held));
      const { body } = await http.get(another, `/api/booths/${id}/recount`);
      expect([body.proof.issued, body.proof.returned, body.wrong]).toEqual([2, 1, []]);
      const refusals = await rows(`SELECT body ->> 'code' AS code FROM log_entry WHERE kind = 'ballot.draw-refused'`);
      expect(refusals.map(({ code }) => code)).toEqual(expect.arrayContaining(['drawn-already', 'not-on-roll', 'draw-closed']));
    }, 120_000);

    it('as many as were drawn get in together, each into a place of its own, and not one more', async () => {
      const id: string = (await desk.must(desk.draft(meeting, { level: 'remote' }))).body.id;
      await desk.keys(id);
      await desk.must(desk.post(office.people.secretary, id, 'draw'));
      const rights = [];
      for (const voter of members) rights.push(await desk.draw(id, voter));
      await desk.must(desk.post(office.people.secretary, id, 'open'));
      // A right that the booth signed and nobody drew (a stolen key) finds no place: casts never exceed draws.
      await product.database.pool.query(
        'DELETE FROM ballot_right WHERE ctid IN (SELECT ctid FROM ballot_right WHERE booth_id = $1 LIMIT 1)',
        [id],
      );
      const sealed = await Promise.all(rights.map(() => desk.sealedFor(id, { c1: 'for' })));
      const answers = await Promise.all(rights.map((right, index) => desk.castSealed(id, desk.rightOf(right), sealed[index] ?? '')));
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array(members.length - 1).fill(200), 422]);
    }, 120_000);
  });

  describe('when the meeting is over', () => {
    it('the result is the case’s, sealed papers outlast the objection period, and no further booth is drafted', async () => {
      const { people } = office;
      const { id } = voted;
      await office.act(people.secretary, meeting, 'closeMeeting', { kinds: ['minutes'] });
      await office.at(candidate.id, 'A12');
      expect((await office.state(candidate.id)).book.vote).toMatchObject({
        entitled: 8,
        present: 7,
        issued: 7,
        returned: 7,
        for: 5,
        against: 1,
        abstain: 1,
        result: 'passed',
      });

      // Sealed papers outlast the objection period and go on the day after it.
      const early = await desk.post(people.secretary, id, 'destroy');
      expect([early.status, early.body.code, early.body.earliest]).toEqual([422, 'too-early', addDays('2026-05-06', 31)]);
      await office.moveTo('2026-06-06');
      await desk.must(desk.post(people.secretary, id, 'destroy'));
      expect(await rows('SELECT 1 FROM ballot_sealed WHERE booth_id = $1', id)).toEqual([]);
      expect(await logged(id)).toEqual(expect.arrayContaining(['ballot.opened', 'ballot.closed', 'ballot.tallied', 'ballot.destroyed']));
      expect(await refused(desk.draft(meeting))).toEqual([422, 'meeting-over', true, true]);
    }, 120_000);
  });
});
