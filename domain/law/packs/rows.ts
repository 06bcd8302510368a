import type { Step } from '../../case/step';

/** A row of a table as a pack writes it: no papers and no minimums where none are named. */
export const stepRow = (
  row: Pick<Step, 'id' | 'stage' | 'title' | 'clause' | 'seat' | 'desk' | 'acts' | 'then'> & Partial<Step>,
): Step => ({ papers: {}, notBefore: [], ...row });
