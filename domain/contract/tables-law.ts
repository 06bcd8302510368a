/** The columns of reports on the law and on how cases move under it. */
import type { z } from 'zod';
import { AGE_DAYS } from '../standing/age-days';
import type { StandingView } from './audit';
import type { FiguresView } from './figures';
import type { LawEffect, LawFigure } from './laws';
import { tableOf } from './table';
import { timeAt } from './times';
import { CERTAINTY_WORDS, HOLDER_WORDS, word } from './words';

type Of<S extends z.ZodType> = z.output<S>;
type Span = Of<typeof StandingView>['spans'][number];
type Figures = Of<typeof FiguresView>;
type Waits = Pick<Figures['units'][number], 'rule' | 'desk' | 'stalled' | 'paused'>;
interface FigureRow extends Waits {
  readonly of: string | { readonly zh: string; readonly en: string };
  readonly stage?: Figures['stages'][number];
}

const ageColumn = (from: number, index: number) => {
  const next = AGE_DAYS[index + 1];
  const [zh, en] =
    next === undefined ? [`${from} 天以上`, `${from} days and more`] : [`${from}–${next - 1} 天`, `${from}–${next - 1} days`];
  return [zh, en, ({ stage }: FigureRow) => stage?.ages[index]] as const;
};

/** Stages first, then units, as the page shows them. */
export const figureTable = tableOf<FigureRow>({
  file: 'figures',
  title: { zh: '办理情况', en: 'How cases move' },
  rows: ((answer: Figures) => [
    ...answer.stages.map((stage) => ({ of: stage.title, stage, ...waits(stage) })),
    ...answer.units.map((unit) => ({ of: unit.name, ...waits(unit) })),
  ]) as (answer: never) => readonly FigureRow[],
  columns: [
    ['阶段或单位', 'Stage or unit', (row) => row.of],
    ['依规等待', 'Waits by rule', (row) => row.rule],
    ['在办，未逾期', 'At a desk, in time', (row) => row.desk],
    ['停滞', 'Stands still', (row) => row.stalled],
    ['中止或暂停', 'Suspended or held', (row) => row.paused],
    ...AGE_DAYS.map(ageColumn),
    ['近 365 天走完', 'Closed in 365 days', ({ stage }) => stage?.closed],
    ['用时中位数', 'Median days', ({ stage }) => stage?.medianDays],
    ['九成在此天数内', 'Nine of ten within', ({ stage }) => stage?.ninthDecileDays],
  ],
});

const waits = ({ rule, desk, stalled, paused }: Waits): Waits => ({ rule, desk, stalled, paused });

export const standingTable = tableOf<Span>({
  file: 'case-standing',
  title: { zh: '案件历时', en: 'Who held the case' },
  rows: (answer: { readonly spans: readonly Span[] }) => answer.spans,
  columns: [
    ['承办方', 'Holder', (span) => HOLDER_WORDS[span.holder]],
    ['自', 'From', (span) => timeAt(span.from * 1000)],
    ['至', 'Until', (span) => timeAt(span.until * 1000)],
    ['秒数', 'Seconds', (span) => span.until - span.from],
    ['步骤', 'Step', (span) => span.step],
    ['承办组织', 'At the desk of', (span) => span.at?.name],
  ],
});

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

export const lawTable = tableOf<Of<typeof LawFigure>>({
  file: 'law',
  title: { zh: '现行规则数值', en: 'Figures in force' },
  rows: (answer: { readonly figures: readonly Of<typeof LawFigure>[] }) => answer.figures,
  columns: [
    ['数值名', 'Figure', (line) => line.key],
    ['数值', 'Value', (line) => plain(line.value)],
    ['单位', 'Unit', (line) => line.unit],
    ['规则包原值', 'In the pack', (line) => (line.base === undefined ? undefined : plain(line.base))],
    ['自', 'Since', (line) => line.since],
    ['依据', 'Clause', (line) => line.citation],
    ['要点', 'Gist', (line) => line.gist],
    ['确定程度', 'Certainty', (line) => word(CERTAINTY_WORDS, line.certainty)],
    ['已核实', 'Verified', (line) => line.verified],
    ['备注', 'Note', (line) => line.note],
  ],
});

export const lawEffectTable = tableOf<Of<typeof LawEffect>>({
  file: 'law-effect',
  title: { zh: '规则变动的影响', en: 'What a change of the law would do' },
  columns: [
    ['案件', 'Case', (line) => line.case],
    ['对象', 'About', (line) => line.subject?.name],
    ['团组织', 'Unit', (line) => line.unit.name],
    ['可以适用', 'Adoptable', (line) => line.adoptable],
    ['变动', 'Differences', (line) => line.differences.map(({ what, from, to }) => `${what}: ${from} → ${to}`)],
  ],
});
