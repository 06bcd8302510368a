import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from '../harness/servers';
import { Launched } from '../launcher/launcher';

const script = join(__dirname, '..', '..', 'docs', 'walk.sh');

const run = (url: string, dataDir: string): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = spawn('bash', [script, url], { env: { ...process.env, DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('exit', (code) => resolve({ code, output }));
  });

describe('the walk of the README, on the product as it is started', () => {
  it('leads one applicant from application to certificate, over HTTP, in an empty rehearsal', async () => {
    const args = ['--empty', '--from', '2026-01-12T09:00+08:00'];
    const launcher = await (await Launched.begin(temporaryFolder('walk'), { name: 'rehearse', args, env: { STAND_IN: 'none' } })).ready();
    const [, dataDir = ''] = /^data folder: (.*)$/m.exec(launcher.output) ?? [];
    const { code, output } = await run(`http://127.0.0.1:${launcher.port}`, dataDir);
    if (code !== 0) throw new Error(output);
    expect(output).toContain('too-early: "Education, cultivation and observation" can close on 2026-04-21 at the earliest');
    expect(output).toContain('Completed (2026-05-20)\n  member since 2026-05-08, approved on 2026-05-15, certificate T2026000101');
    expect(await launcher.terminate()).toBe(0);
  }, 180_000);
});
