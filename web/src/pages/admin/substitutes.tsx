import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Refusal } from '../../api/contract';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { RadioField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { Pager } from '../../ui/pager';
import { PersonField } from '../../ui/pick-person';
import { UnitField } from '../../ui/pick-unit';
import { useWords } from '../../ui/words';

const ROLES = ['branch-secretary', 'branch-committee', 'committee-officer', 'committee-approver'] as const;

/** 代理: who acts for whom, from a day until a day. */
export function Substitutes() {
  const { t } = useTranslation();
  const me = useMe();
  const [after, setAfter] = useState<string>();
  const found = useRead('listSubstitutes', { query: { after, limit: 50 } });
  return (
    <section className="card" aria-labelledby="substitutes">
      <h2 id="substitutes">{t('substitute.title')}</h2>
      <Loaded of={found}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <p className="soft">{t('substitute.none')}</p>
            ) : (
              <CardTable
                labelledBy="substitutes"
                items={items}
                keyOf={(one) => one.holding}
                columns={[
                  { head: t('inbox.who'), cell: (one) => one.person.name },
                  { head: t('roles.role'), cell: (one) => t(`role.${one.role}`) },
                  { head: t('inbox.unit'), cell: (one) => one.unit.name },
                  { head: t('roles.time'), cell: (one) => `${one.from} – ${one.until ?? ''}` },
                ]}
              />
            )}
            <Pager after={after} next={next} onTurn={setAfter} />
            <Downloads of="listSubstitutes" what={t('substitute.title')} />
          </>
        )}
      </Loaded>
      {me.data && rolesOf(me.data).includes('administrator') ? <Appoint /> : <p className="soft small">{t('substitute.byWhom')}</p>}
    </section>
  );
}

function Appoint() {
  const { t } = useTranslation();
  const words = useWords();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [unit, setUnit] = useState<string>();
  const [person, setPerson] = useState<string>();
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({ why: 'leave' });
  const [told, setTold] = useState<Answer<'appointSubstitutes'>['items'][number]>();
  const set = (name: string) => (value: string) => {
    setTold(undefined);
    setFields({ ...fields, [name]: value });
  };
  const send = async (preview: boolean) => {
    setTold(undefined);
    const body = {
      items: [{ unit: unit ?? '', role: fields.role as (typeof ROLES)[number], person: person ?? '' }],
      from: fields.from ?? '',
      until: fields.until ?? '',
      why: fields.why as 'leave',
      preview,
    };
    const done = await run((step) => step('appointSubstitutes', { body }));
    if (!done) return;
    setTold(done.done.items[0]);
    if (!preview) await refresh();
  };
  const refusal = told?.refusal as unknown as Refusal | undefined;
  return (
    <details className="more no-print">
      <summary>{t('substitute.appoint')}</summary>
      <Form
        problem={problem}
        sending={sending}
        onSend={() => void send(true)}
        send={t('leave.try')}
        beside={
          told?.result === 'would' && (
            <Button type="primary" aria-busy={sending} onClick={() => void send(false)}>
              {t('substitute.sure')}
            </Button>
          )
        }
      >
        <UnitField
          pointer="/items/0/unit"
          label={t('inbox.unit')}
          value={unit}
          onChange={(value) => {
            setTold(undefined);
            setUnit(value);
          }}
        />
        <SelectField
          pointer="/items/0/role"
          label={t('roles.role')}
          value={fields.role}
          choices={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={set('role')}
        />
        <PersonField
          pointer="/items/0/person"
          label={t('substitute.who')}
          value={person}
          onChange={(value) => {
            setTold(undefined);
            setPerson(value);
          }}
        />
        <TextField pointer="/from" label={t('leave.since')} type="date" value={fields.from ?? ''} onChange={set('from')} />
        <TextField pointer="/until" label={t('substitute.until')} type="date" value={fields.until ?? ''} onChange={set('until')} />
        <RadioField
          pointer="/why"
          label={t('bulk.why')}
          value={fields.why}
          choices={['leave', 'vacancy', 'other'].map((value) => ({ value, label: t(`substitute.why-${value}`) }))}
          onChange={set('why')}
        />
      </Form>
      {told && (
        <div role="status" className={`note ${told.result === 'refused' ? 'bad' : 'good'}`}>
          <p>
            {refusal
              ? `${words(refusal.text)}${t('app.stop')}${words(refusal.remedy)}`
              : t(`substitute.${told.result === 'done' ? 'done' : 'would'}`, { count: told.tasks ?? 0 })}
          </p>
          {(told.barred?.length ?? 0) > 0 && <p>{t('substitute.barred', { count: told.barred?.length })}</p>}
        </div>
      )}
    </details>
  );
}
