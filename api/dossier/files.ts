import type { Pool } from 'pg';
import { RUSH_KINDS, rushCitation, rushThresholds } from '../../domain/audit/rush';
import { NUMBER_KINDS } from '../../domain/contract/quota';
import { dossierTable } from '../../domain/contract/tables';
import type { CaseFinding, MissingPaper } from '../../domain/dossier/papers';
import type { Drawn } from '../../domain/dossier/sample';
import { rushFindings } from '../../records/audit/rush';
import { type IndexLine, indexOf } from '../../records/dossier/index-of';
import { bundleCase } from '../../records/evidence/case-bundle';
import { logKeys, type SignedCheckpoint } from '../../records/evidence/checkpoints';
import { holdsVeiled } from '../../records/evidence/veiled';
import { numbersAudit, numbersOf, rangesOf } from '../../records/number-report';
import { quotaReport } from '../../records/quota-report';
import type { Statutes } from '../../records/statutes';
import { namesOf } from '../names';
import type { Mark } from '../portal';
import { csvFile, type Said } from './csv';
import { type DossierSums, indexPage, type YearSums } from './page';
import { findingTable, missingTable, numberLedger, quotaLedger, type RushLine, rangeLedger, rushTable, sampleTable } from './tables';
import { dossierLine } from './view';
import type { ZipFile } from './zip';

/** Lines of a ledger that lie in memory at once. */
const PAGE = 1000;
/** Findings of rush admission are few; more than that is one by itself. */
const MOST_RUSH = 5000;

export interface DossierOf extends Said {
  readonly organisation: { readonly id: string; readonly name: string; readonly path: string };
  readonly ids: readonly string[];
  readonly set: string;
  readonly seed: string;
  readonly drawn: readonly Drawn[];
  readonly names: boolean;
  readonly checkpoint: SignedCheckpoint;
  readonly by: string;
  /** What its page says of itself first. */
  readonly marks: readonly Mark[];
}

interface Gathered {
  readonly missing: (MissingPaper & { readonly case: string; readonly procedure: string })[];
  readonly findings: (CaseFinding & { readonly case: string; readonly procedure: string })[];
  readonly years: Map<string, YearSums>;
}

/** Everything that a dossier's file holds, one after the other; the page that opens it comes last, for it counts what went before. */
export async function* dossierFiles(pool: Pool, statutes: Statutes, about: DossierOf): AsyncGenerator<ZipFile> {
  const gathered: Gathered = { missing: [], findings: [], years: new Map() };
  yield { name: 'cases.csv', content: csvFile(dossierTable, linesOf(pool, statutes, about, gathered), about) };
  yield { name: 'missing.csv', content: csvFile(missingTable, pagesOf(gathered.missing), about) };
  yield { name: 'findings.csv', content: csvFile(findingTable, pagesOf(gathered.findings), about) };
  const rush = await rushOf(pool, about, yearsOf(gathered));
  yield { name: 'rush.csv', content: csvFile(rushTable, pagesOf(rush), about) };
  const quota = await quotaOf(pool, about, yearsOf(gathered));
  yield { name: 'quota.csv', content: csvFile(quotaLedger, [quota], about) };
  yield { name: 'number-ranges.csv', content: csvFile(rangeLedger, ranges(pool, about, yearsOf(gathered)), about) };
  yield { name: 'numbers.csv', content: csvFile(numberLedger, numbers(pool, about, yearsOf(gathered)), about) };
  yield { name: 'checkpoint.txt', content: [about.checkpoint.note] };
  yield { name: 'log-keys.txt', content: [`${(await logKeys(pool)).join('\n')}\n`] };
  const sample = await bundlesOf(pool, about.drawn);
  yield { name: 'sample.csv', content: csvFile(sampleTable, [sample], about) };
  for (const { case: id, bundle } of sample.filter((one) => one.bundle !== WITHHELD))
    yield { name: bundle, content: bundleCase(pool, id, about.checkpoint) };
  const sums: DossierSums = {
    years: [...gathered.years.values()].sort((a, b) => a.year - b.year || (a.procedure < b.procedure ? -1 : 1)),
    missing: gathered.missing,
    findings: gathered.findings,
    rush,
    quota,
    faults: await faultsOf(pool, about, yearsOf(gathered)),
    sample,
  };
  yield { name: 'index.html', content: indexPage(about, sums) };
}

