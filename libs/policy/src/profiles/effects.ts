import type { Effects } from '../model/index.js';
import type { Profiles } from './bound.js';
import type { Profile } from './schema.js';

/**
 * What handlers and forms do: as the installation says, else as any profile says. A handler that only one profile knows does the same in a process that
 * is bound to another, or to none.
 * @throws Error when two profiles say different things of one of them
 */
export function effectsUnder(installed: Effects, profiles: Profiles): Effects {
  const said = new Map<string, { readonly effect: string; readonly by: string }>();
  for (const { name, effectOf } of profiles.values()) {
    for (const [key, effect] of Object.entries(effectOf)) {
      const known = said.get(key);
      if (known !== undefined && known.effect !== effect) {
        throw new Error(`${key} does ${known.effect} by the profile ${known.by} and ${effect} by ${name}`);
      }
      said.set(key, { effect, by: name });
    }
  }
  return (key) => installed(key) ?? said.get(key)?.effect;
}

/** The profiles under which something of that kind may be done. */
export function governing(effect: string, profiles: Profiles): readonly Profile[] {
  return [...profiles.values()].filter(({ effects }) => (effects as readonly string[]).includes(effect));
}
