import { Metamodel, type ModdleDescriptor, type ModdleProperty } from './metamodel.js';
import { References } from './references.js';
import type { Report } from './report.js';
import { isNcName } from './source.js';
import type { Typed } from './typed.js';
import type { XmlAttribute, XmlElement } from './xml.js';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XML = 'http://www.w3.org/XML/1998/namespace';
const SIMPLE = new Set(['String', 'Boolean', 'Integer', 'Real']);
/** What the editor's library accepts; the schema allows every NCName. */
const PORTABLE_ID = /^[a-z_][\w.-]*$/i;

export interface TypedDocument {
  readonly root: Typed;
  readonly ids: ReadonlyMap<string, Typed>;
  readonly metamodel: Metamodel;
}

type Draft = { -readonly [K in keyof Typed]: Typed[K] } & { attributes: Map<string, string>; children: Draft[] };

/** Built once: it is the same for every document and never changes. */
let shared: Metamodel | undefined;

/**
 * Sets an XML tree against the metamodel: each element gets its type, each attribute its property, each reference its
 * target. What the metamodel does not know, or not there, is reported and left out.
 */
export function readTyped(root: XmlElement, report: Report): TypedDocument {
  shared ??= new Metamodel();
  const reader = new Reader(shared, report);
  return reader.run(root);
}

class Reader {
  private readonly ids = new Map<string, Draft>();
  private readonly references: References<Draft>;
  private readonly foreign = new Map<string, XmlElement>();
  private unportable: XmlElement | undefined;

  constructor(
    private readonly metamodel: Metamodel,
    private readonly report: Report,
  ) {
    this.references = new References(metamodel, report);
  }

  run(xml: XmlElement): TypedDocument {
    const type = this.metamodel.concrete('bpmn:Definitions');
    if (!type) throw new Error('the metamodel has no bpmn:Definitions');
    const root = this.visit(xml, type, '', null);
    this.references.resolve(this.ids, root.attributes.get('targetNamespace'));
    for (const [namespace, at] of this.foreign) this.reportForeign(namespace, at);
    if (this.unportable) {
      this.report.info(
        'id-not-portable',
        this.unportable,
        'Ids with characters beyond ASCII are valid and are executed, but many editors drop elements that carry them. Prefer ASCII ids and put the text into the name.',
      );
    }
    return { root, ids: this.ids, metamodel: this.metamodel };
  }

  private reportForeign(namespace: string, at: XmlElement): void {
    if (namespace.startsWith('urn:quanheng:')) {
      this.report.error(
        'unknown-extension',
        at,
        `The extension namespace "${namespace}" is not known; this version reads "urn:quanheng:bpmn:1".`,
      );
    } else {
      this.report.info(
        'foreign-extension',
        at,
        `Extensions of the namespace "${namespace}" are not read; nothing they say is executed.`,
      );
    }
  }

  private visit(xml: XmlElement, type: ModdleDescriptor, property: string, parent: Draft | null): Draft {
    const draft = this.draft(xml, type.name, property, parent);
    for (const attribute of xml.attributes) this.attribute(draft, type, attribute);
    const seen = new Set<string>();
    for (const child of xml.children) this.child(draft, type, child, seen);
    if (!type.bodyProperty && xml.text.trim() !== '') {
      this.fault(
        xml,
        'unexpected-text',
        `Text directly inside <${xml.tag}> has no meaning. Remove it or put it into bpmn:documentation.`,
        'warning',
      );
    }
    return draft;
  }

  private draft(xml: XmlElement, type: string, property: string, parent: Draft | null): Draft {
    return { type, property, xml, parent, id: undefined, attributes: new Map(), children: [], value: '' };
  }

  private attribute(draft: Draft, type: ModdleDescriptor, attribute: XmlAttribute): void {
    const { namespace, name } = attribute;
    if (namespace === XSI || namespace === XML) return;
    const pack = this.metamodel.packageOf(namespace === '' ? draft.xml.namespace : namespace);
    if (!pack) {
      if (!this.foreign.has(namespace)) this.foreign.set(namespace, draft.xml);
      return;
    }
    const property = this.metamodel.property(type, pack.prefix, name);
    if (!property?.isAttr || property.isVirtual) {
      const qh = pack.prefix === 'qh';
      this.fault(
        draft.xml,
        qh ? 'unknown-extension' : 'unknown-attribute',
        property && !property.isVirtual
          ? `"${name}" of <${draft.xml.tag}> must be written as a child element, not as an attribute.`
          : `<${draft.xml.tag}> knows no attribute "${attribute.tag}". Correct the name or remove it.`,
        qh ? 'error' : undefined,
      );
      return;
    }
    const value = this.value(draft.xml, property, attribute.tag, attribute.value);
    if (value === undefined) return;
    if (property.isId) this.identify(draft, value);
    draft.attributes.set(pack.prefix === 'qh' && !type.name.startsWith('qh:') ? `qh:${name}` : name, value);
    if (property.isReference) {
      this.references.add(draft, property, value, (id) => {
        draft.attributes.set(name, id);
      });
    }
  }