function* pagesOf<T>(lines: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < lines.length; from += PAGE) yield lines.slice(from, from + PAGE);
}

/** Where a bundle would tell what is for inspectors alone. */
const WITHHELD = '由纪检机构导出 / by the inspection office';

const yearsOf = ({ years }: Gathered): number[] => [...new Set([...years.values()].map(({ year }) => year))].sort((a, b) => a - b);

async function* linesOf(pool: Pool, statutes: Statutes, { ids, names }: DossierOf, gathered: Gathered): AsyncGenerator<readonly unknown[]> {
  for await (const lines of indexOf(pool, statutes, ids)) {
    for (const line of lines) gather(gathered, line);
    yield lines.map((line) => dossierLine(line, names));
  }
}

const gather = ({ missing, findings, years }: Gathered, line: IndexLine): void => {
  const { id, procedure, opened_on: on } = line;
  missing.push(...line.missing.map((one) => ({ ...one, case: id, procedure })));
  findings.push(...line.findings.map((one) => ({ ...one, case: id, procedure })));
  const year = Number(on.slice(0, 4));
  const sums = years.get(`${year} ${procedure}`) ?? { procedure, year, cases: 0, open: 0, ended: 0, papers: 0, missing: 0, findings: 0 };
  years.set(`${year} ${procedure}`, {
    ...sums,
    cases: sums.cases + 1,
    open: sums.open + (line.phase === 'ended' ? 0 : 1),
    ended: sums.ended + (line.phase === 'ended' ? 1 : 0),
    papers: sums.papers + line.papers,
    missing: sums.missing + line.missing.length,
    findings: sums.findings + line.findings.length,
  });
};

/** By unit and figure; the people concerned are read in the cases. */
const rushOf = async (pool: Pool, { organisation, today }: DossierOf, years: readonly number[]): Promise<RushLine[]> => {
  if (years.length === 0) return [];
  const asked = { paths: [organisation.path], unitPath: organisation.path, from: `${years[0]}-01-01`, to: today };
  const rows = await rushFindings(pool, asked, rushThresholds(), [], MOST_RUSH);
  const units = await namesOf(
    pool,
    [],
    rows.map(({ unit_id }) => unit_id),
  );
  return rows.slice(0, MOST_RUSH).map(({ kind, on, unit_id, count, of, cases }) => ({
    kind: RUSH_KINDS.find((one) => one === kind) ?? kind,
    on,
    unit: unit_id === null ? '' : units.organisation(unit_id).name,
    count,
    of,
    citation: rushCitation(kind),
    cases,
  }));
};

const quotaOf = async (pool: Pool, { organisation, today }: DossierOf, years: readonly number[]) => {
  const reports = await Promise.all(years.map((year) => quotaReport(pool, { orgId: organisation.id, year, on: today })));
  return reports.flatMap(({ year, lines }) => lines.map((line) => ({ ...line, year })));
};

const scopes = ({ organisation }: DossierOf, years: readonly number[]) =>
  years.flatMap((year) => NUMBER_KINDS.map((kind) => ({ orgId: organisation.id, year, kind })));

async function* ranges(pool: Pool, about: DossierOf, years: readonly number[]) {
  for (const scope of scopes(about, years))
    yield (await rangesOf(pool, scope)).map((range) => ({ ...range, year: scope.year, kind: scope.kind }));
}

async function* numbers(pool: Pool, about: DossierOf, years: readonly number[]) {
  for (const scope of scopes(about, years))
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const { items, next } = await numbersOf(pool, { ...scope, ...(after === undefined ? {} : { after }), limit: PAGE });
      yield items.map((item) => ({ ...item, year: scope.year, kind: scope.kind }));
      after = next;
    }
}

/** Numbers that nothing accounts for. */
const faultsOf = async (pool: Pool, about: DossierOf, years: readonly number[]) => {
  const found = [];
  for (const scope of scopes(about, years))
    for (const fault of await numbersAudit(pool, scope)) found.push({ year: scope.year, kind: scope.kind, ...fault });
  return found;
};

const bundlesOf = async (pool: Pool, drawn: readonly Drawn[]) => {
  const lines = [];
  for (const { id, key } of drawn)
    lines.push({ key, case: id, bundle: (await holdsVeiled(pool, id)) ? WITHHELD : `bundles/case-${id}.ndjson` });
  return lines;
};
