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
  { to: '/processes', text: 'processes', shownTo: ({ roles }) => AUTHORS.some((role) => roles.includes(role)) },
];
