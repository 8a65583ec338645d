import { QH_ELEMENTS, QH_NAMESPACE, QH_SCALARS, type QhElement, type QhScalar } from './descriptor.js';
import type { ExtensionElement, MappingModel } from './model.js';
import type { Report } from './report.js';
import { childOf, type Typed } from './typed.js';

const SCALARS: ReadonlyMap<string, QhScalar> = new Map(QH_SCALARS.map((scalar) => [scalar.name, scalar]));
const ELEMENTS: ReadonlyMap<string, QhElement> = new Map(QH_ELEMENTS.map((element) => [element.name, element]));
/** What numbers begin with: they go on with brackets and digits. */
const SERIES = /^\p{L}{1,20}$/u;
const BINDING = /^(latest|version:[1-9]\d*|digest:[0-9a-f]+)$/;

/** FEEL as designers write it: the `=` that some editors put before an expression says nothing here. */
export function stripEquals(text: string): string {
  return text.trim().replace(/^=\s*/, '');
}

/** Reads the `qh` extensions of one document and reports every value that cannot be meant. */
export class Extensions {
  constructor(private readonly report: Report) {}

  /** A value written as attribute or as extension element, on the first of the owners that has it. */
  scalar(name: string, ...owners: readonly (Typed | undefined)[]): string | undefined {
    const found: { value: string; owner: Typed }[] = [];
    for (const owner of owners) {
      if (!owner) continue;
      for (const value of this.written(owner, name)) found.push({ value, owner });
    }
    const first = found[0];
    if (!first) return undefined;
    if (found.some((other) => other.value !== first.value)) {
      this.report.error(
        'duplicate-extension',
        first.owner.xml,
        `"qh:${name}" is said twice and differently. Keep one of them.`,
      );
    }
    return this.valid(name, first.value, first.owner);
  }

  /** A list separated by blanks or commas, or written as several extension elements. */
  list(name: string, owner: Typed): string[] {
    return this.written(owner, name).flatMap((value) => value.split(/[\s,]+/).filter((item) => item !== ''));
  }

  integer(name: string, owner: Typed): number | undefined {
    const text = this.scalar(name, owner);
    return text === undefined ? undefined : Number(text);
  }

  /** `qh:input` or `qh:output`. */
  mappings(name: 'input' | 'output', owner: Typed): MappingModel[] {
    const mappings: MappingModel[] = [];
    for (const node of this.nodes(owner)) {
      if (localName(node) !== name) continue;
      const target = one(node, ['target', 'name'])?.trim();
      const expression = one(node, ['source', 'expression', 'value']) ?? node.xml.text;
      if (target === undefined || target === '') {
        this.report.error(
          'bad-extension',
          node.xml,
          `<${node.xml.tag}> does not say which variable: add target="...".`,
        );
      } else if (stripEquals(expression) === '') {
        this.report.error(
          'bad-extension',
          node.xml,
          `<${node.xml.tag}> for "${target}" has no expression: add source="...".`,
        );
      } else mappings.push({ target, expression: stripEquals(expression) });
    }
    return mappings;
  }

  /** What the policy library reads, attributes first, as if all had been written as elements. */
  policy(owner: Typed): ExtensionElement[] {
    const result: ExtensionElement[] = [];
    for (const [key, value] of owner.attributes) {
      const name = key.startsWith('qh:') ? key.slice('qh:'.length) : '';
      if (SCALARS.get(name)?.reader !== 'policy') continue;
      const text = this.valid(name, value.trim(), owner);
      if (text !== undefined)
        result.push({ namespace: QH_NAMESPACE, name, attributes: record([]), children: [], text });
    }
    for (const node of this.nodes(owner)) {
      const name = localName(node);
      if (SCALARS.get(name)?.reader === 'policy') {
        const text = this.valid(name, scalarText(node), node);
        if (text !== undefined)
          result.push({ namespace: QH_NAMESPACE, name, attributes: record([]), children: [], text });
      } else if (ELEMENTS.get(name)?.reader === 'policy') result.push(this.element(node));
    }
    return result;
  }

  /** Reports scalars that are said where nothing will read them, such as a collection without multi-instance. */
  refuse(names: readonly string[], owner: Typed, because: string): void {
    for (const name of names) {
      if (this.written(owner, name).length > 0) {
        this.report.error('misplaced-extension', owner.xml, `"qh:${name}" has no effect here: ${because}.`);
      }
    }
  }

  private element(node: Typed): ExtensionElement {
    const name = localName(node);
    for (const attribute of ELEMENTS.get(name)?.required ?? []) {
      const written = node.xml.attributes.find(({ name: other, namespace }) => other === attribute && namespace === '');
      if (!written || written.value.trim() === '') {
        this.report.error('bad-extension', node.xml, `<${node.xml.tag}> needs the attribute "${attribute}".`);
      }
    }
    const text = node.xml.text.trim();
    return {
      namespace: QH_NAMESPACE,
      name,
      attributes: record([...node.attributes]),
      children: node.children.map((child) => this.element(child)),
      ...(text === '' ? {} : { text }),
    };
  }

  private nodes(owner: Typed): readonly Typed[] {
    return childOf(owner, 'extensionElements')?.children ?? [];
  }

  private written(owner: Typed, name: string): string[] {
    const attribute = owner.attributes.get(`qh:${name}`);
    const elements = this.nodes(owner).filter((node) => localName(node) === name);
    return [...(attribute === undefined ? [] : [attribute.trim()]), ...elements.map(scalarText)];
  }

  private valid(name: string, value: string, owner: Typed): string | undefined {
    const type = SCALARS.get(name)?.type;
    let allowed: string | undefined;
    if (stripEquals(value) === '') allowed = 'a value that is not empty';
    else if (Array.isArray(type) && !type.includes(value)) allowed = type.join(', ');
    else if (type === 'Integer' && !(/^\d+$/.test(value) && Number.isSafeInteger(Number(value))))
      allowed = 'a whole number from 0';
    else if (name === 'binding' && !BINDING.test(value))
      allowed = 'latest, version:<number> or digest:<hexadecimal digits>';
    else if (name === 'series' && !SERIES.test(value)) allowed = 'at most 20 letters';
    if (allowed === undefined) return value;
    this.report.error(
      'bad-value',
      owner.xml,
      `"${value}" is no value for "qh:${name}" of <${owner.xml.tag}>; allowed: ${allowed}.`,
    );
    return undefined;
  }
}

function localName(node: Typed): string {
  return node.type.startsWith('qh:') ? node.xml.name : '';
}

function scalarText(node: Typed): string {
  return (node.attributes.get('value') ?? node.xml.text).trim();
}

function one(node: Typed, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = node.attributes.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Without prototype: the keys come from the document. */
function record(entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const result = Object.create(null) as Record<string, string>;
  for (const [key, value] of entries) result[key] = value;
  return result;
}
