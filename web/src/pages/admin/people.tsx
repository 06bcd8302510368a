import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { RadioField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useGo } from '../../ui/go';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { UnitField } from '../../ui/pick-unit';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { useLater } from '../../ui/use-later';
import { ImportPeople } from './import-people';

/** People in reach by name, pinyin or initials, unit and membership. */
export function People() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ q, unit, league, after }, setAddress] = useAddress(['q', 'unit', 'league', 'after'] as const);
  const [typed, setTyped] = useState(q ?? '');
  const people = useRead('listPeople', { query: { q: useLater(typed.trim()) || undefined, unit, league, after, limit: 50 } });
  const keeps = me.data && rolesOf(me.data).some((role) => role !== 'auditor' && role !== 'committee-approver');
  return (
    <Page
      title={t('nav.people')}
      aside={<Downloads of="listPeople" ask={{ query: { q: typed.trim() || undefined, unit, league } }} what={t('nav.people')} />}
    >
      <section className="card no-print">
        <TextField
          pointer="/q"
          label={t('cases.search')}
          hint={t('cases.searchHint')}
          type="search"
          value={typed}
          onChange={(value) => {
            setTyped(value);
            setAddress({ q: value.trim() || undefined, after: undefined });
          }}
        />
        <div className="row">
          <UnitField
            filter
            pointer="/unit"
            label={t('inbox.unit')}
            value={unit}
            onChange={(value) => setAddress({ unit: value, after: undefined })}
          />
          <SelectField
            filter
            pointer="/league"
            label={t('people.league')}
            value={league}
            choices={['none', 'member', 'left'].map((value) => ({ value, label: t(`league.${value}`) }))}
            onChange={(value) => setAddress({ league: value, after: undefined })}
          />
        </div>
      </section>
      {keeps && <NewPerson />}
      {keeps && <ImportPeople />}
      <section className="card">
        <Loaded of={people}>
          {({ items, next }) => (
            <>
              <p role="status" className="soft">
                {items.length === 0 ? t('cases.nobody') : t('cases.people', { count: items.length })}
              </p>
              <CardTable
                items={items}
                keyOf={(one) => one.id}
                columns={[
                  {
                    head: t('inbox.who'),
                    cell: (one) => <To href={`/people/${one.id}`}>{one.name}</To>,
                  },
                  { head: t('inbox.unit'), cell: (one) => one.unit?.name },
                  { head: t('people.grade'), cell: (one) => one.grade ?? '—' },
                  { head: t('people.league'), cell: (one) => t(`league.${one.league}`) },
                ]}
              />
              <Pager after={after} next={next} onTurn={(to) => setAddress({ after: to })} />
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

function NewPerson() {
  const { t } = useTranslation();
  const go = useGo();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [unitId, setUnitId] = useState<string>();
  const set = (name: string) => (value: string) => setFields({ ...fields, [name]: value });
  const send = async () => {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
    const done = await run((step) => step('createPerson', { body: { ...given, unitId: unitId ?? '' } as never }));
    if (!done) return;
    await refresh();
    go(`/people/${done.done.id}`);
  };
  return (
    <details className="card more no-print">
      <summary>{t('people.new')}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('people.enter')}>
        <TextField pointer="/name" label={t('people.name')} value={fields.name ?? ''} onChange={set('name')} autoComplete="off" />
        <TextField
          pointer="/idNumber"
          label={t('people.idNumber')}
          hint={t('people.idHint')}
          value={fields.idNumber ?? ''}
          onChange={set('idNumber')}
          optional
          short
          autoComplete="off"
        />
        <TextField pointer="/birth" label={t('people.birth')} type="date" value={fields.birth ?? ''} onChange={set('birth')} optional />
        <RadioField
          pointer="/sex"
          label={t('people.sex')}
          optional
          value={fields.sex}
          choices={['female', 'male'].map((value) => ({ value, label: t(`people.${value}`) }))}
          onChange={set('sex')}
        />
        <TextField pointer="/grade" label={t('people.grade')} value={fields.grade ?? ''} onChange={set('grade')} optional short />
        <TextField
          pointer="/guardianName"
          label={t('people.guardian')}
          value={fields.guardianName ?? ''}
          onChange={set('guardianName')}
          optional
          autoComplete="off"
        />
        <UnitField pointer="/unitId" label={t('inbox.unit')} value={unitId} onChange={setUnitId} />
      </Form>
    </details>
  );
}
