import { inspectedPaths, inspectionPaths, watchedPaths, workPaths } from '../domain/authority/reach';
import type { Who } from '../domain/authority/who';
import { actsOf } from '../domain/case/acts';
import { VEILED_KINDS } from '../domain/case/confidential';
import { procedures } from '../domain/procedures';
import { closedTo } from '../domain/procedures/readers';
import { watchOf } from '../records/evidence/visible';
import type { Sight } from '../records/standing/stalled-list';
import { forbidden } from './problem';

/** Procedures that those whom they are about do not read. */
export const CLOSED = closedTo('offices', 'inspectors');
/** Procedures that only inspectors read: that there is such a case nobody else learns from any list. */
export const SECRET = closedTo('inspectors');

export const officersOnly = (): Error => forbidden('由任职人员、审计员和纪检监督人员查看', 'For officers, auditors and inspectors');

/** What somebody sees of the audit: officers, auditors and inspectors only. */
export const sightOf = (who: Who): Sight => {
  const paths = workPaths(who);
  if (paths.length === 0) throw officersOnly();
  return { person: who.personId, paths, inspects: inspectedPaths(who), closed: CLOSED, secret: SECRET, opened: inspectionPaths(who) };
};

/** Acts that say that something is examined, under their own names and under those of their facts. */
const EXAMINING = [
  ...VEILED_KINDS,
  ...Object.values(procedures).flatMap((procedure) =>
    actsOf(procedure).flatMap(({ kind, fact }) => (VEILED_KINDS.includes(fact) ? [kind] : [])),
  ),
];

/** What somebody sees of the log in full; investigations only who inspects there. */
export const logSightOf = (client: Parameters<typeof watchOf>[0], who: Who) =>
  watchOf(client, watchedPaths(who), { procedures: SECRET, kinds: EXAMINING }, inspectionPaths(who));
