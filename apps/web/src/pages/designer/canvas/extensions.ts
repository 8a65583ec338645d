import { listOf, textOf, type Moddle, type Services, type Shape, type Values } from './moddle.js';

type Editing = Pick<Services, 'modeling' | 'bpmnFactory'>;

/** The element of the model that a thing on the canvas stands for: of a pool it is the process in it. */
export function subjectOf(shape: Shape): Moddle {
  const { businessObject } = shape;
  const inside = businessObject.$instanceOf('bpmn:Participant') ? businessObject.get('processRef') : null;
  return (inside as Moddle | null | undefined) ?? businessObject;
}

function holderOf(subject: Moddle): Moddle | undefined {
  return subject.get('extensionElements') as Moddle | undefined;
}

/** The `qh` elements of a name: `assign`. */
export function extensionsOf(subject: Moddle, name: string): readonly Moddle[] {
  const holder = holderOf(subject);
  return holder === undefined ? [] : listOf(holder, 'values').filter(({ $type }) => $type === typeOf(name));
}

/** `qh:Assign` */
export function typeOf(name: string): string {
  return `qh:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

export function addExtension({ modeling, bpmnFactory }: Editing, shape: Shape, name: string, values: Values): void {
  const subject = subjectOf(shape);
  const made = bpmnFactory.create(typeOf(name), values);
  adopt(made);
  const holder = holderOf(subject);
  if (holder === undefined) {
    const fresh = bpmnFactory.create('bpmn:ExtensionElements', { values: [made] });
    [made.$parent, fresh.$parent] = [fresh, subject];
    modeling.updateModdleProperties(shape, subject, { extensionElements: fresh });
    return;
  }
  made.$parent = holder;
  modeling.updateModdleProperties(shape, holder, { values: [...listOf(holder, 'values'), made] });
}

/** What is inside of something new belongs to it. */
function adopt(made: Moddle): void {
  for (const name of ['actList', 'assignList', 'basisList', 'propertyList']) {
    for (const child of childrenOf(made, name)) {
      child.$parent = made;
      adopt(child);
    }
  }
}

export function childrenOf(element: Moddle, list: string): readonly Moddle[] {
  const known = (element as unknown as Record<string, unknown>)[list];
  return Array.isArray(known) ? (known as Moddle[]) : [];
}

export function removeExtension({ modeling }: Editing, shape: Shape, extension: Moddle): void {
  const subject = subjectOf(shape);
  const holder = holderOf(subject);
  if (holder === undefined) return;
  const values = listOf(holder, 'values').filter((each) => each !== extension);
  if (values.length > 0) modeling.updateModdleProperties(shape, holder, { values });
  else modeling.updateModdleProperties(shape, subject, { extensionElements: undefined });
}

/** A value that may stand as attribute or as element of its own. */
export function scalarOf(subject: Moddle, name: string): string {
  const attribute = textOf(subject, `qh:${name}`);
  if (attribute !== '') return attribute;
  return extensionsOf(subject, name)
    .map((each) => textOf(each, 'value') || textOf(each, 'text').trim())
    .join(' ');
}

/** As attribute; elements that said it before go, so that it is not said twice. */
export function setScalar(editing: Editing, shape: Shape, name: string, value: string): void {
  for (const each of extensionsOf(subjectOf(shape), name)) removeExtension(editing, shape, each);
  editing.modeling.updateModdleProperties(shape, subjectOf(shape), {
    [`qh:${name}`]: value === '' ? undefined : value,
  });
}
