import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../../config/config';
import { describeExposure } from '../../config/exposure';
import { temporaryFolder } from '../harness/servers';

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('configuration', () => {
  it('needs nothing at all', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'production',
      host: '127.0.0.1',
      port: 3000,
      taskQueue: 'tuanwu',
      demoData: true,
      maxCachedWorkflows: 150,
      trustProxy: false,
      temporal: { namespace: 'default', tls: false },
    });
  });

  it('offers the channels that are configured, and none beside invented people or in a rehearsal', () => {
    const env = {
      DATABASE_URL: 'postgresql://a:b@db/x',
      SMTP_URL: 'smtps://u:p@mail.example.cn:465',
      MAIL_FROM: '团务 <tuanwu@example.cn>',
      SMS_URL: 'https://sms.example.cn/send',
      ROBOT_URL: 'https://robot.example.cn/hook?key=k',
      ROBOT_KIND: 'feishu',
    };
    expect(Object.keys(readConfig(env).channels)).toEqual(['mail', 'sms', 'robot']);
    expect(readConfig(env).channels.robot).toEqual({ kind: 'feishu', url: env.ROBOT_URL, perMinute: 20 });
    for (const more of [{ DEMO_DATA: 'true' }, { TUANWU_MODE: 'rehearsal' }]) expect(readConfig({ ...env, ...more }).channels).toEqual({});
  });

  it('says what is wrong with a channel, and quotes none of its secrets', () => {
    const mistakes = mistakesOf({
      SMTP_URL: 'mail.example.cn:geheim',
      SMS_URL: 'ftp://geheim',
      SMS_TEMPLATE: '{"to":"{{phone}}"}',
      ROBOT_SECRET: 'geheim',
      ROBOT_PER_MINUTE: '21',
      MAIL_FROM: 'nobody',
    });
    expect(mistakes.map((mistake) => mistake.split(' ')[0]).sort()).toEqual([
      'MAIL_FROM',
      'ROBOT_PER_MINUTE',
      'ROBOT_SECRET',
      'SMS_TEMPLATE',
      'SMS_URL',
      'SMTP_URL',
    ]);
    expect(mistakes.join()).not.toContain('geheim');
    expect(mistakesOf({ SMTP_URL: 'smtp://mail.example.cn' })[0]).toContain('MAIL_FROM is missing');
  });

  it('takes an empty variable for an unset one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  it('names every mistake at once, each with its variable and a way out', () => {
    const mistakes = mistakesOf({
      PORT: '99999',
      DATABASE_URL: 'mysql://root:geheim@db/x',
      TEMPORAL_ADDRESS: 'http://temporal:7233',
      DEMO_DATA: 'maybe',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'tuan.example.cn',
      TLS_CERT: '/nowhere/cert.pem',
      TEMPORAL_API_KEY: 'k',
      TEMPORAL_API_KEY_FILE: '/nowhere/key',
    });
    const named = mistakes.map((mistake) => mistake.split(' ')[0]).sort();
    expect(named).toEqual([
      'DATABASE_URL',
      'DEMO_DATA',
      'LOG_LEVEL',
      'PORT',
      'PUBLIC_URL',
      'TEMPORAL_ADDRESS',
      'TEMPORAL_API_KEY',
      'TLS_KEY',
    ]);
    expect(new ConfigError(mistakes).message).toContain('has 8 mistakes');
  });

  it('says at once that two files are no certificate with its key', () => {
    const file = join(temporaryFolder('tls'), 'cert.pem');
    writeFileSync(file, 'no certificate');
    const [mistake, ...more] = mistakesOf({ TLS_CERT: file, TLS_KEY: file });
    expect(mistake).toMatch(/^TLS_CERT and TLS_KEY hold no certificate in PEM with its own private key \(ERR_\w+\)\. Give /);
    expect(more).toEqual([]);
    expect(mistakesOf({ TEMPORAL_TLS_CERT_FILE: file, TEMPORAL_TLS_KEY_FILE: file })).toHaveLength(1);
  });

  it('never repeats a secret in a mistake', () => {
    expect(mistakesOf({ DATABASE_URL: 'mysql://root:geheim@db/x' }).join()).not.toContain('geheim');
  });

  it('reads a secret from the file that an orchestrator mounted', () => {
    const file = join(temporaryFolder('config'), 'url');
    writeFileSync(file, 'postgresql://u:p@db:5432/tuanwu\n');
    expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgresql://u:p@db:5432/tuanwu');
  });

  it('does not fill a database with invented people unless asked', () => {
    const DATABASE_URL = 'postgresql://u:p@db:5432/tuanwu';
    expect(readConfig({ DATABASE_URL }).demoData).toBe(false);
    expect(readConfig({ DATABASE_URL, DEMO_DATA: 'true' }).demoData).toBe(true);
  });
});

describe('exposure', () => {
  const warnings = (env: Record<string, string>) => describeExposure(readConfig(env)).join('\n');

  it('is silent on the loopback', () => {
    expect(warnings({})).toBe('');
  });

  it('says what plain http from other machines gives away', () => {
    expect(warnings({ HOST: '0.0.0.0' })).toContain('can be read on the way');
    expect(warnings({ HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.1' })).toContain('can be read on the way');
    expect(warnings({ HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.1', PUBLIC_URL: 'https://t.cn' })).not.toContain('can be read on the way');
  });

  it('says when nobody answers the https address', () => {
    expect(warnings({ PUBLIC_URL: 'https://t.cn' })).toContain('nothing here answers https');
  });
});
