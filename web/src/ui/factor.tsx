import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api/client';
import { TextField } from './fields';

interface Props {
  readonly pointer: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The code of the authenticator, or a printed recovery code. */
export function FactorField({ pointer, value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <TextField
      pointer={pointer}
      label={t('session.factor')}
      hint={t('session.factorHint')}
      value={value}
      onChange={onChange}
      autoComplete="one-time-code"
      short
    />
  );
}

/** Asked only of whom the server asks for it; it stays in sight when the code was wrong. */
export const useFactor = (problem: ApiProblem | undefined): { sent: { factor?: string }; field: ReactNode; forget: () => void } => {
  const [asked, setAsked] = useState(false);
  const [factor, setFactor] = useState('');
  if (!asked && problem?.problem.code === 'second-factor-required') setAsked(true);
  return {
    sent: factor.trim() ? { factor: factor.trim() } : {},
    field: asked && <FactorField pointer="/factor" value={factor} onChange={setFactor} />,
    forget: () => {
      setAsked(false);
      setFactor('');
    },
  };
};
