import type { FeelScope, NameTree } from '../feel/api.js';
import { entryOf, newContext } from '../feel/context.js';
import type { FeelValue } from '../feel/values.js';
import { Names } from './compiling.js';
import type { DrgElement, Reference } from './model.js';
import { resolveReference, type Module } from './modules.js';
import { type DrgNode } from './node.js';
import type { Run } from './run.js';

export type NodesByElement = ReadonlyMap<DrgElement, DrgNode>;

/** A required element under the name that the requiring logic uses; imported ones carry the prefix of their import. */
interface Requirement {
  readonly prefix: string;
  readonly node: DrgNode;
}

/** What a piece of logic may refer to (DMN 1.5 §7.3.5): the names of all it requires, of nothing else. */
export class Requirements {
  private readonly found: Requirement[] = [];
  /** Why the logic cannot be evaluated: something it requires is not there. */
  broken: string | null = null;

  constructor(
    private readonly module: Module,
    private readonly nodes: NodesByElement,
    private readonly owner: string,
  ) {}

  /** Follows references to elements of the given kinds; others, and dangling ones, are errors. */
  add(references: readonly Reference[], ...kinds: DrgElement['kind'][]): DrgNode[] {
    const added: DrgNode[] = [];
    for (const reference of references) {
      if (reference.href === '') continue;
      const target = resolveReference(this.module, reference);
      const node = target && this.nodes.get(target.element);
      if (!target || !node) {
        this.error(
          'unresolved-reference',
          reference,
          `refers to "${reference.href}", which is not there. Correct the reference, or import the model it lies in.`,
        );
        continue;
      }
      if (!kinds.includes(target.element.kind)) {
        this.error(
          'dmn-requirement-kind',
          reference,
          `refers to "${target.element.name}", which is of another kind than the reference says.`,
        );
        continue;
      }
      const imported = [...this.module.imports.values()].find((candidate) => candidate.module === target.module);
      this.found.push({ prefix: target.module === this.module ? '' : (imported?.prefix ?? ''), node });
      added.push(node);
    }
    return added;
  }

  private error(code: string, reference: Reference, what: string): void {
    const message = `The ${this.owner} ${what}`;
    this.broken ??= message;
    this.module.compiling.error(code, reference.place, message);
  }

  /** The required nodes, each once. */
  get required(): DrgNode[] {
    return [...new Set(this.found.map(({ node }) => node))];
  }

  names(): Names {
    const imported = new Map<string, Record<string, NameTree | true>>();
    const own: [string, NameTree | true][] = [];
    for (const { prefix, node } of this.found) {
      for (const name of namesOf(node)) {
        if (prefix === '') own.push([name, node.names]);
        else {
          const inside = imported.get(prefix) ?? (Object.create(null) as Record<string, NameTree | true>);
          inside[name] = node.names;
          imported.set(prefix, inside);
        }
      }
    }
    return Names.NONE.with([...own, ...imported]);
  }

  /** How the logic finds the values while it runs. */
  scope(): (run: Run) => FeelScope {
    const readers = new Map<string, (run: Run) => FeelValue | undefined>();
    for (const { prefix, node } of this.found) {
      if (prefix === '') for (const name of namesOf(node)) readers.set(name, (run) => run.get(node));
      else if (!readers.has(prefix)) readers.set(prefix, this.importReader(prefix));
    }
    return (run) => ({ get: (name) => readers.get(name)?.(run) });
  }

  /**
   * As `scope`, but names that no element of the document has are looked up in the input: many editors draw decision
   * tables without any input data. A declared name stays hidden from what does not require it.
   */
  scopeWithInput(): (run: Run) => FeelScope {
    const scope = this.scope();
    const { declared } = this.module;
    return (run) => {
      const { input } = run;
      const required = scope(run);
      if (!input) return required;
      return {
        get: (name) => {
          const value = required.get(name);
          return value !== undefined || declared.has(name) ? value : entryOf(input, name);
        },
      };
    };
  }

  /** An import is seen as a context of what is required from it. */
  private importReader(prefix: string): (run: Run) => FeelValue {
    const nodes = this.found.filter((requirement) => requirement.prefix === prefix).map(({ node }) => node);
    return (run) => {
      const context = newContext();
      for (const node of nodes) for (const name of namesOf(node)) context[name] = run.get(node) ?? null;
      return context;
    };
  }
}

/** The names of a node in expressions: that of the element, and that of its variable where they differ. */
export function namesOf({ element }: DrgNode): readonly string[] {
  return element.variable.name === element.name ? [element.name] : [element.name, element.variable.name];
}
