import { parseExpression, type Expression, type FeelNode, type FeelTest, type FeelValue } from '@quanheng/engine';
import { Domains } from './domains.js';

/** A value as a scenario writes it. */
export type Sample = string | number | boolean;
export type Assignment = Readonly<Record<string, Sample>>;
/** Null is what is missing, too. */
export type Values = Readonly<Record<string, Sample | null>>;

/** Combinations of values that are tried, at most. */
const COMBINATIONS = 4096;

/**
 * Values for the variables of some conditions, such that whatever the data are, one combination decides every condition in the same way. null: the
 * conditions ask for more than comparisons of variables with constants and with one another, or there are too many combinations.
 */
export function samplesFor(conditions: readonly Expression[]): Iterable<Assignment> | null {
  const domains = new Domains();
  for (const condition of conditions) {
    const asked = knownDomains(condition);
    if (asked === null) return null;
    domains.include(asked);
  }
  const lists = [...domains.names].map((name): [string, readonly Sample[]] => [name, domains.samplesOf(name)]);
  if (lists.some(([, values]) => values.length === 0)) return null;
  const combinations = lists.reduce((product, [, values]) => product * values.length, 1);
  return combinations > COMBINATIONS ? null : assignments(lists);
}

const JUDGED = new WeakMap<Expression, boolean>();

/** Whether there are samples for the condition, worked out once. */
export function isJudged(condition: Expression): boolean {
  let judged = JUDGED.get(condition);
  if (judged === undefined) JUDGED.set(condition, (judged = samplesFor([condition]) !== null));
  return judged;
}

/** Whether the condition is true of the values; anything else it may give is not. */
export function isTrue(condition: Expression, values: Values): boolean {
  return truthOf(condition, values) === true;
}

/** null: it is neither true nor false, which the engine does not accept of a condition. */
export function truthOf(condition: Expression, values: Values): boolean | null {
  const scope = { get: (name: string): FeelValue | undefined => values[name] };
  const value = condition.evaluate(scope, { at: 0, zone: '+00:00' });
  return typeof value === 'boolean' ? value : null;
}

const KNOWN = new WeakMap<Expression, Domains | null>();

/** `domainsOf`, worked out once. */
export function knownDomains(condition: Expression): Domains | null {
  let known = KNOWN.get(condition);
  if (known === undefined) KNOWN.set(condition, (known = domainsOf(condition.source)));
  return known;
}

/** What the condition compares each of its variables with: constants, and one another; null: it asks for more. */
export function domainsOf(source: string): Domains | null {
  const domains = new Domains();
  const parsed = parseExpression(source, {});
  return parsed.ok && collect(parsed.node, domains) ? domains : null;
}

function* assignments([first, ...rest]: readonly [string, readonly Sample[]][]): Generator<Assignment> {
  if (first === undefined) {
    yield {};
    return;
  }
  const [name, values] = first;
  for (const others of assignments(rest)) for (const value of values) yield { [name]: value, ...others };
}

function addTo(domains: Domains, name: string, values: Iterable<Sample>): true {
  domains.add(name, values);
  return true;
}

/** False: the expression is of another form. */
function collect(node: FeelNode, domains: Domains): boolean {
  switch (node.kind) {
    case 'boolean':
      return true;
    case 'variable':
      return addTo(domains, node.name, [true, false]);
    case 'and':
    case 'or':
      return node.operands.every((operand) => collect(operand, domains));
    case 'comparison': {
      const isOrder = isOrdering(node.operator);
      if (node.left.kind === 'variable' && node.right.kind === 'variable') {
        domains.link(node.left.name, node.right.name, isOrder);
        return true;
      }
      return compared(node.left, [node.right], domains, isOrder) || compared(node.right, [node.left], domains, isOrder);
    }
    case 'between':
      return compared(node.value, [node.low, node.high], domains, true);
    case 'in':
      return node.tests.every((test) => compared(node.value, endsOf(test), domains, isOrder(test)));
    case 'invocation': {
      const [argument, ...others] = node.arguments;
      const isNot = node.callee.kind === 'variable' && node.callee.name === 'not' && others.length === 0;
      return isNot && argument !== undefined && collect(argument.value, domains);
    }
    default:
      return false;
  }
}

function endsOf(test: FeelTest): readonly FeelNode[] {
  if (test.kind === 'compare') return [test.endpoint];
  return test.value.kind === 'interval' ? [test.value.low, test.value.high] : [test.value];
}

function isOrder(test: FeelTest): boolean {
  return test.kind === 'compare' ? isOrdering(test.operator) : test.value.kind === 'interval';
}

const isOrdering = (operator: string): boolean => operator !== '=' && operator !== '!=';

/** @param isOrder asks what is more, of which no text is an example: between any two there are others */
function compared(value: FeelNode, constants: readonly FeelNode[], domains: Domains, isOrder: boolean): boolean {
  if (value.kind !== 'variable') return false;
  const found = constants.map(constantOf);
  if (found.some((constant) => constant === undefined)) return false;
  const values = found.filter((constant) => constant !== undefined);
  if (values.every((each) => typeof each === 'boolean')) return addTo(domains, value.name, [true, false]);
  if (isOrder && values.some((each) => typeof each === 'string')) return false;
  return addTo(domains, value.name, values);
}

function constantOf(node: FeelNode): Sample | undefined {
  if (node.kind === 'boolean') return node.value;
  if (node.kind === 'string') return node.text;
  const isNegative = node.kind === 'negation';
  const inner = isNegative ? node.operand : node;
  if (inner.kind !== 'number') return undefined;
  const number = Number(inner.text);
  // Beyond this a number of JavaScript is no longer the one that is written.
  if (!Number.isFinite(number) || Math.abs(number) > 2 ** 50) return undefined;
  return isNegative ? -number : number;
}
