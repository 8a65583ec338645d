import type { CarriedBinding } from '../catalogue/index.js';
import type { RuleBasis } from '../ports/index.js';
import type { Article, Profile } from './schema.js';

/** A profile as it holds for one process: what the owner of the catalogue said when binding it counts before what the profile says in general. */
export function underBinding(profile: Profile, binding: CarriedBinding): Profile {
  const { powerItem, descriptors, complaintChannel, riskLevel } = binding;
  return {
    ...profile,
    riskLevel,
    power: {
      ...profile.power,
      item: { ...powerItem, legalBasis: articlesOf(powerItem.legalBasis), status: 'inForce' },
      descriptors: { ...descriptors, posts: descriptors.posts.join('、') },
      complaintChannel,
      majorFour: majorFourOf(profile, binding),
      disclosure: disclosureOf(binding),
    },
  };
}

/** Where the profile knows of no such matter, every one of it goes before the meeting. */
function majorFourOf({ power }: Profile, { majorFour, powerItem }: CarriedBinding): Profile['power']['majorFour'] {
  if (majorFour === undefined) return power.majorFour;
  const general = power.majorFour ?? { matter: powerItem.name, floor: null, basis: articlesOf(powerItem.legalBasis) };
  return { ...general, category: majorFour };
}

function disclosureOf({ disclosureItems, nonDisclosureGround }: CarriedBinding): Profile['power']['disclosure'] {
  if (disclosureItems !== undefined) return { items: [...disclosureItems] };
  return nonDisclosureGround === undefined ? null : { ground: nonDisclosureGround };
}

/** What carries no mark is as good as remembered: somebody has to confirm it. */
function articlesOf(basis: readonly RuleBasis[]): Article[] {
  return basis.map(({ article, mark }) => ({ article, mark: mark ?? 'R', for: [] }));
}
