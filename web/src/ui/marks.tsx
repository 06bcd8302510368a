import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client';
import type { Me } from '../api/contract';
import { useRead } from '../api/queries';
import { useSend } from '../api/use-send';
import { ProblemBox } from './problem';

/** Written into the page by the server, so that nothing below them moves when they appear. */
const marked = (mark: 'demo' | 'rehearsal'): boolean =>
  document.querySelector<HTMLMetaElement>('meta[name=marks]')?.content.split(' ').includes(mark) ?? false;

/** What nobody may overlook: that the people are invented, that the clock is not the office's. */
export function Marks({ me }: { readonly me: Me | null }) {
  const { t } = useTranslation();
  const version = useRead('version');
  const demo = useDemo();
  const rehearsal = marked('rehearsal') || (me?.mode ?? version.data?.mode) === 'rehearsal';
  return (
    <>
      {(marked('demo') || demo.length > 0) && (
        <div className="mark mark-demo">
          <span data-mark="DEMO 示例数据">DEMO {t('app.demo')}</span>
        </div>
      )}
      {rehearsal && <Clock />}
    </>
  );
}

/** The invented county's accounts; none in a real system, which does not have the route. */
export const useDemo = () => {
  const version = useRead('version');
  const accounts = useRead('demoAccounts', {}, { enabled: version.data?.demo === true });
  return accounts.data?.items ?? [];
};

function Clock() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const clock = useRead('rehearsalNow', {}, { refetchInterval: 30_000 });
  const { run, sending, problem } = useSend();
  const [day, setDay] = useState('');
  const move = () =>
    run(async () => {
      await call('moveClock', { body: { to: `${day}T09:00+08:00` } });
      await queries.invalidateQueries();
    });
  return (
    <div className="mark mark-rehearsal">
      <span data-mark="REHEARSAL 演练">
        REHEARSAL {t('app.rehearsal')} {clock.data?.today ?? '····-··-··'}
      </span>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          void move();
        }}
      >
        <input
          className="input"
          type="date"
          aria-label={t('app.moveTo')}
          value={day}
          min={clock.data?.today}
          onChange={(event) => setDay(event.target.value)}
        />
        <button type="submit" disabled={day === ''} aria-busy={sending}>
          {sending ? t('form.sending') : t('app.move')}
        </button>
      </form>
      <ProblemBox problem={problem} />
    </div>
  );
}
