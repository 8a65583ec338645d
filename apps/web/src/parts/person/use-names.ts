import { deskOperations } from '@quanheng/contracts';
import { useQueries } from '@tanstack/react-query';
import { nameOf } from './name-of.js';
import { usePersonTexts } from './texts.js';

/**
 * What people, posts and roles are called, by keys such as `person:p1` or `role:BIZ_HEAD@business`; of whom the server does not know, the id itself. The
 * product's own hands have names of their own.
 */
export function useNames(keys: readonly (string | null | undefined)[]): (key: string) => string {
  const say = usePersonTexts();
  const wanted = [...new Set(keys.filter((key): key is string => typeof key === 'string' && NAMED.test(key)))];
  const known = useQueries({
    queries: wanted.map((key) => ({ queryKey: [deskOperations.readNames.id, key], queryFn: () => nameOf(key) })),
    combine: (results) =>
      new Map(
        wanted.map((key, index) => {
          const { data, error } = results[index] ?? {};
          return [key, data ?? (error == null && data === undefined ? AWAITED : key.replace(KIND, ''))];
        }),
      ),
  });
  return (key) => {
    const [, kind, name = ''] = /^(?:person:)?(system|worker):(.*)$/.exec(key) ?? [];
    if (kind === 'worker') return say('worker', { name });
    if (kind === 'system') return say(OWN.find((each) => each === name) ?? 'system');
    return known.get(key) ?? (NAMED.test(key) ? AWAITED : key.replace(KIND, ''));
  };
}
const NAMED = /^(?:person|department|post|body|role):(?!system:)./;
const KIND = /^\w+:/;
const AWAITED = '…';
const OWN = ['seed', 'timer', 'courier'] as const;
