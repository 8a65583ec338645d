import { entryOf, newContext } from '../feel/context.js';
import { FeelFunction } from '../feel/function.js';
import { isContext } from '../feel/types.js';
import type { FeelContext, FeelValue } from '../feel/values.js';
import { compileBoxed } from './logic/expression.js';
import { compileFunction } from './logic/function-definition.js';
import { checked, typed, type Logic } from './logic/logic.js';
import type { BusinessKnowledgeModel, Decision, DecisionService, InputData } from './model.js';
import type { Module } from './modules.js';
import { describe, type DrgNode, type Evaluator } from './node.js';
import { evaluationOrder } from './order.js';
import { namesOf, Requirements, type NodesByElement } from './requirements.js';
import type { Run } from './run.js';

/** What makes a node work: what it requires, and how its value comes about. */
export interface Behaviour {
  readonly requires: readonly DrgNode[];
  readonly evaluate: (run: Run) => FeelValue;
  /** Further nodes that it evaluates on its own, when it is invoked. */
  readonly encloses?: readonly DrgNode[];
}

/** The behaviour of an element whose requirements are not all there: null, and the reason. */
function brokenBehaviour(node: DrgNode, message: string): Behaviour {
  return { requires: [], evaluate: (run) => run.fail(node.site, 'function', message) };
}

function logicOf(module: Module, owner: string): Logic {
  const logic: Logic = {
    compiling: module.compiling,
    types: module.types,
    owner,
    expression: (expression, names) => compileBoxed(logic, expression, names),
  };
  return logic;
}

/** Input data: the value of that name in the input; the name may carry the prefixes of the imports leading to it. */
export function inputDataBehaviour(node: DrgNode, element: InputData, module: Module): Behaviour {
  const places = placesOf(module);
  const names = namesOf(node);
  const find = (input: FeelContext): FeelValue | undefined => {
    for (const place of places) {
      const holder = dig(input, place);
      const name = holder && names.find((candidate) => entryOf(holder, candidate) !== undefined);
      if (holder && name !== undefined && name !== null) return entryOf(holder, name);
    }
    return undefined;
  };
  return {
    requires: [],
    evaluate: (run) => {
      const value = run.input ? find(run.input) : undefined;
      if (value !== undefined) return checked(value, node.type, `The value of "${element.name}"`, node.site, run);
      return run.fail(node.site, 'missing-variable', `The input "${element.name}" is not given.`);
    },
  };
}

/** The paths under which the input may give the data of a document: the full prefixes, the nearest ones, none. */
function placesOf({ paths }: Module): readonly (readonly string[])[] {
  const suffixes = paths.flatMap((path) => [...path.keys(), path.length].map((from) => path.slice(from)));
  return [...new Map(suffixes.map((path) => [path.join('\n'), path])).values()].sort((a, b) => b.length - a.length);
}

function dig(context: FeelContext, path: readonly string[]): FeelContext | null {
  let holder: FeelContext | null = context;
  for (const step of path) {
    const next: FeelValue = holder ? (entryOf(holder, step) ?? null) : null;
    holder = isContext(next) ? next : null;
  }
  return holder;
}

export function decisionBehaviour(node: DrgNode, element: Decision, module: Module, nodes: NodesByElement): Behaviour {
  const requirements = new Requirements(module, nodes, describe(element));
  requirements.add(element.informationRequirements, 'decision', 'inputData');
  requirements.add(element.knowledgeRequirements, 'businessKnowledgeModel', 'decisionService');
  const body: Evaluator = element.logic
    ? compileBoxed(logicOf(module, describe(element)), element.logic, requirements.names())
    : () => null;
  const evaluate = typed(body, node.type, `The value of "${element.name}"`, node.site);
  if (requirements.broken !== null) return brokenBehaviour(node, requirements.broken);
  const scope = requirements.scopeWithInput();
  return { requires: requirements.required, evaluate: (run) => evaluate(scope(run), run) };
}

/** A business knowledge model: its value is a function (DMN 1.5 §7.3.6). */
export function knowledgeBehaviour(
  node: DrgNode,
  element: BusinessKnowledgeModel,
  module: Module,
  nodes: NodesByElement,
): Behaviour {
  const requirements = new Requirements(module, nodes, describe(element));
  requirements.add(element.knowledgeRequirements, 'businessKnowledgeModel', 'decisionService');
  const { encapsulatedLogic: definition } = element;
  if (!definition) return { requires: [], evaluate: () => new FeelFunction([], () => null, element.name) };
  const logic = logicOf(module, describe(element));
  const make = compileFunction(logic, definition, requirements.names(), element.name, node.type);
  if (requirements.broken !== null) return brokenBehaviour(node, requirements.broken);
  const scope = requirements.scope();
  return { requires: requirements.required, evaluate: (run) => make(scope(run), run) };
}

/**
 * A decision service: a function whose parameters are its input data, then its input decisions (DMN 1.5 §10.4). It
 * gives the value of its output decision, or a context when there are several.
 */
export function serviceBehaviour(
  node: DrgNode,
  element: DecisionService,
  module: Module,
  nodes: NodesByElement,
): Behaviour {
  const requirements = new Requirements(module, nodes, describe(element));
  const outputs = requirements.add(element.outputDecisions, 'decision');
  const encapsulated = requirements.add(element.encapsulatedDecisions, 'decision');
  const inputs = [
    ...requirements.add(element.inputData, 'inputData'),
    ...requirements.add(element.inputDecisions, 'decision'),
  ];
  if (requirements.broken !== null) return brokenBehaviour(node, requirements.broken);
  const given = new Set(inputs);
  let order: readonly DrgNode[] | null = null;
  const run = (args: readonly FeelValue[], outer: Run): FeelValue => {
    order ??= evaluationOrder(outputs, given);
    const inside = outer.inside();
    for (const [position, input] of inputs.entries()) {
      const value = checked(
        args[position] ?? null,
        input.type,
        `The argument "${input.element.name}"`,
        node.site,
        inside,
      );
      inside.set(input, value);
    }
    evaluateAll(order, inside);
    return checked(resultOf(outputs, inside), node.type, `The result of "${element.name}"`, node.site, inside);
  };
  const parameters = inputs.map((input) => input.element.name);
  return {
    requires: [],
    encloses: [...outputs, ...encapsulated].filter((enclosed) => !given.has(enclosed)),
    evaluate: (outer) =>
      new FeelFunction(parameters, (args, env) => outer.invoke(node.site, env, () => run(args, outer)), element.name),
  };
}

function resultOf(outputs: readonly DrgNode[], run: Run): FeelValue {
  const [only, second] = outputs;
  if (only && !second) return run.get(only) ?? null;
  const context = newContext();
  for (const output of outputs) context[output.element.name] = run.get(output) ?? null;
  return context;
}

/** Gives each of the nodes its value. They come in an order in which requirements are first. */
export function evaluateAll(order: readonly DrgNode[], run: Run): void {
  for (const node of order) {
    const outer = run.enter(node.site);
    run.set(node, node.evaluate(run));
    run.enter(outer);
  }
}
