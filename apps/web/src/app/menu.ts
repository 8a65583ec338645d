import type { Session } from '../api/session.js';
import type { useShellTexts } from './texts.js';

export interface MenuEntry {
  readonly to: string;
  readonly text: Parameters<ReturnType<typeof useShellTexts>>[0];
  /** Shown to whom; absent: everybody who does business. */
  readonly shownTo?: (session: Session) => boolean;
}

/** The left menu, in the order that people are used to. An entry stands here when its page works. */
export const MENU: readonly MenuEntry[] = [{ to: '/', text: 'workbench' }];
