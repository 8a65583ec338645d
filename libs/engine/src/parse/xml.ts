import type { Location } from './model.js';

/** One element of an XML document, with namespaces resolved and its place in the source. */
export interface XmlElement {
  /** Local name, without prefix. */
  readonly name: string;
  /** Namespace URI; the empty string when it is in none. */
  readonly namespace: string;
  /** The tag as written, prefix included. */
  readonly tag: string;
  /** In source order, without the namespace declarations. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The character data directly inside, joined: references resolved, CDATA included, line ends normalised. */
  readonly text: string;
  readonly parent: XmlElement | null;
  /** Where the start tag begins. */
  readonly location: Location;
  /** Offset in the source of the first character of `text` that is not blank; -1 when there is none. */
  readonly textOffset: number;
  readonly scope: NamespaceScope;
}

export interface XmlAttribute {
  readonly name: string;
  /** The empty string for an attribute without prefix. */
  readonly namespace: string;
  /** The name as written, prefix included. */
  readonly tag: string;
  readonly value: string;
  readonly location: Location;
}

/** The prefixes in force at an element. */
export class NamespaceScope {
  /** What the outer scopes answered: without it, deep nesting makes every attribute pay for the depth. */
  private readonly inherited = new Map<string, string | undefined>();

  constructor(
    private readonly declared: ReadonlyMap<string, string>,
    private readonly outer: NamespaceScope | null,
  ) {}

  /** Namespace URI bound to a prefix (the empty prefix is the default namespace), undefined when unbound. */
  uri(prefix: string): string | undefined {
    if (this.declared.has(prefix)) return this.declared.get(prefix);
    if (!this.inherited.has(prefix)) this.inherited.set(prefix, this.outer?.uri(prefix));
    return this.inherited.get(prefix);
  }
}

/** Bounds on what one document may ask of a reader. Characters are UTF-16 units. */
export interface XmlLimits {
  /** Size of the document in bytes, or in characters when it comes as text. */
  readonly bytes: number;
  readonly depth: number;
  readonly elements: number;
  /** Attributes of one element, namespace declarations included. */
  readonly attributes: number;
  /** Characters of one attribute value. */
  readonly attributeLength: number;
}

/** Why a document cannot be read; `offset` is the place in the text. */
export class XmlFault extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Ranges of code points, hexadecimal, as the inside of a character class. */
function codePoints(ranges: string): string {
  return ranges.replace(/[0-9A-F]+/g, (hex) => `\\u{${hex}}`).replaceAll(' ', '');
}

/** XML 1.0 §2.3, productions 4 and 4a. */
const NAME_START = `:A-Z_a-z${codePoints('C0-D6 D8-F6 F8-2FF 370-37D 37F-1FFF 200C-200D 2070-218F 2C00-2FEF 3001-D7FF F900-FDCF FDF0-FFFD 10000-EFFFF')}`;
const NAME_REST = `${NAME_START}${codePoints('2D-2E 30-39 B7 300-36F 203F-2040')}`;
const NAME = new RegExp(`[${NAME_START}][${NAME_REST}]*`, 'uy');
const NC_NAME = new RegExp(`^(?!.*:)[${NAME_START}][${NAME_REST}]*$`, 'u');
/** Characters that no XML 1.0 document may contain (§2.2), lone surrogates included. */
const ILLEGAL = new RegExp(`[${codePoints('0-8 B-C E-1F D800-DFFF FFFE-FFFF')}]`, 'u');
const SPACE = /[ \t\r\n]*/y;
const NOT_BLANK = /[^ \t\r\n]/;
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Whether a text is an NCName (Namespaces in XML §3), which every id must be. */
export function isNcName(text: string): boolean {
  return NC_NAME.test(text);
}

type Open = { -readonly [K in keyof XmlElement]: XmlElement[K] } & {
  readonly children: XmlElement[];
  readonly offset: number;
};

