import { useTranslation } from 'react-i18next';
import type { Task } from '../../api/contract';
import { NOTICE_STEPS } from '../../ui/steps';
import { To } from '../../ui/to';
import { useHolder } from './holder';
import { SESSIONS } from './sessions';

interface Way {
  readonly steps: readonly string[];
  readonly path: string;
  /** Key of its name. */
  readonly name: string;
  readonly byCommittee?: boolean;
}

const WAYS: readonly Way[] = [
  ...SESSIONS.map(({ kind, steps, byCommittee }) => ({
    steps,
    path: `/new/session?kind=${kind}&`,
    name: `sessionKind.${kind}`,
    ...(byCommittee === undefined ? {} : { byCommittee }),
  })),
  { steps: NOTICE_STEPS, path: '/new/notice?', name: 'occasion.new-notice' },
  { steps: ['A11'], path: '/new/meeting?', name: 'occasion.new-meeting', byCommittee: false },
  { steps: ['A12'], path: '/new/meeting?', name: 'occasion.new-meeting', byCommittee: true },
  { steps: ['A14'], path: '/new/ceremony?', name: 'occasion.new-ceremony', byCommittee: false },
];

/** How tasks of one step can be done for many at once by whoever holds this desk. */
export const useWays = (step: string | undefined): readonly Way[] => {
  const { holder } = useHolder();
  if (step === undefined || !holder) return [];
  return WAYS.filter((way) => way.steps.includes(step) && (way.byCommittee === undefined || way.byCommittee === holder.isCommittee));
};

/** The chosen tasks, done together on one sheet, which answers for each of them. */
export function Together({ ways, chosen }: { readonly ways: readonly Way[]; readonly chosen: readonly Task[] }) {
  const { t } = useTranslation();
  const cases = [...new Set(chosen.map((task) => task.case))];
  return (
    <div className="row together">
      <span role="status">{t('inbox.chosen', { count: cases.length })}</span>
      {cases.length > 0 &&
        ways.map((way) => (
          <To className="choice strong" key={way.path} href={`${way.path}cases=${cases.join(',')}`}>
            {t(way.name)}
          </To>
        ))}
    </div>
  );
}
