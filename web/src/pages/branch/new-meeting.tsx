import { useTranslation } from 'react-i18next';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { ChooseCases, useCasesAt, useChosenCases } from './choose-cases';
import { HolderField, useHolder } from './holder';
import { useOpenOccasion } from './open-occasion';

/** A branch convenes its own meeting, a committee its approval meeting: who holds it decides which. */
export function NewMeeting() {
  const { t } = useTranslation();
  const chosen = useHolder();
  const kind = chosen.holder?.isCommittee ? 'approval' : 'branch';
  const { items, ready } = useCasesAt([kind === 'approval' ? 'A12' : 'A11'], chosen.holder);
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
          <ChooseCases items={items} ready={ready} values={cases} onChange={setCases} />
        </Form>
      </section>
    </Page>
  );
}
