import { extensionsOf, subjectOf } from './extensions.js';
import { textOf, type Moddle, type Shape, type Values } from './moddle.js';

/** Constraints that are drawn as a line between two activities. */
export const PAIRS = { separation: '#cf1322', binding: '#1f5fbf' } as const;
export type Pair = keyof typeof PAIRS;

export interface Constraint {
  readonly constraint: Moddle;
  readonly kind: string;
  /** Ids of activities, some with `#` and an act behind. */
  readonly between: readonly string[];
}

/** What stands for the process that something is drawn in: the canvas itself, or a pool. */
export function processShapeOf(shape: Shape): Shape | null {
  let each: Shape | null | undefined = shape;
  while (each != null && !subjectOf(each).$instanceOf('bpmn:Process')) each = each.parent;
  return each ?? null;
}

export function constraintsOf(process: Moddle): readonly Constraint[] {
  return extensionsOf(process, 'constraint').map((constraint) => ({
    constraint,
    kind: textOf(constraint, 'kind'),
    between: textOf(constraint, 'between')
      .split(/[\s,]+/)
      .filter((place) => place !== ''),
  }));
}

export function activityOf(place: string): string {
  return place.split('#', 1)[0] ?? place;
}

/** Those that speak of an activity or of an act of it. */
export function constraintsOn(shape: Shape): readonly Constraint[] {
  const holder = processShapeOf(shape);
  if (holder === null) return [];
  return constraintsOf(subjectOf(holder)).filter(({ between }) => between.map(activityOf).includes(shape.id));
}

/** The values of a new pair; persons are meant until the panel says otherwise. */
export function addPair(kind: Pair, one: string, other: string): Values {
  return { kind, between: `${one} ${other}`, ...(kind === 'separation' ? { level: 'person' } : {}) };
}
