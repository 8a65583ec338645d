import { stripEquals, type Extensions } from './extensions.js';
import type { ExpressionModel } from './model.js';
import type { TypedDocument } from './read.js';
import type { Report } from './report.js';
import type { XmlDocument } from './source.js';
import type { Typed } from './typed.js';

/** What every builder needs. */
export interface BuildContext {
  readonly source: XmlDocument;
  readonly document: TypedDocument;
  readonly report: Report;
  readonly extensions: Extensions;
  /** `expressionLanguage` of the definitions, when written. */
  readonly language: string | undefined;
  /** Ids of the sequence flows that lead to (come from) a node, in document order. */
  readonly incoming: ReadonlyMap<string, readonly string[]>;
  readonly outgoing: ReadonlyMap<string, readonly string[]>;
  /** Data object references by the id of their data object. */
  readonly dataReferences: ReadonlyMap<string, readonly Typed[]>;
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without its undefined members: optional members of the model are absent, not undefined. */
export function defined<const T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** A name that says something; blank names are no names. */
export function nameOf(node: Typed): string | undefined {
  const name = node.attributes.get('name')?.trim();
  return name === '' ? undefined : name;
}

export function flag(node: Typed, attribute: string, otherwise: boolean): boolean {
  const value = node.attributes.get(attribute);
  return value === undefined ? otherwise : value === 'true';
}

export function count(node: Typed, attribute: string): number | undefined {
  const value = node.attributes.get(attribute);
  return value === undefined ? undefined : Number(value);
}

/** The id of an element that cannot do without; reported when missing. */
export function requireId(context: BuildContext, node: Typed): string | undefined {
  if (node.id === undefined && !node.xml.attributes.some(({ name, namespace }) => name === 'id' && namespace === '')) {
    context.report.error(
      'missing-id',
      node.xml,
      `<${node.xml.tag}> has no id, so nothing can refer to it. Give it one.`,
      'BPMN 2.0.2 §8.3.1',
    );
  }
  return node.id;
}

/**
 * An expression element (§8.3.6), its language inherited from the definitions. An empty one is only a warning here, because drawings that
 * nobody executes are full of them; compiling it is an error.
 */
export function expressionOf(
  context: BuildContext,
  node: Typed | undefined,
  language?: string,
): ExpressionModel | undefined {
  if (!node) return undefined;
  const text = stripEquals(node.xml.text);
  if (text === '') {
    context.report.warning(
      'empty-expression',
      node.xml,
      `<${node.xml.tag}> is empty. Write an expression or remove the element.`,
    );
  }
  const written = language ?? (node.attributes.get('language')?.trim() || context.language);
  return defined({ text, language: written, location: textLocation(context.source, node) });
}

/** Where the expression begins, behind blanks and a leading `=`. */
function textLocation(source: XmlDocument, node: Typed): ExpressionModel['location'] {
  let offset = node.xml.textOffset;
  if (offset < 0) return node.xml.location;
  if (source.text[offset] === '=') {
    offset++;
    while (/\s/.test(source.text[offset] ?? '')) offset++;
  }
  return source.locate(offset);
}
