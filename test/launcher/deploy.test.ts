import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../../config/config';

const root = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  restart?: string;
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service>; volumes: Record<string, null> };
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  it('has every part of the one-server deployment', () => {
    const names = ['api', 'migrate', 'postgres', 'temporal', 'temporal-namespace', 'temporal-schema', 'temporal-ui', 'worker'];
    expect(Object.keys(compose.services).sort()).toEqual(names);
  });

  it.each(services)('%s comes from a pinned image and not from the deprecated one', (_, { image = '' }) => {
    expect(image).toMatch(/^[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
    expect(image).not.toContain('auto-setup');
  });

  it.each(services)('%s waits only for what exists, in a way that can come true', (_, { depends_on = {} }) => {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      const other = compose.services[name];
      expect(other).toBeDefined();
      if (condition === 'service_healthy') expect(other?.healthcheck).toBeDefined();
      else expect([condition, other?.restart]).toEqual(['service_completed_successfully', expect.stringMatching(/^on-failure:/)]);
    }
  });

  it.each(services)('%s mounts only what exists', (_, { volumes = [] }) => {
    for (const volume of volumes) {
      const [source = ''] = volume.split(':');
      expect(source.startsWith('.') ? existsSync(join(root, source)) : source in compose.volumes).toBe(true);
    }
  });

  it('opens ports to this machine only: TLS ends at the proxy before it', () => {
    for (const port of services.flatMap(([, { ports = [] }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it.each(['api', 'worker', 'migrate'])('%s gets a configuration that the product accepts', (name) => {
    const { environment = {}, command } = compose.services[name] ?? {};
    const values: Record<string, string> = { PUBLIC_URL: 'https://t.cn', TUANWU_DB_PASSWORD: 'x' };
    const filled = Object.entries(environment).map(([key, value]) => {
      return [
        key,
        value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, variable: string, _kind, preset: string) => values[variable] ?? preset),
      ];
    });
    const config = readConfig(Object.fromEntries(filled) as Record<string, string>);
    expect(config).toMatchObject({
      demoData: false,
      trustProxy: ['172.16.0.0/12'],
      temporal: { address: 'temporal:7233', namespace: 'tuanwu' },
    });
    expect(command).toEqual([name]);
  });

  it('asks in env.example for exactly what it cannot do without', () => {
    const needed = new Set([...read('docker-compose.yml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    const offered = [...read('deploy/env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(new Set(offered)).toEqual(needed);
  });
});

describe('Dockerfile', () => {
  const dockerfile = read('Dockerfile');

  it('copies and runs only what a clone, or the set-up, has', () => {
    const made = new Set(['node_modules', 'dist']);
    const copied = [...dockerfile.matchAll(/^COPY (?:--from=build )?(.+) \S+$/gm)].flatMap(([, files = '']) => files.split(' '));
    const run = [...dockerfile.matchAll(/node (scripts\/\S+)/g)].map(([, file = '']) => file);
    for (const file of [...copied, ...run].map((name) => name.replace('/app/', ''))) {
      expect([file, made.has(file) || existsSync(join(root, file))]).toEqual([file, true]);
    }
  });

  it('is pinned and does not run as root', () => {
    for (const [, image] of dockerfile.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/:\d+\.\d+\.\d+-/);
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});

describe('deploy/', () => {
  const scripts = ['postgres/roles.sh', 'temporal/schema.sh', 'temporal/namespace.sh'];
  it.each(scripts)('%s is a script that sh can read', (script) => {
    expect(spawnSync('sh', ['-n', join(root, 'deploy', script)]).status).toBe(0);
  });

  it('has systemd units for the same parts, which wait for each other by names that exist', () => {
    const units = readdirSync(join(root, 'deploy/systemd')).filter((name) => name.endsWith('.service'));
    expect(units.sort()).toEqual(['tuanwu-api.service', 'tuanwu-migrate.service', 'tuanwu-temporal.service', 'tuanwu-worker.service']);
    for (const unit of units) {
      const text = read(`deploy/systemd/${unit}`);
      const ours = [...text.matchAll(/tuanwu-\w+\.service/g)].map(([name]) => name);
      expect(units).toEqual(expect.arrayContaining(ours));
      const [, env = ''] = /EnvironmentFile=\/etc\/tuanwu\/(.+)/.exec(text) ?? [];
      expect(existsSync(join(root, 'deploy/systemd', env))).toBe(true);
    }
  });
});
