import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { z } from 'zod';
import { CHANNEL_SECRETS, type Channels, channelMistakes, channelsOf, channelVariables } from './channels';
import { boolean, httpUrl, list, oneOf, postgresUrl, temporalAddress, text, wholeNumber } from './fields';

/** TLS towards Temporal, in the shape that the SDK's Connection and NativeConnection take. */
export type TemporalTls = boolean | { serverRootCACertificate?: Buffer; clientCertPair?: { crt: Buffer; key: Buffer } };

export interface Config {
  mode: 'production' | 'rehearsal';
  /** Absent: the launcher starts an embedded Postgres. */
  databaseUrl?: string;
  /** address absent: the launcher starts the CLI's dev server. */
  temporal: { address?: string; namespace: string; tls: TemporalTls; apiKey?: string };
  taskQueue: string;
  host: string;
  port: number;
  /** Absolute. */
  dataDir: string;
  publicUrl?: string;
  tls?: { certFile: string; keyFile: string };
  /** Whose X-Forwarded-* headers are believed: nobody's (false), everybody's (true), or those of these addresses. */
  trustProxy: boolean | string[];
  demoData: boolean;
  /** The sticky cache is what makes a worker's memory grow: 10,000 open cases took 947 MiB without a cap. */
  maxCachedWorkflows: number;
  logLevel: LogLevel;
  /** offered: whoever has enrolled a second factor is asked for it. required: inspectors, approvers, officers and administrators cannot act without one. */
  secondFactor: (typeof factorPolicies)[number];
  /** By which ways messages leave the portal; none in a rehearsal, and none beside invented people. */
  channels: Channels;
  /** Paths only. Whoever needs a key reads it; a key that does not exist yet is made by its first user. */
  keys: {
    apiSigningKeyFile: string;
    workerSigningKeyFile: string;
    recoverySigningKeyFile: string;
    fieldKeyFile: string;
    logSigningKeyFile: string;
  };
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];
const factorPolicies = ['offered', 'required'] as const;
export type Env = Record<string, string | undefined>;

/** All mistakes of an environment at once; its message is meant for a person and needs no stack. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly mistakes: readonly string[]) {
    super(
      `The configuration has ${mistakes.length === 1 ? 'one mistake' : `${mistakes.length} mistakes`}:\n${mistakes.map((m) => `  ${m}`).join('\n')}`,
    );
  }
}

const variables = z.object({
  TUANWU_MODE: oneOf(['production', 'rehearsal'], 'production'),
  DATABASE_URL: postgresUrl,
  TEMPORAL_ADDRESS: temporalAddress,
  TEMPORAL_NAMESPACE: text('default'),
  TEMPORAL_TLS: boolean(false),
  TEMPORAL_API_KEY: text(),
  TEMPORAL_TASK_QUEUE: text('tuanwu'),
  HOST: text('127.0.0.1'),
  PORT: wholeNumber({ least: 1, most: 65_535, preset: 3000 }),
  DATA_DIR: text('.data'),
  PUBLIC_URL: httpUrl,
  TRUST_PROXY: list,
  DEMO_DATA: boolean(),
  MAX_CACHED_WORKFLOWS: wholeNumber({ least: 10, most: 100_000, preset: 150 }),
  LOG_LEVEL: oneOf(logLevels, 'info'),
  SECOND_FACTOR: oneOf(factorPolicies, 'offered'),
  API_SIGNING_KEY_FILE: text(),
  WORKER_SIGNING_KEY_FILE: text(),
  RECOVERY_SIGNING_KEY_FILE: text(),
  FIELD_KEY_FILE: text(),
  LOG_SIGNING_KEY_FILE: text(),
  ...channelVariables.shape,
});

/** Secrets that may also be given as the path of a file, the way orchestrators hand them over. */
const secrets = ['DATABASE_URL', 'TEMPORAL_API_KEY', ...CHANNEL_SECRETS] as const;

