import { DEFAULT_XML_LIMITS, scanXml, type XmlElement } from '@quanheng/engine';

/** What became of an element from one version of a drawing to the next. */
export interface DrawingChange {
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  /** Name of its type in BPMN: `userTask`. */
  readonly type: string;
  readonly name: string;
  /** What it says otherwise: attributes and elements inside of it, by their names in the document; of what was changed only. */
  readonly properties: readonly string[];
}

const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const DIAGRAM = 'http://www.omg.org/spec/BPMN/20100524/DI';
/** Said at the flow as well, and at the element again only for readers. */
const REPEATED = ['incoming', 'outgoing', 'flowNodeRef'];

interface Read {
  readonly element: XmlElement;
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * Compares two versions of a document element by element, by their ids. Where something was only shifted in the picture it has moved; whoever moved
 * and changed has changed.
 * @throws XmlFault where a document is no XML
 */
export function compareDrawings(before: string, after: string): readonly DrawingChange[] {
  const [old, now] = [read(before), read(after)];
  const changes: DrawingChange[] = [];
  for (const [id, { element, properties }] of now.elements) {
    const known = old.elements.get(id);
    if (known === undefined) {
      changes.push(changeOf(id, element, 'added'));
      continue;
    }
    const names = new Set([...known.properties.keys(), ...properties.keys()]);
    const differing = [...names].filter((name) => known.properties.get(name) !== properties.get(name)).sort();
    if (known.element.name !== element.name) differing.unshift('type');
    if (differing.length > 0) changes.push({ ...changeOf(id, element, 'changed'), properties: differing });
    else if (old.places.get(id) !== now.places.get(id)) changes.push(changeOf(id, element, 'moved'));
  }
  for (const [id, { element }] of old.elements) {
    if (!now.elements.has(id)) changes.push(changeOf(id, element, 'removed'));
  }
  return changes;
}

function changeOf(id: string, element: XmlElement, change: DrawingChange['change']): DrawingChange {
  return { id, change, type: element.name, name: attributeOf(element, 'name') ?? '', properties: [] };
}

function attributeOf({ attributes }: XmlElement, wanted: string): string | undefined {
  return attributes.find(({ name, namespace }) => name === wanted && namespace === '')?.value;
}

function read(text: string) {
  const elements = new Map<string, Read>();
  const places = new Map<string, string>();
  const visit = (element: XmlElement): void => {
    const id = attributeOf(element, 'id');
    if (element.namespace === DIAGRAM) {
      const shown = attributeOf(element, 'bpmnElement');
      if (shown !== undefined && element.name !== 'BPMNPlane') places.set(shown, textOf(element, false));
    } else if (element.namespace === MODEL && id !== undefined && element.name !== 'definitions') {
      elements.set(id, { element, properties: propertiesOf(element) });
    }
    element.children.forEach(visit);
  };
  visit(scanXml(text, DEFAULT_XML_LIMITS, () => ({ line: 1, column: 1 })));
  return { elements, places };
}

/** Elements with ids stand for themselves; the rest belongs to what it stands in. */
function propertiesOf(element: XmlElement): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const { name, value } of element.attributes) if (name !== 'id') properties.set(name, value);
  const add = (name: string, value: string): void => void properties.set(name, `${properties.get(name) ?? ''}${value}`);
  for (const child of element.children) {
    if (child.name === 'extensionElements') for (const each of child.children) add(each.name, textOf(each, true));
    else if (!REPEATED.includes(child.name) && !isOwn(child)) add(child.name, textOf(child, true));
  }
  return properties;
}

function isOwn(element: XmlElement): boolean {
  return element.namespace === MODEL && attributeOf(element, 'id') !== undefined;
}

/** The content in one order, whatever prefixes and blanks it is written with. */
function textOf(element: XmlElement, withIds: boolean): string {
  const attributes = element.attributes
    .filter(({ name }) => withIds || name !== 'id')
    .map(({ name, namespace, value }) => [namespace, name, value])
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
  const children = element.children.map((child) => textOf(child, withIds));
  return JSON.stringify([element.namespace, element.name, attributes, element.text.trim(), children]);
}
