import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import type { Booth } from './booth-desk';

type Role = 'inspector' | 'scrutineer' | 'second-scrutineer' | 'envelope';
interface Key {
  readonly number: number;
  readonly role?: Role;
  readonly key: string;
}

const EMPTY: readonly Key[] = [
  { number: 1, key: '' },
  { number: 2, key: '' },
];

/** The closed box is opened with two of the three keys; they are typed here and sent once. */
export function OpenBox({ booth }: { readonly booth: Booth }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem, clear } = useSend();
  const [keys, setKeys] = useState<readonly Key[]>(EMPTY);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const set = (index: number, change: Partial<Key>) => setKeys(keys.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const send = async () => {
    const gaps = new Map<string, string>();
    for (const [index, { role, key }] of keys.entries()) {
      if (!role) gaps.set(`/keys/${index}/role`, t('form.missing'));
      if (!key.trim()) gaps.set(`/keys/${index}/key`, t('form.missing'));
    }
    setMissing(gaps);
    clear();
    if (gaps.size > 0) return;
    const body = { keys: keys.map(({ role, key }) => ({ role: role as Role, key: key.replace(/\s/g, '') })) };
    const done = await run((step) => step('tallyBooth', { params: { id: booth.id }, body }));
    if (!done) return;
    setKeys(EMPTY);
    await refresh();
  };
  return (
    <>
      <p>{t('booth.inBox', { count: booth.cast })}</p>
      <p>{t('booth.tallyHow')}</p>
      <Form problem={problem} sending={sending} missing={missing} onSend={() => void send()} send={t('booth.tally')}>
        {keys.map((one, index) => (
          <fieldset className="field" key={one.number}>
            <legend>{t('booth.keyNumber', { number: one.number })}</legend>
            <SelectField
              pointer={`/keys/${index}/role`}
              label={t('booth.whose')}
              value={one.role}
              choices={booth.holders.map(({ role }) => ({ value: role, label: t(`booth.role.${role}`) }))}
              onChange={(role) => set(index, { role: role as Role })}
            />
            <TextField
              pointer={`/keys/${index}/key`}
              label={t('booth.key')}
              value={one.key}
              onChange={(key) => set(index, { key })}
              type="password"
              autoComplete="off"
            />
          </fieldset>
        ))}
      </Form>
    </>
  );
}
