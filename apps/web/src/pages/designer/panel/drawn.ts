import { childrenOf, extensionsOf, subjectOf } from '../canvas/extensions.js';
import type { Modeler } from '../canvas/modeler.js';
import { textOf, type Moddle, type Shape } from '../canvas/moddle.js';
import type { Choice } from './context.js';

const nameOf = (element: Moddle): string => textOf(element, 'name') || element.id;
/** A flow without a name is called by what it joins. */
export function labelOf({ businessObject, source, target }: Shape): string {
  const isNamed = textOf(businessObject, 'name') !== '' || source === undefined || target === undefined;
  return isNamed ? nameOf(businessObject) : `${nameOf(source.businessObject)} → ${nameOf(target.businessObject)}`;
}

/** `userTask` */
export function typeOf({ $type }: Moddle): string {
  const type = $type.replace(/^bpmn:/, '');
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
}
const isShape = ({ labelTarget }: Shape): boolean => labelTarget === undefined;

/** Activities and the acts of their controls, as constraints address them. */
export function activitiesOf(modeler: Modeler): Choice[] {
  return modeler
    .get('elementRegistry')
    .filter((each) => isShape(each) && each.businessObject.$instanceOf('bpmn:Activity'))
    .flatMap(({ id, businessObject }) => {
      const acts = extensionsOf(businessObject, 'control').flatMap((control) => childrenOf(control, 'actList'));
      const name = nameOf(businessObject);
      return [
        { value: id, label: name },
        ...acts.map((act) => ({ value: `${id}#${textOf(act, 'name')}`, label: `${name} · ${textOf(act, 'name')}` })),
      ];
    });
}

export function userTasksOf(modeler: Modeler): Choice[] {
  return modeler
    .get('elementRegistry')
    .filter((each) => isShape(each) && each.type === 'bpmn:UserTask')
    .map(({ id, businessObject }) => ({ value: id, label: nameOf(businessObject) }));
}

/** The process that something is drawn in. */
export function processOf(shape: Shape): Moddle | null {
  let element: Moddle | undefined = subjectOf(shape);
  while (element !== undefined && !element.$instanceOf('bpmn:Process')) element = element.$parent;
  return element ?? null;
}

/** Names of the protected data. */
export function dataOf(_modeler: Modeler, shape: Shape, type?: string): Choice[] {
  const process = processOf(shape);
  return (process === null ? [] : extensionsOf(process, 'protected'))
    .filter((each) => type === undefined || textOf(each, 'type') === type)
    .map((each) => ({ value: textOf(each, 'name'), label: textOf(each, 'name') }));
}

export function recordsOf(_modeler: Modeler, shape: Shape): Choice[] {
  const process = processOf(shape);
  return (process === null ? [] : extensionsOf(process, 'record')).map((each) => {
    const kind = textOf(each, 'kind');
    return { value: kind, label: kind };
  });
}

/** The control whose outcome a flow leads on from: of the activity before it, or before the gateways before it. */
export function controlBefore(flow: Shape): Moddle | null {
  let source = flow.source;
  for (const seen = new Set<Shape>(); source !== undefined && !seen.has(source);) {
    seen.add(source);
    const [control] = extensionsOf(source.businessObject, 'control');
    if (control !== undefined) return control;
    if (!source.businessObject.$instanceOf('bpmn:Gateway')) return null;
    const [before, ...others] = (source.incoming ?? []).filter(({ type }) => type === 'bpmn:SequenceFlow');
    if (others.length > 0) return null;
    source = before?.source;
  }
  return null;
}
