import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/client';
import { rememberLog, seenLog } from '../../api/seen-log';
import { verifyLog } from './verify-log';

const BROKEN = ['shorter', 'other', 'another'];

/** Whether the log goes on from what this browser saw last. What contradicts it stays remembered, until somebody has looked into it. */
export function LogStatus() {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['verifyLog'],
    queryFn: () => verifyLog(seenLog()),
    staleTime: 60_000,
    retry: false,
  });
  const state = found.data;
  useEffect(() => {
    if (state && !BROKEN.includes(state.verdict) && state.verdict !== 'not-here') rememberLog(state.newest.note);
  }, [state]);
  if (found.error instanceof ApiProblem && found.error.status === 404) return null;
  if (!state) return null;
  const { verdict, newest, heldSize } = state;
  return (
    <section className={`note ${BROKEN.includes(verdict) ? 'bad' : verdict === 'not-here' ? 'warn' : 'good'}`} aria-labelledby="log">
      <h2 id="log">{t('log.title')}</h2>
      <p role={BROKEN.includes(verdict) ? 'alert' : 'status'}>{t(`log.${verdict}`, { from: heldSize ?? 0, to: newest.size })}</p>
      {verdict === 'another' && (
        <p>
          <Button
            onClick={() => {
              rememberLog(newest.note);
              void found.refetch();
            }}
          >
            {t('log.accept')}
          </Button>
        </p>
      )}
      <details>
        <summary className="small">{t('log.details')}</summary>
        <p className="small">{t('log.at', { at: new Date(newest.at).toLocaleString() })}</p>
        <p className="code wrap small">{newest.printed.text}</p>
        <p className="soft small">{t('log.compare')}</p>
      </details>
    </section>
  );
}
