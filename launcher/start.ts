import { readConfig } from '../config/config';
import { type Context, serve } from './serve';
import { Stack } from './stack';
import { prepareDevServer } from './temporal-server';

/** `npm start`. `program` is for tests. */
export async function main({ env, findTemporalBinary, log = console.log, program }: Context & { program?: string }): Promise<void> {
  const config = readConfig(env);
  const stack = new Stack({
    config,
    env,
    log,
    program,
    async temporal(folder) {
      const { path, origin } = await findTemporalBinary('temporal', log);
      const { namespace } = config.temporal;
      const server = await prepareDevServer({
        executable: path,
        namespace,
        dataDir: config.dataDir,
        ui: true,
        spawn: (part) => folder.spawn(part),
      });
      return { ...server, origin: `dev server (${origin})` };
    },
  });
  await serve(stack, log, 'Ctrl-C stops everything; the next start goes on with the same data.');
}
