import { drawnOf } from './drawings.js';
import { run, type Run } from './served.js';

/** A process of elements and flows as `"A B"` or `"A B|condition"`. */
function drawing(nodes: string, flows: readonly string[]): string {
  const drawn = flows.map((flow) => {
    const [pair = '', condition] = flow.split('|');
    const [source, target] = pair.split(' ');
    const inside = condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`;
    return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${inside}</sequenceFlow>`;
  });
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t"><signal id="Again" name="again"/><process id="P" isExecutable="true"><startEvent id="S"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>${nodes}${drawn.join('')}</process></definitions>`;
}

const FORK = '<parallelGateway id="F"/>';
const REMINDER = `<boundaryEvent id="Remind" attachedToRef="A" cancelActivity="false"><signalEventDefinition signalRef="Again"/></boundaryEvent><userTask id="X"/><userTask id="Y"/><endEvent id="Z"/>`;

async function runsOf(xml: string): Promise<readonly Run[]> {
  const drawn = await drawnOf(xml);
  if (drawn === null) throw new Error('not drawn');
  return Array.from({ length: 60 }, (_, n) => {
    const choices = Array.from({ length: 12 }, (_, turn) => (n * 977 + turn * turn * 31 + turn) % 9999);
    return run(drawn.definition, 'P', choices);
  });
}

describe('random runs show', () => {
  test('two tokens in one element, where a branch is not waited for', async () => {
    const nodes = `${FORK}<exclusiveGateway id="M"/><userTask id="C"/>`;
    const played = await runsOf(drawing(nodes, ['S F', 'F A', 'F B', 'A M', 'B M', 'M C', 'C E']));
    expect(played.flatMap(({ doubled }) => doubled)).toContain('two tokens in C');
  });

  test('a join that waits for what does not come', async () => {
    const nodes = `<exclusiveGateway id="G" default="G_B"/><parallelGateway id="J"/>`;
    const played = await runsOf(drawing(nodes, ['S A', 'A G', 'G J|v0 &gt; 4', 'G B', 'B J', 'J E']));
    expect(played.map(({ end }) => end)).toContain('stuck');
  });

  test('two occurrences of an event that meet at a join of its path', async () => {
    const nodes = `${FORK.replace('"F"', '"F2"')}${REMINDER}<parallelGateway id="J"/>`;
    const played = await runsOf(
      drawing(nodes, ['S A', 'A B', 'B E', 'Remind F2', 'F2 X', 'F2 Y', 'X J', 'Y J', 'J Z']),
    );
    expect(played.flatMap(({ doubled }) => doubled)).toContain('two strands meet in J');
  });
});

test('nothing is shown where the same event happens twice beside itself', async () => {
  const played = await runsOf(drawing(REMINDER, ['S A', 'A B', 'B E', 'Remind X', 'X Y', 'Y Z']));
  expect(played.some(({ seen }) => seen.has('boundaryEvent beside'))).toBe(true);
  expect(played.map(({ end, doubled }) => [end, doubled])).toEqual(played.map(() => ['completed', []]));
});