interface RawAttribute {
  readonly tag: string;
  readonly value: string;
  readonly offset: number;
}

/**
 * Reads well-formed XML 1.0 in one pass whose time and memory are linear in the text. Document type declarations are
 * refused, and with them every entity trick; nothing outside the text is ever loaded.
 * @throws XmlFault at the first fault.
 */
export function scanXml(text: string, limits: XmlLimits, locate: (offset: number) => Location): XmlElement {
  return new Scanner(text, limits, locate).run();
}

class Scanner {
  private at = 0;
  private elements = 0;
  private root: XmlElement | null = null;
  private readonly open: Open[] = [];

  constructor(
    private readonly text: string,
    private readonly limits: XmlLimits,
    private readonly locate: (offset: number) => Location,
  ) {}

  run(): XmlElement {
    const { text } = this;
    const illegal = text.search(ILLEGAL);
    if (illegal >= 0) {
      const code = text.charCodeAt(illegal).toString(16).toUpperCase().padStart(4, '0');
      throw this.malformed(`the character U+${code} is not allowed in XML`, illegal);
    }
    while (this.at < text.length) {
      const next = text.indexOf('<', this.at);
      this.characters(next < 0 ? text.length : next);
      if (next < 0) break;
      if (text.startsWith('<!--', next)) this.skip('-->', 4, 'comment');
      else if (text.startsWith('<![CDATA[', next)) this.cdata();
      else if (text.startsWith('<!', next)) {
        throw new XmlFault(
          'doctype-refused',
          'Document type and entity declarations are refused: they can make a small file expand without bound or read other files. Remove the <!DOCTYPE ...>.',
          next,
        );
      } else if (text.startsWith('<?', next)) this.skip('?>', 2, 'processing instruction');
      else if (text.startsWith('</', next)) this.endTag();
      else this.startTag();
    }
    const unclosed = this.open.at(-1);
    if (unclosed) throw this.malformed(`<${unclosed.tag}> is never closed`, unclosed.offset);
    if (!this.root) throw this.malformed('there is no element', 0);
    return this.root;
  }

  private malformed(what: string, offset: number): XmlFault {
    return new XmlFault('not-well-formed', `The XML is broken: ${what}. Repair it or export it again.`, offset);
  }

  /** Character data up to `end`. */
  private characters(end: number): void {
    if (end === this.at) return;
    const raw = this.text.slice(this.at, end);
    const start = this.at;
    this.at = end;
    const top = this.open.at(-1);
    if (!top) {
      const stray = raw.search(NOT_BLANK);
      if (stray >= 0) throw this.malformed('there is text outside the root element', start + stray);
      return;
    }
    const cdataEnd = raw.indexOf(']]>');
    if (cdataEnd >= 0) throw this.malformed('"]]>" stands outside a CDATA section', start + cdataEnd);
    this.append(top, this.resolve(raw.replace(/\r\n?/g, '\n'), start), start, end);
  }

  private append(top: Open, text: string, start: number, end: number): void {
    if (top.textOffset < 0) {
      const index = this.text.slice(start, end).search(NOT_BLANK);
      if (index >= 0) top.textOffset = start + index;
    }
    top.text += text;
  }

  private cdata(): void {
    const start = this.at + '<![CDATA['.length;
    const end = this.text.indexOf(']]>', start);
    const top = this.open.at(-1);
    if (!top) throw this.malformed('a CDATA section stands outside the root element', this.at);
    if (end < 0) throw this.malformed('a CDATA section is never closed', this.at);
    this.append(top, this.text.slice(start, end).replace(/\r\n?/g, '\n'), start, end);
    this.at = end + 3;
  }

  private skip(close: string, opening: number, what: string): void {
    const end = this.text.indexOf(close, this.at + opening);
    if (end < 0) throw this.malformed(`a ${what} is never closed`, this.at);
    this.at = end + close.length;
  }

