import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../api/contract';
import { NamedValues } from '../../ui/named-values';
import { To } from '../../ui/to';

interface Book {
  readonly hours?: readonly { readonly units: number }[];
  readonly volunteer?: { readonly hours: number };
  readonly number?: string;
  readonly certificate?: string;
  readonly vote?: {
    readonly for: number;
    readonly against: number;
    readonly abstain: number;
    readonly present: number;
    readonly entitled: number;
  };
  readonly cultivationFrom?: string;
}

/** The figures that people ask for: hours, numbers, votes, the days from which membership runs. */
export function Book({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const book = view.book as Book;
  const isAdmission = view.procedure === 'admission';
  // Its own vote, on a panel of its own, is none of a branch.
  const annuls = view.procedure === 'annulment';
  const rows: [string, string | undefined][] = [
    [isAdmission ? 'appliedOn' : annuls ? 'proposedOn' : 'openedOn', view.openedOn],
    ['cultivationFrom', book.cultivationFrom],
    ['hours', book.hours && book.hours.length > 0 ? String(book.hours.reduce((sum, one) => sum + one.units, 0)) : undefined],
    ['volunteer', book.volunteer ? String(book.volunteer.hours) : undefined],
    ['number', book.number],
    ['vote', book.vote && !annuls ? t('book.voteOf', { ...book.vote }) : undefined],
    ['resolvedOn', view.dates.resolvedOn],
    [view.procedure === 'candidacy' ? 'appointedOn' : 'approvedOn', view.dates.approvedOn],
    ['certificate', book.certificate],
    [isAdmission ? 'approving' : 'committee', view.committee.name],
  ];
  return (
    <section className="card">
      <h2>{t('book.title')}</h2>
      <NamedValues group="book" rows={rows} />
      {book.certificate && view.seats.some((seat) => ['applicant', 'branch-secretary', 'committee-officer'].includes(seat)) && (
        <p className="no-print">
          <To href={`/cases/${view.id}/certificate`}>{t('certificate.print')}</To>
        </p>
      )}
    </section>
  );
}
