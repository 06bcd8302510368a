import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { UnitField } from '../../ui/pick-unit';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { useLater } from '../../ui/use-later';

const KINDS = ['committee', 'work-committee', 'general-branch', 'branch', 'inspection-office'] as const;

/** The organisations in reach, in the order of their codes. */
export function Organisations() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ q, kind, after }, setAddress] = useAddress(['q', 'kind', 'after'] as const);
  const [typed, setTyped] = useState(q ?? '');
  const found = useRead('listOrganisations', { query: { q: useLater(typed.trim()) || undefined, kind, after, limit: 100 } });
  const keeps = me.data && rolesOf(me.data).some((role) => ['administrator', 'system-administrator'].includes(role));
  return (
    <Page
      title={t('nav.organisations')}
      aside={<Downloads of="listOrganisations" ask={{ query: { q: typed.trim() || undefined, kind } }} what={t('nav.organisations')} />}
    >
      <section className="card no-print">
        <div className="row">
          <TextField
            pointer="/q"
            label={t('organisation.search')}
            type="search"
            value={typed}
            onChange={(value) => {
              setTyped(value);
              setAddress({ q: value.trim() || undefined, after: undefined });
            }}
          />
          <SelectField
            filter
            pointer="/kind"
            label={t('organisation.kind')}
            value={kind}
            choices={KINDS.map((value) => ({ value, label: t(`organisation.${value}`) }))}
            onChange={(value) => setAddress({ kind: value, after: undefined })}
          />
        </div>
      </section>
      {keeps && <Found />}
      <section className="card">
        <Loaded of={found}>
          {({ items, next }) => (
            <>
              <CardTable
                items={items}
                keyOf={(one) => one.id}
                columns={[
                  {
                    head: t('organisation.name'),
                    cell: (one) => (
                      <>
                        <To href={`/people?unit=${one.id}`}>{one.name}</To>{' '}
                        {one.closedOn && <span className="tag">{t('organisation.closed', { day: one.closedOn })}</span>}
                      </>
                    ),
                  },
                  { head: t('organisation.kind'), cell: (one) => t(`organisation.${one.kind}`) },
                  { head: t('organisation.parent'), cell: (one) => one.parent?.name ?? '—' },
                  { head: t('organisation.code'), cell: (one) => one.code },
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

function Found() {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [kind, setKind] = useState('branch');
  const [parentId, setParentId] = useState<string>();
  const send = async () => {
    const done = await run((step) =>
      step('createOrganisation', { body: { name, code, kind: kind as 'branch', ...(parentId ? { parentId } : {}) } }),
    );
    if (done) await refresh();
  };
  return (
    <details className="card more no-print">
      <summary>{t('organisation.new')}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('organisation.new')}>
        <TextField pointer="/name" label={t('organisation.name')} value={name} onChange={setName} />
        <TextField pointer="/code" label={t('organisation.code')} value={code} onChange={setCode} short />
        <SelectField
          pointer="/kind"
          label={t('organisation.kind')}
          value={kind}
          choices={KINDS.slice(0, 4).map((value) => ({ value, label: t(`organisation.${value}`) }))}
          onChange={setKind}
        />
        <UnitField pointer="/parentId" label={t('organisation.parent')} value={parentId} onChange={setParentId} />
      </Form>
    </details>
  );
}
