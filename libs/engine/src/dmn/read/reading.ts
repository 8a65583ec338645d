import type { Finding } from '../../findings/finding.js';
import type { XmlDocument, XmlElement } from '../../parse/source.js';
import type { InformationItem, Place, Reference } from '../model.js';
import { SourceText } from '../source-text.js';

/** The state of reading one document: its namespace, and what was found wrong so far. */
export class Reading {
  readonly findings: Finding[] = [];
  private readonly ids = new Map<string, Place>();

  constructor(
    readonly document: XmlDocument,
    /** Namespace of the DMN version in use; elements of others are extensions. */
    readonly namespace: string,
  ) {}

  error(code: string, place: Place, message: string, rule?: string): void {
    this.add('error', code, place, message, rule);
  }

  warn(code: string, place: Place, message: string, rule?: string): void {
    this.add('warning', code, place, message, rule);
  }

  info(code: string, place: Place, message: string): void {
    this.add('info', code, place, message);
  }

  private add(severity: Finding['severity'], code: string, place: Place, message: string, rule?: string): void {
    const { elementId, line } = place;
    this.findings.push({ code, severity, elementId, line, message, ...(rule === undefined ? {} : { rule }) });
  }

  /** DMN children of an element, in order. */
  children(element: XmlElement, ...names: string[]): XmlElement[] {
    return element.children.filter(
      (child) => child.namespace === this.namespace && (names.length === 0 || names.includes(child.name)),
    );
  }

  /** The one child of that name. A second one is an error and left out. */
  child(element: XmlElement, name: string): XmlElement | null {
    const [first, second] = this.children(element, name);
    if (second) {
      this.error(
        'dmn-repeated-element',
        this.place(second),
        `<${element.name}> has more than one <${name}>. Keep one.`,
      );
    }
    return first ?? null;
  }

  place(element: XmlElement): Place {
    let bearer: XmlElement | null = element;
    while (bearer && attribute(bearer, 'id') === null) bearer = bearer.parent;
    return { elementId: bearer && attribute(bearer, 'id'), ...element.location };
  }

  /** Notes the ids of the whole document; the second bearer of one is an error (XML ids are unique in a document). */
  registerIds(root: XmlElement): void {
    const pending = [root];
    for (let element = pending.pop(); element; element = pending.pop()) {
      for (let index = element.children.length - 1; index >= 0; index--) {
        const child = element.children[index];
        if (child) pending.push(child);
      }
      const id = attribute(element, 'id');
      if (id === null || element.namespace !== this.namespace) continue;
      const place = this.place(element);
      const earlier = this.ids.get(id);
      if (earlier)
        this.error(
          'duplicate-id',
          place,
          `The id "${id}" is already used in line ${earlier.line}. Give each element its own.`,
        );
      else this.ids.set(id, place);
    }
  }

  text(element: XmlElement): SourceText {
    return new SourceText(this.document, element);
  }

  /** The `<text>` of an element such as `inputEntry` or `outputValues`; null when it has none or an empty one. */
  innerText(element: XmlElement | null): SourceText | null {
    const inner = element && this.child(element, 'text');
    const text = inner && this.text(inner);
    return text && text.value !== '' ? text : null;
  }

  informationItem(element: XmlElement): InformationItem {
    return { place: this.place(element), name: nameOf(element), typeRef: this.typeRef(element) };
  }

  /** `typeRef` as an attribute, or as the child element that item definitions and DMN 1.1 use. */
  typeRef(element: XmlElement): string | null {
    const written = attribute(element, 'typeRef') ?? this.child(element, 'typeRef')?.text;
    const trimmed = written?.trim();
    return trimmed === undefined || trimmed === '' ? null : trimmed;
  }

  references(element: XmlElement, ...names: string[]): Reference[] {
    return this.children(element, ...names).map((reference) => {
      const place = this.place(reference);
      const href = attribute(reference, 'href');
      if (href === null)
        this.error('dmn-missing-href', place, `<${reference.name}> refers to nothing. Give it a href such as "#id".`);
      return { place, href: href ?? '' };
    });
  }
}

/** The value of an attribute without prefix. */
export function attribute(element: XmlElement, name: string): string | null {
  return element.attributes.find((candidate) => candidate.namespace === '' && candidate.name === name)?.value ?? null;
}

/** A FEEL name: runs of blanks inside count as one (DMN 1.5 §10.3.1.2). */
export function nameOf(element: XmlElement): string {
  return (attribute(element, 'name') ?? '').trim().replace(/\s+/gu, ' ');
}
