import { compile } from '../compile/compile.js';
import { parseBpmn } from '../parse/index.js';
import { writtenBy } from './writes.js';

async function of(content: string, called = ''): Promise<readonly string[]> {
  const { model } = await parseBpmn(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="t"><process id="P" isExecutable="true">${content}</process>${called}</definitions>`,
  );
  if (model === undefined) throw new Error('not read');
  const { definition, findings } = compile(model, { digest: 'test' });
  if (definition === undefined) throw new Error(JSON.stringify(findings));
  return writtenBy(definition.nodesByKey.get('A')!);
}

const out = (...targets: string[]): string =>
  `<extensionElements>${targets.map((target) => `<qh:output target="${target}" source="1"/>`).join('')}</extensionElements>`;
const many = (collected: string): string =>
  `<multiInstanceLoopCharacteristics qh:collection="[1]" qh:element="it" qh:outputCollection="${collected}" qh:outputElement="r"/>`;
const script = (id: string, result: string, inside = ''): string =>
  `<scriptTask id="${id}" scriptFormat="feel" qh:resultVariable="${result}">${inside}<script>1</script></scriptTask>`;

describe('what the drawing has an element write', () => {
  test.each<[string, string, readonly string[]]>([
    ['nothing', '<userTask id="A"/>', []],
    ['what it maps to', `<userTask id="A">${out('x', 'y')}</userTask>`, ['x', 'y']],
    ['the result of a script', script('A', 'x'), ['x']],
    ['what the result of a script is mapped to', script('A', 'x', out('y')), ['y']],
    ['what inner instances give', `<userTask id="A">${many('all')}</userTask>`, ['all']],
    ['what a message is mapped to', `<receiveTask id="A" messageRef="M">${out('x')}</receiveTask>`, ['x']],
    ['what an event is mapped to', `<endEvent id="A">${out('x')}</endEvent>`, ['x']],
  ])('%s', async (_, content, names) => {
    expect(await of(content, '<message id="M" name="m"/>')).toEqual(names);
  });

  test('what comes back of a process that has data of its own, but for what it was given', async () => {
    const called = `<process id="Q" isExecutable="true">${script('B', 'x')}<subProcess id="S">${script('C', 'y')}</subProcess></process>`;
    const input = '<extensionElements><qh:input target="x" source="1"/></extensionElements>';
    expect(await of(`<callActivity id="A" calledElement="Q">${input}</callActivity>`, called)).toEqual(['y']);
    // With data in common each step writes for itself.
    expect(await of('<callActivity id="A" calledElement="Q"/>', called)).toEqual([]);
  });
});
