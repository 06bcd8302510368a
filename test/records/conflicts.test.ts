import { randomUUID } from 'node:crypto';
import { conflictsOf, conflictsOfAll } from '../../records/conflicts';
import { inspectorsFor } from '../../records/inspectors';
import { declareKin, withdrawKin } from '../../records/kin';
import { enterObjection } from '../../records/objections';
import { type Api, anApi } from '../api/helper';

const NUMBER = '110101201005040027';
const ON = '2026-09-01';

describe('who cannot inspect a case', () => {
  let api: Api;
  let county: Awaited<ReturnType<Api['unit']>>;
  let town: typeof county;
  let branch: typeof county;
  let own: typeof county;
  let higher: typeof county;
  let candidate: string;
  let inspector: string;
  let post: string;
  let candidacy: string;
  let sibling: string;
  let seq = 0;

  beforeEach(async () => {
    api = await anApi();
    county = await api.unit('committee');
    town = await api.unit('committee', county);
    branch = await api.unit('branch', town);
    own = await api.unit('inspection-office', undefined, { inspectsId: town.id });
    higher = await api.unit('inspection-office', undefined, { inspectsId: county.id });
    candidate = await api.person(branch);
    inspector = (await api.officer('inspector', own, { unit: own })).id;
    post = await aCase();
    candidacy = await aCase(post, candidate);
    sibling = await aCase(post, await api.person(branch));
  });
  afterEach(() => api.close());

  const sql = (text: string, values: unknown[]) => api.database.pool.query(text, values);
  const aCase = async (parent: string | null = null, subject: string | null = null): Promise<string> => {
    const id = randomUUID();
    await sql(
      `INSERT INTO case_row (id, procedure, subject_kind, subject_id, unit_id, committee_id, phase, opened_on, steps, stage, seq, state, statute_hash, origin, opened_at, changed_at, parent_id)
       VALUES ($1, 'admission', 'case', $2, $3, $4, 'open', $5, '{}', 'x', 0, '{}', 'x', '{}', now(), now(), $6)`,
      [id, subject, branch.id, town.id, ON, parent],
    );
    return id;
  };
  const aFact = async (of: string, actor: { id: string; seat: string }, recorder = actor) => {
    seq += 1;
    await sql(
      `INSERT INTO fact (case_id, seq, kind, "on", at, actor_id, recorder_id, fact, hash) VALUES ($1, $2, 'x', $3, now(), $4, $5, $6::jsonb, '\\x00')`,
      [of, seq, ON, actor.id, recorder.id, JSON.stringify({ actor, recorder })],
    );
  };
  const hold = async (personId: string, orgId: string, role: string, more: object = {}) => {
    await api.database.prisma.holding.create({ data: { personId, orgId, role, since: '2026-01-01', ...more } });
  };
  const codes = async (on = ON, person = inspector) =>
    (await conflictsOf(api.database.pool, api.deps.vault, { person, case: candidacy, candidates: [candidate], on })).map(
      ({ code }) => code,
    );
  const kin = (person: string, relative: { id: string } | { name: string; idNumber?: string }, kind: string, more: object = {}) =>
    declareKin(api.database.pool, api.deps.vault, {
      person,
      relative,
      kind: kind as 'spouse',
      by: person,
      as: 'self',
      on: ON,
      ...more,
    });

  it('nobody, as long as nothing is known', async () => {
    expect(await codes()).toEqual([]);
  });

  it('the candidate', async () => {
    expect(await codes(ON, candidate)).toContain('subject');
  });

  it.each(['actor', 'recorder'] as const)(
    'whoever was %s of a fact of the case, of its post, or below it; not as inspector',
    async (as) => {
      const someone = { id: await api.person(branch), seat: 'committee-officer' };
      const parties = (seat: string) => [{ id: inspector, seat }, someone] as const;
      const enter = (of: string, seat: string) => {
        const [mine, other] = parties(seat);
        return as === 'actor' ? aFact(of, mine, other) : aFact(of, other, mine);
      };
      await enter(sibling, 'committee-officer');
      // Another candidacy of the same post is not this one.
      expect(await codes()).toEqual([]);
      await enter(candidacy, 'inspector');
      await enter(post, 'inspector');
      expect(await codes()).toEqual([]);
      await enter(post, 'committee-officer');
      expect(await codes()).toEqual(['acted']);
      const found = await conflictsOf(api.database.pool, api.deps.vault, {
        person: inspector,
        case: candidacy,
        candidates: [candidate],
        on: ON,
      });
      expect(found).toEqual([{ code: 'acted', with: post }]);
      const ofPost = await conflictsOf(api.database.pool, api.deps.vault, {
        person: inspector,
        case: post,
        candidates: [candidate],
        on: ON,
      });
      expect(ofPost).toEqual(
        expect.arrayContaining([
          { code: 'acted', with: post },
          { code: 'acted', with: sibling },
        ]),
      );
    },
  );

  it.each(['spouse', 'direct-blood', 'collateral-three', 'close-in-law'])('kin by %s, whoever of the two declared it', async (kind) => {
    const other = await api.person(branch);
    await kin(other, { id: inspector }, kind);
    expect(await codes()).toEqual([]);
    await kin(kind === 'spouse' ? candidate : inspector, { id: kind === 'spouse' ? inspector : candidate }, kind);
    expect(await codes()).toEqual(['kin']);
  });

  it('kin by the number of a relative who was registered later; a name alone finds nobody', async () => {
    await kin(inspector, { name: '阿依努尔' }, 'spouse');
    await kin(inspector, { name: '阿依努尔', idNumber: NUMBER }, 'spouse');
    expect(await codes()).toEqual([]);
    const later = await api.person(branch, { name: '阿依努尔', idNumber: NUMBER, birth: undefined });
    const found = await conflictsOf(api.database.pool, api.deps.vault, {
      person: inspector,
      case: candidacy,
      candidates: [candidate, later],
      on: ON,
    });
    expect(found).toEqual([{ code: 'kin', with: later }]);
  });

  it('kin while it lasts: from its first day to its last, and until it is withdrawn', async () => {
    const { id } = await kin(inspector, { id: candidate }, 'close-in-law', { since: '2026-08-01', until: '2026-10-01' });
    expect([await codes('2026-07-31'), await codes('2026-08-01'), await codes('2026-10-01'), await codes('2026-10-02')]).toEqual([
      [],
      ['kin'],
      ['kin'],
      [],
    ]);
    await withdrawKin(api.database.pool, id, inspector, '2026-09-15');
    expect([await codes('2026-09-14'), await codes('2026-09-15')]).toEqual([['kin'], []]);
  });

  it('whoever has declared another interest', async () => {
    await kin(candidate, { id: inspector }, 'other-interest');
    expect(await codes()).toEqual(['declared']);
  });

  it('the recorded superior, but not whoever is under the candidate', async () => {
    await kin(inspector, { id: candidate }, 'direct-superior');
    expect(await codes()).toEqual([]);
    await kin(candidate, { id: inspector }, 'direct-superior', { since: '2026-09-01' });
    expect([await codes('2026-08-31'), await codes()]).toEqual([[], ['superior']]);
  });

  it.each(['branch-secretary', 'committee-approver', 'committee-officer'])(
    'the %s of his unit, of the one above, of a unit where he holds an office',
    async (role) => {
      await hold(inspector, county.id, role);
      // Two levels up is no direct superior.
      expect(await codes()).toEqual([]);
      await hold(inspector, town.id, role, { until: '2026-08-31' });
      expect([await codes('2026-08-31'), await codes()]).toEqual([['superior'], []]);
      await hold(candidate, town.id, 'committee-officer', { since: '2026-09-02' });
      expect([await codes(), await codes('2026-09-02')]).toEqual([[], ['superior']]);
    },
  );

  it('other roles at his unit are no superiors', async () => {
    await hold(inspector, branch.id, 'branch-committee');
    await hold(inspector, town.id, 'auditor');
    expect(await codes()).toEqual([]);
  });

  it('the complainant, known by a keyed digest only', async () => {
    const about = { occasion: randomUUID(), case: candidacy };
    await enterObjection(api.database.pool, api.deps.vault, about, { text: '材料不实' }, Date.now(), candidate);
    await enterObjection(api.database.pool, api.deps.vault, { ...about, case: await aCase() }, { text: '材料不实' }, Date.now(), inspector);
    expect(await codes()).toEqual([]);
    await enterObjection(api.database.pool, api.deps.vault, about, { text: '材料不实' }, Date.now(), inspector);
    expect(await codes()).toEqual(['complainant']);
    const { rows } = await sql('SELECT * FROM objection', []);
    expect(JSON.stringify(rows)).not.toContain(inspector);
    const others = rows.map(({ complainant_index }) => complainant_index.toString('hex'));
    expect(new Set(others).size).toBe(2);
  });

  it('whoever passed or decided what is annulled; not who was recused from it or had left, and nobody of another case', async () => {
    const annulment = await aCase();
    await sql(`UPDATE case_row SET procedure = 'annulment', state = $2 WHERE id = $1`, [annulment, { book: { target: candidacy } }]);
    const meeting = await aCase();
    const [voter, recused, left] = [await api.person(town), await api.person(town), await api.person(town)];
    const roll = { entitled: [voter, recused, left], present: [voter, recused, left] };
    await sql(`UPDATE case_row SET procedure = 'meeting', state = $2 WHERE id = $1`, [meeting, { book: { detail: { roll } } }]);
    const aFactOf = async (of: string, kind: string, fact: object, actor: string | null = null) => {
      seq += 1;
      await sql(
        `INSERT INTO fact (case_id, seq, kind, "on", at, actor_id, recorder_id, fact, hash) VALUES ($1, $2, $3, $4, now(), $5, $5, $6::jsonb, '\\x00')`,
        [of, seq, kind, ON, actor, JSON.stringify(fact)],
      );
    };
    await aFactOf(meeting, 'itemVoted', { body: { case: candidacy, recused: [recused], left: [left] } });
    await aFactOf(candidacy, 'approvalDecided', { occasion: { id: meeting, machine: 'meeting' } });
    const people = [inspector, voter, recused, left];
    const found = async (id: string) =>
      [...(await conflictsOfAll(api.database.pool, api.deps.vault, people, { case: id, candidates: [], on: ON })).values()].map((one) =>
        one.map(({ code }) => code),
      );
    expect(await found(annulment)).toEqual([[], ['decided'], [], []]);
    // A verdict on the post passes its candidates too.
    await aFactOf(post, 'verdictGiven', { actor: { seat: 'inspector' }, recorder: { seat: 'inspector' } }, inspector);
    await aFactOf(candidacy, 'appointed', { actor: { seat: 'committee-approver' }, recorder: { seat: 'committee-approver' } }, recused);
    await aFactOf(post, 'x', { actor: { seat: 'committee-officer' }, recorder: { seat: 'committee-officer' } }, left);
    expect(await found(annulment)).toEqual([['decided'], ['decided'], ['acted', 'decided'], ['acted']]);
    for (const other of [await aCase(), meeting]) expect(await found(other)).toEqual([[], [], [], []]);
    // To the case itself the verdict is no conflict: it is the inspector's own.
    expect((await found(candidacy))[0]).toEqual([]);
  });

  it('all at once, each once', async () => {
    await kin(candidate, { id: inspector }, 'spouse');
    await kin(inspector, { id: candidate }, 'spouse');
    await hold(inspector, town.id, 'committee-officer');
    await aFact(candidacy, { id: inspector, seat: 'committee-officer' });
    await enterObjection(api.database.pool, api.deps.vault, { occasion: post, case: post }, { text: 'x' }, Date.now(), inspector);
    expect(await codes()).toEqual(['kin', 'superior', 'acted', 'complainant']);
  });

  describe('the order in which inspectors are asked', () => {
    const ask = async (on = ON) =>
      inspectorsFor(api.database.pool, api.deps.vault, { committeePath: town.path, case: candidacy, candidates: [candidate], on });
    const names = new Map<string, string>();
    const sits = async (name: string, at: typeof county, more: object = {}) => {
      const id = await api.person(at, { name: '监督员', birth: '1985-01-01' });
      names.set(id, name);
      await hold(id, at.id, 'inspector', more);
      return id;
    };
    const order = async (on?: string) => (await ask(on)).seated.map(({ person }) => names.get(person));
    let all: Record<string, string>;
    beforeEach(async () => {
      names.clear();
      names.set(inspector, 'first');
      await api.database.prisma.holding.updateMany({ where: { personId: inspector }, data: { since: '2025-01-01' } });
      all = {
        above: await sits('above', higher, { since: '2020-01-01' }),
        unordered: await sits('unordered', own, { acting: true, since: '2020-01-01' }),
        substitute2: await sits('substitute2', own, { acting: true, rank: 2, since: '2021-01-01' }),
        substitute1: await sits('substitute1', own, { acting: true, rank: 1, until: '2026-12-31' }),
        second: await sits('second', own),
        beside: await sits('beside', await api.unit('inspection-office', undefined, { inspectsId: branch.id })),
      };
      await hold(all.second ?? '', higher.id, 'inspector', { since: '2019-01-01' });
    });

    it('is holders, substitutes by their order, then the office above; each once, and nobody of an office that inspects elsewhere', async () => {
      expect(await order()).toEqual(['first', 'second', 'substitute1', 'substitute2', 'unordered', 'above']);
      expect(await order('2027-01-01')).toEqual(['first', 'second', 'substitute2', 'unordered', 'above']);
      expect((await ask()).next).toBe(inspector);
    });

    it('passes over leave and conflicts, one after the other, until nobody is left', async () => {
      const seen: (string | undefined)[] = [];
      const next = async () => seen.push(names.get((await ask()).next ?? ''));
      await sql('INSERT INTO inspector_leave (person_id, org_id, since, until, given_by) VALUES ($1, $2, $3, $3, $1)', [
        inspector,
        own.id,
        ON,
      ]);
      await next();
      await kin(all.second ?? '', { id: candidate }, 'spouse');
      await next();
      await aFact(candidacy, { id: all.substitute1 ?? '', seat: 'committee-officer' });
      await next();
      await enterObjection(
        api.database.pool,
        api.deps.vault,
        { occasion: post, case: candidacy },
        { text: 'x' },
        Date.now(),
        all.substitute2,
      );
      await next();
      const account = await api.database.prisma.account.create({
        data: { personId: all.unordered ?? '', login: 'gone', status: 'disabled', createdAt: new Date() },
      });
      expect(account.status).toBe('disabled');
      await next();
      await hold(all.above ?? '', town.id, 'committee-officer');
      await next();
      expect(seen).toEqual(['second', 'substitute1', 'substitute2', 'unordered', 'above', undefined]);
      expect((await ask('2026-09-02')).next).toBe(inspector);
      expect((await ask()).seated.find(({ person }) => person === inspector)).toMatchObject({ away: true, conflicts: [] });
    });
  });
});
