import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { Page } from '../../ui/page';
import { Watermark } from '../../ui/watermark';
import { OfPerson } from '../branch/cases';
import { AccountPanel } from './account-panel';
import { ActivationSlip } from './activation-slip';
import { PersonRoles } from './person-roles';

type Person = Answer<'readPerson'>;

/** One person: numbers masked, in full only for a reason, which is logged. */
export function PersonPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation();
  const me = useMe();
  const keeps = me.data && rolesOf(me.data).some((role) => ['administrator', 'system-administrator'].includes(role));
  const person = useRead('readPerson', { params: { id } });
  return (
    <Loaded of={person}>
      {(found) => (
        <Page title={found.name}>
          <Watermark />
          <section className="card no-print">
            <table className="table">
              <tbody>
                {rowsOf(found).map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">{t(`people.${name}`)}</th>
                    <td>
                      {['league', 'sex', 'account'].includes(name)
                        ? t(`${name === 'league' ? 'league' : name === 'sex' ? 'people' : 'account'}.${value}`)
                        : value}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Reveal id={id} />
          </section>
          <section className="card no-print">
            <h2>{t('nav.cases')}</h2>
            <OfPerson id={id} />
          </section>
          {(me.data?.holdings.length ?? 0) > 0 && <PersonRoles person={found} />}
          {keeps && <AccountPanel person={found} />}
          {(me.data?.holdings.length ?? 0) > 0 && <ActivationSlip person={found} />}
        </Page>
      )}
    </Loaded>
  );
}

const rowsOf = (person: Person): [string, string][] => {
  const rows: [string, string | undefined][] = [
    ['unit', person.unit?.name],
    ['league', person.league],
    ['memberSince', person.memberSince],
    ['leftOn', person.leftOn],
    ['rightsLostSince', person.rightsLostSince],
    ['rightsLostUntil', person.rightsLostUntil],
    ['birth', person.birth],
    ['sex', person.sex],
    ['ethnicity', person.ethnicity],
    ['grade', person.grade],
    ['idNumber', person.idNumber],
    ['phone', person.phone],
    ['guardian', person.guardian?.name],
    ['guardianPhone', person.guardian?.phone],
    ['account', person.account],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined);
};

function Reveal({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [reason, setReason] = useState('');
  const [full, setFull] = useState<Answer<'revealPerson'>>();
  const send = async () => {
    const done = await run((step) => step('revealPerson', { params: { id }, body: { reason } }));
    if (done) setFull(done.done);
  };
  return (
    <details className="more">
      <summary>{t('people.reveal')}</summary>
      <p className="soft small">{t('people.revealHint')}</p>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('people.reveal')}>
        <TextField pointer="/reason" label={t('people.reason')} value={reason} onChange={setReason} />
      </Form>
      {full && (
        <div className="note info" role="status">
          {Object.entries(full).map(([name, value]) => (
            <p key={name}>
              {t(`people.${name}`)}: {value}
            </p>
          ))}
        </div>
      )}
    </details>
  );
}
