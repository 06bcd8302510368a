import { useTranslation } from 'react-i18next';
import { RadioField, SelectField, TextField } from '../../ui/fields';
import { PersonField } from '../../ui/pick-person';
import { UnitField } from '../../ui/pick-unit';
import { useSteps } from '../../ui/step-titles';
import { type Answers, BULK_ACTS, type BulkAct, ENDINGS, PAUSES, type Question } from './bulk-acts';

interface Props {
  readonly act: BulkAct;
  readonly answers: Answers;
  /** Of the chosen cases: a return names one of their steps. */
  readonly procedures: readonly string[];
  readonly onChange: (change: Answers) => void;
}

/** What an act asks for beside the cases. */
export function BulkQuestions({ act, answers, procedures, onChange }: Props) {
  const { t } = useTranslation();
  const steps = useSteps(procedures);
  const asks = (question: Question): boolean => (BULK_ACTS[act] as readonly Question[]).includes(question);
  return (
    <>
      {asks('why') && (
        <RadioField
          pointer="/why"
          label={t('bulk.why')}
          value={answers.why}
          choices={PAUSES.map((value) => ({ value, label: t(`value.${value}`) }))}
          onChange={(why) => onChange({ why })}
        />
      )}
      {asks('ending') && (
        <SelectField
          pointer="/ending"
          label={t('bulk.why')}
          value={answers.ending}
          choices={ENDINGS.map((value) => ({ value, label: t(`value.${value}`) }))}
          onChange={(ending) => onChange({ ending })}
        />
      )}
      {asks('toward') && (
        <>
          <PersonField
            pointer="/toward"
            label={t('bulk.person')}
            hint={t('bulk.personHint')}
            value={answers.person}
            onChange={(person) => onChange({ person, ...(person ? { unit: undefined } : {}) })}
          />
          <UnitField
            pointer="/unit"
            label={t('bulk.unit')}
            kind="general-branch"
            optional
            value={answers.unit}
            onChange={(unit) => onChange({ unit, ...(unit ? { person: undefined } : {}) })}
          />
        </>
      )}
      {asks('days') && (
        <TextField
          pointer="/days"
          label={t('bulk.days')}
          type="number"
          min={1}
          value={answers.days ?? ''}
          onChange={(days) => onChange({ days })}
        />
      )}
      {asks('step') && (
        <SelectField
          pointer="/step"
          label={t('bulk.step')}
          hint={t('bulk.stepHint')}
          value={answers.step}
          choices={steps.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
          onChange={(step) => onChange({ step })}
        />
      )}
      {asks('reason') && (
        <TextField
          pointer="/reason"
          label={t('bulk.reason')}
          hint={t('bulk.reasonHint')}
          rows={3}
          value={answers.reason ?? ''}
          onChange={(reason) => onChange({ reason })}
        />
      )}
    </>
  );
}
