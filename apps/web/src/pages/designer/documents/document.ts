import { TEXTS_DOCUMENT, textsDocument } from '@quanheng/contracts';
import type { Project } from '../project/project.js';

export type Document = Project['others'][number];

export interface DocumentEditorProps {
  readonly name: string;
  readonly text: string;
  /** The drawing as it stands, and its forms: what there is to translate. */
  readonly drawing: () => Promise<string>;
  readonly forms: readonly Document[];
  readonly onChange: (text: string) => void;
  /** Why it could not be opened. */
  readonly onTrouble: (reason: string) => void;
}

export type Kind = 'form' | 'dmn' | 'texts';

const IS_TEXTS = new RegExp(`^${TEXTS_DOCUMENT}$`);

export function kindOf(name: string): Kind | null {
  if (IS_TEXTS.test(name)) return 'texts';
  return name.endsWith('.form') ? 'form' : name.endsWith('.dmn') ? 'dmn' : null;
}

/** An empty form or decision table under the first name that is free; of texts there is one for each language. */
export function newDocument(kind: Kind, taken: readonly string[]): Document {
  if (kind === 'texts') return { name: textsDocument('en'), text: '{}\n' };
  let number = 1;
  while (taken.includes(`${kind === 'form' ? 'form' : 'decision'}-${number}.${kind}`)) number += 1;
  const name = `${kind === 'form' ? 'form' : 'decision'}-${number}`;
  return { name: `${name}.${kind}`, text: kind === 'form' ? emptyForm(name) : emptyDecision(name) };
}

function emptyForm(id: string): string {
  return `${JSON.stringify({ type: 'default', id, schemaVersion: 18, components: [] }, null, 2)}\n`;
}

function emptyDecision(name: string): string {
  const id = name.replace('-', '_');
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="${id}_definitions" name="${name}" namespace="urn:quanheng:drawn">
  <decision id="${id}" name="${name}">
    <variable id="${id}_variable" name="${name}" typeRef="string" />
    <decisionTable id="${id}_table" hitPolicy="FIRST">
      <input id="${id}_input"><inputExpression id="${id}_expression" typeRef="number"><text>amount</text></inputExpression></input>
      <output id="${id}_output" name="result" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="${id}_diagram"><dmndi:DMNShape id="${id}_shape" dmnElementRef="${id}"><dc:Bounds x="160" y="100" width="180" height="80" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
`;
}

/** A name that the server takes; null: it does. */
export function nameFault(name: string, taken: readonly string[]): 'fileTaken' | 'fileWrong' | null {
  if (taken.includes(name)) return 'fileTaken';
  const isNamed = IS_TEXTS.test(name) || /^[\p{L}\p{N}][\p{L}\p{N} ._()-]*\.(?:dmn|form)$/u.test(name);
  return isNamed && name.length <= 200 ? null : 'fileWrong';
}
