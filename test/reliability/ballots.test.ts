import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../api/app';
import { openCasework } from '../../api/casework';
import { paperBytes, sealPaper } from '../../ballot-client/seal';
import { BallotForm } from '../../domain/ballots/form';
import { paperSize, paperText } from '../../domain/ballots/paper';
import { newDrawKey } from '../../records/booth/blind';
import { closeBooth, sweepBox } from '../../records/booth/closing';
import { printCodes } from '../../records/booth/codes';
import { draftBooth } from '../../records/booth/drafting';
import { drawRight } from '../../records/booth/drawing';
import { takeKey } from '../../records/booth/keys';
import { drawKeyPlace, handOut, openBooth } from '../../records/booth/opening';
import { type HeldKey, tallyBooth } from '../../records/booth/tallying';
import { opener } from '../../records/booth/unseal';
import { transaction } from '../../records/database';
import { openVault } from '../../records/sealed';
import { base64 } from '../harness/booth';
import { lawful, who } from '../harness/given';
import { anOffice, type Office } from '../harness/office';
import { type Product, startProduct } from '../harness/product';
import type { OwnServer } from '../harness/servers';
import { type Evidence, evidenceOf, type Known, learn, readWal, STRATEGIES, success, tellsWay, type Way } from './ballot-attacker';
import { startOwnDatabase } from './own-servers';
import { quickDraw } from './quick-voter';

const VOTERS = 20;
/** Of a mixed box: absentees who draw; the others vote by codes in the same box. */
const ABSENT = 8;
const LEVELS = ['room', 'remote', 'mixed'] as const;
type Kind = (typeof LEVELS)[number];
/** Ballots whose voters tell the attacker how they voted, and ballots on which he is tried. */
const [TOLD, TRIED] = [10, Number(process.env.BALLOTS ?? 50)];

/** Each voter names another one of twenty, so that a paper is as telling as it can be. */
const form = BallotForm.parse({
  kind: 'recommendation',
  title: '民主推荐票',
  candidates: Array.from({ length: VOTERS }, (_, index) => ({ id: `c${index}`, label: `人选${index}` })),
  maxNames: 1,
});

const shuffled = (count: number): number[] => {
  const list = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [list[last], list[other]] = [list[other] ?? 0, list[last] ?? 0];
  }
  return list;
};

