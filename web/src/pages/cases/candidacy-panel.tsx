import '../../i18n/areas/law';
import '../../i18n/areas/select';
import { useTranslation } from 'react-i18next';
import type { CaseView, Fact } from '../../api/contract';
import { useNames } from '../../ui/names';
import { To } from '../../ui/to';
import { PaperLinks } from './paper-links';

const MUSTS = ['file', 'matters', 'discipline', 'complaints'] as const;
const GRADES = ['present', 'excellent', 'competent', 'basic', 'incompetent'] as const;

interface Reply {
  readonly askedOn: string;
  readonly answer?: string;
}
interface Book {
  readonly post?: string;
  readonly group?: readonly string[];
  readonly signatures?: readonly string[];
  readonly appraisal?: Readonly<Record<(typeof GRADES)[number], number>>;
  readonly musts?: Readonly<Partial<Record<(typeof MUSTS)[number], { readonly on: string; readonly result: 'clear' | 'issue' }>>>;
  readonly consultations?: readonly string[];
  readonly coManager?: Reply;
  readonly league?: Reply;
  readonly decision?: Readonly<Record<'entitled' | 'present' | 'for' | 'against' | 'defer', number>> & { readonly on: string };
}

/** What one candidacy has shown so far: the four musts with their papers first. */
export function CandidacyPanel({ view, facts }: { readonly view: CaseView; readonly facts: readonly Fact[] }) {
  const { t } = useTranslation();
  const book = view.book as Book;
  return (
    <>
      <section className="card" aria-labelledby="musts">
        <h2 id="musts">{t('post.fourMusts')}</h2>
        {book.post && view.parent && (
          <p>
            {t('field.title')}: <To href={`/cases/${view.parent.id}`}>{book.post}</To>
          </p>
        )}
        <ul className="plain">
          {MUSTS.map((must) => (
            <Must
              key={must}
              must={must}
              done={book.musts?.[must]}
              fact={facts.findLast(({ kind, body }) => kind === 'mustDone' && body.must === must)}
            />
          ))}
        </ul>
      </section>
      <Inspection book={book} />
      <Consultation book={book} />
    </>
  );
}

interface MustProps {
  readonly must: (typeof MUSTS)[number];
  readonly done: { readonly on: string; readonly result: 'clear' | 'issue' } | undefined;
  readonly fact: Fact | undefined;
}

function Must({ must, done, fact }: MustProps) {
  const { t } = useTranslation();
  return (
    <li>
      {t(`post.must.${must}`)}{' '}
      <span className={`tag ${done ? (done.result === 'clear' ? 'good' : 'bad') : ''}`}>
        {done ? t(`value.${done.result}`) : t('post.notYet')}
      </span>
      {done && <span className="soft small">{done.on}</span>}
      {fact && <PaperLinks papers={fact.papers} />}
    </li>
  );
}

function Inspection({ book: { group = [], signatures = [], appraisal } }: { readonly book: Book }) {
  const { t } = useTranslation();
  const nameOf = useNames(group);
  if (group.length === 0 && !appraisal) return null;
  return (
    <section className="card" aria-labelledby="group">
      <h2 id="group">{t('post.inspection')}</h2>
      <ul className="plain">
        {group.map((person) => (
          <li key={person}>
            {nameOf(person)}{' '}
            <span className={`tag ${signatures.includes(person) ? 'good' : ''}`}>
              {t(signatures.includes(person) ? 'post.signed' : 'post.unsigned')}
            </span>
          </li>
        ))}
      </ul>
      {appraisal && (
        <table className="table">
          <tbody>
            {GRADES.map((grade) => (
              <tr key={grade}>
                <th scope="row">{grade === 'present' ? t('post.taking') : t(`field.${grade}`)}</th>
                <td>{appraisal[grade]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Consultation({ book: { consultations = [], coManager, league, decision } }: { readonly book: Book }) {
  const { t } = useTranslation();
  const replies = [
    ['coManager', coManager],
    ['league', league],
  ] as const;
  if (consultations.length === 0 && !coManager && !league && !decision) return null;
  return (
    <section className="card" aria-labelledby="consulted">
      <h2 id="consulted">{t('post.consulted')}</h2>
      <ul className="plain">
        {consultations.map((one) => (
          <li key={one}>{t(`value.${one}`)}</li>
        ))}
        {replies.map(
          ([name, reply]) =>
            reply && (
              <li key={name}>
                {t(`post.${name}`)} <span className="soft small">{reply.askedOn}</span>{' '}
                <span className="tag">{t(`post.answer.${reply.answer ?? 'none'}`)}</span>
              </li>
            ),
        )}
      </ul>
      {decision && <p>{t('post.decision', { ...decision })}</p>}
    </section>
  );
}
