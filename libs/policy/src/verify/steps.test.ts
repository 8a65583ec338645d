import { drawing, flowOf, proofOf, toldOf } from './testing/proved.js';

const SPLIT = `<startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/>`;
const STOP = '<endEvent id="E"><terminateEventDefinition/></endEvent>';
const RACE = ['F A', 'F B', 'A M', 'B M', 'M E'];

describe('whoever comes first ends the others, and tokens that come one after the other do not meet', () => {
  test('at the gateway before the end', async () => {
    const { sound, findings } = await proofOf(drawing(`${SPLIT}<exclusiveGateway id="M"/>${STOP}`, ['S F', ...RACE]));
    expect([sound, findings]).toEqual([true, []]);
  });

  test('nor in a sub-process, nor in each of its inner instances', async () => {
    const inner = `${SPLIT.replace('"S"', '"S1"')}<exclusiveGateway id="M"/>${STOP}${['S1 F', ...RACE].map(flowOf).join('')}`;
    for (const loop of [
      '',
      '<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>',
    ]) {
      const nodes = `<startEvent id="S"/><subProcess id="SP">${loop}${inner}</subProcess><userTask id="N"/><endEvent id="Z"/>`;
      expect(await toldOf(drawing(nodes, ['S SP', 'SP N', 'N Z']))).toEqual([]);
    }
  });

  test('but they do where nobody has to do anything between, and where somebody has to do something behind', async () => {
    const nodes = `${SPLIT.replaceAll('userTask', 'task')}<exclusiveGateway id="M"/>${STOP}`;
    expect(await toldOf(drawing(nodes, ['S F', ...RACE]))).toEqual(['proof-two-tokens confirmed E']);
    const further = `${SPLIT}<exclusiveGateway id="M"/><userTask id="C"/>${STOP}`;
    expect(await toldOf(drawing(further, ['S F', 'F A', 'F B', 'A M', 'B M', 'M C', 'C E']))).toEqual([
      'proof-two-tokens confirmed C',
    ]);
  });

  test('a message that comes with work is no reason to think that they do not', async () => {
    const signal = '<signal id="Sig" name="s"/>';
    const caught = (id: string): string =>
      `<intermediateCatchEvent id="${id}"><signalEventDefinition signalRef="Sig"/></intermediateCatchEvent>`;
    const nodes = `<startEvent id="S"/><parallelGateway id="F"/>${caught('A')}${caught('B')}<exclusiveGateway id="M"/>${STOP}`;
    // One signal lets both happen in one step.
    expect(await toldOf(drawing(nodes, ['S F', ...RACE], signal))).toEqual(['proof-two-tokens confirmed E']);
  });
});

test('flows of an inclusive gateway are decided at once: what comes back to it meets the branch that is still under way', async () => {
  const nodes = `<startEvent id="S"/><exclusiveGateway id="M"/><inclusiveGateway id="G" default="G_C"/><inclusiveGateway id="J"/><userTask id="A"/><userTask id="B"/><userTask id="C"/><exclusiveGateway id="X" default="X_J"/><endEvent id="E"/>`;
  const flows = ['S M', 'M G', 'G A|x > 1', 'G B|y > 1', 'G C', 'A X', 'X M|z > 1', 'X J', 'B J', 'C J', 'J E'];
  expect(await toldOf(drawing(nodes, flows))).toContain('proof-two-tokens confirmed B');
});

test('what is thrown again and again leads to a second token where its path meets others', async () => {
  const inner = `<startEvent id="S1"/><userTask id="A"/><exclusiveGateway id="X" default="X_D"/><endEvent id="D"/><endEvent id="T"><escalationEventDefinition escalationRef="Esc"/></endEvent>${['S1 A', 'A X', 'X T|q > 1', 'X D'].map(flowOf).join('')}`;
  const nodes = `<startEvent id="S"/><subProcess id="MI"><multiInstanceLoopCharacteristics qh:collection="[1, 2, 3]" qh:element="it"/>${inner}</subProcess><boundaryEvent id="BE" attachedToRef="MI" cancelActivity="false"><escalationEventDefinition escalationRef="Esc"/></boundaryEvent><userTask id="B"/><parallelGateway id="K"/><endEvent id="E"/>`;
  const xml = drawing(nodes, ['S MI', 'MI K', 'BE B', 'B K', 'K E'], '<escalation id="Esc" escalationCode="X"/>');
  expect(await toldOf(xml)).toEqual(['proof-two-tokens confirmed B', 'proof-stuck confirmed K']);
});
