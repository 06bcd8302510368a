import { Button, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Answer, Occasion } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { useNames } from '../../ui/names';
import { ProblemBox } from '../../ui/problem';
import { To } from '../../ui/to';
import { useOccasionAct } from '../branch/open-occasion';
import { CodeSheet } from './code-sheet';
import { HandOut } from './hand-out';
import { MyKey } from './my-key';
import { OpenBox } from './open-box';
import { Result } from './result';
import { VoidBooth } from './void-booth';

export type Booth = Answer<'listBooths'>['items'][number];

/** The keeper's desk of one booth, step by step: keys, codes, open, close, count with two keys, record. */
export function BoothDesk({ occasion, booth, name }: { readonly occasion: Occasion; readonly booth: Booth; readonly name: string }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="booth">
      <div className="row apart no-print">
        <h2 id="booth">{t('booth.of', { name })}</h2>
        <span className={`tag ${booth.status === 'tallied' ? 'good' : 'now'}`}>{t(`booth.status.${booth.status}`)}</span>
      </div>
      {booth.status === 'drafted' && <Prepare booth={booth} />}
      {booth.status === 'drawing' && <Drawing booth={booth} />}
      {booth.status === 'open' && <Voting booth={booth} />}
      {booth.status === 'closed' && <OpenBox booth={booth} />}
      {booth.status === 'tallied' && <Tallied occasion={occasion} booth={booth} />}
      {['drafted', 'drawing', 'open', 'closed'].includes(booth.status) && <VoidBooth booth={booth} />}
    </section>
  );
}

type Step = 'openDraw' | 'openBooth' | 'closeBooth';

/** One step of the booth that asks nothing. */
function StepButton({
  booth,
  step,
  label,
  may = true,
}: {
  readonly booth: Booth;
  readonly step: Step;
  readonly label: string;
  readonly may?: boolean;
}) {
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const go = async () => {
    const done = await run((send) => send(step, { params: { id: booth.id } }));
    if (done) await refresh();
  };
  return (
    <>
      <ProblemBox problem={problem} />
      <Button type="primary" aria-disabled={!may} aria-busy={sending} onClick={() => may && void go()}>
        {label}
      </Button>
    </>
  );
}

/** The inspector is beyond the reach of a branch; who may inspect the case is not. */
const useHolderNames = ({ item, holders }: Booth): ((id: string) => string) => {
  const inspectors = useRead('listCaseInspectors', { params: { id: item } });
  const named = useNames(holders.flatMap(({ role, holder }) => (role === 'inspector' ? [] : [holder])));
  return (id) => inspectors.data?.items.find(({ person }) => person.id === id)?.person.name ?? named(id);
};

function Prepare({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  const nameOf = useHolderNames(booth);
  const ready = booth.holders.every(({ taken }) => taken);
  const address = `${location.origin}/booths/${booth.id}`;
  return (
    <>
      <div className="no-print">
        <p>{t('booth.voters', { count: booth.voters, entitled: booth.entitled })}</p>
        <h3>{t('booth.keys')}</h3>
        <ul className="plain">
          {booth.holders.map(({ role, holder, taken }) => (
            <li key={role}>
              {t(`booth.role.${role}`)}: {nameOf(holder)}{' '}
              <span className={`tag ${taken ? 'good' : 'warn'}`}>{t(taken ? 'booth.taken' : 'booth.notTaken')}</span>
            </li>
          ))}
        </ul>
        {!ready && (
          <>
            <p>{t('booth.takeHow', { address })}</p>
            <QRCode value={address} type="svg" color="#000" bgColor="#fff" size={140} />
          </>
        )}
      </div>
      <MyKey booth={booth} />
      {booth.level === 'room' && <CodeSheet booth={booth} />}
      <p className="no-print">{t(booth.level === 'room' ? 'booth.openHow' : 'booth.drawHow')}</p>
      <div className="no-print">
        {booth.level === 'room' ? (
          <StepButton booth={booth} step="openBooth" label={t('booth.openBox')} may={ready} />
        ) : (
          <StepButton booth={booth} step="openDraw" label={t('booth.openDraw')} may={ready} />
        )}
      </div>
    </>
  );
}

function Drawing({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  const address = `${location.origin}/booths/${booth.id}`;
  return (
    <>
      <p role="status">{t('booth.drawn', { count: booth.handed, voters: booth.voters })}</p>
      <p>{t('booth.drawWhere', { address })}</p>
      <QRCode value={address} type="svg" color="#000" bgColor="#fff" size={140} />
      <p>{t('booth.endDraw')}</p>
      <StepButton booth={booth} step="openBooth" label={t('booth.openBox')} />
    </>
  );
}

function Voting({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="numbers">
        <div>
          {t(booth.level === 'room' ? 'booth.handed' : 'booth.rights')} <div className="count">{booth.handed}</div>
        </div>
        <div role="status">
          {t('booth.cast')} <div className="count">{booth.cast}</div>
        </div>
      </div>
      {booth.level === 'room' && <HandOut booth={booth} />}
      <p>{t('booth.closeHow')}</p>
      <StepButton booth={booth} step="closeBooth" label={t('booth.closeBox')} />
    </>
  );
}

/** The counts come out of the box alone: nothing is typed beside them. */
function Tallied({ occasion, booth }: { readonly occasion: Occasion; readonly booth: Booth }) {
  const { t } = useTranslation();
  const { act, sending, problem } = useOccasionAct(occasion.id);
  return (
    <>
      <Result id={booth.id} />
      <ProblemBox problem={problem} />
      <p className="row no-print">
        <Button type="primary" aria-busy={sending} onClick={() => void act('recordItem', { case: booth.item, booth: booth.id })}>
          {t('booth.record')}
        </Button>
        <To href={`/booths/${booth.id}`}>{t('booth.open')}</To>
      </p>
    </>
  );
}
