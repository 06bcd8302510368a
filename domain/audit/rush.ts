import type { Text } from '../case/step';
import { cite } from '../law/clause';
import { Share } from '../law/figure';
import { auditPack } from '../law/packs/audit';

/** Marks of rush admission (突击发展): worth a look, never a refusal and never proof. */
export const RUSH_KINDS = ['same-day-batch', 'one-pair', 'two-at-once', 'two-meetings', 'reused-hours', 'december-quota'] as const;
export type RushKind = (typeof RUSH_KINDS)[number];

const FIGURE_OF: Readonly<Record<RushKind, string>> = {
  'same-day-batch': 'rush.batchADay',
  'one-pair': 'rush.pairCases',
  'two-at-once': 'rush.hoursADay',
  // No figure: being in two places at once, or counting one hour twice, is wrong from the first time on.
  'two-meetings': '',
  'reused-hours': '',
  'december-quota': 'rush.decemberShare',
};

const numberOf = (key: string): number => Number(auditPack.figures[key]?.value);

/** From where on something counts. */
export const rushThresholds = () => ({
  batch: numberOf('rush.batchADay'),
  pair: numberOf('rush.pairCases'),
  hours: numberOf('rush.hoursADay'),
  decemberShare: Share.parse(auditPack.figures['rush.decemberShare']?.value),
  decemberLeast: numberOf('rush.decemberLeast'),
});

export const rushFigure = (kind: RushKind): { readonly key: string; readonly value: unknown } | undefined => {
  const key = FIGURE_OF[kind];
  const figure = auditPack.figures[key];
  return figure && { key, value: figure.value };
};

export const rushCitation = (kind: RushKind): string => {
  const [clause] = auditPack.clauses;
  if (!clause) throw new Error('the pack of the audit has no clause');
  return `${cite(clause)}${FIGURE_OF[kind] ? ' (数字待核实)' : ''}`;
};

export interface RushFacts {
  readonly on: string;
  /** How many; for hours, how many class hours. */
  readonly count: number;
  /** Of how many. */
  readonly of: number;
  readonly unit: string;
  readonly people: readonly string[];
  readonly topic?: string;
}

export const rushSentence = (kind: RushKind, { on, count, of, unit, people, topic }: RushFacts): Text => {
  const [zh, en] = [people.join('、'), people.join(', ')];
  switch (kind) {
    case 'same-day-batch':
      return { zh: `${unit}在 ${on} 一天表决 ${count} 人`, en: `${unit} voted on ${count} people on one day, ${on}` };
    case 'one-pair':
      return {
        zh: `${unit}在 ${on} 表决的 ${of} 人中, ${count} 人的介绍人都是${zh}`,
        en: `Of the ${of} people on whom ${unit} voted on ${on}, ${count} have the same introducers: ${en}`,
      };
    case 'two-at-once':
      return {
        zh: `${zh}在 ${on} 一天内参加 ${of} 次团课, 共记 ${count} 学时`,
        en: `${en} attended ${of} League classes on ${on}, ${count} class hours in one day`,
      };
    case 'two-meetings':
      return {
        zh: `${zh}在 ${on} 同一天列入 ${count} 个不同组织的会议到会名单`,
        en: `${en} is on the rolls of meetings of ${count} organisations on one day, ${on}`,
      };
    case 'reused-hours':
      return {
        zh: `${zh}在 ${on} 的同一次团课 (${topic ?? ''}) 记了 ${count} 次`,
        en: `${en} has the League class of ${on} (${topic ?? ''}) recorded ${count} times`,
      };
    case 'december-quota':
      return {
        zh: `${unit} ${on.slice(0, 4)} 年使用的 ${of} 个指标中, ${count} 个在十二月使用`,
        en: `Of the ${of} places that ${unit} used in ${on.slice(0, 4)}, ${count} were used in December`,
      };
  }
};
