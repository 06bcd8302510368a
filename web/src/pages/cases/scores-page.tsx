import '../../i18n/areas/select';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CheckField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';

type Scoring = Answer<'listScoring'>['items'][number];
const PARTS = ['paper', 'interview'] as const;
type Part = (typeof PARTS)[number];

/** An examiner's own sheet: sealed once, read by nobody before all are opened together. */
export function Scores() {
  const { t } = useTranslation();
  const found = useRead('listScoring', {}, { refetchInterval: 30_000 });
  return (
    <Page title={t('scores.title')}>
      <p className="note info">{t('scores.blind')}</p>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? <p className="card">{t('scores.none')}</p> : items.map((one) => <Competition key={one.case} one={one} />)
        }
      </Loaded>
    </Page>
  );
}

const Competition = ({ one }: { readonly one: Scoring }) => {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={one.title}>
      <h2>{one.title}</h2>
      <p className="soft">{one.unit.name}</p>
      {PARTS.map((part) =>
        one.given.includes(part) ? (
          <p key={part} className="note good" role="status">
            {t('scores.sealed', { part: t(`scores.part.${part}`) })}
          </p>
        ) : (
          <Sheet key={part} one={one} part={part} />
        ),
      )}
    </section>
  );
};

/** Typed as people say it, 86.5; sent in hundredths. Undefined when it is no number of points. */
const hundredths = (typed: string): number | undefined => {
  const value = /^\d{1,3}([.,]\d{1,2})?$/.test(typed.trim()) ? Math.round(Number(typed.trim().replace(',', '.')) * 100) : undefined;
  return value !== undefined && value <= 10_000 ? value : undefined;
};

function Sheet({ one, part }: { readonly one: Scoring; readonly part: Part }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [sure, setSure] = useState(false);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const send = async () => {
    const gaps = new Map<string, string>();
    for (const [index, { id }] of one.people.entries())
      if (hundredths(typed[id] ?? '') === undefined) gaps.set(`/scores/${index}/points`, t('scores.wrong'));
    if (!sure) gaps.set('/sure', t('form.sureFirst'));
    setMissing(gaps);
    clear();
    if (gaps.size > 0) return;
    const scores = one.people.map(({ id }) => ({ person: id, points: hundredths(typed[id] ?? '') ?? 0 }));
    const done = await run((step) => step('sealScores', { params: { id: one.case }, body: { part, scores } }));
    if (done) await refresh();
  };
  return (
    <details className="more">
      <summary>{t('scores.give', { part: t(`scores.part.${part}`) })}</summary>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('scores.seal')} missing={missing}>
        {one.people.map(({ id, name }, index) => (
          <TextField
            key={id}
            pointer={`/scores/${index}/points`}
            label={name}
            hint={index === 0 ? t('scores.hint') : undefined}
            value={typed[id] ?? ''}
            onChange={(value) => setTyped({ ...typed, [id]: value })}
            short
            autoComplete="off"
          />
        ))}
        <CheckField pointer="/sure" label={t('scores.sure')} checked={sure} onChange={setSure} />
      </Form>
    </details>
  );
}
