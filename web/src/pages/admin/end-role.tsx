import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { ProblemBox } from '../../ui/problem';
import { Vacant } from './vacant';

/** Ends a role, after saying which cases would then have nobody. */
export function EndRole({ holding }: { readonly holding: Answer<'listHoldings'>['items'][number] }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [open, setOpen] = useState(false);
  const vacancies = useRead('simulateEndRole', { params: { id: holding.id } }, { enabled: open });
  const end = () =>
    run(async (step) => {
      await step('endRole', { params: { id: holding.id }, body: {} });
      await refresh();
    });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={t('roles.endOf', { name: holding.person.name })}>{t('roles.end')}</summary>
      {vacancies.data && <Vacant found={vacancies.data} />}
      <ProblemBox problem={problem} />
      <Button danger aria-busy={sending} onClick={() => void end()}>
        {t('roles.endSure')}
      </Button>
    </details>
  );
}