/** The only reader of the environment. Throws one ConfigError that names every mistake. */
export function readConfig(env: Env): Config {
  const mistakes: string[] = [];
  const given: Env = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  for (const name of secrets) readSecretFile(given, name, mistakes);
  const parsed = variables.safeParse(given);
  if (!parsed.success) for (const issue of parsed.error.issues) mistakes.push(`${issue.path.join('.')} ${issue.message}`);
  const temporalTls = readTemporalTls(given, mistakes);
  const tls = readServerTls(given, mistakes);
  mistakes.push(...channelMistakes(given));
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);

  const v = parsed.data;
  const dataDir = resolve(v.DATA_DIR ?? '.data');
  const key = (file: string | undefined, name: string) => resolve(file ?? `${dataDir}/keys/${name}`);
  // A database that somebody handed us is never filled with invented people unless they ask for it.
  const demoData = v.DEMO_DATA ?? v.DATABASE_URL === undefined;
  return {
    mode: v.TUANWU_MODE,
    databaseUrl: v.DATABASE_URL,
    temporal: {
      address: v.TEMPORAL_ADDRESS,
      namespace: v.TEMPORAL_NAMESPACE ?? 'default',
      tls: temporalTls ?? v.TEMPORAL_TLS ?? false,
      apiKey: v.TEMPORAL_API_KEY,
    },
    taskQueue: v.TEMPORAL_TASK_QUEUE ?? 'tuanwu',
    host: v.HOST ?? '127.0.0.1',
    port: v.PORT,
    dataDir,
    publicUrl: v.PUBLIC_URL,
    tls,
    trustProxy: v.TRUST_PROXY,
    demoData,
    maxCachedWorkflows: v.MAX_CACHED_WORKFLOWS,
    logLevel: v.LOG_LEVEL,
    secondFactor: v.SECOND_FACTOR,
    channels: channelsOf(v, { invented: v.TUANWU_MODE === 'rehearsal' || demoData, portal: v.PUBLIC_URL }),
    keys: {
      apiSigningKeyFile: key(v.API_SIGNING_KEY_FILE, 'api-signing.key'),
      workerSigningKeyFile: key(v.WORKER_SIGNING_KEY_FILE, 'worker-signing.key'),
      recoverySigningKeyFile: key(v.RECOVERY_SIGNING_KEY_FILE, 'recovery-signing.key'),
      fieldKeyFile: key(v.FIELD_KEY_FILE, 'field.key'),
      logSigningKeyFile: key(v.LOG_SIGNING_KEY_FILE, 'log-signing.key'),
    },
  };
}

function readSecretFile(env: Env, name: string, mistakes: string[]): void {
  const file = env[`${name}_FILE`];
  if (file === undefined) return;
  if (env[name] !== undefined) {
    mistakes.push(`${name} and ${name}_FILE are both set. Keep one of them.`);
    return;
  }
  env[name] = readFile(`${name}_FILE`, file, mistakes)?.toString('utf8').trim();
}

function readFile(name: string, file: string, mistakes: string[]): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    mistakes.push(`${name} names ${file}, which ${why}. Give the path of a readable file, or unset ${name}.`);
    return undefined;
  }
}

/** Two variables that only make sense together; says so when one of them is missing. */
function pair(env: Env, first: string, second: string, mistakes: string[]): [string, string] | undefined {
  const [one, two] = [env[first], env[second]];
  if (one !== undefined && two !== undefined) return [one, two];
  if (one !== undefined || two !== undefined) {
    const missing = one === undefined ? first : second;
    mistakes.push(`${missing} is missing: ${first} and ${second} belong together. Set both, or neither.`);
  }
  return undefined;
}

/** A certificate and its private key, both in PEM: what does not fit would end the process much later. */
function pairMistakes(names: string, cert: Buffer, key: Buffer): string[] {
  try {
    createSecureContext({ cert, key });
    return [];
  } catch (error) {
    return [
      `${names} hold no certificate in PEM with its own private key (${(error as NodeJS.ErrnoException).code ?? 'unreadable'}). Give both files of one certificate.`,
    ];
  }
}

function readTemporalTls(env: Env, mistakes: string[]): TemporalTls | undefined {
  const client = pair(env, 'TEMPORAL_TLS_CERT_FILE', 'TEMPORAL_TLS_KEY_FILE', mistakes);
  const ca = env.TEMPORAL_TLS_CA_FILE;
  if (!client && ca === undefined) return undefined;
  const crt = client && readFile('TEMPORAL_TLS_CERT_FILE', client[0], mistakes);
  const key = client && readFile('TEMPORAL_TLS_KEY_FILE', client[1], mistakes);
  if (crt && key) mistakes.push(...pairMistakes('TEMPORAL_TLS_CERT_FILE and TEMPORAL_TLS_KEY_FILE', crt, key));
  return {
    ...(ca !== undefined && { serverRootCACertificate: readFile('TEMPORAL_TLS_CA_FILE', ca, mistakes) }),
    ...(crt && key && { clientCertPair: { crt, key } }),
  };
}

function readServerTls(env: Env, mistakes: string[]): Config['tls'] {
  const files = pair(env, 'TLS_CERT', 'TLS_KEY', mistakes);
  if (!files) return undefined;
  const cert = readFile('TLS_CERT', files[0], mistakes);
  const key = readFile('TLS_KEY', files[1], mistakes);
  if (cert && key) mistakes.push(...pairMistakes('TLS_CERT and TLS_KEY', cert, key));
  return { certFile: resolve(files[0]), keyFile: resolve(files[1]) };
}
