import { useTranslation } from 'react-i18next';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { ChooseCases, useCasesAt, useChosenCases } from './choose-cases';
import { HolderField, useHolder } from './holder';
import { useOpenOccasion } from './open-occasion';

/** Candidacies that wait for the decision, and annulments; those of admissions go to the approval meeting. */
const STEPS = ['C6', 'N3'] as const;

/** The committee convenes its decision meeting over the candidates who are ready. */
export function NewDecision() {
  const { t } = useTranslation();
  const chosen = useHolder();
  const { items: all, ready } = useCasesAt(STEPS, chosen.holder);
  const items = all.filter(({ annuls }) => annuls !== 'admission');
  const { open, sending, problem } = useOpenOccasion();
  const [cases, setCases] = useChosenCases(items, ready);
  const send = () => chosen.holder && open({ procedure: 'decision', unit: chosen.holder.unit, kind: 'conveneDecision', body: { cases } });
  return (
    <Page title={t('occasion.new-decision')}>
      <section className="card">
        <p className="note info">{t('decision.help')}</p>
        <Form problem={problem} sending={sending} onSend={() => void send()} send={t('meeting.convene')}>
          <HolderField {...chosen} />
          <ChooseCases items={items} ready={ready} values={cases} onChange={setCases} committee={chosen.holder?.unit} />
        </Form>
      </section>
    </Page>
  );
}
