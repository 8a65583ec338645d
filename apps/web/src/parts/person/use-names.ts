import { deskOperations } from '@quanheng/contracts';
import { useRead } from '../../api/hooks.js';

/** The server names no more at once. */
const MOST = 200;

/** What people and posts are called, by keys such as `person:p1`; while it is not known, the id itself. */
export function useNames(keys: readonly (string | null | undefined)[]): (key: string) => string {
  const wanted = [...new Set(keys.filter((key): key is string => typeof key === 'string' && NAMED.test(key)))].sort();
  const { data } = useRead(
    deskOperations.readNames,
    { query: { of: wanted.slice(0, MOST).join(',') } },
    { enabled: wanted.length > 0 },
  );
  return (key) => data?.names[key] ?? key.replace(/^\w+:/, '');
}
const NAMED = /^(?:person|department|post|body):./;
