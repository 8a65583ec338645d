import type { Session } from '../api/session.js';
import type { useShellTexts } from './texts.js';

export interface MenuEntry {
  readonly to: string;
  readonly text: Parameters<ReturnType<typeof useShellTexts>>[0];
  /** Which number stands beside it. */
  readonly badge?: 'open' | 'toRead';
  /** Shown to whom; absent: everybody who does business. */
  readonly shownTo?: (session: Session) => boolean;
}

/** Those who are shown what was deployed. */
const AUTHORS = ['designer', 'publisher', 'operator', 'auditor'] as const;

/** Those who supervise, and the auditor. */
const WATCH: readonly string[] = ['DISC', 'auditor'];

/** Those who look after what stands still. */
const OPERATE = ['operator', 'auditor', 'systemAdministrator'] as const;

/** Those who keep the organisation, and the auditor. */
const KEEP = ['systemAdministrator', 'securityAdministrator', 'catalogueOwner', 'auditor'] as const;

/** The left menu, in the order that people are used to. An entry stands here when its page works. */
export const MENU: readonly MenuEntry[] = [
  { to: '/', text: 'workbench' },
  { to: '/todo', text: 'todo', badge: 'open' },
  { to: '/to-read', text: 'toRead', badge: 'toRead' },
  { to: '/done', text: 'done' },
  { to: '/mine', text: 'mine' },
  { to: '/cc', text: 'cc' },
  { to: '/drafts', text: 'drafts' },
  { to: '/delegations', text: 'delegations' },
  { to: '/meetings', text: 'meetings' },
  { to: '/registers', text: 'registers' },
  { to: '/inspection', text: 'inspection', shownTo: ({ roles }) => WATCH.some((role) => roles.includes(role)) },
  { to: '/operations', text: 'operations', shownTo: ({ roles }) => OPERATE.some((role) => roles.includes(role)) },
  { to: '/administration', text: 'administration', shownTo: ({ roles }) => KEEP.some((role) => roles.includes(role)) },
  { to: '/processes', text: 'processes', shownTo: ({ roles }) => AUTHORS.some((role) => roles.includes(role)) },
];
