import '../../i18n/areas/ballots';
import '../../i18n/areas/law';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { useNames } from '../../ui/names';
import { ProblemBox } from '../../ui/problem';
import { Square } from '../../ui/square';
import { CodeSheet } from './code-sheet';
import { HandOut } from './hand-out';
import { MyKey } from './my-key';
import { OpenBox } from './open-box';
import { Result } from './result';
import { VoidBooth } from './void-booth';

export type Booth = Answer<'listBooths'>['items'][number];

interface Props {
  readonly booth: Booth;
  readonly name: string;
  /** The case whose inspectors hold keys here. */
  readonly inspectorsOf: string;
  /** How the count gets into the meeting. */
  readonly record: ReactNode;
}

/** The keeper's desk of one booth, step by step: keys, codes, open, close, count with two keys, record. */
export function BoothDesk({ booth, name, inspectorsOf, record }: Props) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="booth">
      <div className="row apart no-print">
        <h2 id="booth">{t('booth.of', { name })}</h2>
        <span className={`tag ${booth.status === 'tallied' ? 'good' : 'now'}`}>{t(`booth.status.${booth.status}`)}</span>
      </div>
      {booth.status === 'drafted' && <Prepare booth={booth} inspectorsOf={inspectorsOf} />}
      {booth.status === 'drawing' && <Drawing booth={booth} />}
      {booth.status === 'open' && <Voting booth={booth} />}
      {booth.status === 'closed' && <OpenBox booth={booth} />}
      {booth.status === 'tallied' && (
        <>
          <Result id={booth.id} />
          {record}
        </>
      )}
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
const useHolderNames = ({ holders }: Booth, inspectorsOf: string): ((id: string) => string) => {
  const inspectors = useRead('listCaseInspectors', { params: { id: inspectorsOf } });
  const named = useNames(holders.flatMap(({ role, holder }) => (role === 'inspector' ? [] : [holder])));
  return (id) => inspectors.data?.items.find(({ person }) => person.id === id)?.person.name ?? named(id);
};

function Prepare({ booth, inspectorsOf }: Pick<Props, 'booth' | 'inspectorsOf'>) {
  const { t } = useTranslation();
  const nameOf = useHolderNames(booth, inspectorsOf);
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
            <Square value={address} size={140} />
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
      <div className="no-print">
        <p role="status">{t('booth.drawn', { count: booth.drawn, voters: booth.voters - booth.inRoom })}</p>
        {booth.leastDrawing > 0 && <p>{t('booth.leastDrawing', { count: booth.leastDrawing })}</p>}
        <p>{t('booth.drawWhere', { address })}</p>
        <Square value={address} size={140} />
      </div>
      {booth.inRoom > 0 && <CodeSheet booth={booth} />}
      <div className="no-print">
        <p>{t('booth.endDraw')}</p>
        <StepButton booth={booth} step="openBooth" label={t('booth.openBox')} />
      </div>
    </>
  );
}

function Voting({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="numbers">
        {booth.inRoom > 0 && (
          <div>
            {t('booth.handed')} <div className="count">{booth.handed - booth.drawn}</div>
          </div>
        )}
        {booth.level === 'remote' && (
          <div>
            {t('booth.rights')} <div className="count">{booth.drawn}</div>
          </div>
        )}
        <div role="status">
          {t('booth.cast')} <div className="count">{booth.cast}</div>
        </div>
      </div>
      {booth.inRoom > 0 && <HandOut booth={booth} />}
      <p>{t('booth.closeHow')}</p>
      <StepButton booth={booth} step="closeBooth" label={t('booth.closeBox')} />
    </>
  );
}
