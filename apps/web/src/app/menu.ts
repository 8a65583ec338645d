import type { Session } from '../api/session.js';
import type { useShellTexts } from './texts.js';

export interface MenuEntry {
  readonly to: string;
  readonly text: Parameters<ReturnType<typeof useShellTexts>>[0];
  /** Which number stands beside it. */
  readonly badge?: 'open' | 'toRead';
  readonly shownTo: (session: Pick<Session, 'roles'>) => boolean;
}

/** 三员: they take no part in business, so no box ever holds anything for them. */
const ADMINISTRATORS = ['systemAdministrator', 'securityAdministrator', 'auditor'] as const;

/** Those who are shown what was deployed. */
const AUTHORS = ['designer', 'publisher', 'operator', 'auditor'] as const;

/** Those who supervise, and the auditor. */
const WATCH = ['DISC', 'auditor'] as const;

/** Those who look after what stands still. */
const OPERATE = ['operator', 'auditor', 'systemAdministrator'] as const;

/** Those who keep the organisation, and the auditor. */
const KEEP = ['systemAdministrator', 'securityAdministrator', 'catalogueOwner', 'auditor'] as const;

const holds =
  (...some: readonly string[]): MenuEntry['shownTo'] =>
  ({ roles }) =>
    some.some((role) => roles.includes(role));
const doesBusiness: MenuEntry['shownTo'] = (session) => !holds(...ADMINISTRATORS)(session);

/** The left menu, in the order that people are used to. An entry stands here when its page works. */
export const MENU: readonly MenuEntry[] = [
  { to: '/', text: 'workbench', shownTo: doesBusiness },
  { to: '/todo', text: 'todo', badge: 'open', shownTo: doesBusiness },
  { to: '/to-read', text: 'toRead', badge: 'toRead', shownTo: doesBusiness },
  { to: '/done', text: 'done', shownTo: doesBusiness },
  { to: '/mine', text: 'mine', shownTo: doesBusiness },
  { to: '/cc', text: 'cc', shownTo: doesBusiness },
  { to: '/drafts', text: 'drafts', shownTo: doesBusiness },
  { to: '/delegations', text: 'delegations', shownTo: doesBusiness },
  { to: '/meetings', text: 'meetings', shownTo: doesBusiness },
  { to: '/registers', text: 'registers', shownTo: () => true },
  { to: '/inspection', text: 'inspection', shownTo: holds(...WATCH) },
  { to: '/operations', text: 'operations', shownTo: holds(...OPERATE) },
  { to: '/administration', text: 'administration', shownTo: holds(...KEEP) },
  { to: '/processes', text: 'processes', shownTo: holds(...AUTHORS) },
];

/** Where somebody begins: at the workbench, or at what there is to do for who has none. */
export function homeOf(session: Pick<Session, 'roles'>): string {
  if (doesBusiness(session)) return '/';
  const own = MENU.filter(({ to, shownTo }) => to !== '/registers' && shownTo(session));
  return own[0]?.to ?? '/registers';
}
