import type { FeelEnv, NameTree } from '../feel/api.js';
import { entryOf } from '../feel/context.js';
import { FeelFunction } from '../feel/function.js';
import type { FeelContext, FeelValue } from '../feel/values.js';
import { Names } from './compiling.js';
import { sortFindings, type Finding } from '../findings/finding.js';
import {
  type Behaviour,
  decisionBehaviour,
  evaluateAll,
  inputDataBehaviour,
  knowledgeBehaviour,
  serviceBehaviour,
} from './elements.js';
import { resultOf } from './logic/function-definition.js';
import { invokeFunction } from './logic/invocation.js';
import { namesInside } from './logic/logic.js';
import type { DmnModel, DrgElement } from './model.js';
import { loadModules, within, type Module, type ResolveImport } from './modules.js';
import { describe, type DrgNode } from './node.js';
import { evaluationOrder, orderNodes } from './order.js';
import { namesOf } from './requirements.js';
import { Run } from './run.js';
import { tableTests } from './table-tests.js';

export interface DmnCompileOptions {
  readonly resolveImport?: ResolveImport;
}

export interface DmnCompileResult {
  /** Always present: what a finding says to be broken evaluates to null and reports why, all else works. */
  readonly decisions: DecisionModel;
  readonly findings: readonly Finding[];
}

/** Something that can be asked: a decision, a business knowledge model or a decision service. */
export interface Invocable {
  readonly id: string | null;
  readonly name: string;
  readonly kind: 'decision' | 'businessKnowledgeModel' | 'decisionService';
}

/** A compiled DMN document with all it imports. Immutable; evaluations share nothing. */
export interface DecisionModel {
  readonly name: string;
  readonly namespace: string;
  /** All that can be asked, in document order, without what is imported. */
  readonly invocables: readonly Invocable[];
  /** Names of the input data of all documents, for parsing a FEEL context that gives them. */
  readonly inputNames: NameTree;
  /** By name, else by id; decisions before knowledge models and services. Imported ones as `prefix.name`. */
  find(nameOrId: string): Invocable | undefined;
  /**
   * The value of a decision with this input, or of a knowledge model or service invoked with it. A pure function of
   * its arguments: every decision it rests on is evaluated once, problems go to `env.report` and leave null.
   * @throws Error when the invocable is not one of this model
   */
  evaluate(invocable: Invocable, input: FeelContext, env: FeelEnv): FeelValue;
  /** Conditions over the input data that decide the answer; null where it cannot be said so. */
  tests(invocable: Invocable): readonly string[] | null;
}

/** Compiles a document: its FEEL once, its requirements resolved, ready to be evaluated any number of times. */
export function compileDmn(model: DmnModel, options: DmnCompileOptions = {}): DmnCompileResult {
  const { all, findings } = loadModules(model, options.resolveImport);
  const nodes = new Map<DrgElement, DrgNode>();
  const homes = new Map<DrgNode, Module>();
  for (const module of all) {
    module.types.checkAll();
    for (const element of module.model.elements) {
      const node = nodeOf(element, module);
      nodes.set(element, node);
      homes.set(node, module);
    }
  }
  const encloses = new Map<DrgNode, readonly DrgNode[]>();
  for (const [node, module] of homes) {
    const behaviour = behaviourOf(node, module, nodes);
    node.requires = behaviour.requires;
    node.evaluate = behaviour.evaluate;
    if (behaviour.encloses) encloses.set(node, behaviour.encloses);
  }
  for (const node of orderNodes([...homes.keys()], (each) => [...each.requires, ...(encloses.get(each) ?? [])])) {
    const message = `The ${describe(node.element)} requires itself through what it requires. Remove one of the requirements.`;
    homes.get(node)?.compiling.error('dmn-requirement-cycle', node.site.place, message, 'DMN 1.5 §6.2.2');
    node.requires = [];
    node.evaluate = (run) => run.fail(node.site, 'function', message);
  }
  const [own, ...imported] = all;
  const compiled = all.flatMap((module) =>
    module.compiling.findings.map((finding) => (module === own ? finding : within(module.model.namespace, finding))),
  );
  return {
    decisions: own ? decisionModel(own, imported, nodes) : unreachable(),
    findings: sortFindings([...findings, ...compiled]),
  };
}

