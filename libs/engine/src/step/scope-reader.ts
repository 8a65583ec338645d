import type { FeelScope } from '../feel/api.js';
import type { FeelValue } from '../feel/values.js';
import type { Draft } from '../state/draft.js';
import { ROOT, type ElementInstance, type LoopProgress, type Variables } from '../state/state.js';
import type { GraphNode } from '../compile/graph.js';

/** What an expression sees besides, or otherwise than, the variables at its element instance. */
export interface View {
  /** The expression stands around the element, not in it: the border that a call activity is does not hide the caller from it. */
  readonly outside?: boolean;
  /** Values that were computed just before and hide variables of the same name. */
  readonly given?: Variables;
}

/**
 * How expressions see variables: those of the element, then those of each scope around it. A call activity with inputs is a border: what
 * it calls sees its inputs, the constants that it names, and nothing beyond.
 */
export class ScopeReader implements FeelScope {
  private at: ElementInstance | undefined;
  private view: View = INSIDE;

  constructor(
    private readonly draft: Draft,
    private readonly nodeOf: (instance: ElementInstance) => GraphNode,
  ) {}

  from(instance: ElementInstance, view: View = INSIDE): this {
    this.at = instance;
    this.view = view;
    return this;
  }

  get(name: string): FeelValue | undefined {
    const given = this.view.given?.get(name);
    if (given !== undefined) return given;
    let instance = this.at;
    while (instance !== undefined) {
      // A variable that is null hides one of the same name further out, as it does when it is written.
      const value = instance.variables?.get(name);
      if (value !== undefined) return value;
      const own = this.own(instance, name);
      if (own !== undefined) return own;
      if (instance.parent < 0) return undefined;
      if (this.isReadBorder(instance))
        return this.constantsOf(instance).includes(name) ? this.ofProcess(name) : undefined;
      instance = this.draft.elements.get(instance.parent);
    }
    return undefined;
  }

  /** Everything visible, inner names before outer ones: what a decision is given as its input. */
  all(): Map<string, FeelValue> {
    const seen = new Map<string, FeelValue>();
    let instance = this.at;
    while (instance !== undefined) {
      for (const [name, value] of instance.variables ?? []) if (!seen.has(name)) seen.set(name, value);
      if (instance.parent < 0) break;
      if (this.isReadBorder(instance)) {
        for (const name of this.constantsOf(instance))
          if (!seen.has(name)) seen.set(name, this.ofProcess(name) ?? null);
        break;
      }
      instance = this.draft.elements.get(instance.parent);
    }
    return seen;
  }

  private constantsOf(instance: ElementInstance): readonly string[] {
    return this.nodeOf(instance).container?.constants ?? [];
  }

  private ofProcess(name: string): FeelValue | undefined {
    return this.draft.elements.get(ROOT)?.variables?.get(name);
  }

  private own(instance: ElementInstance, name: string): FeelValue | undefined {
    if (instance.loop === null)
      return name === 'loopCounter' && instance.loopCounter > 0 ? instance.loopCounter : undefined;
    const loop = this.nodeOf(instance).activity?.loop;
    const isOutput = loop?.kind === 'multiInstance' && loop.outputCollection === name;
    return isOutput ? instance.loop.outputs.values() : progress(instance.loop, name);
  }

  private isReadBorder(instance: ElementInstance): boolean {
    if (instance === this.at && this.view.outside === true) return false;
    const node = this.nodeOf(instance);
    return node.type === 'callActivity' && node.inputs.length > 0 && instance.loop === null;
  }
}

const INSIDE: View = {};

/**
 * The attributes of loops that the specification gives to expressions (BPMN 2.0.2 tables 10.28 and 10.30). Beside them a multi-instance shows
 * its output collection as far as it has come, so that its completion condition can count what was said.
 */
function progress(loop: LoopProgress, name: string): FeelValue | undefined {
  switch (name) {
    case 'loopCounter':
      return loop.started;
    case 'numberOfInstances':
      return loop.total ?? loop.started;
    case 'numberOfActiveInstances':
      return loop.started - loop.completed;
    case 'numberOfCompletedInstances':
      return loop.completed;
    case 'numberOfTerminatedInstances':
      return 0;
    default:
      return undefined;
  }
}
