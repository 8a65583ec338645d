import { roleNames } from '@quanheng/contracts';
import type { Language } from '../../i18n/texts.js';

/** What is shown of a key that the organisation has no name for: a role that no post has is called by its own, anything else by its id. */
export function unknownName(key: string, language: Language): string {
  const [, role = ''] = /^role:([^@]*)/.exec(key) ?? [];
  return roleNames(role)?.[language === 'en' ? 'en' : 'zh'] ?? key.replace(/^\w+:/, '');
}
