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

/** Invocations of knowledge models, services and boxed functions inside each other. */
const MAX_INVOCATIONS = 100;
/** Problems reported of one evaluation; a loop may meet the same one a million times. */
const MAX_PROBLEMS = 100;

/** What all parts of one evaluation share, services included. */
interface Shared {
  readonly report: ((problem: FeelProblem) => void) | undefined;
  site: Site | null;
  problems: number;
  invocations: number;
}

/**
 * One evaluation: the values of the requirement graph that are known so far. A decision service has one of its own,
 * because its parameters stand in place of what is required outside (DMN 1.5 §10.4).
 */
export class Run {
  /** By `DrgNode.index`. */
  private readonly values = new Map<number, FeelValue>();
  readonly env: FeelEnv;

  private constructor(
    /** Values of input data by name; null inside a decision service, which knows its parameters only. */
    readonly input: FeelContext | null,
    env: FeelEnv,
    private readonly shared: Shared,
  ) {
    const { at, zone } = env;
    this.env = shared.report ? { at, zone, report: (problem) => this.feelProblem(problem) } : { at, zone };
  }

  static start(input: FeelContext, env: FeelEnv): Run {
    return new Run(input, env, { report: env.report, site: null, problems: 0, invocations: 0 });
  }

  /** The evaluation inside a decision service. */
  inside(): Run {
    return new Run(null, this.env, this.shared);
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

  /** Runs a function body, bounded in depth: knowledge may call itself through function values. */
  invoke(site: Site, body: () => FeelValue): FeelValue {
    if (this.shared.invocations >= MAX_INVOCATIONS) {
      return this.fail(site, 'limit', `Functions call each other more than ${MAX_INVOCATIONS} deep.`);
    }
    this.shared.invocations++;
    const outer = this.enter(site);
    const value = body();
    this.enter(outer);
    this.shared.invocations--;
    return value;
  }

  /** Reports a problem of DMN itself; gives null, which is then the value (DMN 1.5 §10.3.1). */
  fail(site: Site, code: FeelProblem['code'], message: string): null {
    const { line, column } = site.text ? site.text.locate(0) : site.place;
    this.tell({ code, message: `${message} (${site.owner})`, line, column });
    return null;
  }

  private feelProblem(problem: FeelProblem): void {
    const { site } = this.shared;
    if (!site) return this.tell(problem);
    const place = site.text?.locate(problem.offset ?? 0) ?? site.place;
    this.tell({
      code: problem.code,
      message: `${problem.message} (${site.owner})`,
      line: place.line,
      column: place.column,
    });
  }

  private tell(problem: FeelProblem): void {
    const { report } = this.shared;
    if (!report || this.shared.problems >= MAX_PROBLEMS) return;
    this.shared.problems++;
    report(problem);
  }
}
