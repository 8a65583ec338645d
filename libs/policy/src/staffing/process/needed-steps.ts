import type { Flow, GraphNode } from '@quanheng/engine';
import type { WorkStep } from './work-steps.js';

const PASSED = 'passed';

/**
 * Steps that every run does in which no control says no and nothing interrupts an activity: whoever starts the matter cannot do without them. Of branches that are taken
 * together none counts, so there may be more.
 */
export function neededSteps(process: GraphNode, steps: readonly WorkStep[]): readonly WorkStep[] {
  const needed = new Set(neededWithin(process, []).map(({ key }) => key));
  return steps.filter(({ activity }) => needed.has(activity));
}

function neededWithin({ container }: GraphNode, around: readonly GraphNode['container'][]): readonly GraphNode[] {
  if (container === null || around.includes(container)) return [];
  const starts = [...container.startEvents, ...container.implicitStarts];
  const own = container.nodes.filter((node) => !ends(starts, node));
  return own.flatMap((node) => [node, ...neededWithin(node, [...around, container])]);
}

/** Whether an end is reached that does not lead through the node. */
function ends(starts: readonly GraphNode[], without: GraphNode): boolean {
  const open = starts.filter((node) => node !== without);
  const seen = new Set(open);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const onward = next.outgoing.filter(isPassed).map(({ target }) => target);
    if (next.outgoing.length === 0) return true;
    for (const node of onward) {
      if (node === without || seen.has(node)) continue;
      seen.add(node);
      open.push(node);
    }
  }
  return false;
}

function isPassed({ outcome }: Flow): boolean {
  return outcome === null || outcome === PASSED;
}
