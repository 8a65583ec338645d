import type { Finding } from '../findings/finding.js';
import { decodeXml } from './encoding.js';
import type { Location } from './model.js';
import { scanXml, XmlFault, type XmlElement, type XmlLimits } from './xml.js';

export { isNcName, type NamespaceScope, type XmlAttribute, type XmlElement, type XmlLimits } from './xml.js';

/** Whoever walks the tree may recurse, so no caller can raise the depth beyond this. */
const DEEPEST = 1000;

export const DEFAULT_XML_LIMITS: XmlLimits = {
  bytes: 8 * 1024 * 1024,
  depth: 200,
  elements: 100_000,
  attributes: 256,
  attributeLength: 1024 * 1024,
};

/** A well-formed document within the limits. */
export interface XmlDocument {
  /** The source as text, without byte order mark. Its XML declaration may still name another encoding. */
  readonly text: string;
  readonly root: XmlElement;
  /** Line and column, from 1, of an offset in `text`. A column counts UTF-16 units. */
  locate(offset: number): Location;
}

export interface XmlResult {
  /** Absent when the document cannot be read; then the last finding says why. */
  readonly document?: XmlDocument;
  readonly findings: readonly Finding[];
}

/**
 * The one way by which a file enters the engine, BPMN and DMN alike: bytes to text in any encoding, text to a tree of
 * elements with positions, bounded in size, depth and number before anything else looks at it. Never throws for input.
 */
export function readXml(source: string | Uint8Array, limits: Partial<XmlLimits> = {}): XmlResult {
  const asked = { ...DEFAULT_XML_LIMITS, ...limits };
  const bounds = { ...asked, depth: Math.min(asked.depth, DEEPEST) };
  const findings: Finding[] = [];
  const fail = (code: string, message: string, line?: number): XmlResult => {
    findings.push({
      code,
      severity: 'error',
      elementId: null,
      message: shorten(message),
      ...(line === undefined ? {} : { line }),
    });
    return { findings };
  };

  if (source.length > bounds.bytes) {
    const size = (source.length / 1024 / 1024).toFixed(1);
    return fail('too-large', `The document is too large (${size} MB); the limit is ${bounds.bytes} bytes.`);
  }
  let text: string;
  if (typeof source === 'string') text = source.startsWith('\ufeff') ? source.slice(1) : source;
  else {
    const decoded = decodeXml(source);
    if (!decoded.ok) return fail(decoded.code, decoded.message, decoded.line);
    if (decoded.remark !== undefined) {
      findings.push({
        code: 'encoding-mismatch',
        severity: 'warning',
        elementId: null,
        line: 1,
        message: shorten(decoded.remark),
      });
    }
    text = decoded.text;
  }
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) return fail('empty-document', 'The document is empty.');
  if (first !== '<') return fail('not-xml', 'The document is not XML: it does not begin with "<".', 1);

  const locate = locator(text);
  try {
    return { document: { text, root: scanXml(text, bounds, locate), locate }, findings };
  } catch (error) {
    if (error instanceof XmlFault) return fail(error.code, error.message, locate(error.offset).line);
    throw error;
  }
}

/** Line ends are found once; a place is then found by halving. */
function locator(text: string): (offset: number) => Location {
  const starts = [0];
  const ends = /\r\n?|\n/g;
  while (ends.exec(text) !== null) starts.push(ends.lastIndex);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** Messages quote the document, and a document may hold a name of a million letters. */
export function shorten(message: string): string {
  return message.length <= 500 ? message : `${message.slice(0, 500)}...`;
}
