import { deploymentOperations } from '@quanheng/contracts';
import { useRead } from '../../api/hooks.js';
import { useSession } from '../../api/session.js';
import { useNames } from '../../parts/person/use-names.js';

/** To whom the server tells the profiles of this installation, of those who come here. */
const READERS = ['catalogueOwner', 'auditor'] as const;
const PROFILE = 'profile:';

/** Profiles of this installation by what they are called; none for whom they are not told to. */
export function useProfiles(isNeeded: boolean): readonly { readonly name: string; readonly title: string }[] {
  const { roles } = useSession();
  const enabled = isNeeded && READERS.some((role) => roles.includes(role));
  const { data } = useRead(deploymentOperations.readDesignBasis, {}, { enabled });
  return (data?.profiles ?? []).map(({ name, profile }) => ({ name, title: titleOf(profile) ?? name }));
}

/** What the things are called that facts name, by keys such as `post:p1` and `profile:reimbursement`; a profile that nobody is told of by its code. */
export function useFactNames(keys: readonly string[], hasProfiles: boolean): (key: string) => string {
  const nameOf = useNames(keys);
  const titles = new Map(useProfiles(hasProfiles).map(({ name, title }) => [name, title]));
  return (key) => {
    if (!key.startsWith(PROFILE)) return nameOf(key);
    const name = key.slice(PROFILE.length);
    return titles.get(name) ?? name;
  };
}

function titleOf(profile: unknown): string | undefined {
  if (typeof profile !== 'object' || profile === null || !('title' in profile)) return undefined;
  return typeof profile.title === 'string' ? profile.title : undefined;
}
