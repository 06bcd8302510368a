import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Occasion } from '../../api/contract';
import { ProblemBox } from '../../ui/problem';
import { To } from '../../ui/to';
import { useOccasionAct } from '../branch/open-occasion';
import type { Booth } from './booth-desk';

/** The counts of a meeting come out of the box alone: nothing is typed beside it. */
export function RecordItem({ occasion, booth }: { readonly occasion: Occasion; readonly booth: Booth }) {
  const { t } = useTranslation();
  const { act, sending, problem } = useOccasionAct(occasion.id);
  return (
    <>
      <ProblemBox problem={problem} />
      <p className="row no-print">
        <Button type="primary" aria-busy={sending} onClick={() => void act('recordItem', { case: booth.item, booth: booth.id })}>
          {t('booth.record')}
        </Button>
        <To href={`/booths/${booth.id}`}>{t('booth.open')}</To>
      </p>
    </>
  );
}
