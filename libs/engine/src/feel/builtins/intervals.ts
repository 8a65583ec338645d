import type { Builtin } from '../builtin.js';
import { compare } from '../compare.js';
import { FeelRange } from '../range.js';
import { isList } from '../types.js';
import type { FeelValue } from '../values.js';
import { shown } from './define.js';

/**
 * Range functions (DMN 1.5 §10.3.4.7): relations between points and ranges. A point is the range that holds nothing
 * else; an open side of a range lies beyond every point.
 */

/** One end of an interval: a value, or beyond all values on one side. */
interface Bound {
  readonly value: FeelValue;
  readonly beyond: -1 | 0 | 1;
  readonly included: boolean;
}

interface Interval {
  readonly isPoint: boolean;
  readonly start: Bound;
  readonly end: Bound;
}

function intervalOf(value: FeelValue): Interval {
  if (!(value instanceof FeelRange)) {
    const bound: Bound = { value, beyond: 0, included: true };
    return { isPoint: true, start: bound, end: bound };
  }
  return {
    isPoint: false,
    start: { value: value.start, beyond: value.start === null ? -1 : 0, included: value.startIncluded },
    end: { value: value.end, beyond: value.end === null ? 1 : 0, included: value.endIncluded },
  };
}

/** Negative, zero or positive; NaN when the values have no order. Whether the ends are included does not matter. */
function order(a: Bound, b: Bound): number {
  return a.beyond !== 0 || b.beyond !== 0 ? a.beyond - b.beyond : compare(a.value, b.value);
}

/** Whether an interval begins before another one, or at the same place and includes it at least as much. */
function startsNoLater(a: Interval, b: Interval): boolean {
  const difference = order(a.start, b.start);
  return difference < 0 || (difference === 0 && (a.start.included || !b.start.included));
}

function endsNoEarlier(a: Interval, b: Interval): boolean {
  const difference = order(a.end, b.end);
  return difference > 0 || (difference === 0 && (a.end.included || !b.end.included));
}

function before(a: Interval, b: Interval): boolean {
  const difference = order(a.end, b.start);
  return difference < 0 || (difference === 0 && !(a.end.included && b.start.included));
}

function meets(a: Interval, b: Interval): boolean {
  return a.end.included && b.start.included && order(a.end, b.start) === 0;
}

function overlaps(a: Interval, b: Interval): boolean {
  return !before(a, b) && !before(b, a);
}

/** Begins earlier, or at the same place that only the first one includes; overlaps; and does not end later. */
function overlapsBefore(a: Interval, b: Interval): boolean {
  const start = order(a.start, b.start);
  const startsEarlier = start < 0 || (start === 0 && a.start.included && !b.start.included);
  const end = order(a.end, b.start);
  const reaches = end > 0 || (end === 0 && a.end.included && b.start.included);
  return startsEarlier && reaches && endsNoEarlier(b, a);
}

function sameBound(a: Bound, b: Bound): boolean {
  return order(a, b) === 0 && a.included === b.included;
}

function finishes(a: Interval, b: Interval): boolean {
  return sameBound(a.end, b.end) && startsNoLater(b, a);
}

function starts(a: Interval, b: Interval): boolean {
  return sameBound(a.start, b.start) && endsNoEarlier(b, a);
}

function includes(a: Interval, b: Interval): boolean {
  return startsNoLater(a, b) && endsNoEarlier(a, b);
}

function coincides(a: Interval, b: Interval): boolean {
  return sameBound(a.start, b.start) && sameBound(a.end, b.end);
}

type Relation = (a: Interval, b: Interval) => boolean;
type Form = readonly ['point' | 'range', 'point' | 'range'];

const flip =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a);

const POINTS: Form = ['point', 'point'];
const POINT_RANGE: Form = ['point', 'range'];
const RANGE_POINT: Form = ['range', 'point'];
const RANGES: Form = ['range', 'range'];

function parameterNames([first, second]: Form): string[] {
  return first === second ? [`${first}1`, `${second}2`] : [first, second];
}

function defineRelation(name: string, relation: Relation, forms: readonly Form[]): Builtin {
  const signatures = forms.map((form) => ({ params: parameterNames(form) }));
  const usage = signatures.map(({ params }) => `${name}(${params.join(', ')})`).join(' or ');
  return {
    name,
    signatures,
    call: (args, env) => {
      if (args.length !== 2) return env.fail('argument', `${name}: 2 arguments are needed. Write ${usage}.`);
      const values = args.map((value) => (isList(value) && value.length === 1 ? (value[0] ?? null) : value));
      const [a, b] = values.map(intervalOf) as [Interval, Interval];
      const given: Form = [a.isPoint ? 'point' : 'range', b.isPoint ? 'point' : 'range'];
      if (!forms.some(([first, second]) => first === given[0] && second === given[1])) {
        return env.fail('argument', `${name}: it takes no ${given[0]} and ${given[1]}. Write ${usage}.`);
      }
      const finite = [a.start, a.end, b.start, b.end].filter(({ beyond }) => beyond === 0);
      if (finite.some((bound) => Number.isNaN(order(finite[0] ?? bound, bound)))) {
        return env.fail('type', `${name}: ${values.map(shown).join(' and ')} have no order between them.`);
      }
      return relation(a, b);
    },
  };
}

export const intervals: readonly Builtin[] = [
  defineRelation('before', before, [POINTS, POINT_RANGE, RANGE_POINT, RANGES]),
  defineRelation('after', flip(before), [POINTS, POINT_RANGE, RANGE_POINT, RANGES]),
  defineRelation('meets', meets, [RANGES]),
  defineRelation('met by', flip(meets), [RANGES]),
  defineRelation('overlaps', overlaps, [RANGES]),
  defineRelation('overlaps before', overlapsBefore, [RANGES]),
  defineRelation('overlaps after', flip(overlapsBefore), [RANGES]),
  defineRelation('finishes', finishes, [POINT_RANGE, RANGES]),
  defineRelation('finished by', flip(finishes), [RANGE_POINT, RANGES]),
  defineRelation('includes', includes, [RANGE_POINT, RANGES]),
  defineRelation('during', flip(includes), [POINT_RANGE, RANGES]),
  defineRelation('starts', starts, [POINT_RANGE, RANGES]),
  defineRelation('started by', flip(starts), [RANGE_POINT, RANGES]),
  defineRelation('coincides', coincides, [POINTS, RANGES]),
];