describe('nobody can join a paper to its voter', () => {
  let server: OwnServer;
  let product: Product;
  let office: Office;
  let app: FastifyInstance;
  let closeCasework: () => Promise<void>;
  let members: string[];
  const lines: string[] = [];
  const occasion = randomUUID();

  beforeAll(async () => {
    const own = await startOwnDatabase();
    server = own.server;
    product = await startProduct({ database: own.database, worker: false });
    // In the attacker's favour: nothing of the write-ahead log is used again.
    await product.database.pool.query(`ALTER SYSTEM SET wal_keep_size = '4GB'`);
    await product.database.pool.query('SELECT pg_reload_conf()');
    office = await anOffice(product);
    members = [];
    for (let n = 0; n < VOTERS; n += 1) members.push(await office.person('团员', office.branch.id));
    const casework = openCasework(product.config, product.database, product.clock);
    closeCasework = casework.close;
    const config = { ...product.config, logLevel: 'debug' as const };
    const vault = openVault(config.keys.fieldKeyFile);
    app = await buildApp({
      config,
      database: product.database,
      clock: product.clock,
      vault,
      casework,
      logTo: { write: (line) => void lines.push(line) },
    });
    await meet();
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    await closeCasework?.();
    await product?.stop();
    void server;
  });

  /** A meeting with all twenty on its roll. */
  const meet = async (): Promise<void> => {
    const given = lawful({ procedure: 'meeting' });
    const convene = {
      kind: 'conveneMeeting',
      on: '2026-05-06',
      seat: 'branch-secretary' as const,
      body: { kind: 'branch', cases: [who('a')] },
    };
    const { branch, town } = office;
    const state = { ...given.given(convene).state(), id: occasion, unit: branch.id, committee: town.id };
    await product.database.pool.query(
      `INSERT INTO case_row (id, procedure, subject_kind, unit_id, committee_id, phase, opened_on, steps, stage, seq, state, statute_hash, origin, opened_at, changed_at, started)
       VALUES ($1, 'meeting', 'occasion', $2, $3, 'open', '2026-05-06', '{O1}', 'occasion', $4, $5::jsonb, $6, $5::jsonb, now(), now(), true)`,
      [occasion, branch.id, town.id, state.seq, JSON.stringify(state), given.statute.hash],
    );
  };

  const cast = async (booth: string, right: unknown, sealed: Uint8Array): Promise<void> => {
    const url = `/api/public/booths/${booth}/ballots`;
    const answer = await app.inject({ method: 'POST', url, payload: { right, sealed: base64(sealed) } });
    if (answer.statusCode !== 200) throw new Error(answer.body);
  };

  interface Ballot {
    readonly booth: string;
    readonly keys: readonly Buffer[];
    readonly held: readonly HeldKey[];
    /** In order of drawing, which is that of casting. */
    readonly voters: readonly string[];
    readonly ways: readonly Way[];
    readonly truth: readonly string[];
  }

  /** Codes, in the order in which the voters took them. */
  const takeCodes = async (booth: string, act: { by: string; at: number }): Promise<unknown[]> => {
    const codes = await printCodes(product.database.pool, { booth, ...act });
    return shuffled(codes.length).map((index) => ({ code: codes[index] ?? '' }));
  };
  const drawRights = async (booth: string, act: { by: string; at: number }, voters: readonly string[]): Promise<unknown[]> => {
    const { pool } = product.database;
    const vault = openVault(product.config.keys.fieldKeyFile);
    // As openDraw does, but with one key for all ballots: making 3072-bit keys is slow, and nothing of it is a trace.
    drawKey ??= await newDrawKey();
    await pool.query(`UPDATE booth SET status = 'drawing', draw_public = $2, draw_private = $3 WHERE id = $1`, [
      booth,
      drawKey.publicKey,
      vault.seal(drawKeyPlace(booth), drawKey.privateKey),
    ]);
    const rights = [];
    for (const voter of voters) {
      const drawing = quickDraw(booth, drawKey.publicKey);
      const right = drawing.finish(await drawRight(pool, vault, { booth, voter, blinded: drawing.blinded, at: act.at }));
      rights.push({ message: base64(right.message), signature: base64(right.signature) });
    }
    return rights;
  };
  let drawKey: Awaited<ReturnType<typeof newDrawKey>> | undefined;

  const hold = async (kind: Kind): Promise<Ballot> => {
    const { pool } = product.database;
    const { people } = office;
    const act = { by: people.secretary, at: Date.now() };
    const holders = { inspector: people.inspector, scrutineer: members[0] ?? '', envelope: people.secretary };
    const voters = shuffled(VOTERS).map((index) => members[index] ?? '');
    const away = kind === 'mixed' ? shuffled(VOTERS).slice(0, ABSENT) : [];
    const ways = voters.map((_, index): Way => (kind === 'remote' || away.includes(index) ? 'drawn' : 'code'));
    const by = (way: Way): string[] => voters.filter((_, index) => ways[index] === way);
    const booth = await transaction(pool, (tx) =>
      draftBooth(tx, {
        ...act,
        occasion,
        item: randomUUID(),
        level: kind === 'room' ? 'room' : 'remote',
        remoteAllowed: true,
        form,
        roll: { entitled: members, present: kind === 'mixed' ? by('code') : members },
        ...(kind === 'mixed' ? { absentees: by('drawn') } : {}),
        recused: [],
        away: [],
        standing: [],
        holders: Object.entries(holders).map(([role, holder]) => ({ role, holder }) as never),
        objectionDays: 0,
      }),
    );
    const taken = [];
    for (const holder of Object.values(holders)) taken.push(await takeKey(pool, { booth, holder, at: act.at }));
    const drawn = kind === 'room' ? [] : await drawRights(booth, act, by('drawn'));
    const codes = kind === 'remote' ? [] : await takeCodes(booth, act);
    await transaction(pool, async (tx) => {
      await openBooth(tx, { booth, ...act });
      if (codes.length > 0) await handOut(tx, { booth, ...act, handed: codes.length });
    });
    const rights = ways.map((way) => (way === 'drawn' ? drawn : codes).shift());
    const keys = taken.map(({ publicKey }) => publicKey);
    const choices = shuffled(VOTERS).map((index) => ({ [`c${index}`]: 'recommend' }));
    for (const [index, marks] of choices.entries())
      await cast(booth, rights[index], await sealPaper(booth, keys, paperBytes(marks, [], paperSize(form))));
    await transaction(pool, (tx) => closeBooth(tx, { booth, ...act, on: '2026-05-06' }));
    await sweepBox(pool);
    const held = taken.map(({ role, privateKey }) => ({ role, key: Buffer.from(privateKey ?? '') }));
    const handedIn = held.slice(0, 2).map(({ role, key }) => ({ role, key: Buffer.from(key) }));
    expect(await tallyBooth(pool, { booth, ...act, keys: handedIn })).toBe('tallied');
    // What was handed in is wiped.
    expect(handedIn.every(({ key }) => key.every((byte) => byte === 0))).toBe(true);
    return { booth, keys, held, voters, ways, truth: choices.map((marks) => paperText({ marks, names: [] })) };
  };

  const holdMany = async (kind: Kind, count: number): Promise<{ ballot: Ballot; found: Evidence }[]> => {
    const ballots: Ballot[] = [];
    for (let n = 0; n < count; n += 1) ballots.push(await hold(kind));
    const wal = await readWal(product.database.pool);
    const known = [];
    let from = 0;
    for (const ballot of ballots) {
      from = Math.max(0, wal.indexOf(Buffer.from(ballot.booth.replaceAll('-', ''), 'hex'), from));
      known.push({ ballot, found: await evidenceOf(product.database.pool, wal, ballot.booth, from) });
    }
    return known;
  };

  /** With every key he would open what he has in order: shows that he reads the order rightly, and what the keys are worth. */
  const withKeys = ({ ballot, found }: { ballot: Ballot; found: Evidence }): (string | undefined)[] => {
    const held = [0, 1].map((index) => ({ index, key: ballot.held[index]?.key ?? Buffer.alloc(0) })) as never;
    const open = opener({ booth: ballot.booth, keys: ballot.keys, held });
    return found.cast.map((sealed) => open(sealed));
  };

  /** Ballots are permutations: a guess by chance hits `count` of VOTERS in one of VOTERS each; hits exclude one another a little. */
  const limit = (ballots: number, count = VOTERS): number => {
    const mean = count / VOTERS;
    const variance = (count * (count - 1)) / (VOTERS * (VOTERS - 1)) + mean - mean ** 2;
    return 1 / VOTERS + (3 * Math.sqrt(variance / ballots)) / count;
  };
  /** By chance, of as many papers as came by a way so many did: hypergeometric. */
  const limitOfWay = (ballots: number, count: number): number => {
    const share = count / VOTERS;
    const variance = (count * share * (1 - share) * (VOTERS - count)) / (VOTERS - 1);
    return share + (3 * Math.sqrt(variance / ballots)) / count;
  };

  describe.each(LEVELS)('level %s', (level) => {
    const ballots: { ballot: Ballot; found: Evidence }[] = [];
    beforeAll(async () => {
      ballots.push(...(await holdMany(level, TOLD + TRIED)));
    }, 1_500_000);
    const known = (from: number, to: number): Known[] =>
      ballots.slice(from, to).map(({ ballot: { truth, ways }, found }) => ({ found, truth, ways }));

    it('the attacker does see who came when, and what was cast when, sealed', () => {
      for (const { found } of ballots) {
        expect(found.cast.length).toBeGreaterThanOrEqual(VOTERS - 1);
      }
      const inOrder = ballots.filter(
        ({ ballot, found }) => found.drew.join() === ballot.voters.filter((voter) => found.drew.includes(voter)).join(),
      );
      if (level !== 'room') {
        expect(inOrder.length / ballots.length).toBeGreaterThan(0.9);
        expect(ballots.every(({ found }) => found.drew.length >= (level === 'mixed' ? ABSENT : VOTERS) - 2)).toBe(true);
      }
      // With two of three keys the order gives every choice away: until they are destroyed, keys and log together are the limit.
      const opened = ballots.map((one) => success(() => withKeys(one), [{ found: one.found, ...one.ballot }]));
      expect(opened.reduce((sum, share) => sum + share, 0) / opened.length).toBeGreaterThan(0.9);
    });

    it('his ways would find papers that lie in the order of casting, of drawing, or of rights', () => {
      const leaky = ({ found, truth, ways }: Known, order: readonly number[]): Known => ({
        truth,
        ways,
        found: {
          ...found,
          papers: order.map((from, at) => ({ id: String(at).padStart(4, '0'), xmin: String(at), wal: at, content: truth[from] ?? '' })),
        },
      });
      const inOrder = truthOrder(VOTERS);
      expect(
        success(
          learn(known(0, TOLD).map((one) => leaky(one, inOrder))).guess,
          known(TOLD, TOLD + 5).map((one) => leaky(one, inOrder)),
        ),
      ).toBe(1);
      const byRight = (known: Known): Known =>
        leaky(
          known,
          known.found.spent.map((token) => known.found.tokens.findIndex((one) => one.equals(token))),
        );
      const told = known(0, TOLD).map(byRight);
      expect(success(learn(told).guess, known(TOLD, TOLD + 5).map(byRight))).toBeGreaterThan(0.9);
      if (level !== 'mixed') return;
      // Papers that lie apart by the way they came, each part shuffled: their way is found, though not their voter.
      const apart = (known: Known): Known => {
        const order = shuffled(VOTERS);
        return leaky(known, [...order.filter((at) => known.ways[at] === 'drawn'), ...order.filter((at) => known.ways[at] === 'code')]);
      };
      const [toldApart, triedApart] = [known(0, TOLD).map(apart), known(TOLD, TOLD + 5).map(apart)];
      expect(tellsWay(learn(toldApart, drawnTold).guess, triedApart, 'drawn')).toBeGreaterThan(0.9);
    });

    it(`from tables, write-ahead log and API log he guesses no better than 1 in ${VOTERS}, and three sigma`, async () => {
      const told = known(0, TOLD);
      const rate = success(learn(told).guess, known(TOLD, TOLD + TRIED));
      if (rate <= limit(TRIED)) return;
      // Once in some hundred runs chance alone goes so far; a leak does it again.
      const again = (await holdMany(level, TRIED)).map(({ ballot: { truth, ways }, found }) => ({ found, truth, ways }));
      expect(success(learn([...told, ...known(TOLD, TOLD + TRIED)]).guess, again)).toBeLessThanOrEqual(limit(TRIED));
    }, 1_500_000);

    if (level === 'mixed')
      it('in one box with codes and drawn rights he guesses no better within either group, nor by which way a paper came', async () => {
        const told = known(0, TOLD);
        const above = (tried: readonly Known[]): string[] => {
          const [drawn, code] = (['drawn', 'code'] as const).map((way) => success(best(told, way), tried, way));
          const way = tellsWay(learn(told, drawnTold).guess, tried, 'drawn');
          const rates: readonly (readonly [string, number, number])[] = [
            ['drawn', drawn ?? 1, limit(tried.length, ABSENT)],
            ['code', code ?? 1, limit(tried.length, VOTERS - ABSENT)],
            ['way', way, limitOfWay(tried.length, ABSENT)],
          ];
          return rates.flatMap(([name, rate, most]) => (rate <= most ? [] : [`${name}: ${rate} > ${most}`]));
        };
        const found = above(known(TOLD, TOLD + TRIED));
        if (found.length === 0) return;
        const again = (await holdMany(level, TRIED)).map(({ ballot: { truth, ways }, found: seen }) => ({ found: seen, truth, ways }));
        expect({ found, again: above(again) }).toEqual({ found, again: [] });
      }, 1_500_000);

    if (level === 'mixed')
      it('the open box does tell by which way a sealed paper came: with two keys, the papers of those who drew are apart from all others', () => {
        const sealed = ballots.filter(({ ballot, found }) => found.cast.length === VOTERS && found.ways.join() === ballot.ways.join());
        expect(sealed.length / ballots.length).toBeGreaterThan(0.8);
        const sorted = (texts: readonly (string | undefined)[]) => [...texts].sort().join();
        for (const one of sealed) {
          const opened = withKeys(one).filter((_, index) => one.found.ways[index] === 'drawn');
          expect(sorted(opened)).toBe(sorted(one.ballot.truth.filter((_, index) => one.ballot.ways[index] === 'drawn')));
        }
      });

    it('sealed papers are of one length, and no trace of the open box is left in its files', async () => {
      const { pool } = product.database;
      const lengths = new Set(ballots.flatMap(({ found }) => found.sealed.map(({ bytes }) => bytes.length)));
      expect(lengths.size).toBe(1);
      await pool.query('CHECKPOINT');
      const { rows } = await pool.query<{ file: string }>(
        `SELECT current_setting('data_directory') || '/' || pg_relation_filepath(t) AS file FROM unnest(ARRAY['ballot_cast', 'ballot_right']) AS t`,
      );
      const files = Buffer.concat(rows.map(({ file }) => readFileSync(join(file))));
      const left = ballots.flatMap(({ found }) => [...found.cast.map((bytes) => bytes.subarray(1, 40)), ...found.tokens]);
      expect(left.filter((bytes) => files.includes(bytes)).length).toBe(0);
    });
  });

  it('the API’s log says nothing of ballots, at its most talkative; nor does the register of answers', async () => {
    await app.inject({ method: 'GET', url: '/health' });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => /booth|ballot|vote/i.test(line))).toEqual([]);
    const { rows } = await product.database.pool.query('SELECT route FROM reply');
    expect(rows).toEqual([]);
    const { rows: columns } = await product.database.pool.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_name LIKE 'ballot%' AND table_name <> 'ballot_turned_away' AND (data_type NOT IN ('uuid', 'bytea', 'text') OR column_default IS NOT NULL)`,
    );
    // Who draws a right, fixed for the whole roll when it is frozen, before anybody votes; on a draw it is always so.
    expect(columns.map(({ name }) => name).sort()).toEqual(['ballot_draw.draws', 'ballot_roll.draws']);
    expect(Object.keys(STRATEGIES).length).toBeGreaterThan(10);
  });
});

const drawnTold = (guess: Parameters<typeof tellsWay>[0], ballots: readonly Known[]): number => tellsWay(guess, ballots, 'drawn');
const best = (told: readonly Known[], way: Way) => learn(told, (guess, ballots) => success(guess, ballots, way)).guess;
const truthOrder = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
