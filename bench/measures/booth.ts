import { randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { type Drawing, drawRight, type Right } from '../../ballot-client/remote';
import { paperBytes, sealPaper } from '../../ballot-client/seal';
import { BallotForm } from '../../domain/ballots/form';
import { paperSize } from '../../domain/ballots/paper';
import { createAccount } from '../../records/accounts';
import { castBallot } from '../../records/booth/casting';
import { printCodes } from '../../records/booth/codes';
import { openSession } from '../../records/sessions';
import type { Bench } from '../bench';
import type { Figure } from '../report';
import { median, type Round, summary } from '../statistics';

const form = BallotForm.parse({ kind: 'vote', title: '表决票', candidates: [{ id: 'c1', label: '艾力' }] });
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
/** As many connections as one API has. */
const CONNECTIONS = 10;

interface Ballot {
  readonly right: unknown;
  readonly sealed: string;
}
interface Hall {
  readonly meeting: string;
  readonly voters: readonly string[];
}

/** A meeting with everybody on its roll, as its workflow would have left it. */
const meet = async ({ pool, county, sizes }: Bench): Promise<Hall> => {
  const [meeting, branch] = [randomUUID(), county.branch(0)];
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO person (id, name, birth, unit_id, league) SELECT gen_random_uuid(), '团员' || n, '2008-03-01', $1, 'member' FROM generate_series(1, $2::int) AS n RETURNING id`,
    [branch.id, sizes.voters - 1],
  );
  const voters = [...rows.map(({ id }) => id), branch.contact.id];
  const book = { kind: 'branch', entries: {}, detail: { roll: { entitled: voters, present: voters }, remoteBallot: true } };
  const state = {
    id: meeting,
    unit: branch.id,
    committee: county.town.id,
    phase: 'open',
    steps: { O1: { openedOn: '2026-05-06', openedSeq: 0 } },
    asks: [],
    book,
  };
  await pool.query(
    `INSERT INTO case_row (id, procedure, subject_kind, unit_id, committee_id, phase, opened_on, steps, stage, seq, state, statute_hash, origin, opened_at, changed_at, started)
     VALUES ($1, 'meeting', 'occasion', $2, $3, 'open', '2026-05-06', '{O1}', 'occasion', 2, $4::jsonb, 'bench', $4::jsonb, now(), now(), true)`,
    [meeting, branch.id, county.town.id, JSON.stringify(state)],
  );
  return { meeting, voters };
};

const draft = async ({ county }: Bench, { meeting, voters }: Hall, level: 'room' | 'remote') => {
  const { secretary, contact } = county.branch(0);
  const holders = [
    { role: 'scrutineer', holder: contact.id },
    { role: 'second-scrutineer', holder: voters[0] },
    { role: 'envelope', holder: secretary.id },
  ];
  const body = { occasion: meeting, item: randomUUID(), level, form, holders };
  const { id } = await county.caller.ask<{ id: string }>('POST', '/api/booths', secretary.token, body);
  return id;
};

const sessionOf = async ({ pool }: Bench, person: string): Promise<string> => {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM account WHERE person_id = $1', [person]);
  const account =
    rows[0]?.id ?? (await createAccount(pool, { personId: person, login: `v${person.slice(0, 13)}`, passwordHash: 'x', at: Date.now() }));
  if (!account) throw new Error('the login is taken');
  return (await openSession(pool, account, Date.now(), 'bench')).token;
};

const takeKeys = async (bench: Bench, booth: string, second: string): Promise<{ role: string; key: string; publicKey: string }[]> => {
  const { caller } = bench.county;
  const { secretary, contact } = bench.county.branch(0);
  const taken = [];
  for (const token of [contact.token, await sessionOf(bench, second), secretary.token]) {
    const key = await caller.ask<{ role: string; privateKey: string; publicKey: string }>('POST', `/api/booths/${booth}/key`, token, {});
    taken.push({ role: key.role, key: key.privateKey, publicKey: key.publicKey });
  }
  return taken;
};

/** Sealed before the clock runs: that is the voters' phones' work. */
const sealAll = async (booth: string, keys: readonly { publicKey: string }[], rights: readonly unknown[]): Promise<Ballot[]> => {
  const publics = keys.map(({ publicKey }) => Buffer.from(publicKey, 'base64url'));
  const ballots = [];
  for (const right of rights)
    ballots.push({ right, sealed: base64(await sealPaper(booth, publics, paperBytes({ c1: 'for' }, [], paperSize(form)))) });
  return ballots;
};

/** So many a second, `lanes` at a time. */
const rate = async <T>(lanes: number, list: readonly T[], one: (item: T) => Promise<unknown>): Promise<number> => {
  const left = [...list];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) await one(next);
    }),
  );
  return (list.length * 1000) / (performance.now() - began);
};

/** The floor: a transaction of one insert of as many bytes, by its key, and nothing else. */
const floorOf = async ({ sizes }: Bench, pool: Pool, sealed: number, count: number): Promise<number> => {
  const [booth, bytes] = [randomUUID(), randomBytes(sealed)];
  const tokens = Array.from({ length: count }, () => randomBytes(32));
  const insert = { name: 'bare-cast', text: 'INSERT INTO bench_cast (booth, token, sealed) VALUES ($1, $2, $3)' };
  return rate(sizes.lanes, tokens, (token) => pool.query({ ...insert, values: [booth, token, bytes] }));
};

/** The booth's own transaction from the bench's process, like the floor: what the rules of the box cost. */
const castDirectly = ({ sizes }: Bench, pool: Pool, booth: string, ballots: readonly Ballot[]): Promise<number> =>
  rate(sizes.lanes, ballots, ({ right, sealed }) =>
    castBallot(pool, { booth, right: right as { code: string }, sealed: Buffer.from(sealed, 'base64url') }),
  );

const castAll = ({ county, sizes }: Bench, booth: string, ballots: readonly Ballot[]): Promise<number> =>
  rate(sizes.lanes, ballots, (ballot) => county.caller.ask('POST', `/api/public/booths/${booth}/ballots`, undefined, ballot));

/** Closing, opening with two keys, counting and proving, and the publication for a recount; in milliseconds. */
const tallied = async (
  { county }: Bench,
  booth: string,
  keys: readonly { role: string; key: string }[],
  expected: number,
): Promise<number> => {
  const { secretary } = county.branch(0);
  const began = performance.now();
  await county.caller.ask('POST', `/api/booths/${booth}/close`, secretary.token, {});
  await county.caller.ask('POST', `/api/booths/${booth}/tally`, secretary.token, {
    keys: keys.slice(0, 2).map(({ role, key }) => ({ role, key })),
  });
  type Recount = { wrong: string[]; proof: { returned: number } };
  const { wrong, proof } = await county.caller.ask<Recount>('GET', `/api/booths/${booth}/recount`, secretary.token);
  if (wrong.length > 0 || proof.returned !== expected) throw new Error(`a tally of ${proof.returned} with ${wrong.join()}`);
  return performance.now() - began;
};

/** A booth that is open, with a sealed paper for each voter. */
const room = async (bench: Bench, hall: Hall) => {
  const { secretary } = bench.county.branch(0);
  const booth = await draft(bench, hall, 'room');
  const keys = await takeKeys(bench, booth, hall.voters[0] ?? '');
  const codes = await printCodes(bench.pool, { booth, by: secretary.id, at: Date.now() });
  await bench.county.caller.ask('POST', `/api/booths/${booth}/open`, secretary.token, {});
  await bench.county.caller.ask('POST', `/api/booths/${booth}/handed`, secretary.token, { handed: codes.length });
  const ballots = await sealAll(
    booth,
    keys,
    codes.map((code) => ({ code })),
  );
  return { booth, keys, ballots, bytes: Buffer.from(ballots[0]?.sealed ?? '', 'base64url').length };
};

/** What a right that nobody can trace costs: the voter's phone, the booth's signature, the casting. */
const remote = async (bench: Bench, hall: Hall) => {
  const { caller } = bench.county;
  const { secretary } = bench.county.branch(0);
  const booth = await draft(bench, hall, 'remote');
  const keys = await takeKeys(bench, booth, hall.voters[0] ?? '');
  await caller.ask('POST', `/api/booths/${booth}/draw`, secretary.token, {});
  const { drawKey } = await caller.ask<{ drawKey: string }>('GET', `/api/booths/${booth}`, secretary.token);
  const phones: number[] = [];
  const drawn: { token: string; drawing: Drawing }[] = [];
  for (const voter of hall.voters.slice(0, bench.sizes.remoteVoters)) {
    const token = await sessionOf(bench, voter);
    const began = performance.now();
    const drawing = await drawRight(booth, Buffer.from(drawKey, 'base64url'));
    phones.push(performance.now() - began);
    drawn.push({ token, drawing });
  }
  const rights: (() => Promise<Right>)[] = [];
  const draws = await rate(bench.sizes.lanes, drawn, async ({ token, drawing }) => {
    const asked = { blinded: base64(drawing.blinded) };
    const { signature } = await caller.ask<{ signature: string }>('POST', `/api/booths/${booth}/rights`, token, asked);
    rights.push(() => drawing.finish(Buffer.from(signature, 'base64url')));
  });
  const finished = [];
  for (const right of rights) {
    const { message, signature } = await right();
    finished.push({ message: base64(message), signature: base64(signature) });
  }
  await caller.ask('POST', `/api/booths/${booth}/open`, secretary.token, {});
  const ballots = await sealAll(booth, keys, finished);
  return { draws, casts: await castAll(bench, booth, ballots), phone: median(phones) };
};

/** A thousand voters of one meeting at the box, in the room and from elsewhere; then the tally with its proof. */
export const booth = async (bench: Bench): Promise<Figure[]> => {
  const pool = new Pool({ connectionString: bench.servers.databaseUrl, max: CONNECTIONS });
  try {
    await pool.query('CREATE TABLE bench_cast (booth uuid, token bytea, sealed bytea, PRIMARY KEY (booth, token))');
    const hall = await meet(bench);
    const [rounds, overHttp, tallies, requests]: [Round[], number[], number[], number[]] = [[], [], [], []];
    for (let round = 0; round < bench.sizes.rounds; round += 1) {
      const [one, other] = [await room(bench, hall), await room(bench, hall)];
      const floor = (): Promise<number> => floorOf(bench, pool, one.bytes, one.ballots.length);
      const before = await floor();
      const product = await castDirectly(bench, pool, one.booth, one.ballots);
      rounds.push({ before, product, after: await floor() });
      overHttp.push(await castAll(bench, other.booth, other.ballots));
      requests.push(await rate(bench.sizes.lanes, other.ballots, () => bench.county.caller.ask('GET', '/version', undefined)));
      for (const { booth: id, keys, ballots } of [one, other]) tallies.push(await tallied(bench, id, keys, ballots.length));
    }
    const away = await remote(bench, hall);
    const figure = summary(rounds);
    const voters = hall.voters.length;
    return [
      {
        measure: 'booth-casts-per-second',
        unit: `1/s at ${bench.sizes.lanes} lanes`,
        ...figure,
        limit: { of: 'ratio', least: 0.5 },
        note: `${voters} voters with printed codes, the booth's transaction against one bare insert transaction of as many bytes, both from the bench's process on ${CONNECTIONS} connections`,
      },
      {
        measure: 'booth-http-casts-per-second',
        unit: `1/s at ${bench.sizes.lanes} lanes`,
        product: median(overHttp),
        floor: figure.floor,
        ratio: median(overHttp) / figure.floor,
        note: `the same over HTTP, checks of the request and all, against the same floor, which has no HTTP; the API answers ${median(requests).toFixed(0)} requests a second for which it does nothing (GET /version)`,
      },
      {
        measure: 'booth-remote-casts-per-second',
        unit: `1/s at ${bench.sizes.lanes} lanes`,
        product: away.casts,
        floor: figure.floor,
        ratio: away.casts / figure.floor,
        note: 'level 2 over HTTP: each right verified (RSA-PSS) and given a blank place; against the same floor',
      },
      {
        measure: 'booth-remote-draws-per-second',
        unit: `1/s at ${bench.sizes.lanes} lanes`,
        product: away.draws,
        note: `level 2: rights signed blindly with RSA-3072, over HTTP, each in a session of its own; blinding takes the voter's device ${away.phone.toFixed(0)} ms here`,
      },
      {
        measure: 'booth-tally',
        unit: `ms for ${voters} papers`,
        product: median(tallies),
        note: 'close, open with two keys, count, prove, publish and recount, over HTTP',
      },
    ];
  } finally {
    await pool.end();
  }
};
