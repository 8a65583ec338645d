import type { Finding } from '@quanheng/engine';
import type { GuardAnswer } from '../ports/index.js';
import type { Oracle } from '../verify/index.js';
import { Runs, type ControlFlow, type Path } from './paths/index.js';

const SHOWN = new WeakMap<Path, Pick<Finding, 'certainty' | 'scenario'>>();

/** How a path was shown; empty for one that was only drawn. */
export function shownBy(path: Path): Pick<Finding, 'certainty' | 'scenario'> {
  return SHOWN.get(path) ?? {};
}

/**
 * Runs of which the net has the last word: a path through the drawing that no run can take is none, and one on which a control was passed and failed
 * again is one. Where the net does not know, the path counts.
 */
export class ProvenRuns extends Runs {
  constructor(
    private readonly drawn: ControlFlow,
    private readonly controls: readonly string[],
    private readonly oracle: Oracle,
  ) {
    super(drawn, new Set(controls));
  }

  override pathTo(id: string): Path | null {
    const path = super.pathTo(id);
    const { process } = this.drawn;
    // What cannot be reached in the drawing cannot be reached at all, as long as what was passed stays passed.
    if (path === null && !this.oracle.canFail(process.id, this.controls)) return null;
    const { controls } = this;
    const answer = this.oracle.ask({ kind: 'passedBefore', process: process.id, controls, act: id });
    if (answer.holds === 'unknown') return path;
    return answer.holds ? null : pathShown(answer);
  }
}

/** The path of a counterexample, which keeps how it was shown. */
export function pathShown({ path, certainty, scenario }: Extract<GuardAnswer, { readonly holds: false }>): Path {
  SHOWN.set(path, { certainty, scenario });
  return path;
}
