import type { deploymentOperations, ResultOf } from '@quanheng/contracts';
import { carriedBinding, underBinding } from '@quanheng/policy';
import type { OrganisationView } from '@quanheng/runtime/ports';
import type { Parts } from '../parts.js';

/** What a drawing is judged by, without anybody of the organisation. A process bound to a profile that is not there has none. */
export function designBasis(
  { profiles, handlers }: Parts['design'],
  view: OrganisationView,
  at: number,
): ResultOf<typeof deploymentOperations.readDesignBasis> {
  const bindings = view.facts('processBinding', at).flatMap(({ id: process, data }) => {
    const profile = profiles.get(data.profile);
    return profile === undefined ? [] : [{ process, profile: underBinding(profile, carriedBinding(data, view, at)) }];
  });
  return {
    profiles: [...profiles].map(([name, profile]) => ({ name, profile })),
    bindings,
    handlers: [...handlers()],
  };
}
