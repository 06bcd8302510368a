import { buildApp } from '../api/app';
import type { ApiDeps } from '../api/deps';
import { openapiOf } from '../api/openapi';
import { machineClock } from '../config/clock';
import { readConfig } from '../config/config';

/** The routes as the server would serve them, the rehearsal's included. Nothing listens, nothing is reached: no handler runs. */
export const openapiPage = async (): Promise<string> => {
  const nothing = {} as never;
  const casework = { desk: nothing, statutes: nothing, rehearsal: nothing };
  const deps: ApiDeps = { config: readConfig({ LOG_LEVEL: 'silent' }), database: nothing, vault: nothing, clock: machineClock, casework };
  const app = await buildApp(deps);
  const document = openapiOf(app);
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
};
