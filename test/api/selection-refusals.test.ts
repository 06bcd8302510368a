import { randomUUID } from 'node:crypto';
import { clear } from '../../demo/lawful-selection';
import { boothDesk } from '../harness/booth';
import { anElection } from '../harness/election-office';
import { type Answer, type Http, startHttp } from '../harness/http';
import { type Product, startProduct } from '../harness/product';
import { recommendation } from '../harness/recommendation-office';
import { type Selecting, selecting } from '../harness/selection';

type Election = Awaited<ReturnType<typeof anElection>>;

/** What people get wrong at a selection, an election or a ballot: refused with code, clause and way out in both languages, and on record each time. */
describe('bad input to what is decided and voted', () => {
  let product: Product;
  let way: Selecting;
  let election: Election;
  let http: Http;
  /** Cases and meetings, each waiting for the one thing that is got wrong. */
  const at = { post: '', musts: '', meeting: '', over: '', decided: '', poll: '', booth: '', expired: '', stale: '' };
  let code = '';

  beforeAll(async () => {
    product = await startProduct({ from: '2026-01-12T09:00:00+08:00' });
    election = await anElection(product);
    const { office } = election;
    const { people, town } = office;
    way = await selecting(office);
    // The candidates are no electors of the branch.
    await product.database.pool.query('UPDATE person SET unit_id = $1 WHERE id = ANY($2)', [town.id, way.candidates]);
    http = await startHttp(product);
    const party = recommendation(office);

    const electors = await way.toObjects();
    const [first, second] = (await way.fix(electors)) as [string, string];
    Object.assign(at, { musts: second, decided: first });
    await way.verdict(second, 'C3');
    await way.inspectWithout(second, 'complaints');
    await way.bring(first, 'C6');
    await product.database.pool.query(
      `INSERT INTO kin (person_id, relative_id, kind, declared_by, declared_as, declared_on) VALUES ($1, $2, 'spouse', $1, 'self', '2026-01-12')`,
      [people.approver2, way.candidates[0]],
    );
    const present = [people.approver1, people.approver2, people.approver3];
    const convene = async (chaired = present) => {
      const id = await office.occasion(people.officer, 'decision', town.id, 'conveneDecision', { body: { cases: [first] } });
      await office.act(people.officer, id, 'takeRoll', { body: { present: chaired, chair: people.approver1 } });
      return id;
    };
    at.meeting = await convene();
    at.over = await convene([people.approver1]);
    await office.ended(at.over);

    const desk = boothDesk(http, people.officer, { inspector: people.inspector, scrutineer: people.approver3, envelope: people.officer });
    const form = { kind: 'decision', title: '讨论决定表决票', candidates: [{ id: first, label: '人选甲' }] };
    const box = await desk.inRoom(at.meeting, { item: first, form, recused: [people.approver2] });
    [at.booth, code] = [box.id, box.codes[0] ?? ''];
    await desk.must(desk.close(box.id));

    // What lapses: a recommendation for a post after a year, one to the Party after two.
    at.stale = await way.toObjects({}, [await office.person('人选丙', town.id), await office.person('人选丁', town.id)]);
    at.expired = await party.propose(election.members[0] ?? '');
    await office.act(people.officer, at.expired, 'agreeToList', { kinds: ['reason'], body: { result: 'agreed' } });
    await party.meeting([at.expired], election.members);
    await office.act(election.members[0] ?? '', at.expired, 'giveConsent', { body: { consent: 'publication', version: '2026-01' } });
    await party.post([at.expired]);
    await office.moveTo('2026-01-20');
    await office.at(at.expired, 'R5');
    await office.act(people.officer, at.expired, 'sendToParty', { kinds: ['recommendation-form'] });

    await office.moveTo('2026-03-20');
    at.poll = await election.request();
    await election.toMethod(at.poll);
    await office.moveTo('2026-03-28');
    await election.meet(at.poll);

    at.post = await way.open();
    // The roll is good for its day: the meeting goes on today.
    await office.act(people.officer, at.meeting, 'takeRoll', { body: { present, chair: people.approver1 } });
  });
  afterAll(async () => {
    await http?.stop();
    await product?.stop();
  });

  const command = async (by: string, id: string, kind: string, body: object, papers: readonly string[] = [], language = 'zh') =>
    http.post(
      by,
      `/api/cases/${id}/commands`,
      { kind, body, papers: await Promise.all(papers.map((one) => http.paper(by, one))) },
      { 'accept-language': language },
    );
  /** A draw, or a paper for the box: counted by reason, never with a time or a name. */
  const turnedAway = async (booth: string): Promise<Record<string, number>> => {
    const { rows } = await product.database.pool.query('SELECT code, count FROM ballot_turned_away WHERE booth_id = $1', [booth]);
    return Object.fromEntries(rows.map((row) => [row.code, Number(row.count)]));
  };
  /** Refusals on record, by code: in the log, and of ballots in the booth’s own count. */
  const recorded = async (refused: string): Promise<number> => {
    const { rows } = await product.database.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM log_entry WHERE kind LIKE '%refused' AND body ->> 'code' = $1`,
      [refused],
    );
    return (rows[0]?.n ?? 0) + ((await turnedAway(at.booth))[refused] ?? 0);
  };

  type Try = (language: string) => Promise<Answer>;
  const people = () => election.office.people;
  /** Who states a position on the candidate at one of the meetings, all agreeing, and who is recused. */
  const said =
    (meeting: 'meeting' | 'over', who: (all: ReturnType<typeof people>) => readonly [readonly string[], readonly string[]]): Try =>
    (language) => {
      const [members, recused] = who(people());
      const statements = members.map((member) => ({ member, says: 'agree' }));
      return command(people().officer, at[meeting], 'recordStatements', { case: at.decided, statements, recused }, [], language);
    };
  const WRONG: readonly (readonly [string, string, Try])[] = [
    [
      'a verdict on a stage that awaits none',
      'not-awaiting',
      (language) => command(people().inspector, at.post, 'giveVerdict', { step: 'K1', verdict: 'pass' }, ['verdict-opinion'], language),
    ],
    [
      'a statement by somebody who is not in the room',
      'not-on-roll',
      said('meeting', ({ countyOfficer, approver1, approver2, approver3 }) => [[countyOfficer, approver3, approver1], [approver2]]),
    ],
    [
      'a member voting on kin',
      'recused',
      said('meeting', ({ approver1, approver2, approver3 }) => [[approver2, approver3, approver1], []]),
    ],
    [
      'recusals that leave no quorum',
      'no-quorum',
      said('meeting', ({ approver1, approver2, approver3 }) => [[approver1], [approver2, approver3]]),
    ],
    ['a statement at a meeting that was adjourned below its quorum', 'case-ended', said('over', ({ approver1 }) => [[approver1], []])],
    [
      'a promotion without the four musts',
      'musts-missing',
      (language) => command(people().officer, at.musts, 'concludeInspection', { suitable: true }, ['inspection-report'], language),
    ],
    [
      'more names than seats',
      'more-names-than-seats',
      (language) => {
        const { body, kinds } = election.count({ votes: election.marks([10, 10, 10, 9]) });
        return command(people().secretary, at.poll, 'countBallots', body, kinds, language);
      },
    ],
    [
      'a right to vote for somebody who is not on the roll',
      'not-on-roll',
      (language) =>
        http.post(people().countyOfficer, `/api/booths/${at.booth}/rights`, { blinded: 'A'.repeat(512) }, { 'accept-language': language }),
    ],
    [
      'a paper for a box that is closed',
      'booth-closed',
      async (language) => {
        const sealed = await boothDesk(http, '', { inspector: '', scrutineer: '', envelope: '' }).sealedFor(at.booth, {
          [at.decided]: 'agree',
        });
        return http.post(undefined, `/api/public/booths/${at.booth}/ballots`, { right: { code }, sealed }, { 'accept-language': language });
      },
    ],
  ];

  const isRefused = async (refused: string, attempt: Try): Promise<void> => {
    const before = await recorded(refused);
    const [zh, en] = [await attempt('zh'), await attempt('en')];
    expect([zh.body.code, en.body.code]).toEqual([refused, refused]);
    expect(zh.status).toBeGreaterThanOrEqual(400);
    expect(zh.status).toBeLessThan(500);
    for (const { body } of [zh, en]) expect([typeof body.clause, typeof body.citation]).toEqual(['string', 'string']);
    expect([/\p{Script=Han}/u.test(zh.body.remedy), /\p{Script=Han}/u.test(en.body.remedy)]).toEqual([true, false]);
    expect([/\p{Script=Han}/u.test(zh.body.detail ?? zh.body.title), /\p{Script=Han}/u.test(en.body.detail ?? en.body.title)]).toEqual([
      true,
      false,
    ]);
    expect(await recorded(refused)).toBe(before + 2);
  };

  it.each(WRONG)('%s: %s', (_name, refused, attempt) => isRefused(refused, attempt));

  it('two verdicts at once: one decides, the other is told that nothing waits, and both are on record', async () => {
    const id = await way.open();
    const [paper, other] = await Promise.all(['verdict-opinion', 'verdict-opinion'].map((kind) => http.paper(people().inspector, kind)));
    const give = (verdict: string, named: string | undefined) =>
      http.post(people().inspector, `/api/cases/${id}/commands`, { kind: 'giveVerdict', body: { step: 'K0', verdict }, papers: [named] });
    const both = await Promise.all([give('pass', paper), give('veto', other)]);
    const [lost, ...more] = both.filter(({ status }) => status !== 200);
    expect(more).toEqual([]);
    expect(['not-awaiting', 'case-ended']).toContain(lost?.body.code);
    expect([typeof lost?.body.clause, typeof lost?.body.remedy]).toEqual(['string', 'string']);
    const { rows } = await product.database.pool.query(
      `SELECT status FROM command WHERE case_id = $1 AND kind = 'giveVerdict' ORDER BY status`,
      [id],
    );
    expect(rows.map(({ status }) => status)).toEqual(['accepted', 'refused']);
    const { rows: log } = await product.database.pool.query(
      `SELECT body ->> 'code' AS code FROM log_entry WHERE case_id = $1 AND kind = 'command.refused'`,
      [id],
    );
    expect(log.map((row) => row.code)).toEqual([lost?.body.code]);
  });

  it('what nobody may read is refused as if it were not there', async () => {
    const answer = await command(people().inspector, randomUUID(), 'giveVerdict', { step: 'K0', verdict: 'pass' });
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
  });

  describe('what has lapsed meanwhile', () => {
    beforeAll(async () => {
      const { office } = election;
      await office.moveTo('2028-01-21');
      await office.ended(at.expired);
      await office.at(at.stale, 'K2');
    });

    const LAPSED: typeof WRONG = [
      [
        'inspection objects of a recommendation that is a year old',
        'out-of-step',
        (language) =>
          command(people().approver1, at.stale, 'fixObjects', { objects: way.candidates.map(clear) }, ['object-reasons'], language),
      ],
      [
        'the Party’s reply to a recommendation that has expired',
        'case-ended',
        (language) => command(people().officer, at.expired, 'recordPartyReply', { result: 'activist' }, ['party-reply'], language),
      ],
    ];
    it.each(LAPSED)('%s: %s', (_name, refused, attempt) => isRefused(refused, attempt));
  });
});
