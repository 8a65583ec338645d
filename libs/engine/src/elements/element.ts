import type { ElementCompiler } from '../compile/element-compiler.js';
import type { GraphNode } from '../compile/graph.js';
import type { NetScope } from '../net/scope.js';
import type { NodeModel, NodeType } from '../parse/model.js';
import type { ElementInstance } from '../state/state.js';
import type { Run } from '../step/run.js';

/**
 * One element type: what its model becomes and how it behaves. All that is particular to the type stands in the one file that exports
 * this; the engine around it knows only these hooks.
 */
export interface Element<S = unknown, M extends NodeModel = NodeModel> {
  readonly type: NodeType | 'process';
  /** Turns the model into what `activate` needs. Faults go to the compiler, which turns them into findings. */
  compile?(model: M, compiler: ElementCompiler): S;
  /** The element has been activated, its inputs are set and its boundary events wait: do the work, or leave it open. */
  activate(run: Run, node: GraphNode<S>, instance: ElementInstance): void;
  /** The last child of the scope has ended, and no token is left in it. Only for elements that have children. */
  emptied?(run: Run, node: GraphNode<S>, instance: ElementInstance): void;
  /**
   * The flows whose tokens one activation consumes, one token each; null while the element has to wait. `settled` is true when
   * nothing else in the instance can move any more. Absent: every token activates the element by itself.
   */
  join?(run: Run, node: GraphNode<S>, scope: ElementInstance, settled: boolean): readonly string[] | null;
  /** Whether activating the node hands out work, which somebody outside completes, fails or returns. Absent: never. */
  isWork?(node: GraphNode<S>): boolean;
  /** The variables that the engine itself works out here, from what others wrote; they are nobody's to fill in. Absent: none. */
  computes?(node: GraphNode<S>): readonly string[];
  /** What the element is in the net: the places of the node are there, its transitions are added (docs/governed-subset.md). */
  abstract?(scope: NetScope, node: GraphNode<S>): void;
}
