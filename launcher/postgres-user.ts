import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Problem } from '../config/problem';

/** How to run a Postgres program: Postgres refuses to run as root, so root runs it as the user `postgres`. */
export interface PostgresUser {
  uid?: number;
  gid?: number;
  /** The command line that runs `args` as that user. */
  wrap(args: string[]): { command: string; args: string[]; uid?: number; gid?: number };
}

export function postgresUser(mustReach: string[]): PostgresUser {
  if (process.getuid?.() !== 0) return { wrap: plain };
  const ids = lookUp() ?? create();
  const reaches = (command: string, args: string[], as: object) =>
    mustReach.every((path) => spawnSync(command, [...args, path], { ...as, stdio: 'ignore' }).status === 0);
  if (reaches('test', ['-x'], ids)) return { ...ids, wrap: (args) => ({ ...plain(args), ...ids }) };

  // The folders above are closed to others (mode 0700, as under mktemp -d or /root). Root may pass them, and lends just that:
  // no_setuid_fixup, because access(2), which Postgres calls on its own binary, else drops the lent capability.
  const capability = 'dac_read_search';
  const prefix = ['--reuid', String(ids.uid), '--regid', String(ids.gid), '--clear-groups', '--securebits=+no_setuid_fixup'];
  prefix.push(`--inh-caps=-all,+${capability}`, `--ambient-caps=-all,+${capability}`);
  if (reaches('setpriv', [...prefix, 'test', '-x'], {})) {
    return { ...ids, wrap: (args) => ({ command: 'setpriv', args: [...prefix, ...args] }) };
  }
  throw new Problem(
    `Postgres cannot run as root, and its user \`postgres\` cannot reach ${mustReach.join(' and ')}. ` +
      'Start as an ordinary user, move the project to a folder that others may enter (chmod o+x), or set DATABASE_URL to your own Postgres.',
  );
}

function plain([command = '', ...args]: string[]) {
  return { command, args };
}

function lookUp(): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function create(): { uid: number; gid: number } {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  const ids = lookUp();
  if (ids) return ids;
  throw new Problem(
    'Postgres cannot run as root, and the user `postgres` could not be created. Start as an ordinary user, run `useradd --system postgres`, or set DATABASE_URL to your own Postgres.',
  );
}
