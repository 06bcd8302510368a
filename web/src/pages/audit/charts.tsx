import '../../i18n/areas/audit';
import '../../i18n/areas/reach';
import '../../i18n/areas/work';
import '../../ui/styles/audit.css';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useRead } from '../../api/queries';
import { Downloads } from '../../ui/downloads';
import { SelectField } from '../../ui/fields';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { UnitField } from '../../ui/pick-unit';
import { To } from '../../ui/to';
import { useAddress } from '../../ui/use-address';
import { useWords } from '../../ui/words';
import { Figure } from './figure';

type Figures = Answer<'readFigures'>;

const PROCEDURES = ['admission', 'selection', 'election', 'party-recommendation', 'annulment'] as const;
const WAITS = [
  ['rule', '--who-rule'],
  ['desk', '--who-branch'],
  ['stalled', '--who-system'],
  ['paused', '--who-paused'],
] as const;
/** The older, the more striking. */
const AGE_COLOURS = ['--age-1', '--age-2', '--age-3', '--age-4', '--age-5'] as const;

/** 图表: how many cases stand where, how old they are, how long a stage takes, and what they wait for. */
export function Charts() {
  const { t } = useTranslation();
  const [{ procedure, unit }, setAddress] = useAddress(['procedure', 'unit'] as const);
  const figures = useRead('readFigures', { query: { procedure, unit } });
  return (
    <Page
      title={t('nav.charts')}
      aside={
        <>
          <To href="/board">{t('nav.board')}</To>
          <Downloads of="readFigures" ask={{ query: { procedure, unit } }} what={t('nav.charts')} />
        </>
      }
    >
      <section className="card no-print">
        <div className="fields">
          <SelectField
            pointer="/procedure"
            label={t('board.procedure')}
            value={procedure ?? 'admission'}
            choices={PROCEDURES.map((value) => ({ value, label: t(`procedure.${value}`) }))}
            onChange={(value) => setAddress({ procedure: value || undefined })}
          />
          <div>
            <UnitField filter pointer="/unit" label={t('board.unit')} value={unit} onChange={(value) => setAddress({ unit: value })} />
          </div>
        </div>
      </section>
      <Loaded of={figures}>{(found) => <All found={found} />}</Loaded>
    </Page>
  );
}

function All({ found }: { readonly found: Figures }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow the language.
  const shown = useMemo(() => {
    const stages = found.stages.map(({ title }) => words(title));
    const waitsOf = (rows: readonly Record<(typeof WAITS)[number][0], number>[]) =>
      WAITS.map(([wait, colour]) => ({ name: t(`charts.wait-${wait}`), colour, values: rows.map((row) => row[wait]) }));
    const round = (days: number | undefined) => (days === undefined ? undefined : Math.round(days));
    return {
      stages,
      ages: found.ageDays.map((_, index) => ({
        name: ageName(t, found.ageDays, index),
        colour: AGE_COLOURS[index] ?? '--age-5',
        values: found.stages.map(({ ages }) => ages[index] ?? 0),
      })),
      times: [
        { name: t('charts.median'), colour: '--who-branch', values: found.stages.map(({ medianDays }) => round(medianDays) ?? 0) },
        { name: t('charts.ninth'), colour: '--who-rule', values: found.stages.map(({ ninthDecileDays }) => round(ninthDecileDays) ?? 0) },
      ],
      closed: [{ name: t('charts.closed'), values: found.stages.map(({ closed }) => closed) }],
      stageWaits: waitsOf(found.stages),
      units: found.units.map(({ name }) => name),
      unitWaits: waitsOf(found.units),
    };
  }, [found, i18n.language]);
  const stage = t('board.stage');
  const name = (what: string) => `${what}-${found.procedure}-${found.today}`;
  return (
    <>
      <Figure
        title={t('charts.ages')}
        lead={t('charts.agesLead')}
        head={stage}
        categories={shown.stages}
        series={shown.ages}
        file={name('ages')}
      />
      <Figure
        title={t('charts.times')}
        lead={t('charts.timesLead')}
        head={stage}
        categories={shown.stages}
        series={shown.times}
        stacked={false}
        beside={shown.closed}
        file={name('times')}
      />
      <Figure
        title={t('charts.waits')}
        lead={t('charts.waitsLead')}
        head={stage}
        categories={shown.stages}
        series={shown.stageWaits}
        file={name('waits')}
      />
      <Figure
        title={t(`charts.by-${found.unitsAre}`)}
        lead={t('charts.unitsLead')}
        head={t('inbox.unit')}
        categories={shown.units}
        series={shown.unitWaits}
        file={name('units')}
      />
    </>
  );
}

const ageName = (t: TFunction, bounds: readonly number[], index: number): string => {
  const [from = 0, until] = [bounds[index], bounds[index + 1]];
  return until === undefined ? t('board.atLeast', { count: from }) : t('charts.from', { from, until: until - 1 });
};
