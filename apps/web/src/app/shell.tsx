import { sessionOperations } from '@quanheng/contracts';
import { Suspense } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useRead } from '../api/hooks.js';
import { useLive } from '../api/live.js';
import { SessionContext, type Session } from '../api/session.js';
import { Trouble } from '../parts/trouble/trouble.js';
import { Frame } from './frame.js';

/** What everybody who has signed in sees around each page; who has not is sent to sign in, and back afterwards. */
export function Shell() {
  const { data: session, error } = useRead(sessionOperations.readSession, {});
  const { pathname, search } = useLocation();
  if (error?.code === 'not-signed-in') {
    return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} replace />;
  }
  if (error !== null && session === undefined) return <Trouble problem={error} />;
  if (session === undefined) return null;
  if (session.mustChangePassword) return <Navigate to="/sign-in?step=password" replace />;
  return <Signed session={session} />;
}

function Signed({ session }: { readonly session: Session }) {
  const isLive = useLive(true);
  return (
    <SessionContext value={session}>
      <Frame isLive={isLive}>
        <Suspense>
          <Outlet />
        </Suspense>
      </Frame>
    </SessionContext>
  );
}
