import type { Calendar } from '../domain/calendar/calendar';
import type { Figure } from '../domain/law/figure';
import type { Statute } from '../domain/law/statute';
import { hashed, statuteFor } from '../records/statutes';

/** Two figures that no real unit may loosen: how far back an act may be dated, and the inspector's time, which such an act would use up at once. */
const LOOSENED: Readonly<Record<string, number>> = { 'record.backdateDays': 60, 'inspection.verdictDays': 60 };
const NOTE = '仅示例数据: 真实单位不能这样放宽';

const forDemo = (figures: Statute['figures']): Record<string, Figure> =>
  Object.fromEntries(
    Object.entries(figures).map(([key, figure]) => {
      const value = LOOSENED[key];
      return [key, value === undefined ? figure : { ...figure, value, certainty: 'project' as const, note: NOTE }];
    }),
  );

/**
 * The law of those demo cases whose publicity has to lie behind them on the first start. It differs from the pack in two figures, says so in its edition and
 * in each figure, and is made here alone: an overlay only tightens, and no request brings a law of its own, so nobody else opens a case under it.
 */
export const demoLaw = (procedure: string, calendar: Calendar): Statute => {
  const { hash: _, ...law } = statuteFor(procedure, [], calendar);
  return hashed({ ...law, edition: `${law.edition}+demo`, figures: forDemo(law.figures) });
};
