import { netOf } from '@quanheng/engine';
import { withData } from './data-net.js';
import { oracleOf } from '../index.js';
import { BUDGET, drawing, TABLE, drawn, proofOf, codes, PROTECTED, TWICE, twice } from './testing/deciding.js';

test('gateways that ask the same of the same data choose alike', async () => {
  const proof = await proofOf(twice('amount > 5', 'amount > 3', 'amount > 7'));
  expect([proof.sound, codes(proof)]).toEqual([true, []]);
});

test('gateways that may choose otherwise are refuted, with data with which the engine comes to the fault', async () => {
  const proof = await proofOf(twice('amount > 5', 'amount > 7', 'amount > 9'));
  expect(proof.sound).toBe(false);
  expect(codes(proof)).toEqual(['proof-stuck confirmed']);
  const { variables, steps } = proof.findings[0]!.scenario as { variables: object; steps: { variables?: object }[] };
  const { amount } = Object.assign({}, variables, ...steps.map((step) => step.variables)) as { amount: number };
  expect(amount > 5 && amount <= 7).toBe(true);
});

test('what is missing, or of another type, is looked at too', async () => {
  expect((await proofOf(twice('amount <= 5', 'amount <= 5', 'false'))).sound).toBe(true);
  // Without an amount it is unequal to everything, and the second gateway has no flow for what is neither above nor below.
  const unequal = await proofOf(twice('amount != 5', 'amount = 6 or amount != 6', 'false'));
  expect(unequal.sound).toBe(true);
});

test('a gateway that stops at the data goes on when they are corrected', async () => {
  const proof = await proofOf(twice('amount > 5', 'amount > 3', 'amount > 7'));
  expect(proof.properties).toMatchObject({ optionToComplete: true, noDeadActivities: true });
});

describe('data that are written in between', () => {
  const nodes = TWICE.replace('<manualTask id="A"/>', '<userTask id="A"/>');
  const written = (extensions: string, more = '') =>
    twice(
      'amount > 5',
      'amount > 3',
      'amount > 7',
      nodes.replace('<userTask id="A"/>', `<userTask id="A"${more}/>`),
      extensions,
    );

  test('may be anything afterwards', async () => {
    expect((await proofOf(written(''))).sound).toBe(false);
  });

  test('are what they were if they are protected and it may not write them', async () => {
    expect((await proofOf(written(PROTECTED))).sound).toBe(true);
    expect((await proofOf(written(PROTECTED, ' qh:writes="amount"'))).sound).toBe(false);
  });

  test.each([
    [
      'an output',
      '<userTask id="A"><extensionElements><qh:output target="amount" source="4"/></extensionElements></userTask>',
    ],
    [
      'the result of a script',
      '<scriptTask id="A" scriptFormat="feel" qh:resultVariable="amount"><script>4</script></scriptTask>',
    ],
    [
      'what is collected',
      '<userTask id="A"><multiInstanceLoopCharacteristics qh:collection="[1]" qh:element="it" qh:outputCollection="amount" qh:outputElement="it"/></userTask>',
    ],
    [
      'what is collected of what nobody does',
      '<manualTask id="A"><multiInstanceLoopCharacteristics qh:collection="[1]" qh:element="it" qh:outputCollection="amount" qh:outputElement="it"/></manualTask>',
    ],
    [
      'an event',
      '<intermediateCatchEvent id="A"><extensionElements><qh:output target="amount" source="4"/></extensionElements><signalEventDefinition/></intermediateCatchEvent>',
    ],
    [
      'a throwing event',
      '<intermediateThrowEvent id="A"><extensionElements><qh:output target="amount" source="4"/></extensionElements></intermediateThrowEvent>',
    ],
  ])('are not, protected or not, where the drawing itself writes them: %s', async (_, writer) => {
    const xml = (extensions: string): string =>
      twice('amount > 5', 'amount > 3', 'amount > 7', nodes.replace('<userTask id="A"/>', writer), extensions);
    expect((await proofOf(xml(''))).sound).toBe(false);
    expect((await proofOf(xml(PROTECTED))).sound).toBe(false);
  });
});

