import { type Clause, cite } from '../domain/law/clause';
import { type Figure, Share } from '../domain/law/figure';
import type { Pack } from '../domain/law/pack';
import { admissionPack } from '../domain/law/packs/admission';
import { auditPack } from '../domain/law/packs/audit';
import { overlays, packs, procedures } from '../domain/procedures';
import { code, generated, page, table } from './markdown';

const UNITS: Readonly<Record<Figure['unit'], string>> = {
  years: '周岁 years',
  months: '月 months',
  days: '天 days',
  workingDays: '工作日 working days',
  classHours: '学时 class hours',
  hours: '小时 hours',
  persons: '人 persons',
  count: '个 count',
  fraction: '比例 share',
  percent: '百分数 percent',
  switch: '开关 switch',
  choice: '选择 choice',
};
const CERTAINTY: Readonly<Record<Figure['certainty'], string>> = {
  certain: '确定 certain',
  high: '较高 high',
  medium: '中等 medium',
  low: '较低 low',
  project: '本系统约定 of this project',
};
const TIGHTENS: Readonly<Record<Figure['tightens'], string>> = {
  up: '只可加 only up',
  down: '只可减 only down',
  on: '只可打开 only on',
  fixed: '不可改 fixed',
  any: '可自定 free',
};

const shown = ({ value }: Pick<Figure, 'value'>): string => {
  const share = Share.safeParse(value);
  if (share.success) return `${share.data.strict ? '超过 more than' : '不少于 at least'} ${share.data.num}/${share.data.den}`;
  if (typeof value === 'boolean') return value ? '是 on' : '否 off';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const HEAD = ['key', 'value', 'unit', 'clause', 'certainty', 'a local rule may', 'since', 'note'];

const rowOf = (clauses: ReadonlyMap<string, Clause>, key: string, figure: Figure): string[] => {
  const clause = clauses.get(figure.clause);
  return [
    `\`${key}\``,
    shown(figure),
    UNITS[figure.unit],
    clause ? cite(clause) : figure.clause,
    CERTAINTY[figure.certainty],
    TIGHTENS[figure.tightens],
    figure.since,
    figure.note ?? '',
  ];
};

/** All packs of cases as one: a figure that several share is listed once. */
const cases: readonly Pack[] = Object.values(packs).filter(({ procedure }) => procedures[procedure]?.subject === 'case');
const everything: Pick<Pack, 'clauses' | 'figures'> = {
  clauses: [...new Map([...cases, auditPack].flatMap(({ clauses }) => clauses).map((clause) => [clause.id, clause])).values()],
  figures: Object.assign({}, ...[...cases, auditPack].map(({ figures }) => figures)) as Pack['figures'],
};

const figuresOf = (pack: Pick<Pack, 'clauses' | 'figures'>, wanted: (figure: Figure) => boolean): string => {
  const clauses = new Map(pack.clauses.map((clause) => [clause.id, clause]));
  const rows = Object.entries(pack.figures).filter(([, figure]) => wanted(figure));
  return table(
    HEAD,
    rows.map(([key, figure]) => rowOf(clauses, key, figure)),
  );
};

const localRules = (): string[] =>
  Object.values(overlays).map((overlay) => {
    const clauses = new Map([...admissionPack.clauses, ...overlay.clauses].map((clause) => [clause.id, clause]));
    const rows = Object.entries(overlay.figures).flatMap(([key, change]) => {
      const base = admissionPack.figures[key];
      return base ? [rowOf(clauses, key, { ...base, ...change, note: undefined })] : [];
    });
    const papers = Object.entries(overlay.papers).map(([place, kinds]) => `\`${place}\`: ${code(kinds)}`);
    const steps = overlay.insert.map(({ after, step }) => `\`${step.id}\` ${step.title.zh} (${step.title.en}), after \`${after}\``);
    return [
      `### ${overlay.name} (\`${overlay.id}\`, ${overlay.edition})`,
      table(HEAD, rows),
      ...(papers.length > 0 ? [`Papers asked for besides: ${papers.join('; ')}.`] : []),
      ...(steps.length > 0 ? [`Steps inserted: ${steps.join('; ')}.`] : []),
    ].join('\n\n');
  });

/** Every figure of the packs, those to be verified first: the page that an official with the texts in hand goes through. */
export const rulesPage = (): string =>
  page(
    generated('domain/law/packs'),
    '# 待核实的规则数字 · Rules to verify',
    '办事所依据的每一个数字都列在这里: 数值、单位、出处、把握程度。手头有文件原文的同志请逐条核对; 条号不清楚的一律不写条号。',
    'Every figure that the product acts on: value, unit, clause, certainty. The full text of the 2023 rules on developing members was not at hand when this pack was written, so a figure below "certain" is shown to people as to be verified, and an article number that was not read in the instrument itself is never printed. To correct one, see "How to add or correct a figure" in [CONTRIBUTING.md](../CONTRIBUTING.md).',
    `Packs: ${cases.map(({ id, edition, procedure }) => `\`${id}\` ${edition} (${procedure})`).join(', ')}. Occasions use the figures of the cases that they serve. The audit's own (\`rush.*\`, \`team.*\`, \`${auditPack.id}\` ${auditPack.edition}) are in no case's law: a finding blocks nothing.`,
    '## 待核实 · To be verified',
    figuresOf(everything, ({ certainty }) => ['high', 'medium', 'low'].includes(certainty)),
    '## 确定 · Certain',
    figuresOf(everything, ({ certainty }) => certainty === 'certain'),
    '## 本系统约定 · Conventions of this project',
    '规则未作规定、由本系统定下的数字, 可以由本级自定。 The texts are silent here; these are choices, not law.',
    figuresOf(everything, ({ certainty }) => certainty === 'project'),
    '## 地方细则 · Local rules laid over the pack',
    ...localRules(),
    '## 条款 · Clauses',
    table(
      ['id', 'citation', 'what it asks for'],
      [...everything.clauses, ...Object.values(overlays).flatMap((overlay) => overlay.clauses)].map((clause) => [
        `\`${clause.id}\``,
        cite(clause),
        clause.gist,
      ]),
    ),
  );
