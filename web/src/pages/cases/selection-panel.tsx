import '../../i18n/areas/law';
import '../../i18n/areas/select';
import '../../i18n/areas/work';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../api/contract';
import { useRead } from '../../api/queries';
import { CardTable } from '../../ui/card-table';
import { useNames } from '../../ui/names';
import { To } from '../../ui/to';
import { useWords } from '../../ui/words';

interface Tally {
  readonly on: string;
  readonly asked: number;
  readonly votes: Readonly<Record<string, number>>;
  readonly present?: number;
  readonly issued?: number;
  readonly returned?: number;
}
interface Book {
  readonly post?: { readonly title: string; readonly approved: number; readonly incumbents: number; readonly openings: number };
  readonly plan?: Readonly<Record<string, string | number | boolean>>;
  readonly talks?: Tally;
  readonly meeting?: Tally;
  readonly meetingSkipped?: boolean;
  readonly competition?: {
    readonly passMark: number;
    readonly paperWeight: number;
    readonly shortlist: number;
    readonly entries: Readonly<Record<string, boolean>>;
    readonly examiners: readonly string[];
    readonly ranked?: readonly { readonly entry: string; readonly rank: number; readonly paper: number; readonly interview: number }[];
  };
  readonly candidates?: Readonly<Record<string, { readonly case?: string; readonly outcome?: string; readonly code?: string }>>;
  readonly filled?: number;
}

/** The post with its headcount, its two tallies apart, and everybody who stands for it. */
export function SelectionPanel({ view }: { readonly view: CaseView }) {
  const book = view.book as Book;
  return (
    <>
      <Headcount book={book} />
      <Candidacies book={book} />
      <Tallies book={book} />
      <Competition id={view.id} book={book} seats={view.seats} />
    </>
  );
}

