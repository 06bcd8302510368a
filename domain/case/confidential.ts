import type { Fact } from './fact';
import type { Text } from './step';

/** What everybody but the inspectors learns of objections, suspending verdicts and investigations: the case is held, the case goes on. */
export const VEILED: Readonly<Record<'held' | 'settled', Text>> = {
  held: { zh: '暂停办理', en: 'Held' },
  settled: { zh: '暂停事项已处理', en: 'What held it is settled' },
};

const HELD = ['heldForInvestigation', 'heldForObjection', 'objectionReceived'];
const SETTLED = ['investigationSettled', 'objectionSettled', 'objectionRuled', 'objectionsSettled'];

/** Kinds of facts whose very name says that something is examined: the log shows them to inspectors alone. */
export const VEILED_KINDS: readonly string[] = [...HELD, ...SETTLED];

const veilOf = ({ kind, body }: Pick<Fact, 'kind' | 'body'>): keyof typeof VEILED | undefined => {
  if (HELD.includes(kind) || (kind === 'verdictGiven' && body.verdict === 'suspend')) return 'held';
  if (SETTLED.includes(kind)) return 'settled';
  if (kind === 'childrenOpened' && body.procedure === 'investigation') return 'held';
  if (kind !== 'casesTold') return undefined;
  if (body.command === 'holdForObjection') return 'held';
  return body.command === 'settleObjection' ? 'settled' : undefined;
};

/**
 * The fact as others than inspectors read it: without who decided, on which paper, and of which objection. A place in the ledger stays a place in the
 * ledger, so that nobody wonders about a gap.
 */
export const veiled = (fact: Fact): Fact => {
  const kind = veilOf(fact);
  if (!kind) return fact;
  const { v, seq, on, at } = fact;
  return { v, seq, on, at, kind, body: typeof fact.body.case === 'string' ? { case: fact.body.case } : {}, papers: [] };
};

/** Whether the paper of a verdict says why an investigation began: then it is the inspectors' alone. */
export const isVeiled = (fact: Pick<Fact, 'kind' | 'body'>): boolean => veilOf(fact) !== undefined;

/** A book as others than inspectors read it: an entry of a notice is held, by how many objections nobody learns. */
export const veiledBook = (book: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { entries } = book as { entries?: unknown };
  if (typeof entries !== 'object' || entries === null) return { ...book };
  return {
    ...book,
    entries: Object.fromEntries(
      Object.entries(entries as Record<string, Record<string, unknown>>).map(([id, { objections: _, ...entry }]) => [id, entry]),
    ),
  };
};
