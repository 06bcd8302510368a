import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occasion } from '../../api/contract';
import { CheckField, CheckList, RadioField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { NoticeSheet } from './notice-sheet';
import { useOccasionAct } from './open-occasion';

/** The sheet to print again, and corrections. Nobody has a button that ends a notice early. */
export function NoticeDesk({ occasion, holds }: { readonly occasion: Occasion; readonly holds: boolean }) {
  const hanging = occasion.entries.filter(({ status }) => ['told', 'held', 'pending'].includes(status));
  const [first] = hanging;
  const names = hanging.map(({ subject, unit = occasion.unit.name, step, post }) => ({ name: subject?.name ?? '', unit, step, post }));
  return (
    <>
      {first?.end && (
        <NoticeSheet
          unit={occasion.unit.name}
          names={names}
          contact={occasion.contact}
          isPublic={occasion.kind === 'public'}
          unknownYear={hanging.flatMap(({ unknownYear }) => unknownYear ?? []).sort()[0]}
          provisional={hanging.some(({ provisional }) => provisional === true)}
          postedOn={first.postedOn ?? ''}
          end={
            hanging
              .map(({ end }) => end ?? '')
              .sort()
              .at(-1) ?? ''
          }
        />
      )}
      {holds && occasion.phase !== 'ended' && hanging.length > 0 && <Correct occasion={occasion} hanging={hanging} />}
    </>
  );
}

function Correct({ occasion, hanging }: { readonly occasion: Occasion; readonly hanging: Occasion['entries'] }) {
  const { t } = useTranslation();
  const { act, sending, problem } = useOccasionAct(occasion.id);
  const [cases, setCases] = useState<string[]>([]);
  const [substantive, setSubstantive] = useState('false');
  const [common, setCommon] = useState(false);
  const send = () => act('correctNotice', { cases, substantive: substantive === 'true', ...(common ? { common } : {}) });
  return (
    <details className="card more no-print">
      <summary>{t('notice.correct')}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('notice.correct')}>
        <CheckList
          pointer="/body/cases"
          label={t('occasion.whichCases')}
          values={cases}
          choices={hanging.map((one) => ({ value: one.case, label: one.subject?.name ?? one.case.slice(0, 8) }))}
          onChange={setCases}
        />
        <RadioField
          pointer="/body/substantive"
          label={t('field.substantive')}
          hint={t('hint.substantive')}
          value={substantive}
          choices={['true', 'false'].map((value) => ({ value, label: t(value === 'true' ? 'form.yes' : 'form.no') }))}
          onChange={setSubstantive}
        />
        {substantive === 'true' && <CheckField pointer="/body/common" label={t('field.common')} checked={common} onChange={setCommon} />}
      </Form>
    </details>
  );
}
