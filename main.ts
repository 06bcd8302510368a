import { ConfigError, readConfig } from './config/config';
import { migrate } from './records/migrate';

/** `node dist/main.js <command>`: what the launcher, systemd and the image run. */
const commands: Record<string, () => Promise<void>> = {
  api: async () => {
    const { runApi } = await import('./api/main.js');
    await runApi(readConfig(process.env));
  },
  worker: async () => {
    const { runWorker } = await import('./worker/main.js');
    await runWorker(readConfig(process.env));
  },
  migrate: async () => {
    const { databaseUrl } = readConfig(process.env);
    if (!databaseUrl) throw new ConfigError(['DATABASE_URL is not set. Name the Postgres to migrate.']);
    await migrate(databaseUrl, (line) => console.log(line));
  },
  'demo-data': async () => {
    const { runDemoData } = await import('./demo/fill.js');
    await runDemoData(readConfig(process.env));
  },
  'first-administrator': async () => {
    const { firstAdministrator } = await import('./api/first-administrator.js');
    const { embeddedUrl } = await import('./launcher/postgres.js');
    const config = readConfig(process.env);
    await firstAdministrator(config, config.databaseUrl ?? embeddedUrl(config.dataDir), process.argv.slice(3));
  },
  'rotate-keys': async () => {
    const { rotateKeys } = await import('./worker/rotate-keys.js');
    const { embeddedUrl } = await import('./launcher/postgres.js');
    const { embeddedTemporal } = await import('./launcher/temporal-server.js');
    const config = readConfig(process.env);
    const address = config.temporal.address ?? embeddedTemporal(config.dataDir);
    const databaseUrl = config.databaseUrl ?? embeddedUrl(config.dataDir);
    await rotateKeys(
      { ...config, ...(databaseUrl ? { databaseUrl } : {}), temporal: { ...config.temporal, address } },
      process.argv.slice(3),
    );
  },
  verify: async () => {
    const { verifyCommand } = await import('./api/verify-command.js');
    const { embeddedUrl } = await import('./launcher/postgres.js');
    const config = readConfig(process.env);
    process.exitCode = await verifyCommand(config, config.databaseUrl ?? embeddedUrl(config.dataDir), process.argv.slice(3));
  },
  reconcile: async () => {
    const { reconcileCommand } = await import('./api/reconcile-command.js');
    const { embeddedUrl } = await import('./launcher/postgres.js');
    const config = readConfig(process.env);
    process.exitCode = await reconcileCommand(config, config.databaseUrl ?? embeddedUrl(config.dataDir), process.argv.slice(3));
  },
};

const main = async (): Promise<void> => {
  const name = process.argv[2] ?? '';
  const command = commands[name];
  if (!command) {
    console.error(`usage: main.js ${Object.keys(commands).join('|')}`);
    process.exit(2);
  }
  try {
    await command();
  } catch (error) {
    if (error instanceof ConfigError || (error as Error).name === 'Problem') {
      console.error((error as Error).message);
      process.exit(1);
    }
    if (NOT_LISTENING.test((error as NodeJS.ErrnoException).code ?? '')) {
      console.error(`${(error as Error).message || 'connect ECONNREFUSED'}: the database does not answer. ${START_IT}`);
      process.exit(1);
    }
    throw error;
  }
};

const NOT_LISTENING = /^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT)$/;
const START_IT =
  'The embedded one answers while `npm start` (or `npm run rehearse`) runs in that data folder: start it, or check DATABASE_URL.';

void main();
