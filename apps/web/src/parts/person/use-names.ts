import { deskOperations } from '@quanheng/contracts';
import { useQueries } from '@tanstack/react-query';
import { useLanguage } from '../../i18n/texts.js';
import { nameOf } from './name-of.js';
import { unknownName } from './unknown-name.js';
import { usePersonTexts } from './texts.js';

/**
 * What people, posts and roles are called, by keys such as `person:p1` or `role:BIZ_HEAD@business`; of whom the server does not know, the role or the id
 * itself. The product's own hands have names of their own.
 */
export function useNames(keys: readonly (string | null | undefined)[]): (key: string) => string {
  const say = usePersonTexts();
  const language = useLanguage();
  const wanted = [...new Set(keys.filter((key): key is string => typeof key === 'string' && NAMED.test(key)))];
  const known = useQueries({
    queries: wanted.map((key) => ({ queryKey: [deskOperations.readNames.id, key], queryFn: () => nameOf(key) })),
    combine: (results) =>
      new Map(
        wanted.map((key, index) => {
          const { data, error } = results[index] ?? {};
          return [key, data ?? (error == null && data === undefined ? AWAITED : unknownName(key, language))];
        }),
      ),
  });
  return (key) => {
    const [, kind, name = ''] = /^(?:person:)?(system|worker):(.*)$/.exec(key) ?? [];
    if (kind === 'worker') return say('worker', { name });
    if (kind === 'system') return say(OWN.find((each) => each === name) ?? 'system');
    return known.get(key) ?? (NAMED.test(key) ? AWAITED : unknownName(key, language));
  };
}
const NAMED = /^(?:person|department|post|body|role):(?!system:)./;
const AWAITED = '…';
const OWN = ['seed', 'timer', 'courier'] as const;
