import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createTestDatabase } from '../harness/database';
import { shared, temporaryFolder } from '../harness/servers';
import { exists, Launched, until } from './launcher';

/** The embedded parts are replaced by the shared ones: for what has nothing to do with them, and costs seconds. */
async function onSharedServers() {
  const database = await createTestDatabase();
  return { database, env: { DATABASE_URL: database.url, TEMPORAL_ADDRESS: shared.temporalAddress } };
}

describe('a folder through its life', () => {
  const dataDir = () => folder;
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder('life');
  });

  it('starts on nothing, survives kill -9 of the launcher, goes on with the same data, and stops in order', async () => {
    const first = await (await Launched.begin(dataDir())).ready();
    expect(first.output).toContain(`\nready http://127.0.0.1:${first.port}\n`);
    expect(await (await fetch(`http://127.0.0.1:${first.port}`)).text()).toBe('ok');
    const left = Object.values(first.children());
    expect(left).toHaveLength(5);

    const second = await Launched.begin(dataDir());
    expect(await second.ended).toBe(1);
    expect(second.output).toMatch(/^Another tuanwu \(process \d+\) already runs with the data folder .*, at http:\/\/127.0.0.1:\d+\. /);
    expect(second.output).not.toMatch(/\n +at /);

    first.process.kill('SIGKILL');
    await first.ended;
    const third = await (await Launched.begin(dataDir(), { port: first.port })).ready();
    await until('the children of the killed launcher are gone', () => !left.some(exists));
    expect(third.journal().filter((line) => line.startsWith('demo-data'))).toEqual(['demo-data starts 1', 'demo-data starts 2']);
    expect(third.output).toContain('existing data');
    expect(third.output).toContain('\ndemo data: waited at start 2\n');

    const children = Object.values(third.children());
    const asked = Date.now();
    third.process.kill('SIGTERM');
    third.process.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(15_000);
    expect(children.some(exists)).toBe(false);
    expect(third.journal().slice(-2)).toEqual(['api down', 'worker down']);
    expect(existsSync(join(dataDir(), 'run.lock'))).toBe(false);
  });

  it('leaves nothing running after kill -9, even when nobody starts it again', async () => {
    const launcher = await (await Launched.begin(dataDir())).ready();
    const children = Object.values(launcher.children());
    launcher.process.kill('SIGKILL');
    await until('the guard has ended all children', () => !children.some(exists));
  });

  it('starts Postgres and Temporal again when they die', async () => {
    const launcher = await (await Launched.begin(dataDir())).ready();
    const { postgres = 0, temporal = 0 } = launcher.children();
    process.kill(postgres, 'SIGKILL');
    process.kill(temporal, 'SIGKILL');
    await until('both run again', () => /postgres runs again/.test(launcher.output) && /temporal runs again/.test(launcher.output));
    expect(launcher.output).toMatch(/postgres ended unexpectedly \(SIGKILL\); starting it again in 0.5 s/);
    expect(await launcher.terminate()).toBe(0);
  });
});

describe('children of the product', () => {
  it('are started again after a delay that grows', async () => {
    const { database, env } = await onSharedServers();
    const launcher = await (await Launched.begin(temporaryFolder('again'), { env })).ready();
    for (const [round, delay] of ['0.5', '1'].entries()) {
      process.kill(launcher.children().api ?? 0, 'SIGKILL');
      await until(`the api runs again (${round})`, () => launcher.output.split('api runs again').length === round + 2);
      expect(launcher.output).toContain(`api ended unexpectedly (SIGKILL); starting it again in ${delay} s`);
    }
    expect(await launcher.terminate()).toBe(0);
    await database.drop();
  });

  it('that are still starting are stopped too', async () => {
    const { database, env } = await onSharedServers();
    const launcher = await Launched.begin(temporaryFolder('starting'), { env: { ...env, STAND_IN: 'never ready' } });
    await until('the worker starts', () => launcher.journal().includes('worker waits'));
    expect(await launcher.terminate()).toBe(0);
    expect(launcher.journal()).toEqual(['worker waits', 'worker down']);
    expect(launcher.output).not.toContain('ready http');
    await database.drop();
  });

  it('that refuse to start end the start with their reason', async () => {
    const { database, env } = await onSharedServers();
    const folder = temporaryFolder('refuses');
    writeFileSync(join(folder, 'worker-refuses'), '');
    const launcher = await Launched.begin(folder, { env });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output).toMatch(/The worker ended before it was ready\. .*\nthe worker has a reason to refuse\n/s);
    await database.drop();
  });
});

describe('a start that cannot be', () => {
  it('says which port is taken and what to do', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const launcher = await Launched.begin(temporaryFolder('port'), { port });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output.trim()).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
    );
    taken.close();
  });

  it.each([
    ['a data folder that is a file', (folder: string) => replaceByFile(folder), /The data folder .* is not a folder\. .* DATA_DIR=/],
    [
      'a folder postgres/ that is none',
      (folder: string) => mkdirSync(join(folder, 'postgres')),
      /postgres is not a Postgres data folder \(PG_VERSION is missing/,
    ],
    [
      'the data of another Postgres',
      (folder: string) => writeVersion(folder, '15'),
      /was written by Postgres 15; this release brings 18\./,
    ],
    ['a lost password', (folder: string) => writeVersion(folder, '18'), /postgres\.json, which holds the database password, is missing/],
  ])('says so: %s', async (_, damage, sentence) => {
    const folder = temporaryFolder('damaged');
    damage(folder);
    const launcher = await Launched.begin(folder);
    expect(await launcher.ended).toBe(1);
    expect(launcher.output).toMatch(sentence);
    expect(launcher.output).not.toMatch(/\n +at /);
  });

  it.each([
    ['verify', /^connect ECONNREFUSED 127\.0\.0\.1:1: the database does not answer\. .*npm start/],
    ['worker', /^Temporal at 127\.0\.0\.1:1 does not let us in: .* Check TEMPORAL_ADDRESS/],
  ])('nor a command whose servers are away: %s', async (command, sentence) => {
    const away = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', TEMPORAL_ADDRESS: '127.0.0.1:1', DATA_DIR: temporaryFolder('away') };
    const child = spawnSync(process.execPath, [join(__dirname, '../../dist/main.js'), command], {
      env: { PATH: process.env.PATH, ...away },
      encoding: 'utf8',
    });
    expect(child.status).toBe(1);
    expect(child.stderr).toMatch(sentence);
    expect(child.stderr).not.toMatch(/\n +at /);
  });

  it('lists all mistakes of the configuration', async () => {
    const launcher = await Launched.begin(temporaryFolder('mistakes'), { env: { LOG_LEVEL: 'loud', DEMO_DATA: 'perhaps' } });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output).toMatch(/2 mistakes:\n {2}DEMO_DATA .*\n {2}LOG_LEVEL /);
  });
});

function replaceByFile(folder: string): void {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
}

function writeVersion(folder: string, version: string): void {
  mkdirSync(join(folder, 'postgres'));
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), `${version}\n`);
}