function Headcount({ book: { post, plan, filled } }: { readonly book: Book }) {
  const { t, i18n } = useTranslation();
  if (!post) return null;
  const named = (name: string, value: string | number | boolean): string =>
    typeof value === 'boolean'
      ? t(value ? `yes.${name}` : `no.${name}`, { defaultValue: t(value ? 'form.yes' : 'form.no') })
      : typeof value === 'string' && i18n.exists(`value.${value}`)
        ? t(`value.${value}`)
        : `${value}`;
  return (
    <section className="card" aria-labelledby="post">
      <h2 id="post">{post.title}</h2>
      <div className="numbers">
        {(['approved', 'incumbents', 'openings'] as const).map((name) => (
          <div key={name}>
            {t(`field.${name}`)} <div className="count">{post[name]}</div>
          </div>
        ))}
        <div>
          {t('post.filled')} <div className="count">{filled ?? 0}</div>
        </div>
      </div>
      {plan && (
        <details className="more">
          <summary>{t('post.plan')}</summary>
          <table className="table">
            <tbody>
              {Object.entries(plan).map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{t(`field.${name}`)}</th>
                  <td>{named(name, value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}

function Candidacies({ book: { candidates = {} } }: { readonly book: Book }) {
  const { t } = useTranslation();
  const nameOf = useNames(Object.keys(candidates));
  const items = Object.entries(candidates);
  if (items.length === 0) return null;
  return (
    <section className="card" aria-labelledby="candidacies">
      <h2 id="candidacies">{t('post.candidacies')}</h2>
      <ul className="plain">
        {items.map(([person, { case: id, outcome, code }]) => (
          <li key={person} className="card">
            {id ? (
              <Candidacy id={id} name={nameOf(person)} outcome={outcome} />
            ) : (
              <>
                <strong>{nameOf(person)}</strong>{' '}
                <span className="tag bad">{code ? t(`refusal.${code}`, { defaultValue: t('post.notOpened') }) : t('post.notOpened')}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where one stands, which stages the inspector has passed and when; to whoever may not read it, a name alone. */
function Candidacy({ id, name, outcome }: { readonly id: string; readonly name: string; readonly outcome: string | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  const found = useRead('getCase', { params: { id } });
  if (!found.data)
    return (
      <>
        <strong>{name}</strong> {outcome && <span className="tag">{t(`outcome.${outcome}`, { defaultValue: t('phase.ended') })}</span>}
      </>
    );
  const { timeline, headline, phase, book } = found.data;
  const musts = Object.keys((book.musts ?? {}) as object).length;
  const now = timeline.filter(({ status }) => status === 'now');
  return (
    <>
      <div className="row apart">
        <To href={`/cases/${id}`}>{found.data.subject?.name ?? name}</To>
        <span className="row">
          {now.map((step) => (
            <span key={step.id} className="tag now">
              {step.id} {words(step.title)}
            </span>
          ))}
          {phase !== 'open' && <span className={`tag ${phase === 'ended' ? '' : 'warn'}`}>{t(`phase.${phase}`)}</span>}
        </span>
      </div>
      <p className="small">{words(headline)}</p>
      <p className="row small">
        {timeline.map((step) =>
          step.passedOn ? (
            <span key={step.id} className="tag good">
              {step.id} ✓ {step.passedOn}
            </span>
          ) : step.awaiting ? (
            <span key={step.id} className="tag warn">
              {step.id} {t(`step.awaiting.${step.awaiting}`)}
            </span>
          ) : null,
        )}
        <span className={`tag ${musts === 4 ? 'good' : ''}`}>{t('post.musts', { count: musts })}</span>
      </p>
    </>
  );
}

/** Talks and meeting, each by itself: they are never added up, and decide nothing. */
function Tallies({ book: { talks, meeting, meetingSkipped } }: { readonly book: Book }) {
  const { t } = useTranslation();
  if (!talks && !meeting) return null;
  return (
    <section className="card" aria-labelledby="tallies">
      <h2 id="tallies">{t('post.tallies')}</h2>
      <p className="soft">{t('post.reference')}</p>
      {talks && <OneTally title={t('post.talks', { day: talks.on, count: talks.asked })} tally={talks} />}
      {meeting && (
        <OneTally
          title={t('post.meeting', {
            day: meeting.on,
            entitled: meeting.asked,
            present: meeting.present,
            issued: meeting.issued,
            returned: meeting.returned,
          })}
          tally={meeting}
        />
      )}
      {meetingSkipped && <p>{t('post.meetingSkipped')}</p>}
    </section>
  );
}

function OneTally({ title, tally }: { readonly title: string; readonly tally: Tally }) {
  const { t } = useTranslation();
  const nameOf = useNames(Object.keys(tally.votes));
  const lines = Object.entries(tally.votes).sort(([, one], [, other]) => other - one);
  return (
    <>
      <h3>{title}</h3>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('field.person')}</th>
            <th scope="col">{t('field.votes')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([person, votes]) => (
            <tr key={person}>
              <td>{nameOf(person)}</td>
              <td>{votes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Points are kept in hundredths. */
const points = (hundredths: number): string => (hundredths / 100).toFixed(2);

function Competition({
  id,
  book: { competition },
  seats,
}: {
  readonly id: string;
  readonly book: Book;
  readonly seats: readonly string[];
}) {
  const { t } = useTranslation();
  const nameOf = useNames([...Object.keys(competition?.entries ?? {}), ...(competition?.examiners ?? [])]);
  if (!competition) return null;
  const { passMark, paperWeight, shortlist, entries, examiners, ranked } = competition;
  return (
    <section className="card" aria-labelledby="competition">
      <h2 id="competition">{t('post.competition')}</h2>
      <p className="soft">{t('post.rules', { mark: points(passMark), weight: paperWeight, rest: 100 - paperWeight, shortlist })}</p>
      {ranked ? (
        <CardTable
          items={ranked}
          keyOf={({ entry }) => entry}
          columns={[
            { head: t('field.person'), cell: ({ rank, entry }) => `${rank}. ${nameOf(entry)}` },
            { head: t('scores.part.paper'), cell: ({ paper }) => points(paper) },
            { head: t('scores.part.interview'), cell: ({ interview }) => points(interview) },
          ]}
          labelledBy="competition"
        />
      ) : (
        <ul className="plain">
          {Object.entries(entries).map(([person, qualified]) => (
            <li key={person}>
              {nameOf(person)} <span className={`tag ${qualified ? 'good' : ''}`}>{t(qualified ? 'yes.qualified' : 'no.qualified')}</span>
            </li>
          ))}
        </ul>
      )}
      {examiners.length > 0 && (
        <p>
          {t('field.examiners')}: {examiners.map(nameOf).join(t('app.comma'))}
        </p>
      )}
      {!ranked && examiners.length > 0 && seats.includes('committee-officer') && (
        <p className="note info">{t('scores.tell', { address: `${location.origin}/scores`, id: id.slice(0, 8).toUpperCase() })}</p>
      )}
    </section>
  );
}
