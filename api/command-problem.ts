/** Said to a person at a command line as it is, without a stack. */
export class CommandProblem extends Error {
  override readonly name = 'Problem';
}

export const needsDatabase = (databaseUrl: string | undefined, dataDir: string): string => {
  if (databaseUrl !== undefined) return databaseUrl;
  throw new CommandProblem(
    `There is no DATABASE_URL, and no embedded Postgres in the data folder ${dataDir}. Set DATABASE_URL, or start the system first and set DATA_DIR to the folder that it prints.`,
  );
};
