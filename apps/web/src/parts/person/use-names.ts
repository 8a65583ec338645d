import { deskOperations } from '@quanheng/contracts';
import { useRead } from '../../api/hooks.js';
import { usePersonTexts } from './texts.js';

/** The server names no more at once. */
const MOST = 200;

/**
 * What people, posts and roles are called, by keys such as `person:p1` or `role:BIZ_HEAD@business`; of whom the server does not know, the id itself. The
 * product's own hands have names of their own.
 */
export function useNames(keys: readonly (string | null | undefined)[]): (key: string) => string {
  const say = usePersonTexts();
  const wanted = [...new Set(keys.filter((key): key is string => typeof key === 'string' && NAMED.test(key)))].sort();
  const { data, error } = useRead(
    deskOperations.readNames,
    { query: { of: wanted.slice(0, MOST).join(',') } },
    { enabled: wanted.length > 0 },
  );
  return (key) => {
    const [, kind, name = ''] = /^(system|worker):(.*)$/.exec(key) ?? [];
    if (kind === 'worker') return say('worker', { name });
    if (kind === 'system') return say(OWN.find((each) => each === name) ?? 'system');
    const isAwaited = data === undefined && error === null && NAMED.test(key);
    return isAwaited ? '…' : (data?.names[key] ?? key.replace(/^\w+:/, ''));
  };
}
const NAMED = /^(?:person|department|post|body|role):./;
const OWN = ['seed', 'timer', 'courier'] as const;
