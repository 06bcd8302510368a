import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useRead } from '../api/queries';
import { To } from '../ui/to';
import { useWords } from '../ui/words';
import { daysBetween, isReturned, mayCallBack, type QueuedAct, restingOn, waitsFor } from './act';
import { queueNow, useQueueView } from './current';

const clock = (at: string): string => new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });

/** Acts that were typed while the network was away: what each is, since when it waits, and what became of it. */
export function QueuePanel({ of = () => true }: { readonly of?: (act: QueuedAct) => boolean }) {
  const { t } = useTranslation();
  const { acts, kept, paused, away } = useQueueView();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = acts.filter((act) => !act.quiet && of(act));
  if (shown.length === 0) return null;
  const left = shown.filter(({ state }) => state !== 'sent');
  return (
    <section className="card no-print queue" aria-labelledby="queue">
      <h2 id="queue" tabIndex={-1} ref={heading}>
        {t('queue.title')}
      </h2>
      <p role="status">{left.length > 0 ? t('queue.left', { count: left.length }) : t('queue.allSent')}</p>
      {left.length > 0 && <p className={kept === 'sealed' ? 'soft small' : 'note warn'}>{t(`queue.kept-${kept}`)}</p>}
      {paused && <p className="note warn">{t(`queue.paused-${paused}`)}</p>}
      <ol className="plain">
        {shown.map((act) => (
          <Row key={act.id} act={act} acts={acts} onGone={() => heading.current?.focus()} />
        ))}
      </ol>
      <div className="row">
        {left.length > 0 && <Button onClick={() => queueNow()?.go()}>{t(away ? 'queue.try' : 'queue.send')}</Button>}
        {left.length < shown.length && <Button onClick={() => queueNow()?.tidy()}>{t('queue.tidy')}</Button>}
      </div>
    </section>
  );
}

interface RowProps {
  readonly act: QueuedAct;
  readonly acts: readonly QueuedAct[];
  readonly onGone: () => void;
}

function Row({ act, acts, onGone }: RowProps) {
  const { t } = useTranslation();
  const resting = restingOn(acts, act).length;
  const name = `${t(`queue.kind-${act.kind}`)}${act.about ? `：${act.about}` : ''}`;
  const cancel = resting > 0 ? t('queue.cancelAll', { count: resting }) : t('queue.cancel');
  const gone = (work: () => void) => () => {
    work();
    onGone();
  };
  return (
    <li className="card" data-act={act.kind} data-state={act.state}>
      <p>
        <strong>{name}</strong> <span className="soft">{t('queue.typed', { time: clock(act.typedAt), day: act.on })}</span>
      </p>
      <State act={act} acts={acts} />
      <TooOld act={act} />
      {mayCallBack(act) && (
        <div className="row">
          {act.state === 'stale' && <Button onClick={() => queueNow()?.sendAsIs(act.id)}>{t('queue.sendAsIs')}</Button>}
          {act.state === 'refused' && <Button onClick={() => queueNow()?.sendAsIs(act.id)}>{t('queue.again')}</Button>}
          {act.state === 'waiting' && (
            <Button aria-label={`${t('queue.change')} ${name}`} onClick={() => queueNow()?.take(act.id)}>
              {t('queue.change')}
            </Button>
          )}
          <Button aria-label={`${cancel} ${name}`} onClick={gone(() => queueNow()?.cancel(act.id))}>
            {cancel}
          </Button>
          {isReturned(act) && <To href={act.opening ? '/new/session' : `/occasions/${act.place}`}>{t('queue.toForm')}</To>}
        </div>
      )}
    </li>
  );
}

const takeFocus = (box: HTMLElement | null): void => box?.focus();

function State({ act, acts }: Omit<RowProps, 'onGone'>) {
  const { t } = useTranslation();
  const words = useWords();
  const { problem, since, state } = act;
  if (state === 'sent')
    return (
      <p>
        <span className="tag good">{t('queue.sent')}</span> {act.result && <To href={`/occasions/${act.result}`}>{t('queue.see')}</To>}
      </p>
    );
  if (state === 'stale')
    return (
      <div className="note warn" role="alert" tabIndex={-1} ref={act.atOnce ? takeFocus : undefined}>
        <p>{t('queue.stale')}</p>
        <ul>
          {since?.map((one) => (
            <li key={one.seq}>
              {words(one.text)} {one.by}
            </li>
          ))}
        </ul>
      </div>
    );
  if (state === 'refused')
    return (
      <div className="note bad" role="alert">
        <p>
          {t('queue.refused')} {problem?.detail}
        </p>
        {problem?.remedy && <p>{t('problem.remedy', { remedy: problem.remedy })}</p>}
        {problem?.citation && <p className="soft small">{t('problem.clause', { citation: problem.citation })}</p>}
      </div>
    );
  const before = waitsFor(acts, act);
  const why = state === 'open' ? 'opened' : act.tried ? 'tried' : before && isReturned(before) ? 'behind' : 'waiting';
  return (
    <p>
      <span className="tag warn">{t(`queue.${why}`)}</span>
    </p>
  );
}

/** An act may be dated back only so far; where it no longer fits, that is said before the server says it. */
function TooOld({ act }: { readonly act: QueuedAct }) {
  const { t } = useTranslation();
  const me = useMe();
  const pack = useRead('getProcedure', { params: { name: 'admission' } });
  const limit = pack.data?.figures.find(({ key }) => key === 'record.backdateDays')?.value;
  if (act.state === 'sent' || typeof limit !== 'number' || !me.data || daysBetween(act.on, me.data.today) <= limit) return null;
  return <p className="note bad">{t('queue.tooOld', { day: act.on, limit })}</p>;
}
