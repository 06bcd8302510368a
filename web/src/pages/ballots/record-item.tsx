import '../../i18n/areas/ballots';
import '../../i18n/areas/work';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occasion } from '../../api/contract';
import { Form } from '../../ui/form';
import { useNames } from '../../ui/names';
import { To } from '../../ui/to';
import { ItemChair } from '../branch/item-chair';
import type { Roll } from '../branch/meeting-desk';
import { useOccasionAct } from '../branch/open-occasion';
import type { Booth } from './booth-desk';

interface Props {
  readonly occasion: Occasion;
  readonly booth: Booth;
  readonly roll: Roll;
  /** Day of the vote, where it is not today. */
  readonly day: string | undefined;
}

/** The counts of a meeting come out of the box alone: nothing is typed beside it. */
export function RecordItem({ occasion, booth, roll, day }: Props) {
  const { t } = useTranslation();
  const { act, sending, problem } = useOccasionAct(occasion.id, day);
  const nameOf = useNames(roll.present);
  const [chair, setChair] = useState<string>();
  return (
    <div className="no-print">
      <Form
        problem={problem}
        sending={sending}
        onSend={() => void act('recordItem', { case: booth.item, booth: booth.id, ...(chair ? { chair } : {}) })}
        send={t('booth.record')}
        beside={<To href={`/booths/${booth.id}`}>{t('booth.open')}</To>}
      >
        <ItemChair
          chair={roll.chair}
          away={[...(booth.recused ?? []), ...(booth.away ?? [])]}
          choices={roll.present.map((id) => ({ value: id, label: nameOf(id) }))}
          value={chair}
          onChange={setChair}
        />
      </Form>
    </div>
  );
}