  private endTag(): void {
    const start = this.at;
    this.at += 2;
    const name = this.name('a closing tag has no name');
    this.space();
    if (this.text[this.at] !== '>') throw this.malformed(`the closing tag </${name}> has no ">"`, start);
    this.at++;
    const top = this.open.pop();
    if (!top) throw this.malformed(`</${name}> closes nothing`, start);
    if (top.tag !== name) {
      throw this.malformed(`</${name}> closes <${top.tag}> of line ${top.location.line}`, start);
    }
  }

  private startTag(): void {
    const offset = this.at++;
    const tag = this.name('a "<" is followed by no name (write &lt; for the character itself)', offset);
    const outer = this.open.at(-1) ?? null;
    if (!outer && this.root) throw this.malformed('there is a second root element', offset);
    if (++this.elements > this.limits.elements) {
      throw new XmlFault(
        'too-many-elements',
        `The document has more than ${this.limits.elements} elements, the limit.`,
        offset,
      );
    }
    if (this.open.length >= this.limits.depth) {
      throw new XmlFault('too-deep', `Elements are nested more than ${this.limits.depth} deep, the limit.`, offset);
    }
    const { raw, declared, selfClosing } = this.attributes(tag, offset);
    const enclosing = outer?.scope ?? new NamespaceScope(new Map([['xml', XML_NAMESPACE]]), null);
    const scope = declared.size > 0 ? new NamespaceScope(declared, enclosing) : enclosing;
    const { name, namespace } = this.qualify(tag, scope, offset, true);
    // Written out: spreading into a literal of this size costs V8 ten times the rest of the scan.
    const element: Open = {
      name,
      namespace,
      tag,
      attributes: raw.map((attribute) => this.attribute(attribute, scope)),
      children: [],
      text: '',
      parent: outer,
      location: this.locate(offset),
      textOffset: -1,
      scope,
      offset,
    };
    this.refuseRepeated(element);
    if (outer) outer.children.push(element);
    else this.root = element;
    if (!selfClosing) this.open.push(element);
  }

  private attribute(raw: RawAttribute, scope: NamespaceScope): XmlAttribute {
    const { name, namespace } = this.qualify(raw.tag, scope, raw.offset, false);
    return { name, namespace, tag: raw.tag, value: raw.value, location: this.locate(raw.offset) };
  }

  private attributes(
    tag: string,
    offset: number,
  ): { raw: RawAttribute[]; declared: Map<string, string>; selfClosing: boolean } {
    const raw: RawAttribute[] = [];
    const declared = new Map<string, string>();
    for (;;) {
      const spaced = this.space();
      const next = this.text[this.at];
      if (next === '>' || (next === '/' && this.text[this.at + 1] === '>')) {
        this.at += next === '>' ? 1 : 2;
        return { raw, declared, selfClosing: next === '/' };
      }
      if (next === undefined) throw this.malformed(`the tag <${tag}> is never closed`, offset);
      if (!spaced) throw this.malformed(`"${next}" is not allowed here in the tag <${tag}>`, this.at);
      const start = this.at;
      if (raw.length + declared.size >= this.limits.attributes) {
        throw new XmlFault(
          'too-many-attributes',
          `<${tag}> has more than ${this.limits.attributes} attributes, the limit.`,
          start,
        );
      }
      const name = this.name(`the tag <${tag}> has something that is no attribute`);
      const value = this.attributeValue(name, start);
      if (name === 'xmlns' || name.startsWith('xmlns:')) this.declare(declared, name, value, start);
      else raw.push({ tag: name, value, offset: start });
    }
  }

