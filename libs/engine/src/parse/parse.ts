import type { Finding } from '../findings/finding.js';
import { buildModel } from './build.js';
import type { ParseResult } from './model.js';
import { readTyped } from './read.js';
import { Report } from './report.js';
import { readXml, type XmlElement, type XmlLimits } from './source.js';
import { reportUnsupported } from './unsupported.js';

export const BPMN_NAMESPACE = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

export interface ParseOptions {
  /** Overrides of the default limits. */
  readonly limits?: Partial<XmlLimits>;
}

/**
 * Reads a BPMN 2.0 document: bytes in any XML encoding, or text. Never rejects for bad input: what is wrong is in the
 * findings, and `model` is absent when nothing could be read. A model whose findings contain an error may be shown,
 * and must not be executed.
 */
export function parseBpmn(source: string | Uint8Array, options: ParseOptions = {}): Promise<ParseResult> {
  // A promise, although nothing is awaited: callers must not depend on the reader being immediate.
  return Promise.resolve(read(source, options));
}

function read(source: string | Uint8Array, options: ParseOptions): ParseResult {
  const { document, findings } = readXml(source, options.limits);
  if (!document) return { findings };
  const stranger = notBpmn(document.root);
  if (stranger) return { findings: [...findings, stranger] };
  const report = new Report();
  const typed = readTyped(document.root, report);
  const model = buildModel(document, typed, report);
  reportUnsupported(typed.root, typed.metamodel, report);
  return { model, findings: [...findings, ...report.findings] };
}

function notBpmn(root: XmlElement): Finding | undefined {
  if (root.namespace === BPMN_NAMESPACE && root.name === 'definitions') return undefined;
  let what = `The root element is <${root.tag}>, not the "definitions" of BPMN 2.0.`;
  if (/\/spec\/DMN\//.test(root.namespace)) what = 'This is a DMN document, not a BPMN process.';
  else if (root.name.toLowerCase() === 'html') what = 'This is an HTML page, not a BPMN process.';
  else if (root.name === 'definitions') {
    what = `The namespace of <${root.tag}> is "${root.namespace}"; BPMN 2.0 has "${BPMN_NAMESPACE}".`;
  }
  return {
    code: 'not-bpmn',
    severity: 'error',
    elementId: null,
    line: root.location.line,
    message: `${what} Choose a BPMN 2.0 file.`,
  };
}
