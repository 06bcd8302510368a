import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occasion } from '../../api/contract';
import { useMe } from '../../api/queries';
import { CheckList, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { ChooseCases, useCasesAt } from './choose-cases';
import { useOccasionAct } from './open-occasion';

/** Who came; who is absent waits for a later ceremony. */
export function CeremonyDesk({ occasion, holds }: { readonly occasion: Occasion; readonly holds: boolean }) {
  const { t } = useTranslation();
  const detail = occasion.detail as { plannedOn?: string; heldOn?: string };
  const today = useMe().data?.today;
  const planned = detail.plannedOn;
  const [typed, setHeldOn] = useState<string>();
  const heldOn = typed ?? (planned && today && planned < today && planned >= occasion.openedOn ? planned : (today ?? ''));
  const { act, sending, problem } = useOccasionAct(occasion.id, heldOn === today ? undefined : heldOn);
  const off = useOccasionAct(occasion.id);
  const more = useOccasionAct(occasion.id);
  const [attended, setAttended] = useState(occasion.entries.map((one) => one.case));
  const [added, setAdded] = useState<string[]>([]);
  const { items, ready } = useCasesAt(['A14'], undefined);
  const others = items.filter(({ id }) => !occasion.entries.some((one) => one.case === id));
  return (
    <section className="card no-print">
      <p>
        {t('ceremony.planned', { day: detail.plannedOn })} {detail.heldOn && t('ceremony.held', { day: detail.heldOn })}
      </p>
      {holds && occasion.phase !== 'ended' && !detail.heldOn && (
        <>
          <Form
            problem={problem ?? off.problem}
            sending={sending || off.sending}
            onSend={() => void act('holdCeremony', { attended })}
            send={t('ceremony.hold')}
            beside={<Button onClick={() => void off.act('cancelCeremony', {})}>{t('ceremony.cancel')}</Button>}
          >
            <TextField pointer="/on" label={t('ceremony.heldOn')} type="date" value={heldOn} onChange={setHeldOn} max={today} />
            <CheckList
              pointer="/body/attended"
              label={t('field.attended')}
              values={attended}
              choices={occasion.entries.map((one) => ({ value: one.case, label: one.subject?.name ?? one.case.slice(0, 8) }))}
              onChange={setAttended}
            />
          </Form>
          {others.length > 0 && (
            <details className="more">
              <summary>{t('ceremony.add')}</summary>
              <Form
                problem={more.problem}
                sending={more.sending}
                onSend={() => void more.act('addToCeremony', { cases: added })}
                send={t('ceremony.add')}
              >
                <ChooseCases items={others} ready={ready} values={added} onChange={setAdded} pointer="/body/cases" />
              </Form>
            </details>
          )}
        </>
      )}
    </section>
  );
}
