import { parseArgs } from 'node:util';
import { z } from 'zod';
import { machineClock } from '../config/clock';
import type { Config } from '../config/config';
import { Problem } from '../config/problem';
import { Day, dayOf } from '../domain/calendar/day';
import { Region, text } from '../domain/contract/fields';
import { PersonName } from '../domain/people/name';
import { openPool } from '../records/database';
import { found } from '../records/founding';
import { Refused } from '../records/refused';
import { openVault } from '../records/sealed';

const usage = `usage: node dist/main.js first-administrator --organisation 富蕴县团委 --code 654322
         --system-administrator 李明:1990-05-04 --administrator 王芳:1988-03-09 [--region CN] [--since 2026-01-01]
Founds the topmost organisation of an empty database with two people (name:birth date) and prints their one-time activation codes.
--since is the first day of their roles, today when left out: in a rehearsal give a day before its clock.
The database is DATABASE_URL, or the embedded one of DATA_DIR while \`npm start\` or \`npm run rehearse\` runs.`;

const SLIP_DAYS = 14;
const DAY_MS = 86_400_000;

const Founder = z
  .string({ error: 'must be given as name:birth date' })
  .transform((value) => ({ name: value.split(':')[0] ?? '', birth: value.split(':')[1] ?? '' }))
  .pipe(z.object({ name: PersonName, birth: Day }));

const Args = z.object({
  organisation: text(100),
  code: z.string({ error: 'must be given' }).regex(/^[A-Za-z0-9-]{1,40}$/, { error: 'must be 1 to 40 letters, digits or hyphens' }),
  'system-administrator': Founder,
  administrator: Founder,
  region: Region.default('CN'),
  since: Day.optional(),
});

const read = (args: string[]) => {
  const option = { type: 'string' } as const;
  const options = {
    organisation: option,
    code: option,
    'system-administrator': option,
    administrator: option,
    region: option,
    since: option,
  };
  try {
    const parsed = Args.safeParse(parseArgs({ args, options }).values);
    if (parsed.success) return parsed.data;
    throw new Problem(parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join('\n'));
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n${usage}`);
  }
};

/** `node dist/main.js first-administrator`: how an empty system gets its first two accounts. */
export const firstAdministrator = async (
  config: Config,
  databaseUrl: string | undefined,
  args: string[],
  say: (line: string) => void = console.log,
): Promise<void> => {
  const { organisation, code, region, administrator, since, ...rest } = read(args);
  if (databaseUrl === undefined)
    throw new Problem(
      `There is no DATABASE_URL, and no embedded Postgres in the data folder ${config.dataDir}. Set DATABASE_URL, or start the system first and set DATA_DIR to the folder that it prints.`,
    );
  const at = await machineClock.now();
  const pool = openPool(databaseUrl, 1);
  try {
    const slips = await found(pool, openVault(config.keys.fieldKeyFile), {
      organisation: { name: organisation, code, region },
      systemAdministrator: rest['system-administrator'],
      administrator,
      since: since ?? dayOf(at),
      at,
      expiresAt: at + SLIP_DAYS * DAY_MS,
    });
    for (const slip of slips) say(`${slip.role} ${slip.name}: activation code ${slip.code}`);
    say(`Each code works once, for ${SLIP_DAYS} days: POST /api/activation {"code", "login", "password"}.`);
  } catch (error) {
    if (error instanceof Refused) throw new Problem(`${error.refusal.text.en} (${error.refusal.text.zh}). ${error.refusal.remedy.en}.`);
    throw error;
  } finally {
    await pool.end();
  }
};
