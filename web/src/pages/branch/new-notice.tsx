import { useTranslation } from 'react-i18next';
import { useMe, useRead } from '../../api/queries';
import { useDraft } from '../../api/use-draft';
import { DraftNote } from '../../ui/draft-note';
import { RadioField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { NOTICE_STEPS } from '../../ui/steps';
import { ChooseCases, type DraftedCases, draftedCases, useCasesAt } from './choose-cases';
import { HolderField, useHolder } from './holder';
import { NoticeSheet } from './notice-sheet';
import { useOpenOccasion } from './open-occasion';

interface Draft extends DraftedCases {
  readonly days?: string;
  readonly scope?: string;
}

/** The editor of a notice: who stands on it, how long, where it hangs; beside it the sheet as it will be printed. */
export function NewNotice() {
  const { t } = useTranslation();
  const me = useMe();
  const chosen = useHolder();
  const { items: all, ready } = useCasesAt(NOTICE_STEPS, chosen.holder);
  // What hangs already hangs to its end.
  const items = all.filter(({ hangs }) => hangs !== true);
  const procedure = useRead('getProcedure', { params: { name: 'admission' } });
  const least = procedure.data?.figures.find(({ key }) => key === 'admission.publicityMin')?.value as number | undefined;
  const { open, sending, problem } = useOpenOccasion();
  const draft = useDraft<Draft>('new-notice', {});
  const { days, scope = 'public' } = draft.value;
  const [cases, setCases] = draftedCases(draft, items, ready);
  const workingDays = Number(days ?? least ?? 5);
  const today = me.data?.today;
  const office = useRead('readOrganisation', { params: { id: chosen.holder?.unit ?? '' } }, { enabled: chosen.holder !== undefined });
  const region = office.data?.region;
  const end = useRead(
    'lawfulEnd',
    { query: { from: today, workingDays, region } },
    { enabled: region !== undefined && today !== undefined && workingDays >= 1 && workingDays <= 60 },
  );
  const send = () =>
    chosen.holder &&
    open({
      procedure: 'notice',
      unit: chosen.holder.unit,
      kind: 'openNotice',
      body: { cases, workingDays, scope },
      opened: draft.forget,
    });
  const listed = items.filter(({ id }) => cases.includes(id));
  const names = listed.map(({ subject, unit, steps }) => ({
    name: subject?.name ?? '',
    unit: unit.name,
    step: steps.find((step) => (NOTICE_STEPS as readonly string[]).includes(step)),
  }));
  // The post and the unit that a candidate comes from are on the sheet once it is posted.
  const later = names.length === 0 ? 'notice.previewLater' : names.some(({ step }) => step === 'C7') ? 'notice.previewPosted' : undefined;
  if (!draft.ready) return <p role="status">{t('app.loading')}</p>;
  return (
    <Page title={t('occasion.new-notice')}>
      <div className="cols">
        <section className="card no-print">
          <Form
            problem={problem}
            sending={sending}
            onSend={() => void send()}
            send={t('notice.post')}
            beside={<DraftNote savedAt={draft.savedAt} />}
          >
            <HolderField {...chosen} />
            <ChooseCases items={items} ready={ready} values={cases} onChange={setCases} />
            <TextField
              pointer="/act/body/workingDays"
              label={t('field.workingDays')}
              hint={least ? t('notice.least', { least }) : undefined}
              type="number"
              min={least}
              max={60}
              value={days ?? String(least ?? '')}
              onChange={(value) => draft.change({ days: value })}
            />
            <RadioField
              pointer="/act/body/scope"
              label={t('field.scope')}
              value={scope}
              choices={['public', 'committee', 'branch'].map((value) => ({ value, label: t(`scope.${value}`) }))}
              onChange={(value) => draft.change({ scope: value })}
            />
            {end.data && (
              <p className="note info" role="status">
                {end.data.unknownYear
                  ? t('notice.periodUnknown', { from: today, to: end.data.end, year: end.data.unknownYear })
                  : t('notice.until', { end: end.data.end })}
                {end.data.provisional && ` ${t('step.provisional')}`}
              </p>
            )}
          </Form>
        </section>
        <section aria-label={t('notice.preview')}>
          {later ? (
            <p className="note no-print">{t(later)}</p>
          ) : (
            <NoticeSheet
              unit={chosen.holder?.unitName ?? ''}
              names={names}
              contact={office.data?.contact}
              isPublic={scope === 'public'}
              provisional={end.data?.provisional ?? false}
              unknownYear={end.data?.unknownYear}
              postedOn={today ?? ''}
              end={end.data?.end ?? ''}
            />
          )}
        </section>
      </div>
    </Page>
  );
}
