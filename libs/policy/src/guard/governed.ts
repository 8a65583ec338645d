import { effectName } from '../lint/index.js';
import type { Reason } from '../ports/index.js';
import { governing, processOf, profileOf, type Bindings, type Profile } from '../profiles/index.js';
import { reason } from '../texts/index.js';
import type { ControlledAct } from './controlled-acts.js';

/**
 * An effect is used only under a profile that governs it: the one that the process is bound to now in whose document it is drawn. Publication asks the
 * same; here it is for those whose binding ended or changed since.
 * @param over what `profilesOver` gave for the act
 */
export function notGoverned(
  { key, name, effect }: ControlledAct,
  over: readonly Profile[],
  started: string,
  bindings: Bindings,
): readonly Reason[] {
  const drawnIn = processOf(key, started);
  const profile = drawnIn === started ? over[0] : profileOf(drawnIn, bindings);
  if (profile !== undefined && (profile.effects as readonly string[]).includes(effect)) return NOTHING;
  const titles = governing(effect, bindings.profiles).map(({ title }) => `“${title}”`);
  const kinds = titles.join('、') || '管辖此类行为的职权配置（目前没有，请先制定）';
  return [reason('EFFECT_NOT_GOVERNED', { name, effect: effectName(effect), kinds, post: ownersOf(bindings) })];
}

const NOTHING: readonly Reason[] = [];

/** Who binds processes. */
function ownersOf({ organisation, at }: Bindings): string {
  const posts = organisation.facts('post', at).filter(({ data }) => data.roles.includes('catalogueOwner'));
  return posts.map(({ data }) => data.name).join('、') || '职权目录管理岗位';
}