function unreachable(): never {
  throw new Error('A decision model without its own document');
}

function nodeOf(element: DrgElement, module: Module): DrgNode {
  const declared = module.types.resolve(element.variable.typeRef, element.variable.place);
  const invoked = element.kind === 'businessKnowledgeModel' || element.kind === 'decisionService';
  const inside =
    declared.names === true && element.kind === 'decision'
      ? namesInside(element.logic, module.types, Names.NONE)
      : declared.names;
  return {
    index: -1,
    element,
    site: { owner: describe(element), place: element.place, text: null },
    type: invoked ? resultOf(declared) : declared,
    names: invoked ? true : inside,
    requires: [],
    evaluate: () => null,
  };
}

function behaviourOf(node: DrgNode, module: Module, nodes: ReadonlyMap<DrgElement, DrgNode>): Behaviour {
  const { element } = node;
  switch (element.kind) {
    case 'inputData':
      return inputDataBehaviour(node, element, module);
    case 'decision':
      return decisionBehaviour(node, element, module, nodes);
    case 'businessKnowledgeModel':
      return knowledgeBehaviour(node, element, module, nodes);
    case 'decisionService':
      return serviceBehaviour(node, element, module, nodes);
  }
}

/** The nodes behind the invocables that a model has given out. */
function decisionModel(
  own: Module,
  imported: readonly Module[],
  nodes: ReadonlyMap<DrgElement, DrgNode>,
): DecisionModel {
  const byInvocable = new Map<Invocable, DrgNode>();
  const byName = new Map<string, Invocable>();
  const byId = new Map<string, Invocable>();
  const orders = new Map<DrgNode, readonly DrgNode[]>();
  const invocables: Invocable[] = [];
  for (const module of [own, ...imported]) {
    const elements = [...module.model.elements].sort(
      (a, b) => Number(a.kind !== 'decision') - Number(b.kind !== 'decision'),
    );
    for (const element of elements) {
      const node = nodes.get(element);
      if (!node || element.kind === 'inputData') continue;
      const invocable: Invocable = { id: element.id, name: element.name, kind: element.kind };
      byInvocable.set(invocable, node);
      for (const path of module.paths) {
        const name = [...path, element.name].join('.');
        if (!byName.has(name)) byName.set(name, invocable);
      }
      if (module !== own) continue;
      if (element.id !== null && !byId.has(element.id)) byId.set(element.id, invocable);
      invocables.push(invocable);
    }
  }
  return {
    name: own.model.name,
    namespace: own.model.namespace,
    invocables,
    inputNames: inputNames([...nodes.values()]),
    find: (nameOrId) => byName.get(nameOrId) ?? byId.get(nameOrId),
    evaluate: (invocable, input, env) => {
      const node = byInvocable.get(invocable);
      if (!node) throw new Error(`"${invocable.name}" is not of this decision model`);
      let order = orders.get(node);
      if (!order) orders.set(node, (order = evaluationOrder([node], new Set())));
      const run = Run.start(input, env);
      evaluateAll(order, run);
      const value = run.get(node) ?? null;
      return value instanceof FeelFunction && invocable.kind !== 'decision'
        ? invokeWith(value, input, node, run)
        : value;
    },
    tests: (invocable) => {
      const node = byInvocable.get(invocable);
      return node === undefined ? null : tableTests(node);
    },
  };
}

function inputNames(nodes: readonly DrgNode[]): NameTree {
  const names = Object.create(null) as Record<string, NameTree | true>;
  for (const node of nodes)
    if (node.element.kind === 'inputData') for (const name of namesOf(node)) names[name] = node.names;
  return names;
}

/** A knowledge model or service asked directly takes its arguments from the input, by name. */
function invokeWith(callee: FeelFunction, input: FeelContext, node: DrgNode, run: Run): FeelValue {
  const args = callee.parameters.map((name) => {
    const value = entryOf(input, name);
    return value === undefined ? run.fail(node.site, 'missing-variable', `The input "${name}" is not given.`) : value;
  });
  return invokeFunction(callee, args, node.site, run);
}
