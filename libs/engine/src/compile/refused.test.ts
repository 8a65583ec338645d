import { parseBpmn } from '../parse/index.js';
import { compile } from './compile.js';
import type { Links } from './links.js';

async function findingsOf(content: string, links: Links = {}): Promise<string[]> {
  const { model } = await parseBpmn(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D"
    targetNamespace="urn:test"><process id="P" isExecutable="true">${content}</process></definitions>`);
  if (model === undefined) throw new Error('the text is no BPMN');
  return compile(model, { digest: 'd', links }).findings.map(({ code, elementId }) => `${code} ${elementId ?? ''}`);
}

const behindGateway = (receive: string): string => `
  <eventBasedGateway id="Wait" />
  ${receive}
  <intermediateCatchEvent id="Late"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
  <task id="Next" />
  <sequenceFlow id="f1" sourceRef="Wait" targetRef="Receive" />
  <sequenceFlow id="f2" sourceRef="Wait" targetRef="Late" />
  <sequenceFlow id="f3" sourceRef="Late" targetRef="Next" />`;

describe('what compiling refuses', () => {
  test('a loop or multi-instance behind an event-based gateway', async () => {
    const loop = '<standardLoopCharacteristics loopMaximum="2" />';
    const many =
      '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>';
    for (const kind of [loop, many]) {
      const findings = await findingsOf(behindGateway(`<receiveTask id="Receive">${kind}</receiveTask>`));
      expect(findings).toContain('element-not-supported Receive');
    }
    const plain = await findingsOf(behindGateway('<receiveTask id="Receive" />'));
    expect(plain).not.toContain('element-not-supported Receive');
  });

  test('a call of a process of another document that only starts by an event', async () => {
    const called = async (start: string): Promise<Links> => {
      const { model } = await parseBpmn(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="Q_"
        targetNamespace="urn:test"><process id="Q" isExecutable="true">${start}</process></definitions>`);
      if (model === undefined) throw new Error('the text is no BPMN');
      return { process: () => ({ model, processId: 'Q', digest: 'q' }) };
    };
    const call = '<callActivity id="Call" calledElement="Q" />';
    const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
    const triggered = await called(`<startEvent id="S">${timer}</startEvent>`);
    expect(await findingsOf(call, triggered)).toContain('called-process-start Call');
    const callable = await called(`<startEvent id="S">${timer}</startEvent><startEvent id="N" />`);
    expect(await findingsOf(call, callable)).toEqual([]);
  });

  const behind = (gateway: string): string =>
    `${gateway}<intermediateCatchEvent id="C1"><signalEventDefinition /></intermediateCatchEvent>
     <intermediateCatchEvent id="C2"><signalEventDefinition /></intermediateCatchEvent>
     <sequenceFlow id="f1" sourceRef="X" targetRef="C1" /><sequenceFlow id="f2" sourceRef="X" targetRef="C2" />`;

  test.each([
    ['complex gateway', '<complexGateway id="X" />', 'element-not-supported'],
    ['transaction', '<transaction id="X"><task id="T" /></transaction>', 'element-not-supported'],
    ['ad-hoc sub-process', '<adHocSubProcess id="X"><task id="T" /></adHocSubProcess>', 'element-not-supported'],
    [
      'event-based gateway that starts the process',
      behind('<eventBasedGateway id="X" instantiate="true" />'),
      'element-not-supported',
    ],
    [
      'parallel event-based gateway',
      behind('<eventBasedGateway id="X" instantiate="true" eventGatewayType="Parallel" />'),
      'element-not-supported',
    ],
    ['receive task that starts the process', '<receiveTask id="X" instantiate="true" />', 'element-not-supported'],
    ['cancel end event', '<endEvent id="X"><cancelEventDefinition /></endEvent>', 'element-not-supported'],
    [
      'event with several definitions',
      '<endEvent id="X"><signalEventDefinition /><terminateEventDefinition /></endEvent>',
      'multiple-event-not-supported',
    ],
    ['start quantity', '<task id="X" startQuantity="2" />', 'token-quantity-not-supported'],
    ['completion quantity', '<task id="X" completionQuantity="2" />', 'token-quantity-not-supported'],
    [
      'multi-instance that throws events',
      '<task id="X"><multiInstanceLoopCharacteristics behavior="None"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>',
      'multi-instance-behavior-not-supported',
    ],
  ])('what cannot be executed yet: %s', async (_name, content, code) => {
    expect(await findingsOf(content)).toContain(`${code} X`);
  });

  test('another expression language, by its name', async () => {
    const { model } = await parseBpmn(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D"
      targetNamespace="urn:test"><process id="P"><scriptTask id="T"><script>\${approved}</script></scriptTask></process></definitions>`);
    const findings = model === undefined ? [] : compile(model, { digest: 'd' }).findings;
    expect(findings).toMatchObject([{ code: 'feel-syntax', elementId: 'T', line: 2 }]);
    expect(findings[0]?.message).toContain('another expression language');
  });
});
