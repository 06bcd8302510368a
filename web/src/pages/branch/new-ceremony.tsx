import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/queries';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { ChooseCases, useCasesAt, useChosenCases } from './choose-cases';
import { HolderField, useHolder } from './holder';
import { useOpenOccasion } from './open-occasion';

export function NewCeremony() {
  const { t } = useTranslation();
  const chosen = useHolder();
  const { items, ready } = useCasesAt(['A14'], chosen.holder);
  const { open, sending, problem } = useOpenOccasion();
  const [cases, setCases] = useChosenCases(items, ready);
  const today = useMe().data?.today;
  const [plannedOn, setPlannedOn] = useState('');
  const send = () =>
    chosen.holder &&
    open({
      procedure: 'ceremony',
      unit: chosen.holder.unit,
      kind: 'planCeremony',
      body: { plannedOn, cases },
      // Held already: written down as of its own day.
      ...(today && plannedOn && plannedOn < today ? { on: plannedOn } : {}),
    });
  return (
    <Page title={t('occasion.new-ceremony')}>
      <section className="card">
        <Form problem={problem} sending={sending} onSend={() => void send()} send={t('ceremony.plan')}>
          <HolderField {...chosen} />
          <ChooseCases items={items} ready={ready} values={cases} onChange={setCases} />
          <TextField pointer="/act/body/plannedOn" label={t('field.plannedOn')} type="date" value={plannedOn} onChange={setPlannedOn} />
        </Form>
      </section>
    </Page>
  );
}
