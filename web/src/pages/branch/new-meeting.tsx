import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { ChooseCases, useCasesAt, useChosenCases } from './choose-cases';
import { HolderField, useHolder } from './holder';
import { useOpenOccasion } from './open-occasion';

/** Where cases wait for a meeting of the kind. */
const STEPS = { branch: ['A11'], approval: ['A12', 'N3'], recommendation: ['R3'] } as const;

/** A branch convenes its own meetings, a committee its approval meeting: who holds it decides which. */
export function NewMeeting() {
  const { t } = useTranslation();
  const chosen = useHolder();
  const [wanted, setWanted] = useState<'branch' | 'recommendation'>('branch');
  const kind = chosen.holder?.isCommittee ? 'approval' : wanted;
  const { items: all, ready } = useCasesAt(STEPS[kind], chosen.holder);
  // An appointment is taken back by the meeting that appoints.
  const items = all.filter(({ annuls }) => annuls !== 'candidacy');
  const { open, sending, problem } = useOpenOccasion();
  const [cases, setCases] = useChosenCases(items, ready);
  const send = () =>
    chosen.holder && open({ procedure: 'meeting', unit: chosen.holder.unit, kind: 'conveneMeeting', body: { kind, cases } });
  return (
    <Page title={t('occasion.new-meeting')}>
      <section className="card">
        <p className="note info">{t(`meeting.help-${kind}`)}</p>
        <Form problem={problem} sending={sending} onSend={() => void send()} send={t('meeting.convene')}>
          <HolderField {...chosen} />
          {kind !== 'approval' && (
            <RadioField
              pointer="/act/body/kind"
              label={t('meeting.what')}
              value={wanted}
              choices={(['branch', 'recommendation'] as const).map((value) => ({ value, label: t(`meeting.kind-${value}`) }))}
              onChange={(value) => {
                setWanted(value as 'branch' | 'recommendation');
                setCases([]);
              }}
            />
          )}
          <ChooseCases items={items} ready={ready} values={cases} onChange={setCases} />
        </Form>
      </section>
    </Page>
  );
}