  private attributeValue(name: string, start: number): string {
    this.space();
    if (this.text[this.at] !== '=') throw this.malformed(`the attribute "${name}" has no value`, start);
    this.at++;
    this.space();
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") throw this.malformed(`the value of "${name}" is not quoted`, start);
    const from = this.at + 1;
    const end = this.text.indexOf(quote, from);
    if (end < 0) throw this.malformed(`the value of "${name}" has no closing quote`, start);
    if (end - from > this.limits.attributeLength) {
      throw new XmlFault(
        'attribute-too-long',
        `The value of "${name}" is longer than ${this.limits.attributeLength} characters, the limit.`,
        start,
      );
    }
    const value = this.text.slice(from, end);
    const bracket = value.indexOf('<');
    if (bracket >= 0) throw this.malformed(`the value of "${name}" contains "<" (write &lt;)`, from + bracket);
    this.at = end + 1;
    // XML 1.0 §3.3.3: white space written as such becomes blanks; written as a reference it stays.
    return this.resolve(value.replace(/\r\n|[\r\n\t]/g, ' '), from);
  }

  private declare(declared: Map<string, string>, name: string, value: string, offset: number): void {
    const prefix = name === 'xmlns' ? '' : name.slice('xmlns:'.length);
    const wrong =
      declared.has(prefix) ||
      prefix === 'xmlns' ||
      value === XMLNS_NAMESPACE ||
      (prefix === 'xml') !== (value === XML_NAMESPACE) ||
      (prefix !== '' && (value === '' || !isNcName(prefix)));
    if (wrong || (name !== 'xmlns' && prefix === '')) {
      throw this.malformed(`the namespace declaration ${name}="${value}" is not allowed`, offset);
    }
    declared.set(prefix, value);
  }

  private qualify(
    tag: string,
    scope: NamespaceScope,
    offset: number,
    defaults: boolean,
  ): { name: string; namespace: string } {
    const colon = tag.indexOf(':');
    if (colon < 0) return { name: tag, namespace: (defaults && scope.uri('')) || '' };
    const name = tag.slice(colon + 1);
    const prefix = tag.slice(0, colon);
    if (prefix === '' || !isNcName(name)) throw this.malformed(`"${tag}" is not a qualified name`, offset);
    const namespace = scope.uri(prefix);
    if (namespace === undefined) {
      throw new XmlFault(
        'unbound-prefix',
        `The prefix "${prefix}" of "${tag}" is not declared. Add xmlns:${prefix}="..." to the root element.`,
        offset,
      );
    }
    return { name, namespace };
  }

  private refuseRepeated(element: Open): void {
    const seen = new Set<string>();
    for (const attribute of element.attributes) {
      const key = `${attribute.namespace} ${attribute.name}`;
      if (seen.has(key))
        throw this.malformed(`<${element.tag}> has the attribute "${attribute.tag}" twice`, element.offset);
      seen.add(key);
    }
  }

  /** Replaces character references and the five predefined entities (XML 1.0 §4.6). */
  private resolve(raw: string, offset: number): string {
    if (!raw.includes('&')) return raw;
    return raw.replace(
      /&(?:#x([0-9a-fA-F]{1,8});|#([0-9]{1,10});|([^\s&;<]{1,64});)?/g,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (hex !== undefined || decimal !== undefined) {
          const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
          const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
          if (ILLEGAL.test(character)) throw this.malformed(`${whole} is not a character that XML allows`, offset);
          return character;
        }
        const value = name === undefined ? undefined : ENTITIES.get(name);
        if (value !== undefined) return value;
        throw this.malformed(
          name === undefined
            ? 'a "&" stands alone (write &amp;)'
            : `the entity ${whole} is not defined (only amp, lt, gt, quot and apos are)`,
          offset,
        );
      },
    );
  }

  private name(otherwise: string, offset = this.at): string {
    NAME.lastIndex = this.at;
    const match = NAME.exec(this.text);
    if (!match) throw this.malformed(otherwise, offset);
    this.at = NAME.lastIndex;
    return match[0];
  }

  private space(): boolean {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    const moved = SPACE.lastIndex > this.at;
    this.at = SPACE.lastIndex;
    return moved;
  }
}
