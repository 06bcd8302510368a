import { existsSync } from 'node:fs';
import { ClockMovesForwardOnly, RehearsalClock } from '../../config/rehearsal-clock';
import { type OwnServer, startSkippingServer, temporaryFolder } from '../harness/servers';
import { Launched } from './launcher';

const hour = 3_600_000;
const start = Date.parse('2026-01-12T09:00+08:00');
describe('the clock of a rehearsal', () => {
  let server: OwnServer;
  let clock: RehearsalClock;
  beforeAll(async () => {
    server = await startSkippingServer({ from: start });
    clock = await RehearsalClock.connect(server.address);
  });
  afterAll(async () => {
    await clock.close();
    await server.stop();
  });

  it('starts at the moment that was asked for', async () => {
    expect(Math.abs((await clock.now()) - start)).toBeLessThan(20_000);
  });

  it('moves by months at once, and stands there', async () => {
    const to = (await clock.now()) + 100 * 24 * hour;
    await clock.moveTo(to);
    const now = await clock.now();
    expect(now).toBeGreaterThanOrEqual(to);
    expect(now - to).toBeLessThan(5000);
  });

  it('serialises two moves: they end at the later moment, not at the sum', async () => {
    const now = await clock.now();
    await Promise.all([clock.moveTo(now + hour), clock.moveTo(now + 2 * hour)]);
    expect((await clock.now()) - now - 2 * hour).toBeLessThan(5000);
  });

  it('refuses to go back, and goes on afterwards', async () => {
    const now = await clock.now();
    await expect(clock.moveTo(now - 1)).rejects.toThrow(ClockMovesForwardOnly);
    await clock.moveTo(now + hour);
    expect(await clock.now()).toBeGreaterThanOrEqual(now + hour);
  });
});

describe('npm run rehearse', () => {
  it('serves on the time-skipping server, says that it ends with its process, and leaves nothing', async () => {
    const launcher = await (await Launched.begin(temporaryFolder('rehearse'), { name: 'rehearse', args: ['--empty'] })).ready();
    expect(launcher.output).toContain('It ends with this process: nothing of it is kept.');
    const [folder] = /\/\S*tuanwu-rehearsal-\S+/.exec(launcher.output) ?? [];
    expect(existsSync(folder ?? '')).toBe(true);
    expect(await launcher.terminate()).toBe(0);
    expect(existsSync(folder ?? '')).toBe(false);
  });

  it.each([
    [['--from', '2026-01-12'], /--from 2026-01-12 is not a moment like 2026-01-12T09:00\+08:00\. Usage:/],
    [['--empty', '--demo'], /exclude each other\. Usage:/],
    [['--fast'], /--fast.*Usage:/s],
  ])('refuses %p in a sentence', async (args, sentence) => {
    const launcher = await Launched.begin(temporaryFolder('rehearse'), { name: 'rehearse', args });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output).toMatch(sentence);
  });
});