describe('gateways that decide in one step of the engine', () => {
  const nodes = `<startEvent id="S"/><userTask id="Z"/><parallelGateway id="F"/><exclusiveGateway id="M"/><exclusiveGateway id="X"/><exclusiveGateway id="Y"/><userTask id="A"/><userTask id="B"/><userTask id="C"/><parallelGateway id="J"/><endEvent id="E"/><endEvent id="EX"/><endEvent id="EY"/>`;
  const behind = ['X A|x > 1', 'X EX|', 'A J', 'Y B|x > 1', 'Y C|', 'B J', 'C EY', 'J E'];

  test('decide by the same data, whatever is written after that', async () => {
    const proof = await proofOf(drawing(nodes, ['S Z', 'Z F', 'F M', 'M X', 'F Y', ...behind]));
    expect([proof.sound, codes(proof)]).toEqual([true, []]);
  });

  test('and not where one of them waits for work', async () => {
    const waits = nodes.replace('<exclusiveGateway id="M"/>', '<userTask id="M"/>');
    const proof = await proofOf(drawing(waits, ['S Z', 'Z F', 'F M', 'M X', 'F Y', ...behind]));
    expect(codes(proof)).toEqual(['proof-stuck confirmed']);
  });

  test('and not where one of them stops and waits for data to be corrected', async () => {
    // What is missing is not 1 for X, and stops Y, for which it may be 1 when it is there.
    const stops = ['X EX|x = 1', 'X A|', 'A J', 'Y C|x >= 1 and x <= 1', 'Y B|x < 1 or x > 1', 'B J', 'C EY', 'J E'];
    const proof = await proofOf(drawing(nodes, ['S Z', 'Z F', 'F M', 'M X', 'F Y', ...stops]));
    expect(proof.properties).toMatchObject({ optionToComplete: false });
    expect(codes(proof)).toEqual(['proof-stuck possible']);
  });
});

describe('a table', () => {
  const nodes = TWICE.replace(
    '<exclusiveGateway id="X"/>',
    '<businessRuleTask id="R" qh:decision="level"/><exclusiveGateway id="X"/>',
  );
  const decided = (first: string, second: string, third: string) =>
    twice(first, second, third, nodes)
      .replace('targetRef="X"', 'targetRef="R"')
      .replace('</process>', '<sequenceFlow id="R_X" sourceRef="R" targetRef="X"/></process>');

  test('splits the amount that it asks for, and its answers are all there are', async () => {
    const proof = await proofOf(
      decided('level = "large"', 'amount >= 100', 'level != "small" and level != "large"'),
      TABLE('>= 100', '"small"'),
    );
    expect([proof.sound, codes(proof)]).toEqual([true, []]);
  });

  test('of which the gateways ask another limit is refuted', async () => {
    const proof = await proofOf(decided('level = "large"', 'amount > 100', 'false'), TABLE('>= 100', '"small"'));
    expect(codes(proof)).toEqual(['proof-stuck confirmed']);
  });

  test('that answers with more than constants is left out', async () => {
    const proof = await proofOf(
      decided('level = "large"', 'amount >= 100', 'false'),
      TABLE('>= 100', 'string(amount)'),
    );
    expect(proof.sound).toBe(false);
  });
});

test('an act is behind a control where data say so', async () => {
  const nodes = `<startEvent id="S"/><exclusiveGateway id="X"/><userTask id="Check"/><exclusiveGateway id="M"/><exclusiveGateway id="Y"/><userTask id="Pay"/><endEvent id="E"/>`;
  const xml = (last: string) =>
    drawing(
      nodes,
      ['S X', 'X Check|amount > 5', 'X M|', 'Check M', 'M Y', `Y Pay|${last}`, 'Y E|', 'Pay E'],
      '<extensionElements><qh:protected name="amount" type="money"/></extensionElements>',
    );
  expect(
    oracleOf(await drawn(xml('amount > 7')), BUDGET).ask({
      kind: 'passedBefore',
      process: 'P',
      controls: ['Check'],
      act: 'Pay',
    }),
  ).toEqual({ holds: true });
  const answer = oracleOf(await drawn(xml('amount > 3')), BUDGET).ask({
    kind: 'passedBefore',
    process: 'P',
    controls: ['Check'],
    act: 'Pay',
  });
  expect(answer).toMatchObject({ holds: false, certainty: 'confirmed' });
});

test('what cannot be judged leaves the counterexample possible, and says which conditions those are', async () => {
  const proof = await proofOf(twice('abs(amount) > 5', 'abs(amount) > 3', 'abs(amount) > 7'));
  expect(codes(proof)).toEqual(['proof-stuck possible']);
  expect(proof.findings[0]?.message).toContain('“X”、“YC”的条件无法精确判断');
});

test('gateways that have nothing in common leave the net as it is, however many there are', async () => {
  const count = 600;
  const nodes = Array.from({ length: count }, (_, n) => `<exclusiveGateway id="X${n}"/><exclusiveGateway id="Y${n}"/>`);
  const flows = Array.from({ length: count }, (_, n) => [
    ...[`X${n} Y${n}|c${n}`, `X${n} Z|`, n === count - 1 ? `Y${n} J` : `Y${n} X${n + 1}`],
  ]);
  const xml = drawing(
    `<startEvent id="S"/>${nodes.join('')}<userTask id="Z"/><parallelGateway id="J"/><endEvent id="E"/>`,
    ['S X0', ...flows.flat(), 'Z J', 'J E'],
  );
  const { definition, models } = await drawn(xml);
  expect(withData(netOf(definition, { returns: 'none' }), definition, models)).toBeNull();
});
