import type { XmlElement } from '../../parse/source.js';
import type { BoxedExpression, FunctionDefinition, InformationItem } from '../model.js';
import { readDecisionTable } from './decision-table.js';
import { base, readLiteral, unsupported } from './literal.js';
import { attribute, nameOf, type Reading } from './reading.js';

type Reader = (reading: Reading, element: XmlElement) => BoxedExpression;

/** The boxed expressions of DMN 1.5 §10.2.2, by the name of their element. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['literalExpression', readLiteral],
  ['decisionTable', readDecisionTable],
  ['context', readContext],
  ['invocation', readInvocation],
  ['list', readList],
  ['relation', readRelation],
  ['functionDefinition', readFunctionDefinition],
  ['conditional', readConditional],
  ['filter', readFilter],
  ['for', readIterator],
  ['some', readIterator],
  ['every', readIterator],
]);

/** The expression among the children of an element; null when there is none, a second one is an error. */
export function readExpressionIn(reading: Reading, element: XmlElement): BoxedExpression | null {
  const [first, second] = reading.children(element, ...READERS.keys());
  if (second) {
    reading.error(
      'dmn-repeated-element',
      reading.place(second),
      `<${element.name}> holds more than one expression. Keep one.`,
    );
  }
  return first ? readExpression(reading, first) : null;
}

function readExpression(reading: Reading, element: XmlElement): BoxedExpression {
  const reader = READERS.get(element.name);
  return reader
    ? reader(reading, element)
    : unsupported(reading, element, `<${element.name}> is not an expression of DMN.`);
}

/** An expression that must be there: its absence is an error, and null at run time. */
function required(reading: Reading, element: XmlElement | null, owner: XmlElement, what: string): BoxedExpression {
  const expression = element && readExpressionIn(reading, element);
  return (
    expression ??
    unsupported(
      reading,
      element ?? owner,
      `The ${what} of <${owner.name}> has no expression.`,
      'dmn-missing-expression',
    )
  );
}

function readContext(reading: Reading, element: XmlElement): BoxedExpression {
  const entries = reading.children(element, 'contextEntry').map((entry) => {
    const variable = reading.child(entry, 'variable');
    return {
      variable: variable && named(reading, variable, 'context entry'),
      value: required(reading, entry, entry, 'value'),
    };
  });
  const early = entries.findIndex((entry, index) => entry.variable === null && index < entries.length - 1);
  if (early >= 0) {
    reading.error(
      'dmn-context-result',
      reading.place(element),
      'Only the last entry of a context may be without a name: it is the result.',
      'DMN 1.5 §10.2.1.4',
    );
  }
  unique(
    reading,
    entries.flatMap(({ variable }) => variable ?? []),
    'context entry',
  );
  return { kind: 'context', ...base(reading, element), entries };
}

function readInvocation(reading: Reading, element: XmlElement): BoxedExpression {
  const bindings = reading.children(element, 'binding').map((binding) => {
    const parameter = reading.child(binding, 'parameter');
    return {
      parameter: named(reading, parameter ?? binding, 'parameter'),
      formula: readExpressionIn(reading, binding),
    };
  });
  unique(
    reading,
    bindings.map(({ parameter }) => parameter),
    'parameter',
  );
  return {
    kind: 'invocation',
    ...base(reading, element),
    calledFunction: required(reading, element, element, 'called function'),
    bindings,
  };
}

function readList(reading: Reading, element: XmlElement): BoxedExpression {
  return { kind: 'list', ...base(reading, element), elements: listElements(reading, element) };
}

function listElements(reading: Reading, element: XmlElement): BoxedExpression[] {
  return reading.children(element, ...READERS.keys()).map((child) => readExpression(reading, child));
}

function readRelation(reading: Reading, element: XmlElement): BoxedExpression {
  const columns = reading.children(element, 'column').map((column) => named(reading, column, 'column'));
  unique(reading, columns, 'column');
  const rows = reading.children(element, 'row').map((row) => {
    const cells = listElements(reading, row);
    if (cells.length !== columns.length) {
      reading.error(
        'dmn-relation-row',
        reading.place(row),
        `The row has ${cells.length} cell(s), but the relation has ${columns.length} column(s). Give each column one cell.`,
      );
    }
    return cells;
  });
  return { kind: 'relation', ...base(reading, element), columns, rows };
}

export function readFunctionDefinition(reading: Reading, element: XmlElement): FunctionDefinition {
  const kind = attribute(element, 'kind') ?? 'FEEL';
  const parameters = reading
    .children(element, 'formalParameter')
    .map((parameter) => named(reading, parameter, 'parameter'));
  unique(reading, parameters, 'parameter');
  const body =
    kind === 'FEEL'
      ? readExpressionIn(reading, element)
      : unsupported(
          reading,
          element,
          `Functions of kind "${kind}" are not supported; only FEEL is. Write the body as an expression.`,
        );
  return { kind: 'functionDefinition', ...base(reading, element), parameters, body };
}

function readConditional(reading: Reading, element: XmlElement): BoxedExpression {
  const branch = (name: string): BoxedExpression =>
    required(reading, reading.child(element, name), element, `"${name}"`);
  return {
    kind: 'conditional',
    ...base(reading, element),
    if: branch('if'),
    then: branch('then'),
    else: branch('else'),
  };
}

function readFilter(reading: Reading, element: XmlElement): BoxedExpression {
  const part = (name: string): BoxedExpression => required(reading, reading.child(element, name), element, `"${name}"`);
  return { kind: 'filter', ...base(reading, element), in: part('in'), match: part('match') };
}

function readIterator(reading: Reading, element: XmlElement): BoxedExpression {
  const kind = element.name === 'for' ? 'for' : element.name === 'some' ? 'some' : 'every';
  const body = kind === 'for' ? 'return' : 'satisfies';
  const iteratorVariable = (attribute(element, 'iteratorVariable') ?? '').trim().replace(/\s+/gu, ' ');
  if (iteratorVariable === '') {
    return unsupported(
      reading,
      element,
      `<${kind}> names no iterator variable. Give it the attribute iteratorVariable.`,
      'dmn-missing-name',
    );
  }
  return {
    kind,
    ...base(reading, element),
    iteratorVariable,
    in: required(reading, reading.child(element, 'in'), element, '"in"'),
    body: required(reading, reading.child(element, body), element, `"${body}"`),
  };
}

function named(reading: Reading, element: XmlElement, what: string): InformationItem {
  if (nameOf(element) === '') reading.error('dmn-missing-name', reading.place(element), `A ${what} has no name.`);
  return reading.informationItem(element);
}

function unique(reading: Reading, items: readonly InformationItem[], what: string): void {
  const seen = new Set<string>();
  for (const item of items) {
    if (seen.has(item.name))
      reading.error('duplicate-name', item.place, `There are two of the ${what} "${item.name}". Rename one.`);
    seen.add(item.name);
  }
}
