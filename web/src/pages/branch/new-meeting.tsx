import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { ChooseCases, useCasesAt, useChosenCases } from './choose-cases';
import { HolderField, useHolder } from './holder';
import { JointBranches } from './joint-branches';
import { useOpenOccasion } from './open-occasion';

/** Where cases wait for a meeting of the kind. */
const STEPS = { branch: ['A11'], approval: ['A12', 'N3'], recommendation: ['R3'] } as const;

type Kind = keyof typeof STEPS;

/** A branch convenes its own meetings, a committee its approval meeting; who is above a branch with too few members, the meeting of a joint branch. */
export function NewMeeting() {
  const { t } = useTranslation();
  const chosen = useHolder();
  const kinds: readonly Kind[] = chosen.holder?.isCommittee ? ['approval', 'branch'] : ['branch', 'recommendation'];
  const [wanted, setWanted] = useState<Kind>();
  const kind = kinds.find((one) => one === wanted) ?? (kinds[0] as Kind);
  const joint = kind === 'branch' && chosen.holder?.isAbove === true;
  const [picked, setPicked] = useState<string[]>([]);
  const { items: all, ready } = useCasesAt(STEPS[kind], chosen.holder);
  // An appointment is taken back by the meeting that appoints.
  const items = all.filter(({ annuls }) => annuls !== 'candidacy');
  const { open, sending, problem } = useOpenOccasion();
  const [cases, setCases] = useChosenCases(items, ready);
  const listed = items.filter(({ id }) => cases.includes(id));
  const together = picked.length > 0 || chosen.holder?.isCommittee ? [...new Set([...listed.map(({ unit }) => unit.id), ...picked])] : [];
  const branches = joint && together.length > 0 ? { branches: together } : {};
  const send = () =>
    chosen.holder && open({ procedure: 'meeting', unit: chosen.holder.unit, kind: 'conveneMeeting', body: { kind, cases, ...branches } });
  return (
    <Page title={t('occasion.new-meeting')}>
      <section className="card">
        <p className="note info">{t(joint ? 'meeting.help-joint' : `meeting.help-${kind}`)}</p>
        <Form problem={problem} sending={sending} onSend={() => void send()} send={t('meeting.convene')}>
          <HolderField {...chosen} />
          <RadioField
            pointer="/act/body/kind"
            label={t('meeting.what')}
            value={kind}
            choices={kinds.map((value) => ({
              value,
              label: t(value === 'branch' && chosen.holder?.isAbove ? 'meeting.kind-joint' : `meeting.kind-${value}`),
            }))}
            onChange={(value) => {
              setWanted(value as Kind);
              setCases([]);
              setPicked([]);
            }}
          />
          <ChooseCases
            items={items}
            ready={ready}
            values={cases}
            onChange={setCases}
            committee={kind === 'approval' ? chosen.holder?.unit : undefined}
          />
          {joint && <JointBranches cases={listed} values={picked} onChange={setPicked} optional={!chosen.holder?.isCommittee} />}
        </Form>
      </section>
    </Page>
  );
}
