import type { FeelEnv, FeelProblem } from '../feel/api.js';
import type { FeelContext, FeelValue } from '../feel/values.js';
import type { SourceText } from './source-text.js';
import type { Place } from './model.js';
import type { DrgNode } from './node.js';

/** Where logic stands: the element it belongs to, and its text when it is FEEL. */
export interface Site {
  /** The element as messages name it, e.g. `decision "Discount"`. */
  readonly owner: string;
  readonly place: Place;
  readonly text: SourceText | null;
}

/** Problems reported of one evaluation; a loop may meet the same one a million times. */
const MAX_PROBLEMS = 100;

/** What all parts of one evaluation share, services included. */
interface Shared {
  readonly report: ((problem: FeelProblem) => void) | undefined;
  site: Site | null;
  problems: number;
}

/**
 * One evaluation: the values of the requirement graph that are known so far. A decision service has one of its own,
 * because its parameters stand in place of what is required outside (DMN 1.5 §10.4).
 */
export class Run {
  /** By `DrgNode.index`. */
  private readonly values = new Map<number, FeelValue>();

  private constructor(
    /** Values of input data by name; null inside a decision service, which knows its parameters only. */
    readonly input: FeelContext | null,
    private current: FeelEnv,
    private readonly shared: Shared,
  ) {}

  static start(input: FeelContext, { at, zone, report }: FeelEnv): Run {
    const shared: Shared = { report, site: null, problems: 0 };
    const env: FeelEnv = report ? { at, zone, report: (problem) => translate(problem, shared) } : { at, zone };
    return new Run(input, env, shared);
  }

  /** The evaluation inside a decision service. */
  inside(): Run {
    return new Run(null, this.current, this.shared);
  }

  /** What FEEL is to be evaluated with: inside a function that of its caller, so that both share their limits. */
  get env(): FeelEnv {
    return this.current;
  }

  get(node: DrgNode): FeelValue | undefined {
    return this.values.get(node.index);
  }

  set(node: DrgNode, value: FeelValue): void {
    this.values.set(node.index, value);
  }

  /** Says whose logic runs from now on, so that its problems are told at their place; returns what ran before. */
  enter(site: Site | null): Site | null {
    const outer = this.shared.site;
    this.shared.site = site;
    return outer;
  }

  /** Runs a function body with what its caller may still spend. */
  invoke(site: Site, env: FeelEnv, body: () => FeelValue): FeelValue {
    const outerEnv = this.current;
    const outerSite = this.enter(site);
    this.current = env;
    try {
      return body();
    } finally {
      this.current = outerEnv;
      this.enter(outerSite);
    }
  }

  /** Reports a problem of DMN itself; gives null, which is then the value (DMN 1.5 §10.3.1). */
  fail(site: Site, code: FeelProblem['code'], message: string): null {
    const { line, column } = site.text ? site.text.locate(0) : site.place;
    tell({ code, message: `${message} (${site.owner})`, line, column }, this.shared);
    return null;
  }
}

/** Moves a problem from its place in a FEEL text to the place in the file, and says whose logic it is. */
function translate(problem: FeelProblem, shared: Shared): void {
  const { site } = shared;
  if (!site) {
    tell(problem, shared);
    return;
  }
  const { line, column } = site.text?.locate(problem.offset ?? 0) ?? site.place;
  const { code, message, ofNull } = problem;
  tell({ code, message: `${message} (${site.owner})`, line, column, ...(ofNull ? { ofNull } : {}) }, shared);
}

function tell(problem: FeelProblem, shared: Shared): void {
  if (!shared.report || shared.problems >= MAX_PROBLEMS) return;
  shared.problems++;
  shared.report(problem);
}
