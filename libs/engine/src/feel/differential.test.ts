import fc from 'fast-check';
import { evaluate as reference } from 'feelin';
import { evaluate } from './testing/evaluating.js';
import { toPlainJson } from './wire.js';

/**
 * The same expression, by feelin and by us, where feelin is right: well-typed, integers that doubles carry, ends of
 * ranges in order, `in` within parentheses, no comparison of unequal lists. Expressions are generated without
 * parentheses wherever FEEL needs none, to test precedence.
 */
const variables = {
  a: 3,
  b: -7,
  'order total': 12,
  yes: true,
  no: false,
  unknown: null,
  text: '权衡',
  list: [4, 1, 3],
  people: [
    { name: 'x', age: 30 },
    { name: 'y', age: 7 },
  ],
};

type Grammar = Record<'number' | 'factor' | 'truth' | 'condition' | 'text' | 'list' | 'any', string>;

/** Deeper than this feelin's parser begins to refuse what is right. */
const bounds = { maxDepth: 4, depthIdentifier: fc.createDepthIdentifier() };

const grammar = fc.letrec<Grammar>((tie) => {
  const number = tie('number');
  const factor = tie('factor');
  const truth = tie('truth');
  const condition = tie('condition');
  const text = tie('text');
  const list = tie('list');
  const form = (strings: TemplateStringsArray, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc.tuple(...parts).map((values) => strings.reduce((result, piece, i) => result + (values[i - 1] ?? '') + piece));
  const small = fc.integer({ min: 0, max: 20 }).map(String);
  return {
    factor: fc.oneof(
      bounds,
      small,
      fc.constantFrom('a', 'b', 'order total', '-3', 'people[1].age', 'list[-1]'),
      form`(${number})`,
      form`(if ${truth} then ${number} else ${number})`,
      form`count(${list})`,
      form`string length(${text})`,
      form`{x: ${number}, y: x + 1}.y`,
      form`(function(p) p * 2 - 1)(${number})`,
    ),
    number: fc.oneof(
      bounds,
      factor,
      form`${factor} + ${factor}`,
      form`${factor} - ${factor} - ${factor}`,
      form`${factor} * ${factor} + ${factor}`,
      form`${factor} - ${factor} * ${factor}`,
    ),
    condition: fc.oneof(
      bounds,
      fc.constantFrom('yes', 'no', 'unknown', 'true', 'false', 'null'),
      form`${number} < ${number}`,
      form`${number} >= ${number}`,
      form`${number} = ${number}`,
      form`${number} != ${number}`,
      form`${number} between ${small} and 20`,
      form`(${number} in [${small}..20])`,
      form`(${number} in (${factor}, < ${factor}))`,
      form`(${number} in ${list})`,
      form`(some v in ${list} satisfies v > ${number})`,
      form`(every v in ${list} satisfies v > ${number})`,
      form`${text} = ${text}`,
      form`contains(${text}, ${text})`,
      form`(${truth})`,
    ),
    truth: fc.oneof(
      bounds,
      condition,
      form`${condition} and ${condition}`,
      form`${condition} or ${condition} and ${condition}`,
      form`${condition} and ${condition} or ${condition}`,
    ),
    text: fc.oneof(
      bounds,
      fc.constantFrom('text', '"a"', '""', '"\\"q\\""', '"中\\n"'),
      form`(${text} + ${text})`,
      form`upper case(${text})`,
      form`(if ${truth} then ${text} else ${text})`,
    ),
    list: fc.oneof(
      bounds,
      fc.constantFrom('list', '[]', 'people.age', 'people[age > 10].age'),
      form`[${number}, ${number}]`,
      form`(for v in ${list} return v + ${factor})`,
      form`(for v in 1..3, w in ${list} return v * w)`,
      form`${list}[item > ${number}]`,
      form`reverse(${list})`,
    ),
    any: fc.oneof(
      bounds,
      number,
      truth,
      text,
      list,
      form`{a: ${number}, "b c": ${truth}, d: {e: ${list}}}`,
      form`[${truth}, ${text}, null]`,
    ),
  };
});

/** Intermediate results beyond this are no longer exact in feelin. */
const EXACT = 2 ** 50;

function inExactRange(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) < EXACT;
  return typeof value !== 'object' || value === null || Object.values(value).every(inExactRange);
}

test('agrees with feelin', () => {
  let compared = 0;
  fc.assert(
    fc.property(grammar.any, (source) => {
      const expected: unknown = reference(source, variables).value;
      fc.pre(inExactRange(expected));
      const { value } = evaluate(source, variables);
      expect(JSON.parse(JSON.stringify(toPlainJson(value)))).toEqual(expected);
      compared++;
    }),
    { numRuns: 1500 },
  );
  expect(compared).toBeGreaterThan(1000);
});
