import type { FeelScope, NameTree } from '../feel/api.js';
import type { FeelValue } from '../feel/values.js';
import type { DrgElement } from './model.js';
import type { Run, Site } from './run.js';
import type { DmnType } from './types/type.js';

/** Compiled logic: a pure function of the names it sees and the evaluation it is part of. */
export type Evaluator = (scope: FeelScope, run: Run) => FeelValue;

/** An element of the requirement graph, of the document itself or of an imported one, ready to be evaluated. */
export interface DrgNode {
  /** Its place in an order in which requirements come first; also its number in a run. */
  index: number;
  readonly element: DrgElement;
  readonly site: Site;
  /** Type of its value. For what is invoked: of the result. */
  readonly type: DmnType;
  /** Names inside its value, for the FEEL parser. */
  names: NameTree | true;
  /** What must have a value before: required decisions, input data and knowledge. */
  requires: readonly DrgNode[];
  /** Its value, once what it requires has one. */
  evaluate: (run: Run) => FeelValue;
}

export function describe(element: DrgElement): string {
  const kinds = {
    inputData: 'input data',
    decision: 'decision',
    businessKnowledgeModel: 'business knowledge model',
    decisionService: 'decision service',
  } as const;
  return `${kinds[element.kind]} "${element.name}"`;
}
