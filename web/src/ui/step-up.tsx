import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, onStepUp } from '../api/client';
import { useSend } from '../api/use-send';
import { FactorField } from './factor';
import { Form } from './form';

/** An act of decision asks for the second factor once more: given here, what was being sent goes on by itself, and is done once. */
export function StepUp() {
  const { t } = useTranslation();
  const { run, sending, problem, clear } = useSend();
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState('');
  const answers = useRef<((given: boolean) => void)[]>([]);

  useEffect(() => {
    onStepUp(() => {
      setOpen(true);
      return new Promise((resolve) => void answers.current.push(resolve));
    });
  }, []);

  const close = (given: boolean) => {
    setOpen(false);
    setCode('');
    clear();
    for (const answer of answers.current.splice(0)) answer(given);
  };
  const give = async () => {
    const done = await run(async () => call('stepUp', { body: { code: code.trim() } }, { quiet: true }));
    if (done) close(true);
  };
  return (
    <Modal open={open} title={t('session.stepUp')} footer={null} onCancel={() => close(false)} destroyOnHidden>
      <p>{t('session.stepUpHow')}</p>
      <Form problem={problem} sending={sending} onSend={() => void give()} send={t('session.stepUpSend')}>
        <FactorField pointer="/code" value={code} onChange={setCode} />
      </Form>
    </Modal>
  );
}
