import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api/client';
import { ProblemBox } from './problem';
import { To } from './to';

interface Read<T> {
  readonly data: T | undefined;
  readonly error: ApiProblem | null;
}

/** What is shown while something is read, and when it cannot be. */
export function Loaded<T>({ of, children }: { readonly of: Read<T>; readonly children: (data: T) => ReactNode }) {
  const { t } = useTranslation();
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error?.status === 401) return <SignInFirst />;
  if (of.error) return <ProblemBox problem={of.error} />;
  return (
    <p className="soft" role="status">
      {t('app.loading')}
    </p>
  );
}

/** A link that was opened without a session leads on to its page after signing in. */
const SignInFirst = () => {
  const { t } = useTranslation();
  return (
    <div className="note info">
      <h1>{t('session.first')}</h1>
      <To href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}>{t('session.signIn')}</To>
    </div>
  );
};
