import { defined, expressionOf, flag, nameOf, type BuildContext } from './context.js';
import type { AssociationModel, DataAssociationModel, DataItemModel, DataObjectModel } from './model.js';
import { childOf, childrenOf, referenceOf, referencesOf, type Typed } from './typed.js';

/** bpmn-js needs a target to draw an input association to and writes a property of this name; it means nothing. */
export const PLACEHOLDER = '__targetRef_placeholder';

export function dataObjectsOf(context: BuildContext, container: Typed): DataObjectModel[] {
  const objects: DataObjectModel[] = [];
  for (const node of childrenOf(container, 'flowElements')) {
    if (node.id === undefined) continue;
    if (node.type === 'bpmn:DataObject') {
      const references = context.dataReferences.get(node.id) ?? [];
      objects.push(
        defined({
          id: node.id,
          // Editors name the reference that they draw, not the object.
          name: nameOf(node) ?? references.map(nameOf).find((name) => name !== undefined),
          isCollection: flag(node, 'isCollection', false),
          referenceIds: references.flatMap((reference) => reference.id ?? []),
        }),
      );
    } else if (node.type === 'bpmn:DataObjectReference' && referenceOf(node, 'dataObjectRef') === undefined) {
      context.report.warning(
        'data-object-missing',
        node.xml,
        `The data object reference "${node.id}" names no data object; it is read as a data object of its own.`,
        'BPMN 2.0.2 §10.4.1',
      );
      objects.push(defined({ id: node.id, name: nameOf(node), isCollection: false, referenceIds: [node.id] }));
    }
  }
  return objects;
}

export function associationOf(node: Typed): AssociationModel | undefined {
  const sourceRef = referenceOf(node, 'sourceRef');
  const targetRef = referenceOf(node, 'targetRef');
  return node.type === 'bpmn:Association' && sourceRef !== undefined && targetRef !== undefined
    ? { id: node.id ?? '', sourceRef, targetRef }
    : undefined;
}

/** Data of an activity (under `ioSpecification`) or of an event (directly in it). */
export function dataOf(
  context: BuildContext,
  node: Typed,
): {
  dataInputs: DataItemModel[];
  dataOutputs: DataItemModel[];
  inputAssociations: DataAssociationModel[];
  outputAssociations: DataAssociationModel[];
} {
  const holder = childOf(node, 'ioSpecification') ?? node;
  return {
    dataInputs: childrenOf(holder, 'dataInputs').flatMap(itemOf),
    dataOutputs: childrenOf(holder, 'dataOutputs').flatMap(itemOf),
    inputAssociations: childrenOf(node, 'dataInputAssociations').map((child) => dataAssociationOf(context, child)),
    outputAssociations: childrenOf(node, 'dataOutputAssociations').map((child) => dataAssociationOf(context, child)),
  };
}

function itemOf(node: Typed): DataItemModel[] {
  return node.id === undefined ? [] : [defined({ id: node.id, name: nameOf(node) })];
}

function dataAssociationOf(context: BuildContext, node: Typed): DataAssociationModel {
  const targetRef = referenceOf(node, 'targetRef');
  const target = targetRef === undefined ? undefined : context.document.ids.get(targetRef);
  const placeholder = target?.type === 'bpmn:Property' && target.attributes.get('name') === PLACEHOLDER;
  const assignments: {
    from: NonNullable<ReturnType<typeof expressionOf>>;
    to: NonNullable<ReturnType<typeof expressionOf>>;
  }[] = [];
  for (const assignment of childrenOf(node, 'assignment')) {
    const from = expressionOf(context, childOf(assignment, 'from'));
    const to = expressionOf(context, childOf(assignment, 'to'));
    if (from && to) assignments.push({ from, to });
    else {
      context.report.error(
        'incomplete-assignment',
        assignment.xml,
        `An assignment needs both "from" and "to". Add what is missing or remove the assignment.`,
        'BPMN 2.0.2 §10.4.2',
      );
    }
  }
  return defined({
    id: node.id,
    sourceRefs: referencesOf(node, 'sourceRef'),
    targetRef: placeholder ? undefined : targetRef,
    transformation: expressionOf(context, childOf(node, 'transformation')),
    assignments,
  });
}
