import { unitRule } from '../catalogue/index.js';
import type { Basis } from '../model/index.js';
import type { OrganisationView } from '../ports/index.js';
import type { Constraint, Violation } from './constraint.js';
import { partiesOf, type ActInQuestion, type Deed } from './deed.js';
import { LINES } from './lines.js';
import type { Past } from './past.js';
import { sideOfDuty, sideOfPen, sideOfSoleApproval } from './side.js';

const BY_DUTY = new Map(LINES.flatMap(({ code, duties }) => duties.map((duty) => [duty, code] as const)));
const NAMES = new Map(LINES.map(({ code, name }) => [code, name] as const));
const KEYS = [...[...BY_DUTY.keys()].map((duty) => sideOfDuty(duty)), sideOfSoleApproval(), sideOfPen()];

/**
 * In a restricted line the chief, or whoever stands in for the chief, neither approves at the first line, nor pays, nor holds a pen; chairing and
 * voting stay open (domain reference §0.4, T2 and T3). The unit's rules say which lines these are and who is the chief.
 */
export class ChiefRestriction implements Constraint {
  readonly kind = 'chief';
  readonly id = 'CHIEF';
  readonly basis = [{ article: '五个不直接分管', mark: 'S0', text: null }];
  readonly extent = 'instance';
  readonly levels = new Set(['person'] as const);
  readonly count = null;
  readonly acts = [];
  readonly pairs = [];
  readonly keys = KEYS.map(({ indexedUnder }) => indexedUnder);

  violations(act: ActInQuestion, _past: Past, view: OrganisationView): readonly Violation[] {
    const lines = act.isVoteInBody ? NONE : linesOf(act);
    if (lines.length === 0) return NONE;
    const { value: restricted, isSet, basis } = unitRule(view, 'restrictedLines', act.at);
    const line = lines.find((code) => restricted.includes(code));
    if (line === undefined || !isChiefs(act, view)) return NONE;
    const own: readonly Basis[] = basis.map((each) => ({ ...each, text: null }));
    return [
      {
        ...{ constraint: this, code: 'CHIEF_RESTRICTED', level: 'person' },
        parameters: { line: NAMES.get(line) ?? line },
        ...(isSet ? { basis: own } : {}),
      },
    ];
  }
}

const NONE: readonly never[] = [];

function linesOf({ duties, soleApproval, isPen, lines = [] }: ActInQuestion): readonly string[] {
  const byDuty = duties.flatMap((duty) => BY_DUTY.get(duty) ?? []);
  return soleApproval || isPen ? [...byDuty, ...lines] : byDuty;
}

function isChiefs(deed: Deed, view: OrganisationView): boolean {
  return partiesOf(deed).some((party) => isChief(party, view, deed.at));
}

/** By role where the unit has named no post. */
export function isChief(person: string, view: OrganisationView, at: number): boolean {
  const { value: posts } = unitRule(view, 'chiefPosts', at);
  if (posts.length === 0) return view.roles(person, at).has('CHIEF');
  return view.holdings(person, at).some(({ data }) => posts.includes(data.post));
}
