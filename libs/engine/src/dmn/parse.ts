import { sortFindings, type Finding } from '../findings/finding.js';
import { readXml, type XmlElement, type XmlLimits } from '../parse/source.js';
import type { DmnModel } from './model.js';
import { readDefinitions } from './read/definitions.js';
import { Reading } from './read/reading.js';

/** Model namespaces of the versions of DMN. The differences between them do not change what a value is. */
const VERSIONS: ReadonlyMap<string, string> = new Map([
  ['http://www.omg.org/spec/DMN/20151101/dmn.xsd', '1.1'],
  ['http://www.omg.org/spec/DMN/20180521/MODEL/', '1.2'],
  ['https://www.omg.org/spec/DMN/20191111/MODEL/', '1.3'],
  ['https://www.omg.org/spec/DMN/20211108/MODEL/', '1.4'],
  ['https://www.omg.org/spec/DMN/20230324/MODEL/', '1.5'],
  ['https://www.omg.org/spec/DMN/20240513/MODEL/', '1.6'],
]);

export interface DmnParseResult {
  /** Absent when the document is broken beyond reading. */
  readonly model?: DmnModel;
  readonly findings: readonly Finding[];
}

export interface DmnParseOptions {
  readonly limits?: Partial<XmlLimits>;
}

/**
 * Reads a DMN document (DMN 1.1 to 1.6) under the same bounds as a BPMN one: size, depth and number of elements are
 * limited, document type declarations are refused. Input never makes it throw; whatever is wrong is a finding.
 */
export function parseDmn(source: string | Uint8Array, options: DmnParseOptions = {}): DmnParseResult {
  const { document, findings } = readXml(source, options.limits);
  if (!document) return { findings };
  const { root } = document;
  const version = VERSIONS.get(root.namespace);
  if (root.name !== 'definitions' || version === undefined) {
    return {
      findings: [
        ...findings,
        { code: 'not-dmn', severity: 'error', elementId: null, line: root.location.line, message: notDmn(root) },
      ],
    };
  }
  const reading = new Reading(document, root.namespace);
  const model = readDefinitions(reading, root, version);
  return { model, findings: sortFindings([...findings, ...reading.findings]) };
}

function notDmn(root: XmlElement): string {
  const known = [...VERSIONS.values()].join(', ');
  return root.name === 'definitions'
    ? `The document is not a DMN model: its namespace "${root.namespace}" is none of DMN ${known}.`
    : `The document is not a DMN model: its root is <${root.tag}>, not the <definitions> of DMN.`;
}