  private identify(draft: Draft, id: string): void {
    if (!isNcName(id)) {
      this.fault(
        draft.xml,
        'illegal-id',
        `"${id}" is not an id: an id begins with a letter or "_" and has neither blanks nor ":".`,
      );
      return;
    }
    if (!PORTABLE_ID.test(id)) this.unportable ??= draft.xml;
    draft.id = id;
    const first = this.ids.get(id);
    if (first) {
      this.fault(
        draft.xml,
        'duplicate-id',
        `The id "${id}" is used twice; the first is <${first.xml.tag}> in line ${first.xml.location.line}. Give this element another id.`,
      );
    } else this.ids.set(id, draft);
  }

  /** The value in canonical form; undefined, and reported, when the type does not allow it. */
  private value(xml: XmlElement, property: ModdleProperty, tag: string, raw: string): string | undefined {
    const text = raw.trim();
    const enumeration = this.metamodel.enumeration(property.type);
    let allowed: string | undefined;
    if (property.isReference || property.isId) return text;
    if (property.type === 'Boolean') {
      if (text === 'true' || text === '1') return 'true';
      if (text === 'false' || text === '0') return 'false';
      allowed = 'true or false';
    } else if (property.type === 'Integer') {
      if (/^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return String(Number(text));
      allowed = 'a whole number';
    } else if (property.type === 'Real') {
      if (text !== '' && Number.isFinite(Number(text))) return text;
      allowed = 'a number';
    } else if (enumeration) {
      if (enumeration.has(text)) return text;
      allowed = [...enumeration].join(', ');
    } else return raw;
    this.fault(xml, 'bad-value', `"${raw}" is no value for "${tag}" of <${xml.tag}>; allowed: ${allowed}.`);
    return undefined;
  }

  private child(parent: Draft, type: ModdleDescriptor, xml: XmlElement, seen: Set<string>): void {
    const pack = this.metamodel.packageOf(xml.namespace);
    if (!pack) {
      this.foreignChild(parent, xml);
      return;
    }
    const named = this.namedProperty(type, pack.prefix, xml.name);
    if (named && (SIMPLE.has(named.type) || named.isReference)) {
      this.leaf(parent, named, xml, seen);
      return;
    }
    const declared = named ? this.metamodel.concrete(named.type) : this.metamodel.typeOfTag(pack, xml.name);
    const written = this.schemaType(xml, named?.type);
    if (written === null) return;
    const childType = written ?? this.formal(declared);
    if (!childType) {
      this.unknown(xml, pack.prefix);
      return;
    }
    const property = named ?? this.propertyFor(type, childType.name);
    if (!property) {
      this.fault(xml, 'misplaced-element', `<${xml.tag}> may not stand inside <${parent.xml.tag}>.`);
      return;
    }
    if (!this.mayExtend(parent, childType.name, xml)) return;
    this.once(parent, property, xml, seen);
    parent.children.push(this.visit(xml, childType, property.name, parent));
  }

  private foreignChild(parent: Draft, xml: XmlElement): void {
    if (xml.namespace === '') {
      this.fault(parent.xml, 'unknown-element', `<${xml.tag}> is in no namespace, so it means nothing. Declare one.`);
      return;
    }
    if (!this.foreign.has(xml.namespace)) this.foreign.set(xml.namespace, xml);
    if (parent.type !== 'bpmn:ExtensionElements') {
      this.fault(
        xml,
        'misplaced-extension',
        `<${xml.tag}> may not stand directly inside <${parent.xml.tag}>; extensions belong into bpmn:extensionElements.`,
        parent.type.startsWith('qh:') ? 'error' : 'warning',
      );
    }
  }

  private unknown(xml: XmlElement, prefix: string): void {
    if (prefix === 'qh') {
      this.report.error('unknown-extension', xml, `There is no extension <${xml.tag}>. Correct the name or remove it.`);
    } else {
      this.fault(xml, 'unknown-element', `BPMN 2.0 has no element <${xml.tag}>. Correct the name or remove it.`);
    }
  }

  private namedProperty(type: ModdleDescriptor, prefix: string, name: string): ModdleProperty | undefined {
    const property = this.metamodel.property(type, prefix, name) ?? this.metamodel.property(type, prefix, `${name}s`);
    // The schema writes some references as children that the metamodel has as attributes (participantAssociation).
    const child = property && !property.isVirtual && (!property.isAttr || property.isReference);
    // `endPointRef` and `messageFlowRef` are plural in the metamodel only.
    return child && (property.name === name || property.isReference) ? property : undefined;
  }

  private propertyFor(type: ModdleDescriptor, child: string): ModdleProperty | undefined {
    return type.properties.find(
      (property) =>
        !property.isVirtual && !property.isReference && !property.isAttr && this.metamodel.isA(child, property.type),
    );
  }

  /** The type that `xsi:type` names; undefined without one, null (and reported) when it names nothing that fits. */
  private schemaType(xml: XmlElement, base: string | undefined): ModdleDescriptor | null | undefined {
    const written = xml.attributes
      .find((attribute) => attribute.namespace === XSI && attribute.name === 'type')
      ?.value.trim();
    if (written === undefined) return undefined;
    const colon = written.indexOf(':');
    const uri = xml.scope.uri(colon < 0 ? '' : written.slice(0, colon));
    const pack = uri === undefined ? undefined : this.metamodel.packageOf(uri);
    const type = pack && this.metamodel.typeOfSchema(pack, written.slice(colon + 1));
    if (type && (base === undefined || this.metamodel.isA(type.name, base))) return type;
    this.fault(xml, 'unknown-type', `The xsi:type "${written}" of <${xml.tag}> is no type that may stand here.`);
    return null;
  }

  /** Exporters omit the xsi:type of formal expressions, though only these carry a language. */
  private formal(type: ModdleDescriptor | undefined): ModdleDescriptor | undefined {
    return type?.name === 'bpmn:Expression' ? this.metamodel.concrete('bpmn:FormalExpression') : type;
  }

  private mayExtend(parent: Draft, type: string, xml: XmlElement): boolean {
    if (parent.type !== 'bpmn:ExtensionElements' || !type.startsWith('qh:')) return true;
    const owner = parent.parent?.type ?? '';
    const allowed = this.metamodel.allowedIn(type);
    if (allowed.some((ancestor) => this.metamodel.isA(owner, ancestor))) return true;
    const places = allowed.map((name) => name.replace('bpmn:', '')).join(', ');
    this.report.error('misplaced-extension', xml, `<${xml.tag}> may not stand here; it belongs to: ${places}.`);
    return false;
  }

  private leaf(parent: Draft, property: ModdleProperty, xml: XmlElement, seen: Set<string>): void {
    const nested = xml.children[0];
    if (nested) {
      this.fault(nested, 'misplaced-element', `<${xml.tag}> holds text only; <${nested.tag}> may not stand in it.`);
      return;
    }
    const value = this.value(xml, property, xml.tag, xml.text);
    if (value === undefined) return;
    this.once(parent, property, xml, seen);
    const draft = this.draft(xml, property.isReference ? 'reference' : 'value', property.name, parent);
    draft.value = value;
    parent.children.push(draft);
    if (property.isReference) {
      this.references.add(parent, property, value, (id) => {
        draft.value = id;
      });
    }
  }

  private once(parent: Draft, property: ModdleProperty, xml: XmlElement, seen: Set<string>): void {
    if (property.isMany) return;
    if (seen.has(property.name)) {
      this.fault(xml, 'duplicate-element', `<${parent.xml.tag}> may have only one <${xml.tag}>. Remove the others.`);
    }
    seen.add(property.name);
  }

  /** Diagram interchange is a picture: its faults do not stop execution. */
  private fault(xml: XmlElement, code: string, message: string, severity?: 'error' | 'warning'): void {
    const prefix = this.metamodel.packageOf(xml.namespace)?.prefix;
    const executable = prefix === 'bpmn' || prefix === 'qh';
    this.report.add(code, severity ?? (executable ? 'error' : 'warning'), xml, message);
  }
}
