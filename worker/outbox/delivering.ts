import type { Channels } from '../../config/channels';
import type { Clock } from '../../config/clock';
import { CHANNELS } from '../../domain/messages/routing';
import { groupText, letterOf, smsText, type Told } from '../../domain/messages/texts';
import { procedureOf } from '../../domain/procedures';
import { addressOf, phoneOf } from '../../records/contact-choice';
import type { Database } from '../../records/database';
import { type Batch, type Claimed, claim, claimForRobot } from '../../records/outbox/claim';
import { conclude, type Outcome, recover, tellKeepers } from '../../records/outbox/outcome';
import { settle } from '../../records/outbox/settle';
import type { Vault } from '../../records/sealed';
import type { Statutes } from '../../records/statutes';
import { complain } from '../complain';
import { openMailer } from './mail';
import { mostBytesOf, robotSender } from './robot';
import { smsSender } from './sms';

const EVERY_MS = 2_000;
const AT_ONCE = 5;
/** A database that stays away is complained about once a minute. */
const SILENT_MS = 60_000;

export interface DeliveringDeps {
  readonly database: Database;
  readonly statutes: Statutes;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly channels: Channels;
  /** Of a gateway; default ten seconds. */
  readonly patienceMs?: number;
}

/**
 * Carries messages out of the house, beside everything else that the worker does: a gateway that is slow keeps neither a case nor another channel from its
 * turn. What is claimed is committed before it is sent.
 */
export class Delivering {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private complainedAt = Number.NEGATIVE_INFINITY;
  private readonly mailer;
  private readonly sms;
  private readonly robot;

  constructor(private readonly deps: DeliveringDeps) {
    const { mail, sms, robot } = deps.channels;
    this.mailer = mail && openMailer(mail);
    this.sms = sms && smsSender(sms, deps.patienceMs);
    this.robot = robot && { ...robot, say: robotSender(robot, deps.patienceMs) };
  }

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.once().then(() => {
        if (!this.stopped) this.start();
      });
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
    this.mailer?.close();
  }

  /** Settles the outbox and sends what is due by each channel. Never throws. */
  async once(): Promise<void> {
    const { pool } = this.deps.database;
    await this.carefully('outbox', async (now) => {
      const offered = CHANNELS.filter((channel) => this.deps.channels[channel] !== undefined);
      const figuresOf = async (hash: string) => (await this.deps.statutes.get(hash)).figures;
      while (!this.stopped && (await settle({ pool, figuresOf, offered }, now)));
      await recover(pool, now);
    });
    await Promise.all([
      this.carefully('mail', () => this.carryOn('mail')),
      this.carefully('sms', () => this.carryOn('sms')),
      this.carefully('robot', () => this.speak()),
    ]);
    await this.carefully('keepers', (now) => tellKeepers(pool, now));
  }

  private async carefully(part: string, work: (now: number) => Promise<void>): Promise<void> {
    if (this.stopped) return;
    try {
      await work(await this.deps.clock.now());
    } catch (error) {
      if (performance.now() - this.complainedAt < SILENT_MS) return;
      this.complainedAt = performance.now();
      complain('warn', { part: `deliver ${part}`, error: (error as Error).message });
    }
  }

  private async carryOn(channel: 'mail' | 'sms'): Promise<void> {
    if (this.deps.channels[channel] === undefined) return;
    while (!this.stopped) {
      const batch = await claim(this.deps.database.pool, channel, await this.deps.clock.now(), AT_ONCE);
      await Promise.all(batch.deliveries.map((one) => this.carry(batch.id, one)));
      if (batch.deliveries.length < AT_ONCE) return;
    }
  }

  private async carry(batch: string, one: Claimed): Promise<void> {
    const now = await this.deps.clock.now();
    const outcome = await (one.channel === 'mail' ? this.write(one) : this.text(one, now));
    await conclude(this.deps.database.pool, batch, [one], outcome, await this.deps.clock.now());
  }

  private async write(one: Claimed): Promise<Outcome> {
    const { database, vault, channels } = this.deps;
    const found = await addressOf(database.pool, vault, one.personId ?? '', one.kind === 'confirm-address');
    if (!this.mailer || found === undefined) return { kind: 'dead', error: 'no address' };
    const code = one.sealed && vault.open({ table: 'delivery', column: 'sealed', row: one.personId ?? '' }, one.sealed);
    return this.mailer.send(one.id, found, letterOf(toldOf(one), channels.portal, code));
  }

  private async text(one: Claimed, now: number): Promise<Outcome> {
    const { database, vault } = this.deps;
    const phone = await phoneOf(database.pool, vault, one.personId ?? '', one.target === 'guardian');
    if (!this.sms || phone === undefined) return { kind: 'dead', error: 'no telephone' };
    return this.sms({ id: one.id, phone, text: smsText(toldOf(one)) }, now);
  }

  private async speak(): Promise<void> {
    const { robot, deps } = this;
    if (!robot) return;
    const { pool } = deps.database;
    for (let batch: Batch | undefined; !this.stopped; ) {
      batch = await claimForRobot(pool, await deps.clock.now(), robot.perMinute);
      if (!batch || batch.deliveries.length === 0) return;
      const text = groupText(batch.deliveries.map(toldOf), deps.channels.portal, mostBytesOf(robot));
      const outcome = await robot.say(text, await deps.clock.now());
      await conclude(pool, batch.id, batch.deliveries, outcome, await deps.clock.now());
      if (outcome.kind === 'refused') return;
    }
  }
}

/** Of a case that not everybody concerned may read, nothing is told but that there is something. */
const toldOf = ({ kind, caseId, unit, due, procedure }: Claimed): Told => {
  const closed = procedure !== undefined && (procedureOf(procedure).readers ?? 'concerned') !== 'concerned';
  return closed ? { kind: 'other' } : { kind, caseId, unit, due };
};
