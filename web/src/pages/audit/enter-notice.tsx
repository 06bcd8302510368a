import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { RadioField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { type Group, readHolidays } from './holiday-days';

/** The holiday notice of a year, typed as it is printed; what was understood of it stands beside before it is sent. */
export function EnterNotice({ year: next }: { readonly year: number }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({ region: 'CN', certainty: 'to be verified' });
  const [entered, setEntered] = useState<{ readonly year: number; readonly calendar: string }>();
  const set = (name: string) => (value: string) => {
    setEntered(undefined);
    setFields({ ...fields, [name]: value });
  };
  const year = Number(fields.year ?? next);
  const [off, work] = (['off', 'work'] as const).map((kind) => readHolidays(fields[kind] ?? '', year, kind)) as [Group[], Group[]];
  const send = async () => {
    const given = (name: string) => (fields[name]?.trim() ? { [name]: fields[name] } : {});
    const body = {
      region: fields.region ?? '',
      year,
      title: fields.title ?? '',
      ...given('number'),
      ...given('issuedOn'),
      certainty: fields.certainty as 'confirmed',
      off,
      work,
    };
    const done = await run((step) => step('enterHolidayNotice', { body }));
    if (!done) return;
    await refresh();
    setEntered({ year: done.done.year, calendar: done.done.calendar });
  };
  return (
    <details className="card more no-print">
      <summary>{t('calendar.enter')}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('calendar.send')}>
        <TextField pointer="/year" label={t('calendar.year')} type="number" value={fields.year ?? String(next)} onChange={set('year')} />
        <TextField
          pointer="/region"
          label={t('calendar.region')}
          hint={t('calendar.regionHint')}
          value={fields.region ?? ''}
          onChange={set('region')}
          short
        />
        <TextField pointer="/title" label={t('calendar.title')} value={fields.title ?? ''} onChange={set('title')} />
        <TextField pointer="/number" label={t('calendar.number')} value={fields.number ?? ''} onChange={set('number')} optional />
        <TextField
          pointer="/issuedOn"
          label={t('calendar.issuedOn')}
          type="date"
          value={fields.issuedOn ?? ''}
          onChange={set('issuedOn')}
          optional
        />
        <RadioField
          pointer="/certainty"
          label={t('calendar.certainty')}
          value={fields.certainty}
          choices={[
            { value: 'confirmed', label: t('packs.verified') },
            { value: 'to be verified', label: t('packs.unverified') },
          ]}
          onChange={set('certainty')}
        />
        <TextField
          pointer="/off"
          label={t('calendar.off')}
          hint={t('calendar.offHint')}
          rows={7}
          value={fields.off ?? ''}
          onChange={set('off')}
        />
        <TextField
          pointer="/work"
          label={t('calendar.work')}
          hint={t('calendar.workHint')}
          rows={4}
          value={fields.work ?? ''}
          onChange={set('work')}
        />
        <Understood name={t('days.off')} groups={off} />
        <Understood name={t('days.work')} groups={work} />
      </Form>
      {entered && (
        <p role="status" className="note good">
          {t('calendar.entered', entered)}
        </p>
      )}
    </details>
  );
}

function Understood({ name, groups }: { readonly name: string; readonly groups: readonly Group[] }) {
  const { t } = useTranslation();
  if (groups.length === 0) return null;
  return (
    <div className="note">
      <strong>{t('calendar.understood', { name, count: groups.reduce((sum, { days }) => sum + days.length, 0) })}</strong>
      <ul>
        {groups.map((group) => (
          <li key={`${group.name} ${group.days.join()}`}>
            {group.name || '—'}: {group.days.map((day) => day.slice(5)).join('  ') || '—'}
          </li>
        ))}
      </ul>
    </div>
  );
}
