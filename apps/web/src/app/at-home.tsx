import { Navigate, Outlet } from 'react-router';
import { useSession } from '../api/session.js';
import { homeOf } from './menu.js';

/** The workbench, for those who have one. */
export function AtHome() {
  const home = homeOf(useSession());
  return home === '/' ? <Outlet /> : <Navigate to={home} replace />;
}
