import type { CaseView } from '../../api/contract';
import { useRead } from '../../api/queries';
import { useNames } from '../../ui/names';
import type { Offered } from '../../ui/pick-person';

interface Book {
  readonly nominees?: readonly string[];
  readonly proposal?: { readonly candidates: readonly string[] };
  readonly pending?: { readonly among: readonly string[] };
  readonly tellers?: readonly string[];
  readonly roll?: { readonly entitled: readonly string[]; readonly present: readonly string[] };
}

/** Whom the case itself knows for a field of an act: those recommended, the candidates, the tellers, those in the room. */
const inBook = (book: Book, kind: string): Readonly<Record<string, readonly string[]>> => {
  const present = book.roll?.present ?? [];
  switch (kind) {
    case 'fixObjects':
      return { objects: book.nominees ?? [] };
    case 'appointTellers':
      return { tellers: present };
    case 'countBallots':
      return {
        votes: book.pending?.among ?? book.proposal?.candidates ?? [],
        countedBy: book.tellers ?? [],
        left: present,
        absentees: (book.roll?.entitled ?? []).filter((id) => !present.includes(id)),
      };
    default:
      return {};
  }
};

/** People who come first in the fields of an act, so that nobody is looked for who is known already. */
export const useOffers = (view: CaseView, kind: string): Readonly<Record<string, readonly Offered[]>> => {
  const known = inBook(view.book as Book, kind);
  const nameOf = useNames(Object.values(known).flat());
  const inspectors = useRead('listCaseInspectors', { params: { id: view.id } }, { enabled: kind === 'assignPair' });
  const officers = useRead(
    'listHoldings',
    { query: { organisation: view.unit.id, role: 'committee-officer', limit: 50 } },
    { enabled: kind === 'formGroup' },
  );
  return {
    ...Object.fromEntries(Object.entries(known).map(([field, ids]) => [field, ids.map((id) => ({ id, name: nameOf(id) }))])),
    ...(inspectors.data ? { inspectors: inspectors.data.items.filter(({ available }) => available).map(({ person }) => person) } : {}),
    ...(officers.data ? { members: officers.data.items.map(({ person }) => person) } : {}),
  };
};
