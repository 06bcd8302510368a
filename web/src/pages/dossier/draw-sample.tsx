import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloaded } from '../../api/client';
import type { Answer } from '../../api/contract';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { download } from '../../ui/download';
import { CheckField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { ProblemBox } from '../../ui/problem';
import { To } from '../../ui/to';

type Sample = Answer<'drawDossierSample'>;
type Years = { readonly from: string; readonly to: string };

const yearOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** A sample by a seed, and the file that holds the bundles of the cases drawn. */
export function DrawSample({ unit }: { readonly unit: string }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [seed, setSeed] = useState('');
  const [size, setSize] = useState('10');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [drawn, setDrawn] = useState<{ readonly sample: Sample; readonly years: Years }>();
  const draw = async () => {
    setDrawn(undefined);
    const query = { seed: seed.trim(), size, from, to };
    const done = await run((step) => step('drawDossierSample', { params: { id: unit }, query }));
    if (done) setDrawn({ sample: done.done, years: { from, to } });
  };
  return (
    <section className="card" aria-labelledby="sample">
      <h2 id="sample">{t('dossier.sample')}</h2>
      <p className="soft small">{t('dossier.sampleLead')}</p>
      <div className="no-print">
        <Form problem={problem} sending={sending} onSend={() => void draw()} send={t('dossier.draw')}>
          <TextField pointer="/seed" label={t('dossier.seed')} hint={t('dossier.seedHint')} value={seed} onChange={setSeed} />
          <TextField pointer="/size" label={t('dossier.size')} type="number" min={1} max={200} short value={size} onChange={setSize} />
          <TextField pointer="/from" label={t('dossier.from')} type="number" short optional value={from} onChange={setFrom} />
          <TextField pointer="/to" label={t('dossier.to')} type="number" short optional value={to} onChange={setTo} />
        </Form>
      </div>
      {drawn && (
        <>
          <p role="status" className="note good wrap">
            {t('dossier.drawn', { ...drawn.sample, count: drawn.sample.drawn.length })}
          </p>
          {drawn.sample.drawn.length > 0 && (
            <CardTable
              labelledBy="sample"
              items={drawn.sample.drawn}
              keyOf={(one) => one.case}
              columns={[
                { head: t('dossier.case'), cell: (one) => <To href={`/cases/${one.case}`}>{one.case.slice(0, 8)}</To> },
                { head: t('dossier.procedure'), cell: (one) => t(`procedure.${one.procedure}`) },
                { head: t('dossier.at'), cell: (one) => one.unit.name },
                { head: t('dossier.openedOn'), cell: (one) => one.openedOn },
              ]}
            />
          )}
          <Export unit={unit} sample={drawn.sample} years={drawn.years} />
        </>
      )}
    </section>
  );
}

function Export({ unit, sample, years }: { readonly unit: string; readonly sample: Sample; readonly years: Years }) {
  const { t } = useTranslation();
  const { run, sending, problem } = useSend();
  const [names, setNames] = useState(false);
  const [made, setMade] = useState(false);
  const take = async () => {
    setMade(false);
    const body = { seed: sample.seed, size: sample.drawn.length, names, from: yearOf(years.from), to: yearOf(years.to) };
    const done = await run(async () => download(await downloaded('exportDossier', { params: { id: unit }, body }), 'dossier.zip'));
    if (done) setMade(true);
  };
  return (
    <div className="no-print">
      <p className="soft small">{t('dossier.exportLead')}</p>
      <ProblemBox problem={problem} />
      <CheckField pointer="/names" label={t('dossier.names')} checked={names} onChange={setNames} />
      <p>
        <Button aria-busy={sending} onClick={() => void take()}>
          {sending ? t('dossier.making') : t('dossier.export')}
        </Button>
      </p>
      {made && <p role="status">{t('dossier.made')}</p>}
    </div>
  );
}
