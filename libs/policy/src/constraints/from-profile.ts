import type { PolicyModel, SeparationLevel } from '../model/index.js';
import type { Profile } from '../profiles/index.js';
import type { Constraint } from './constraint.js';
import { DUTY_PAIRS } from './duty-pairs.js';
import { LEVELS } from './levels.js';
import { Separation } from './separation.js';
import { sideOfDuty } from './side.js';

/** The separations that profiles demand, at those levels at which the product's own pairs do not keep the two duties apart anyway. */
export function separationsOf(profiles: readonly Profile[], model: PolicyModel): Constraint[] {
  return profiles.flatMap(({ separations }) =>
    separations.flatMap(({ id, a, b, levels, basis }) => {
      const own = new Set(levels.filter((level) => !isKeptApart(a, b, level)));
      if (own.size === 0) return [];
      const against = [[sideOfDuty(a, model), sideOfDuty(b, model)] as const];
      const articles = basis.map(({ article, mark, text }) => ({ article, mark, text: text ?? null }));
      return [
        new Separation({ ...{ kind: 'separation', id, extent: 'instance' }, basis: articles, levels: own, against }),
      ];
    }),
  );
}

function isKeptApart(one: string, other: string, level: SeparationLevel): boolean {
  return DUTY_PAIRS.some(
    (pair) =>
      LEVELS[pair.level].includes(level) &&
      ((pair.a === one && pair.b === other) || (pair.a === other && pair.b === one)),
  );
}
