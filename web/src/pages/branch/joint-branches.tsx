import { useTranslation } from 'react-i18next';
import type { CaseLine } from '../../api/contract';
import { useRead } from '../../api/queries';
import { CheckList } from '../../ui/fields';

interface Props {
  /** The cases chosen: their branches meet in any case. */
  readonly cases: readonly CaseLine[];
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  /** A general branch that names none calls all its branches together. */
  readonly optional: boolean;
}

/** Whose members meet as one where a branch has too few of them (联合支部): the branches of the cases, and neighbours. */
export function JointBranches({ cases, values, onChange, optional }: Props) {
  const { t } = useTranslation();
  const branches = useRead('listOrganisations', { query: { kind: 'branch', limit: 200 } });
  const own = cases.map(({ unit }) => unit.id);
  return (
    <CheckList
      pointer="/act/body/branches"
      label={t('meeting.branches')}
      hint={t(optional ? 'meeting.branchesAll' : 'meeting.branchesHint')}
      optional={optional}
      values={[...new Set([...(values.length > 0 || !optional ? own : []), ...values])]}
      choices={(branches.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  );
}
