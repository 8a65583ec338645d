import type { XmlElement } from '../../parse/source.js';
import type { LiteralExpression, Place, Unsupported } from '../model.js';
import type { SourceText } from '../source-text.js';
import { attribute, type Reading } from './reading.js';

/** Namespaces of FEEL in the versions of DMN, and the names that tools write instead. */
const FEEL = /^(?:https?:\/\/www\.omg\.org\/spec\/(?:FEEL\/20140401|DMN\/\d{8}\/FEEL)\/?|feel)$/i;

/** Reports an expression that cannot be evaluated, and stands in its place. */
export function unsupported(
  reading: Reading,
  element: XmlElement,
  message: string,
  code = 'dmn-unsupported',
): Unsupported {
  const place = reading.place(element);
  reading.error(code, place, message);
  return { kind: 'unsupported', place, typeRef: null, message };
}

/** What every expression has. */
export function base(reading: Reading, element: XmlElement): { place: Place; typeRef: string | null } {
  return { place: reading.place(element), typeRef: reading.typeRef(element) };
}

export function readLiteral(reading: Reading, element: XmlElement): LiteralExpression | Unsupported {
  if (reading.child(element, 'importedValues'))
    return unsupported(reading, element, 'Imported values are not supported. Write the values into the model.');
  const language = foreignLanguage(element);
  if (language !== null) return unsupported(reading, element, foreign(language), 'dmn-unsupported-language');
  return {
    kind: 'literalExpression',
    ...base(reading, element),
    text: reading.text(reading.child(element, 'text') ?? element),
  };
}

/** The texts of unary tests, which only FEEL can write. */
export function readTests(reading: Reading, element: XmlElement): SourceText {
  const language = foreignLanguage(element);
  if (language !== null) reading.error('dmn-unsupported-language', reading.place(element), foreign(language));
  return reading.text(reading.child(element, 'text') ?? element);
}

/** The language of an expression when it is not FEEL; `expressionLanguage` of the definitions holds for all without. */
function foreignLanguage(element: XmlElement): string | null {
  let root = element;
  while (root.parent) root = root.parent;
  const language = attribute(element, 'expressionLanguage') ?? attribute(root, 'expressionLanguage');
  return language === null || FEEL.test(language) ? null : language;
}

function foreign(language: string): string {
  return `The expression language "${language}" is not supported; only FEEL is.`;
}
