import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { RadioField, SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { PersonField } from '../../ui/pick-person';
import { UnitField } from '../../ui/pick-unit';
import { To } from '../../ui/to';

export type Complaint = Answer<'listComplaints'>['items'][number];

/** Complaints, read by inspectors of the place alone; one that only has words is said what it is about, and its investigation opens. */
export function Complaints() {
  const { t } = useTranslation();
  const found = useRead('listComplaints', { query: { status: 'open' } });
  return (
    <Page title={t('complaints.title')}>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="card">{t('complaints.none')}</p>
          ) : (
            items.map((one) => (
              <section key={one.id} className="card" aria-label={t('complaints.one', { id: one.id.slice(0, 8).toUpperCase() })}>
                <Words one={one} />
                {one.investigation ? (
                  <To href={`/inspection/cases/${one.investigation}`}>{t('complaints.toRoom')}</To>
                ) : (
                  <Attach one={one} />
                )}
              </section>
            ))
          )
        }
      </Loaded>
    </Page>
  );
}

/** What somebody wrote, in his own words. */
export function Words({ one }: { readonly one: Complaint }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="row">
        <span className="tag">{one.receivedOn}</span>
        <span className="tag">{t(one.named ? 'objection.named' : 'objection.unnamed')}</span>
        {one.about && <span>{one.about}</span>}
      </p>
      <blockquote>{one.text}</blockquote>
      {(one.name || one.contact) && (
        <p className="soft">
          {one.name} {one.contact}
        </p>
      )}
    </>
  );
}

function Attach({ one }: { readonly one: Complaint }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const [what, setWhat] = useState<'person' | 'post' | 'organisation'>('person');
  const [person, setPerson] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [organisation, setOrganisation] = useState<string>();
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const cases = useCasesAbout(what, person);
  const send = async () => {
    const body = what === 'organisation' ? { organisation } : { case: chosen };
    const gap = what === 'organisation' ? !organisation : !chosen;
    setMissing(new Map(gap ? [[what === 'organisation' ? '/organisation' : '/case', t('form.missing')]] : []));
    clear();
    if (gap) return;
    const done = await run((step) => step('attachComplaint', { params: { id: one.id }, body: body as { case: string } }));
    if (done) await refresh();
  };
  return (
    <details className="more">
      <summary>{t('complaints.attach')}</summary>
      <Form problem={problem} sending={sending} missing={missing} onSend={() => void send()} send={t('complaints.open')}>
        <RadioField
          pointer="/what"
          label={t('complaints.what')}
          value={what}
          choices={(['person', 'post', 'organisation'] as const).map((value) => ({ value, label: t(`complaints.about.${value}`) }))}
          onChange={(value) => {
            setWhat(value as typeof what);
            setChosen(undefined);
          }}
        />
        {what === 'person' && <PersonField pointer="/person" label={t('field.person')} value={person} onChange={setPerson} />}
        {what === 'organisation' ? (
          <UnitField pointer="/organisation" label={t('inbox.unit')} value={organisation} onChange={setOrganisation} />
        ) : (
          <SelectField pointer="/case" label={t('complaints.case')} value={chosen} choices={cases} onChange={setChosen} />
        )}
      </Form>
    </details>
  );
}

/** Cases of a person, or posts under selection, within the inspector's reach. */
const useCasesAbout = (what: string, person: string | undefined) => {
  const { t } = useTranslation();
  const query = what === 'post' ? { procedure: 'selection', limit: 100 } : { subject: person, limit: 50 };
  const found = useRead('listCases', { query }, { enabled: what === 'post' || (what === 'person' && person !== undefined) });
  return (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${t(`procedure.${one.procedure}`)} · ${one.subject?.name ?? one.unit.name} · ${one.openedOn}`,
  }));
};
