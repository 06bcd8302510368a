import { procedures } from '.';

/** Procedures whose cases not everybody reads whom they concern; see `Procedure.readers`. */
export const closedTo = (...readers: readonly string[]): string[] =>
  Object.values(procedures).flatMap(({ name, readers: own }) => (own && readers.includes(own) ? [name] : []));
