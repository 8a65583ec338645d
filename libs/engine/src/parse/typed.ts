import type { XmlElement } from './xml.js';

/** An XML element that the metamodel knows, at a place where it may stand. */
export interface Typed {
  /** A type of the metamodel such as `bpmn:UserTask`; `value` for a text child such as `script`, `reference` for a reference written as child. */
  readonly type: string;
  /** The property of the parent's type that it belongs to, such as `flowElements` or `conditionExpression`. */
  readonly property: string;
  readonly xml: XmlElement;
  readonly parent: Typed | null;
  readonly id: string | undefined;
  /**
   * Valid attributes by local name, those of the extension namespace as `qh:name`. Booleans are `true` or `false`,
   * numbers are decimal, references are ids (as written when they lead nowhere).
   */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Typed[];
  /** Of a `value`: its text; of a `reference`: the id. Else the empty string. */
  readonly value: string;
}

/** The children that belong to a property. */
export function childrenOf(node: Typed, property: string): Typed[] {
  return node.children.filter((child) => child.property === property);
}

export function childOf(node: Typed, property: string): Typed | undefined {
  return node.children.find((child) => child.property === property);
}

/** Ids that a property of references holds, written as attribute or as children. */
export function referencesOf(node: Typed, property: string): string[] {
  const attribute = node.attributes.get(property);
  const children = childrenOf(node, property).map((child) => child.value);
  return attribute === undefined ? children : [attribute, ...children];
}

export function referenceOf(node: Typed, property: string): string | undefined {
  return referencesOf(node, property)[0];
}

/** Every node of a tree, parents before children, in document order. */
export function* walk(node: Typed): Generator<Typed> {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    for (let index = next.children.length - 1; index >= 0; index--) {
      const child = next.children[index];
      if (child) pending.push(child);
    }
  }
}
