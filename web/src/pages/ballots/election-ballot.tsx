import '../../i18n/areas/ballots';
import '../../i18n/areas/law';
import '../../i18n/areas/queue';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ElectionBook } from '../../../../domain/procedures/election/book';
import { ballotOf } from '../../../../domain/procedures/election/outcome';
import type { CaseView } from '../../api/contract';
import { useRead } from '../../api/queries';
import { CheckField } from '../../ui/fields';
import { useNames } from '../../ui/names';
import { To } from '../../ui/to';
import { type Gone, NOBODY } from '../branch/gone-lists';
import { BoothBeside, DraftBooth } from './booth-beside';

const KEEPERS = ['branch-secretary', 'branch-committee'];

/** The ballot that is due in an election, by booth: over today's roll, for those who are voted on now and the seats that are open. */
export function ElectionBallot({ view }: { readonly view: CaseView }) {
  const book = view.book as unknown as ElectionBook;
  const due = view.phase === 'open' && view.steps.includes('E4') && book.method !== undefined;
  if (!due || !view.seats.some((seat) => KEEPERS.includes(seat))) return null;
  return <Due view={view} book={book} />;
}

function Due({ view, book }: { readonly view: CaseView; readonly book: ElectionBook }) {
  const { t } = useTranslation();
  const booths = useRead('listBooths', { query: { occasion: view.id } }, { refetchInterval: 5_000 });
  if (!booths.data) return null;
  const { items } = booths.data;
  const { kind } = ballotOf(book);
  const booth = items.find(({ id, status }) => status !== 'void' && !book.ballots.some((one) => one.booth === id));
  return (
    <BoothBeside
      on={{ booth, carried: true, mayDraft: book.roll !== undefined }}
      name={t(`booth.ballot.${kind}`)}
      inspectorsOf={view.id}
      record={({ id, drawn }) => (
        <p className="row no-print">
          <To href={`/cases/${view.id}/do/countBallots?booth=${id}${drawn > 0 ? '&approvals=yes' : ''}`}>{t('booth.count')}</To>
          <To href={`/booths/${id}`}>{t('booth.open')}</To>
        </p>
      )}
      draft={book.roll && <Draft view={view} book={book} roll={book.roll} item={`ballot-${items.length + 1}`} />}
    />
  );
}

interface DraftProps {
  readonly view: CaseView;
  readonly book: ElectionBook;
  readonly roll: NonNullable<ElectionBook['roll']>;
  readonly item: string;
}

function Draft({ view, book, roll, item }: DraftProps) {
  const { t } = useTranslation();
  const { kind, among, seats } = ballotOf(book);
  const nameOf = useNames(among);
  const [others, setOthers] = useState(true);
  const [gone, setGone] = useState<Gone>(NOBODY);
  return (
    <>
      <p>{t('booth.electionPaper', { count: seats, names: among.map(nameOf).join(t('app.comma')) })}</p>
      {kind !== 'tie' && <CheckField pointer="/form/allowOther" label={t('booth.allowOther')} checked={others} onChange={setOthers} />}
      <DraftBooth
        occasion={view.id}
        inspectorsOf={view.id}
        roll={roll}
        gone={gone}
        onGone={setGone}
        remote={book.method?.remote === true}
        election
        paper={{
          item,
          form: {
            kind: 'election',
            title: '选举票',
            candidates: among.map((id) => ({ id, label: nameOf(id) })),
            seats,
            allowOther: others && kind !== 'tie',
          },
        }}
      />
    </>
  );
}
