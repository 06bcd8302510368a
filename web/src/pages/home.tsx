import { lazy, Suspense } from 'react';
import { useMe } from '../api/queries';
import { Loaded } from '../ui/loading';
import { hasDesk, isOfficer } from '../ui/nav';

const Welcome = lazy(async () => ({ default: (await import('./public/welcome')).Welcome }));
const Mine = lazy(async () => ({ default: (await import('./applicant/mine')).Mine }));
const Office = lazy(async () => ({ default: (await import('./admin/office')).Office }));
const Inbox = lazy(async () => ({ default: (await import('./branch/inbox')).Inbox }));

/** Where somebody begins: the public's page, one's own case, or the desk. */
export function Home() {
  const me = useMe();
  return (
    <Loaded of={me}>
      {(who) => (
        <Suspense fallback={null}>
          {who === null ? <Welcome /> : !isOfficer(who) ? <Mine /> : hasDesk(who) ? <Inbox /> : <Office me={who} />}
        </Suspense>
      )}
    </Loaded>
  );
}
