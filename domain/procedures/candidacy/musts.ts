import { type Refusal, refuse } from '../../case/refusal';
import { type CandidacyBook, MUSTS, type Must } from './book';

const all = Object.keys(MUSTS) as Must[];
const named = (musts: readonly Must[], language: 'zh' | 'en'): string =>
  musts.map((must) => MUSTS[must][language]).join(language === 'zh' ? '、' : ', ');

/** Without all four nothing goes on to the decision. */
export const missingMusts = ({ musts }: Pick<CandidacyBook, 'musts'>): Refusal | undefined => {
  const missing = all.filter((must) => !musts[must]);
  return missing.length === 0
    ? undefined
    : refuse(
        'musts-missing',
        `凡提四必没有做完: ${named(missing, 'zh')}`,
        `Of the four musts these are missing: ${named(missing, 'en')}`,
        [`逐项提交 recordMust (${missing.join(', ')})`, `Give recordMust for each (${missing.join(', ')})`],
        { clause: 'cadre.musts' },
      );
};

/** What was found must be cleared, or the person is not suitable. */
export const unclearMust = ({ musts }: Pick<CandidacyBook, 'musts'>): Refusal | undefined => {
  const unclear = all.filter((must) => musts[must]?.result === 'issue');
  return unclear.length === 0
    ? undefined
    : refuse(
        'must-not-clear',
        `有未查清的问题: ${named(unclear, 'zh')}`,
        `Something found is not cleared: ${named(unclear, 'en')}`,
        ['查清后重新提交 recordMust, 或作出不宜的结论', 'Clear it and record it again, or conclude that the person is unsuitable'],
        { clause: 'cadre.musts' },
      );
};
