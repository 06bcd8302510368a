import '../../i18n/areas/ballots';
import '../../i18n/areas/law';
import '../../i18n/areas/work';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ask } from '../../api/contract';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CheckList, RadioField, SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { useNames } from '../../ui/names';
import { type Gone, GoneLists } from '../branch/gone-lists';
import type { Roll } from '../branch/meeting-desk';

const ROLES = ['inspector', 'scrutineer', 'second-scrutineer', 'envelope'] as const;
type Role = (typeof ROLES)[number];

interface Props {
  readonly occasion: string;
  /** The case whose inspectors may hold a key. */
  readonly inspectorsOf: string;
  readonly roll: Roll;
  readonly gone: Gone;
  readonly onGone: (gone: Gone) => void;
  /** Whether pack or method allow votes from elsewhere. */
  readonly remote: boolean;
  /** An election: absentees alone vote from elsewhere, and nobody is recused. */
  readonly election?: boolean;
  readonly paper: Pick<NonNullable<Ask<'draftBooth'>['body']>, 'item' | 'form'>;
}

/** A booth over the roll as it was taken: who votes, and the three who hold its keys. */
export function DraftBooth({ occasion, inspectorsOf, roll, gone, onGone, remote, election = false, paper }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const nameOf = useNames(roll.entitled);
  const inspectors = useRead('listCaseInspectors', { params: { id: inspectorsOf } });
  const [holders, setHolders] = useState<Readonly<Partial<Record<Role, string>>>>({});
  const [absentees, setAbsentees] = useState<string[]>([]);
  const [level, setLevel] = useState<'room' | 'remote'>('room');
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const named = (ids: readonly string[]) => ids.map((id) => ({ value: id, label: nameOf(id) }));
  const present = named(roll.present);
  const absent = named(roll.entitled.filter((id) => !roll.present.includes(id)));
  const own = me.data ? [{ value: me.data.person.id, label: me.data.person.name }] : [];
  const choices: Readonly<Record<Role, readonly { value: string; label: string }[]>> = {
    // Who has an interest in the case, or is away, watches over no ballot on it.
    inspector: (inspectors.data?.items ?? [])
      .filter(({ available }) => available)
      .map(({ person }) => ({ value: person.id, label: person.name })),
    scrutineer: present,
    'second-scrutineer': present,
    envelope: own,
  };
  /** In the order that the server takes them, so that its pointers lead to the right field. */
  const chosen = ROLES.flatMap((role) => (holders[role] ? [{ role, holder: holders[role] }] : []));
  const pointerOf = (role: Role): string => {
    const at = chosen.findIndex((one) => one.role === role);
    return at < 0 ? `/holders-${role}` : `/holders/${at}/holder`;
  };
  const send = async () => {
    clear();
    const few = chosen.length !== 3;
    setMissing(new Map(few ? [['/holders', t('booth.threeKeys')]] : []));
    if (few) return;
    const chose = election && level === 'remote' ? absentees : [];
    const body = { occasion, ...paper, level, recused: [...gone.recused], away: [...gone.left], absentees: chose, holders: chosen };
    const done = await run((step) => step('draftBooth', { body }));
    if (done) await refresh();
  };
  return (
    <Form problem={problem} sending={sending} missing={missing} onSend={() => void send()} send={t('booth.draft')}>
      <p>{t('booth.draftHow')}</p>
      {remote && (!election || absent.length > 0) && (
        <RadioField
          pointer="/level"
          label={t('booth.level')}
          value={level}
          choices={(['room', 'remote'] as const).map((value) => ({
            value,
            label: t(`booth.level-${value}${election && value === 'remote' ? '-election' : ''}`),
          }))}
          onChange={(value) => setLevel(value as 'room' | 'remote')}
        />
      )}
      {election && level === 'remote' && (
        <CheckList
          pointer="/absentees"
          label={t('field.absentees')}
          hint={t('booth.absenteesHint')}
          values={absentees}
          choices={absent}
          onChange={setAbsentees}
        />
      )}
      <fieldset className="field" id="holders">
        <legend>{t('booth.holders')}</legend>
        <p className="hint">{t('booth.holdersHint')}</p>
        {missing.has('/holders') && (
          <p className="error" role="alert">
            {missing.get('/holders')}
          </p>
        )}
        {ROLES.map((role) => (
          <SelectField
            key={role}
            pointer={pointerOf(role)}
            label={t(`booth.role.${role}`)}
            value={holders[role]}
            choices={choices[role]}
            onChange={(id) => setHolders({ ...holders, [role]: id || undefined })}
            optional
          />
        ))}
      </fieldset>
      <details className="more">
        <summary>{t(election ? 'booth.gone' : 'meeting.absentees')}</summary>
        <GoneLists gone={gone} onGone={onGone} choices={present} recusedAt={election ? undefined : '/recused'} leftAt="/away" />
      </details>
    </Form>
  );
}
