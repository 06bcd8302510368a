import { useTranslation } from 'react-i18next';
import { useDraft } from '../../api/use-draft';
import { Papers } from '../../ui/act/papers';
import { type DraftedTexts, textsIn, useDraftedPapers } from '../../ui/act/use-drafted-papers';
import { DraftNote } from '../../ui/draft-note';
import { CheckList } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useAgenda } from './agenda';
import type { KnownOccasion } from './known-here';
import { useDeskAct, useReturned } from './use-desk-act';

interface Draft extends DraftedTexts {
  readonly without: readonly string[];
}

interface Props {
  readonly occasion: KnownOccasion;
  readonly act: 'closeMeeting' | 'closeDecision';
  readonly papers: readonly string[];
  /** What becomes of those who were not voted on, if anybody was not. */
  readonly left: string | undefined;
}

/** The minutes. A case that does not take its vote keeps the meeting open; one that takes none any more can be named, and only then. */
export function CloseMeeting({ occasion, act: kind, papers: required, left }: Props) {
  const { t } = useTranslation();
  const returned = useReturned(({ place, kind: what }) => place === occasion.id && what === kind);
  const { act, sending, problem } = useDeskAct(occasion);
  const onAgenda = useAgenda();
  const draft = useDraft<Draft>(`${kind}-${returned?.id ?? occasion.id}`, {
    texts: textsIn(returned?.papers ?? []),
    without: (returned?.body.without as string[] | undefined) ?? [],
  });
  const { without } = draft.value;
  const [papers, setPapers] = useDraftedPapers(draft, returned?.papers);
  const refusal = problem?.problem ?? returned?.problem;
  const voted = occasion.entries.filter(({ status }) => status === 'voted');
  const concerned = voted.find((entry) => refusal?.detail?.includes(entry.case));
  const droppable = without.length > 0 || refusal?.errors?.some(({ pointer }) => pointer.startsWith('/body/without'));
  const send = async () => {
    const done = await act(kind, without.length > 0 ? { without } : {}, { papers: Object.values(papers) });
    if (done) await draft.forget();
  };
  if (!draft.ready) return null;
  return (
    <section className="card no-print">
      <h2>{t('meeting.close')}</h2>
      {left && <p className="note warn">{left}</p>}
      {concerned && <p className="note warn">{t('meeting.concerns', { name: onAgenda(concerned) })}</p>}
      <Form
        problem={problem}
        sending={sending}
        onSend={() => void send()}
        send={t('meeting.close')}
        beside={<DraftNote savedAt={draft.savedAt} />}
      >
        <Papers required={required} also={[]} papers={papers} onChange={setPapers} />
        {droppable && (
          <CheckList
            pointer="/body/without"
            label={t('field.without')}
            hint={t('hint.without')}
            values={without}
            choices={voted.map((entry) => ({ value: entry.case, label: onAgenda(entry) || entry.case.slice(0, 8) }))}
            onChange={(chosen) => draft.change({ without: chosen })}
          />
        )}
      </Form>
    </section>
  );
}
