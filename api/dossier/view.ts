import type { z } from 'zod';
import type { DossierCase } from '../../domain/contract/dossier';
import type { IndexLine } from '../../records/dossier/index-of';

export type DossierLine = z.input<typeof DossierCase>;

/** Names only where they were asked for: the index says which cases there are, who they are about is looked up where it is logged. */
export const dossierLine = (row: IndexLine, names: boolean): DossierLine => ({
  case: row.id,
  procedure: row.procedure,
  year: Number(row.opened_on.slice(0, 4)),
  unit: { id: row.unit_id, name: row.unit_name },
  ...(names && row.subject !== null ? { subject: row.subject } : {}),
  numbers: [...row.numbers],
  phase: row.phase,
  ...(row.ending === null ? {} : { ending: row.ending }),
  stage: row.stage,
  openedOn: row.opened_on,
  ...(row.ended_on === null ? {} : { endedOn: row.ended_on }),
  papers: row.papers,
  kinds: [...row.kinds],
  missing: row.missing.map((one) => ({ ...one })),
  findings: row.findings.map((one) => ({ ...one })),
});
