import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { Downloads } from '../../ui/downloads';
import { CheckField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { PersonField } from '../../ui/pick-person';
import { UnitField } from '../../ui/pick-unit';
import { useAddress } from '../../ui/use-address';
import { EndRole } from './end-role';

const ROLES = [
  'branch-secretary',
  'branch-committee',
  'committee-officer',
  'committee-approver',
  'inspector',
  'inspection-head',
  'administrator',
  'system-administrator',
  'auditor',
] as const;

/** Who holds which role, where, from when until when; giving and ending them. */
export function Roles() {
  const { t } = useTranslation();
  const [{ organisation, role, after, give }, setAddress] = useAddress(['organisation', 'role', 'after', 'give'] as const);
  const holdings = useRead('listHoldings', { query: { organisation, role, after, limit: 50 } });
  return (
    <Page title={t('nav.roles')} aside={<Downloads of="listHoldings" ask={{ query: { organisation, role } }} what={t('nav.roles')} />}>
      <section className="card no-print">
        <div className="row">
          <UnitField
            filter
            pointer="/organisation"
            label={t('inbox.unit')}
            value={organisation}
            onChange={(value) => setAddress({ organisation: value, after: undefined })}
          />
          <SelectField
            filter
            pointer="/role"
            label={t('roles.role')}
            value={role}
            choices={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            onChange={(value) => setAddress({ role: value, after: undefined })}
          />
        </div>
      </section>
      <Give key={give} to={give} />
      <section className="card">
        <Loaded of={holdings}>
          {({ items, next }) => (
            <>
              <CardTable
                items={items}
                keyOf={(one) => one.id}
                columns={[
                  { head: t('inbox.who'), cell: (one) => one.person.name },
                  {
                    head: t('roles.role'),
                    cell: (one) => (
                      <span>
                        {t(`role.${one.role}`)} {one.acting && <span className="tag">{t('roles.acting')}</span>}
                      </span>
                    ),
                  },
                  { head: t('inbox.unit'), cell: (one) => one.organisation.name },
                  {
                    head: t('roles.time'),
                    cell: (one) => (
                      <>
                        {one.since} – {one.until ?? ''}
                      </>
                    ),
                  },
                  {
                    head: t('roles.act'),
                    cell: (one) => <EndRole holding={one} />,
                    bare: true,
                  },
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

/** `to`: who is meant, when the page of a person led here. */
function Give({ to }: { readonly to: string | undefined }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const meant = useRead('readPerson', { params: { id: to ?? '' } }, { enabled: to !== undefined });
  const { run, sending, problem } = useSend();
  const [personId, setPerson] = useState(to);
  const [organisationId, setOrganisation] = useState<string>();
  const [role, setRole] = useState<string>();
  const [since, setSince] = useState('');
  const [until, setUntil] = useState('');
  const [acting, setActing] = useState(false);
  const send = async () => {
    const body = {
      personId: personId ?? '',
      organisationId: organisationId ?? '',
      role: role as 'auditor',
      acting,
      ...(since ? { since } : {}),
      ...(until ? { until } : {}),
    };
    const done = await run((step) => step('giveRole', { body }));
    if (done) await refresh();
  };
  return (
    <details className="card more no-print" open={to !== undefined || undefined}>
      <summary>{meant.data ? t('roles.giveTo', { name: meant.data.name }) : t('roles.give')}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('roles.give')}>
        <PersonField pointer="/personId" label={t('inbox.who')} value={personId} onChange={setPerson} />
        <UnitField pointer="/organisationId" label={t('inbox.unit')} value={organisationId} onChange={setOrganisation} />
        <SelectField
          pointer="/role"
          label={t('roles.role')}
          value={role}
          choices={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={setRole}
        />
        <TextField pointer="/since" label={t('roles.since')} type="date" value={since} onChange={setSince} optional />
        <TextField pointer="/until" label={t('roles.until')} type="date" value={until} onChange={setUntil} optional />
        <CheckField pointer="/acting" label={t('roles.acting')} checked={acting} onChange={setActing} />
      </Form>
    </details>
  );
}
