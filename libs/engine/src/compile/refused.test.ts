import { parseBpmn } from '../parse/index.js';
import { compile } from './compile.js';

async function findingsOf(content: string): Promise<string[]> {
  const { model } = await parseBpmn(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D"
    targetNamespace="urn:test"><process id="P" isExecutable="true">${content}</process></definitions>`);
  if (model === undefined) throw new Error('the text is no BPMN');
  return compile(model, { digest: 'd' }).findings.map(({ code, elementId }) => `${code} ${elementId ?? ''}`);
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
});
