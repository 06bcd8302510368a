import type { CaseView } from '../../api/contract';

/** Whom a case is about, or which post: a selection has no person. */
export const titleOf = (view: Pick<CaseView, 'subject' | 'procedure' | 'book'>): string | undefined =>
  view.subject?.name ?? (view.book.post as { title?: string } | undefined)?.title;
