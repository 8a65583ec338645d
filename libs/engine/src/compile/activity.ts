import type { ActivityModel, DataAssociationModel, MappingModel, MultiInstanceModel } from '../parse/model.js';
import type { ElementCompiler } from './element-compiler.js';
import type { ActivitySpec, LoopSpec, Mapping } from './graph.js';

/** What all activities have in common: data in and out, loops, retries, where work may be returned to. */
export function compileActivity(
  model: ActivityModel,
  inputs: readonly Mapping[],
  outputs: readonly Mapping[],
  compiler: ElementCompiler,
  returns: 'none' | 'listed' | 'all',
): ActivitySpec {
  if (model.startQuantity !== 1 || model.completionQuantity !== 1) {
    compiler.fault(
      'token-quantity-not-supported',
      `${model.id}: startQuantity and completionQuantity other than 1 cannot be executed yet.`,
    );
  }
  return {
    loop: compileLoop(model, inputs, outputs, compiler),
    boundaryEvents: [],
    isForCompensation: model.isForCompensation,
    retries: model.retries ?? 0,
    handler: model.handler ?? null,
    returnTo: returns === 'all' ? null : returns === 'listed' ? model.returnTo : [],
  };
}

interface DataModel {
  readonly id: string;
  readonly dataInputs: readonly { readonly id: string; readonly name?: string }[];
  readonly dataOutputs: readonly { readonly id: string; readonly name?: string }[];
  readonly inputAssociations: readonly DataAssociationModel[];
  readonly outputAssociations: readonly DataAssociationModel[];
  readonly inputs: readonly MappingModel[];
  readonly outputs: readonly MappingModel[];
}

/** qh:input, then the data input associations that end in a data input of the element (BPMN 2.0.2 §10.4.2). */
export function inputMappings(model: DataModel, compiler: ElementCompiler): Mapping[] {
  const names = new Map(model.dataInputs.map((item) => [item.id, item.name ?? item.id]));
  return [
    ...mappings(model.inputs, 'qh:input', compiler),
    ...model.inputAssociations.flatMap((association) => {
      const target = association.targetRef === undefined ? undefined : names.get(association.targetRef);
      return target === undefined ? [] : associated(association, target, association.sourceRefs, compiler);
    }),
  ];
}

/** qh:output, then the data output associations that start at a data output of the element. */
export function outputMappings(model: DataModel, compiler: ElementCompiler): Mapping[] {
  const names = new Map(model.dataOutputs.map((item) => [item.id, item.name ?? item.id]));
  return [
    ...mappings(model.outputs, 'qh:output', compiler),
    ...model.outputAssociations.flatMap((association) => {
      const sources = association.sourceRefs.map((ref) => names.get(ref)).filter((name) => name !== undefined);
      const isCopy =
        sources.length > 0 || association.transformation !== undefined || association.assignments.length > 0;
      const target = association.targetRef;
      return target === undefined || !isCopy
        ? []
        : associated(association, compiler.dataName(target), sources, compiler);
    }),
  ];
}

function mappings(models: readonly MappingModel[], what: string, compiler: ElementCompiler): Mapping[] {
  return models.flatMap(({ target, expression }) => {
    const compiled = compiler.expression(expression, `${what} ${target}`);
    return compiled === null ? [] : [{ target, expression: compiled }];
  });
}

/** One association: its assignments, else its transformation, else a copy of the source. */
function associated(
  association: DataAssociationModel,
  target: string,
  sources: readonly string[],
  compiler: ElementCompiler,
): Mapping[] {
  if (association.assignments.length > 0) {
    return association.assignments.flatMap(({ from, to }) => {
      const expression = compiler.expression(from, 'an assignment');
      const name = to.text.trim();
      return expression === null ? [] : [{ target: name === '' ? target : name, expression }];
    });
  }
  const source = sources[0];
  if (association.transformation === undefined && source === undefined) return [];
  const expression = compiler.expression(
    association.transformation ?? compiler.dataName(source ?? ''),
    'a data association',
  );
  return expression === null ? [] : [{ target, expression }];
}

function compileLoop(
  model: ActivityModel,
  inputs: readonly Mapping[],
  outputs: readonly Mapping[],
  compiler: ElementCompiler,
): LoopSpec | null {
  const loop = model.loop;
  if (loop === undefined) return null;
  if (loop.kind === 'standard') {
    return {
      kind: 'standard',
      testBefore: loop.testBefore,
      condition: loop.condition === undefined ? null : compiler.expression(loop.condition, 'the loop condition'),
      maximum: loop.maximum ?? null,
    };
  }
  if (loop.behavior !== 'All') {
    compiler.fault(
      'multi-instance-behavior-not-supported',
      `${model.id}: behavior="${loop.behavior}" cannot be executed yet.`,
    );
  }
  return compileMultiInstance(loop, model, inputs, outputs, compiler);
}

function compileMultiInstance(
  loop: MultiInstanceModel,
  model: ActivityModel,
  inputs: readonly Mapping[],
  outputs: readonly Mapping[],
  compiler: ElementCompiler,
): LoopSpec {
  const optional = (source: MultiInstanceModel['cardinality'] | string, what: string) =>
    source === undefined ? null : compiler.expression(source, what);
  const itemNames = new Map([...model.dataInputs, ...model.dataOutputs].map((item) => [item.id, item.name ?? item.id]));
  const nameOf = (ref: string): string => itemNames.get(ref) ?? compiler.dataName(ref);
  const collection = loop.collection ?? (loop.dataInputRef === undefined ? undefined : nameOf(loop.dataInputRef));
  const input = inputs.find(({ target }) => target === collection);
  const outputCollection =
    loop.outputCollection ?? (loop.dataOutputRef === undefined ? null : nameOf(loop.dataOutputRef));
  const isDataOutput = loop.outputCollection === undefined && outputCollection !== null;
  const outputElement = loop.outputElement ?? loop.outputDataItem;
  const outputExpression = optional(outputElement, 'the output element');
  return {
    kind: 'multiInstance',
    isSequential: loop.isSequential,
    cardinality: optional(loop.cardinality, 'the cardinality'),
    collection: input?.expression ?? optional(collection, 'the collection'),
    collectionInput: loop.collection === undefined ? (input ?? null) : null,
    element: loop.element ?? loop.inputDataItem ?? null,
    completionCondition: optional(loop.completionCondition, 'the completion condition'),
    outputCollection,
    collectionOutputs: isDataOutput
      ? outputs.filter((output) => output.expression.variables.includes(outputCollection))
      : [],
    outputElement: outputExpression,
    outputVariable:
      outputExpression !== null && isName(outputExpression.source) ? outputExpression.source.trim() : null,
  };
}

function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text.trim()) && !NOT_A_VARIABLE.test(text.trim());
}

/** Words of FEEL, and the attributes of loops (BPMN 2.0.2 tables 10.28 and 10.30). */
const NOT_A_VARIABLE = /^(true|false|null|item|loopCounter|numberOf(Active|Completed|Terminated)?Instances)$/;
