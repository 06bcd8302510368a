import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { PersonField } from '../../ui/pick-person';
import { ProblemBox } from '../../ui/problem';
import { ClosedPeriods } from './closed-periods';
import { Substitutes } from './substitutes';
import { Vacant } from './vacant';

/** 请假与停办: who is away, who acts meanwhile, and when a unit is closed; each tried before it is entered. */
export function Leaves() {
  const { t } = useTranslation();
  const me = useMe();
  const roles = me.data ? rolesOf(me.data) : [];
  return (
    <Page title={t('nav.leaves')}>
      <Away />
      {/* Who keeps accounts alone has no part in who acts on cases. */}
      {roles.some((role) => role !== 'system-administrator') && <Substitutes />}
      <ClosedPeriods />
    </Page>
  );
}

function Away() {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const [after, setAfter] = useState<string>();
  const leaves = useRead('listStaffLeaves', { query: { after, limit: 50 } });
  const { run, problem } = useSend();
  const end = (id: string) =>
    run(async (step) => {
      await step('endStaffLeave', { params: { id } });
      await refresh();
    });
  return (
    <section className="card" aria-labelledby="away">
      <h2 id="away">{t('leave.away')}</h2>
      <ProblemBox problem={problem} />
      <Loaded of={leaves}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <p className="soft">{t('leave.nobody')}</p>
            ) : (
              <CardTable
                labelledBy="away"
                items={items}
                keyOf={(one) => one.id}
                columns={[
                  { head: t('inbox.who'), cell: (one) => one.person.name },
                  { head: t('roles.time'), cell: (one) => `${one.since} – ${one.until ?? t('leave.open')}` },
                  {
                    head: t('roles.act'),
                    bare: true,
                    cell: (one) => (
                      <Button aria-label={t('leave.endOf', { name: one.person.name })} onClick={() => void end(one.id)}>
                        {t('leave.end')}
                      </Button>
                    ),
                  },
                ]}
              />
            )}
            <Pager after={after} next={next} onTurn={setAfter} />
            <Downloads of="listStaffLeaves" what={t('leave.away')} />
          </>
        )}
      </Loaded>
      <Enter />
    </section>
  );
}

/** Leave is tried first: which cases would have nobody meanwhile. */
function Enter() {
  const { t } = useTranslation();
  const me = useMe();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [person, setPerson] = useState<string>();
  const [since, setSince] = useState('');
  const [until, setUntil] = useState('');
  const [told, setTold] = useState<Answer<'enterStaffLeave'>>();
  const send = async (preview: boolean) => {
    setTold(undefined);
    const body = { personId: person ?? me.data?.person.id ?? '', since, ...(until ? { until } : {}), preview };
    const done = await run((step) => step('enterStaffLeave', { body }));
    if (!done) return;
    setTold(done.done);
    if (!preview) await refresh();
  };
  const change = (work: () => void) => {
    setTold(undefined);
    work();
  };
  return (
    <details className="more no-print">
      <summary>{t('leave.enter')}</summary>
      <Form
        problem={problem}
        sending={sending}
        onSend={() => void send(true)}
        send={t('leave.try')}
        beside={
          told?.result === 'would' && (
            <Button type="primary" aria-busy={sending} onClick={() => void send(false)}>
              {t('leave.sure')}
            </Button>
          )
        }
      >
        <PersonField
          pointer="/personId"
          label={t('leave.who')}
          hint={t('leave.whoHint')}
          optional
          value={person}
          onChange={(value) => change(() => setPerson(value))}
        />
        <TextField
          pointer="/since"
          label={t('leave.since')}
          type="date"
          value={since}
          onChange={(value) => change(() => setSince(value))}
        />
        <TextField
          pointer="/until"
          label={t('leave.until')}
          type="date"
          value={until}
          onChange={(value) => change(() => setUntil(value))}
          optional
        />
      </Form>
      {told && (
        <>
          {told.result === 'done' && (
            <p role="status" className="note good">
              {t('leave.done')}
            </p>
          )}
          <Vacant found={told.vacant} />
        </>
      )}
    </details>
  );
}
