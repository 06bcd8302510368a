import { procedures } from '../domain/procedures';

/** Procedures that those whom they are about do not read. */
export const CLOSED_PROCEDURES = Object.values(procedures)
  .filter(({ readers }) => readers !== undefined && readers !== 'concerned')
  .map(({ name }) => name);
