import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { Answer } from '../../api/contract';
import { useMe } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { RadioField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { HolidayNotices } from './holiday-notices';

const UNITS = ['workingDays', 'months', 'days'] as const;

/** Until when a period must run; anybody may check a date. */
export function LawfulEnd() {
  const { t } = useTranslation();
  const me = useMe();
  const { run, sending, problem } = useSend();
  const [from, setFrom] = useState('');
  const [unit, setUnit] = useState<string>('workingDays');
  const [length, setLength] = useState('5');
  const [found, setFound] = useState<Answer<'lawfulEnd'>>();
  const start = from || (me.data?.today ?? new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' }));
  const count = async () => {
    setFound(undefined);
    const done = await run(() => call('lawfulEnd', { query: { from: start, [unit]: length } }));
    if (done) setFound(done.done);
  };
  return (
    <Page title={t('nav.days')}>
      <p>{t('days.lead')}</p>
      <section className="card">
        <Form problem={problem} sending={sending} onSend={() => void count()} send={t('days.count')}>
          <TextField pointer="/from" label={t('days.from')} hint={t('days.fromHint')} type="date" value={start} onChange={setFrom} />
          <RadioField
            pointer="/unit"
            label={t('days.unit')}
            value={unit}
            choices={UNITS.map((value) => ({ value, label: t(`days.${value}`) }))}
            onChange={setUnit}
          />
          <TextField pointer={`/${unit}`} label={t('days.length')} type="number" min={1} value={length} onChange={setLength} />
        </Form>
        {found && (
          <div className="note good" role="status">
            <p>{t('days.end', { end: found.end })}</p>
            <p>{t('days.next', { next: found.next })}</p>
            {found.provisional && <p className="tag warn">{t('step.provisional')}</p>}
            <p className="soft small">{t('days.calendar', { calendar: found.calendar })}</p>
          </div>
        )}
      </section>
      <HolidayNotices year={Number(start.slice(0, 4))} />
    </Page>
  );
}
