import '../../i18n/areas/law';
import '../../i18n/areas/select';
import '../../i18n/areas/work';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../api/contract';
import { NamedValues } from '../../ui/named-values';
import { useNames } from '../../ui/names';
import { To } from '../../ui/to';

interface Book {
  readonly target?: string;
  readonly of?: 'admission' | 'candidacy';
  readonly ground?: string;
  readonly hearing?: { readonly on: string; readonly how: string };
  readonly opinion?: { readonly on: string; readonly supports: boolean };
  readonly proposes?: string;
  readonly responsible?: readonly { readonly person: string; readonly measure: string }[];
  readonly vote?: Readonly<Record<'entitled' | 'present' | 'for', number>> & { readonly on: string; readonly result: string };
  readonly filedOn?: string;
  readonly toldOn?: string;
  readonly appealedOn?: string;
  readonly appealAnswer?: { readonly on: string; readonly answer: string };
  readonly effectOn?: string;
}

const OFFICES = ['committee-officer', 'committee-approver', 'higher-officer', 'inspector'];
/** Where each is decided, by those who may convene it. */
const MEETINGS = { admission: '/new/meeting', candidacy: '/new/decision' } as const;
const CONVENERS = ['committee-officer', 'committee-approver'];

/** What an annulment is about and has come to: which case is to be taken back and why, who was heard, what was proposed and decided. */
export function AnnulmentPanel({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const book = view.book as Book;
  const sits = (seats: readonly string[]): boolean => view.seats.some((seat) => seats.includes(seat));
  const offices = sits(OFFICES);
  const responsible = offices ? (book.responsible ?? []) : [];
  const nameOf = useNames(responsible.map(({ person }) => person));
  const toDecide = view.timeline.some(({ id, status, awaiting }) => id === 'N3' && status === 'now' && !awaiting);
  const heard = (how: string): string => t(how === 'declined' ? 'valueOf.recordHearing-declined' : `value.${how}`);
  const rows: [string, string | undefined][] = [
    ['ground', book.ground && t(`value.${book.ground}`)],
    ['hearing', book.hearing && `${heard(book.hearing.how)} (${book.hearing.on})`],
    ['opinion', book.opinion && `${t(`${book.opinion.supports ? 'yes' : 'no'}.supports`)} (${book.opinion.on})`],
    ['proposes', book.proposes && t(`value.${book.proposes}`)],
    ['responsible', responsible.map(({ person, measure }) => `${nameOf(person)}: ${t(`value.${measure}`)}`).join(t('app.comma'))],
    ['vote', book.vote && t('annul.voteOf', { ...book.vote, result: t(`annul.result.${book.vote.result}`) })],
    ['filedOn', book.filedOn],
    ['toldOn', book.toldOn],
    ['appealedOn', book.appealedOn],
    ['appealAnswer', book.appealAnswer && `${t(`value.${book.appealAnswer.answer}`)} (${book.appealAnswer.on})`],
    ['effectOn', book.effectOn],
  ];
  return (
    <section className="card" aria-labelledby="annulment">
      <h2 id="annulment">{t(`annul.of-${book.of ?? 'admission'}`)}</h2>
      {book.target && offices && (
        <p className="no-print">
          <To href={`/cases/${book.target}`}>{t('annul.target')}</To>
        </p>
      )}
      <NamedValues group="annul" rows={rows} />
      {toDecide && book.of && sits(CONVENERS) && (
        <p className="no-print">
          {t(`annul.where-${book.of}`)} <To href={`${MEETINGS[book.of]}?cases=${view.id}`}>{t('meeting.convene')}</To>
        </p>
      )}
    </section>
  );
}
