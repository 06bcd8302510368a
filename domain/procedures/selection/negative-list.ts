import { z } from 'zod';
import { addDays, Day } from '../../calendar/day';
import { minimum } from '../../calendar/workdays';
import { type Refusal, refuse } from '../../case/refusal';
import { figureCitation, type Statute, spanOf } from '../../law/statute';

/** The negative list (不得列为考察对象): each line is answered for each person, by a named officer; `true` means that it applies. */
export const NEGATIVE = {
  politicalDiscipline: ['违反政治纪律和政治规矩', 'breach of political discipline'],
  lowRecognition: ['群众公认度不高', 'low public recognition'],
  weakAssessment: ['上一年年度考核结果为基本称职以下', 'last year’s assessment "basically competent" or below'],
  canvassing: ['有跑官、拉票等非组织行为', 'canvassing or lobbying'],
  familyAbroad: ['配偶已移居国 (境) 外等须限制的情形', 'family abroad, where posts are restricted'],
  measureInForce: ['受到组织处理或处分, 影响使用', 'a measure or punishment that still affects use'],
  otherwiseUnsuitable: ['其他原因不宜提拔', 'otherwise unsuitable'],
} as const;

const MEASURES = [
  'sanction-warning',
  'sanction-demerit',
  'sanction-major-demerit',
  'sanction-demotion',
  'sanction-removal',
  'party-warning',
  'party-severe-warning',
  'party-removal',
  'party-probation',
  'caution',
  'adjustment',
  'organisational-removal',
  'organisational-demotion',
  'league-warning',
  'league-severe-warning',
  'league-removal',
] as const;

export const InspectionObject = z.strictObject({
  person: z.uuid(),
  negative: z.strictObject(
    Object.fromEntries(Object.keys(NEGATIVE).map((key) => [key, z.boolean()])) as Record<keyof typeof NEGATIVE, z.ZodBoolean>,
  ),
  /** Sanctions and measures on record, with the day from which their influence period counts. */
  measures: z
    .array(z.strictObject({ kind: z.enum(MEASURES), since: Day }))
    .max(20)
    .default([]),
});
export type InspectionObject = z.infer<typeof InspectionObject>;

/** Whoever is on probation in the League (留团察看) has no part in any choice: asked whenever somebody is named, decided on or appointed. */
export const onProbation = (pointer: string): Refusal =>
  refuse(
    'on-negative-list',
    '此人正在留团察看期间, 不得列为考察对象或任用',
    'This person is on probation in the League: neither named, nor decided on, nor appointed meanwhile',
    ['留团察看期满、恢复权利后再办; 不再考虑的, 终止其程序', 'Wait until the rights are restored; otherwise end the candidacy'],
    { pointer, clause: 'cadre.objects' },
  );

/** Why this person may not be named on that day: a line of the list, or an influence period that has not run out; of several the longest rules. */
export const barred = (statute: Statute, one: InspectionObject, on: string, pointer: string): Refusal | undefined => {
  const line = (Object.keys(NEGATIVE) as (keyof typeof NEGATIVE)[]).find((key) => one.negative[key]);
  if (line)
    return refuse(
      'on-negative-list',
      `有不得列为考察对象的情形: ${NEGATIVE[line][0]}`,
      `On the list of those who may not be named: ${NEGATIVE[line][1]}`,
      ['换人选; 情形已消除的如实填写', 'Choose somebody else; if it no longer applies, say so truly'],
      { pointer: `${pointer}/negative/${line}`, clause: 'cadre.objects' },
    );
  let last: { end: string; figure: string; index: number } | undefined;
  for (const [index, { kind, since }] of one.measures.entries()) {
    const figure = `measure.${kind}`;
    const { end } = minimum(statute.calendar, since, spanOf(statute, figure));
    if (!last || end > last.end) last = { end, figure, index };
  }
  return last && on <= last.end
    ? refuse(
        'influence-period',
        `处分或处理的影响期到 ${last.end}: ${figureCitation(statute, last.figure)}`,
        `A measure bars promotion until ${last.end}`,
        [`${addDays(last.end, 1)} 起可以列为考察对象`, `From ${addDays(last.end, 1)} on`],
        { pointer: `${pointer}/measures/${last.index}`, clause: statute.figures[last.figure]?.clause, earliest: addDays(last.end, 1) },
      )
    : undefined;
};
