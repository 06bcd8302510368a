import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../api/contract';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { ProblemBox } from '../../ui/problem';

/** A minor's guardian sees what the child sees, by a link that is shown once; to be printed or read out. */
export function GuardianLink({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [link, setLink] = useState<string>();
  const informed = view.consents['guardian-informed'];
  const make = () =>
    run(async (step) => {
      const { token } = await step('issueGuardianLink', { params: { id: view.id } });
      // After the #: what stands there is sent to no server and stays out of every log.
      setLink(`${location.origin}/guardian#${token}`);
      await refresh();
    });
  return (
    <section className="card">
      <h2>{t('guardian.title')}</h2>
      {informed ? <p className="tag good">{t('guardian.informed', { day: informed.on })}</p> : <p>{t('guardian.notYet')}</p>}
      <ProblemBox problem={problem} />
      {link ? (
        <div className="note info" role="status">
          <p>{t('guardian.once')}</p>
          <p className="small">
            <code>{link}</code>
          </p>
        </div>
      ) : (
        <Button aria-busy={sending} onClick={() => void make()}>
          {t('guardian.make')}
        </Button>
      )}
    </section>
  );
}
