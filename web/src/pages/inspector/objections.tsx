import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useDraft } from '../../api/use-draft';
import { useSend } from '../../api/use-send';
import { Papers } from '../../ui/act/papers';
import { sendPapers } from '../../ui/act/send-papers';
import { type DraftedTexts, useDraftedPapers } from '../../ui/act/use-drafted-papers';
import { DraftNote } from '../../ui/draft-note';
import { RadioField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';

type One = Answer<'listObjections'>['items'][number];

/** Objections to examine: read by inspectors only, each ruled on with a written finding. */
export function Objections() {
  const { t } = useTranslation();
  const [{ status = 'received' }, setAddress] = useAddress(['status'] as const);
  const found = useRead('listObjections', { query: { status } }, { refetchInterval: 30_000 });
  return (
    <Page title={t('nav.objections')}>
      <RadioField
        pointer="/status"
        label={t('objection.which')}
        value={status}
        choices={['received', 'ruled'].map((value) => ({ value, label: t(`objectionStatus.${value}`) }))}
        onChange={(value) => setAddress({ status: value })}
      />
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? <p className="note">{t('objection.none')}</p> : items.map((one) => <Objection key={one.id} one={one} />)
        }
      </Loaded>
    </Page>
  );
}

function Objection({ one }: { readonly one: One }) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <p className="row">
        <span className="tag">{one.receivedOn}</span>
        <span className="tag">{one.named ? t('objection.named') : t('objection.unnamed')}</span>
        <To href={`/cases/${one.case}`}>{t('case.open')}</To>
        <To href={`/occasions/${one.occasion}`}>{t('procedure.notice')}</To>
      </p>
      <blockquote>{one.text}</blockquote>
      {(one.name || one.contact) && (
        <p className="soft">
          {one.name} {one.contact}
        </p>
      )}
      {one.ruling ? <p className="note">{t(`value.${one.ruling}`, { defaultValue: one.ruling })}</p> : <Rule one={one} />}
    </section>
  );
}

interface Draft extends DraftedTexts {
  readonly ruling?: string;
}

function Rule({ one }: { readonly one: One }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const draft = useDraft<Draft>(`rule-${one.id}`, { texts: {} });
  const { ruling } = draft.value;
  const [papers, setPapers] = useDraftedPapers(draft);
  const send = () =>
    run(async (step) => {
      const ids = await sendPapers(step, Object.values(papers));
      await step('commandCase', {
        params: { id: one.occasion },
        body: { kind: 'ruleObjection', body: { case: one.case, objection: one.id, ruling }, papers: ids },
      });
      await draft.forget();
      await refresh();
    });
  return (
    <details className="more">
      <summary>{t('objection.rule')}</summary>
      <Form
        problem={problem}
        sending={sending}
        onSend={() => void send()}
        send={t('objection.rule')}
        beside={<DraftNote savedAt={draft.savedAt} />}
      >
        <RadioField
          pointer="/body/ruling"
          label={t('field.ruling')}
          value={ruling}
          choices={['go-on', 'go-back', 'end'].map((value) => ({ value, label: t(`value.${value}`) }))}
          onChange={(value) => draft.change({ ruling: value })}
        />
        <Papers required={['finding']} also={[]} papers={papers} onChange={setPapers} />
      </Form>
    </details>
  );
}
