import type { XmlElement } from '../../parse/source.js';
import type {
  Aggregation,
  BoxedExpression,
  DecisionRule,
  DecisionTable,
  HitPolicy,
  InputClause,
  LiteralExpression,
  OutputClause,
} from '../model.js';
import { readLiteral, readTests, unsupported } from './literal.js';
import { attribute, nameOf, type Reading } from './reading.js';

const HIT_POLICIES: ReadonlySet<string> = new Set<HitPolicy>([
  'UNIQUE',
  'ANY',
  'PRIORITY',
  'FIRST',
  'RULE ORDER',
  'OUTPUT ORDER',
  'COLLECT',
]);
const AGGREGATIONS: ReadonlySet<string> = new Set<Aggregation>(['SUM', 'COUNT', 'MIN', 'MAX']);

/** A decision table (DMN 1.5 §8.3). One that cannot be read as it stands is an error and gives null. */
export function readDecisionTable(reading: Reading, element: XmlElement): BoxedExpression {
  const hitPolicy = attribute(element, 'hitPolicy') ?? 'UNIQUE';
  const aggregation = attribute(element, 'aggregation');
  if (!isHitPolicy(hitPolicy)) {
    return unsupported(
      reading,
      element,
      `"${hitPolicy}" is not a hit policy. Use one of ${[...HIT_POLICIES].join(', ')}.`,
      'dmn-hit-policy',
    );
  }
  if (aggregation !== null && !isAggregation(aggregation)) {
    return unsupported(
      reading,
      element,
      `"${aggregation}" is not an aggregation. Use one of ${[...AGGREGATIONS].join(', ')}.`,
      'dmn-aggregation',
    );
  }
  const broken = reading.findings.length;
  const inputs = reading.children(element, 'input').map((input) => readInput(reading, input));
  const outputs = reading.children(element, 'output').map((output) => readOutput(reading, output));
  checkOutputs(reading, element, outputs);
  if (aggregation !== null && hitPolicy !== 'COLLECT') {
    reading.error(
      'dmn-aggregation',
      reading.place(element),
      `An aggregation (${aggregation}) needs the hit policy COLLECT; this table is ${hitPolicy}.`,
      'DMN 1.5 §8.2.11',
    );
  }
  if (aggregation !== null && outputs.length > 1) {
    reading.error(
      'dmn-aggregation',
      reading.place(element),
      `${aggregation} is not defined for more than one output. Use one output, or COLLECT without it.`,
      'DMN 1.5 §8.2.11',
    );
  }
  const rules = reading.children(element, 'rule').map((rule) => readRule(reading, rule, inputs.length, outputs.length));
  const fault = reading.findings.slice(broken).find((finding) => finding.severity === 'error');
  const place = reading.place(element);
  if (fault)
    return { kind: 'unsupported', place, typeRef: null, message: `The decision table is broken: ${fault.message}` };
  return {
    kind: 'decisionTable',
    place,
    typeRef: reading.typeRef(element),
    hitPolicy,
    aggregation,
    inputs,
    outputs,
    rules,
  } satisfies DecisionTable;
}

function isHitPolicy(text: string): text is HitPolicy {
  return HIT_POLICIES.has(text);
}

function isAggregation(text: string): text is Aggregation {
  return AGGREGATIONS.has(text);
}

function readInput(reading: Reading, element: XmlElement): InputClause {
  const place = reading.place(element);
  const expression = reading.child(element, 'inputExpression');
  if (!expression)
    reading.error('dmn-missing-expression', place, 'An input of the decision table has no inputExpression.');
  return {
    place,
    expression: literal(reading, expression ?? element),
    inputValues: reading.innerText(reading.child(element, 'inputValues')),
  };
}

function readOutput(reading: Reading, element: XmlElement): OutputClause {
  const defaultOutput = reading.child(element, 'defaultOutputEntry');
  return {
    place: reading.place(element),
    name: nameOf(element) || null,
    typeRef: reading.typeRef(element),
    outputValues: reading.innerText(reading.child(element, 'outputValues')),
    defaultOutput: defaultOutput && reading.innerText(defaultOutput) ? literal(reading, defaultOutput) : null,
  };
}

function readRule(reading: Reading, element: XmlElement, inputs: number, outputs: number): DecisionRule {
  const place = reading.place(element);
  const inputEntries = reading.children(element, 'inputEntry');
  const outputEntries = reading.children(element, 'outputEntry');
  const count = (found: number, wanted: number, what: string): void => {
    if (found === wanted) return;
    const message = `The rule has ${found} ${what} entries, but the decision table has ${wanted} ${what}(s). Give each its entry.`;
    reading.error('dmn-rule-entries', place, message, 'DMN 1.5 §8.3.3');
  };
  count(inputEntries.length, inputs, 'input');
  count(outputEntries.length, outputs, 'output');
  return {
    place,
    inputEntries: inputEntries.map((entry) => ({ place: reading.place(entry), text: readTests(reading, entry) })),
    outputEntries: outputEntries.map((entry) => literal(reading, entry)),
  };
}

function checkOutputs(reading: Reading, element: XmlElement, outputs: readonly OutputClause[]): void {
  const place = reading.place(element);
  if (outputs.length === 0)
    reading.error('dmn-missing-output', place, 'The decision table has no output.', 'DMN 1.5 §8.3.1');
  if (outputs.length < 2) return;
  const seen = new Set<string>();
  for (const { name, place: at } of outputs) {
    if (name === null)
      reading.error(
        'dmn-missing-name',
        at,
        'With several outputs each needs a name: it becomes the entry of the result.',
        'DMN 1.5 §8.3.2',
      );
    else if (seen.has(name)) reading.error('duplicate-name', at, `There are two outputs "${name}". Rename one.`);
    if (name !== null) seen.add(name);
  }
}

/** A literal that must be one: another language has been reported, and the whole table falls with it. */
function literal(reading: Reading, element: XmlElement): LiteralExpression {
  const read = readLiteral(reading, element);
  if (read.kind === 'literalExpression') return read;
  return { kind: 'literalExpression', place: read.place, typeRef: null, text: reading.text(element) };
}
