import { bpmn, elements, play, processOf } from './testing/play.js';

const TYPES = ['task', 'userTask', 'manualTask', 'serviceTask', 'sendTask', 'businessRuleTask', 'receiveTask'] as const;

function single(activity: string, more = '', flows: readonly string[] = []): string {
  return bpmn(
    processOf('P', `<startEvent id="S"/>${activity}<endEvent id="E"/>${more}`, ['S A', 'A E', ...flows]) +
      '<error id="Err" errorCode="E1"/>',
  );
}

const SCRIPT = '<scriptTask id="A" qh:resultVariable="x"><script>1 + 1</script></scriptTask>';
const SUB =
  '<subProcess id="A"><startEvent id="IS"/><endEvent id="IE"/><sequenceFlow id="i" sourceRef="IS" targetRef="IE"/></subProcess>';
const BOUNDARY =
  '<boundaryEvent id="X" attachedToRef="A"><errorEventDefinition errorRef="Err"/></boundaryEvent><endEvent id="F"/>';

describe('behaviours', () => {
  const activities: [string, string][] = [
    ...TYPES.map((type): [string, string] => [type, `<${type} id="A"/>`]),
    ['scriptTask', SCRIPT],
    ['subProcess', SUB],
  ];

  it.each(activities)('wait: a %s waits', async (_type, activity) => {
    const { result } = await play(single(activity), { behaviours: { A: { wait: true } } });
    expect(result.result).toBe('waiting');
    expect(result.waiting).toEqual(['A']);
  });

  it.each(activities)('complete: a %s is replaced, and leaves its variables', async (_type, activity) => {
    const { result, trace } = await play(single(activity), { behaviours: { A: { complete: { done: true } } } });
    expect(result.result).toBe('completed');
    expect(result.variables['done']).toBe(true);
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'A', 'E']);
  });

  it.each(activities)('error: a %s throws, and its boundary event catches', async (_type, activity) => {
    const { result, trace } = await play(single(activity, BOUNDARY, ['X F']), { behaviours: { A: { error: 'E1' } } });
    expect(result.result).toBe('completed');
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'X', 'F']);
    expect(elements(trace, 'elementCancelled')).toEqual(['A']);
    const thrown = trace.find((line) => line.event === 'errorThrown');
    expect(thrown).toMatchObject({ element: 'A', code: 'E1', caughtBy: 'X' });
  });

  it.each(activities)('fail: a %s raises an incident', async (_type, activity) => {
    const { result, trace } = await play(single(activity), { behaviours: { A: { fail: '银行没有回应' } } });
    expect(result.result).toBe('incident');
    expect(result.waiting).toEqual(['A']);
    const raised = trace.find((line) => line.event === 'incidentRaised');
    expect(raised).toMatchObject({ element: 'A', code: 'job-failed', message: '银行没有回应' });
  });

  it.each(activities.filter(([type]) => type !== 'receiveTask'))(
    'delay: a %s does its normal work later',
    async (type, activity) => {
      const { result, trace } = await play(single(activity), { behaviours: { A: { delay: 'P1D' } } });
      expect(result.result).toBe('completed');
      expect(trace.at(-1)?.at).toBe('2026-01-02T00:00:00Z');
      if (type === 'scriptTask') expect(result.variables['x']).toBe(2);
    },
  );

  it('an uncaught error is an incident', async () => {
    const { result } = await play(single('<userTask id="A"/>'), { behaviours: { A: { error: 'E9' } } });
    expect(result.result).toBe('incident');
  });

  it('a delay comes before what replaces the work', async () => {
    const { trace } = await play(single('<userTask id="A"/>'), { behaviours: { A: { delay: 'PT1H', fail: 'no' } } });
    expect(trace.find((line) => line.event === 'incidentRaised')?.at).toBe('2026-01-01T01:00:00Z');
  });

  it('a boundary timer that is due before the delay ends cancels it', async () => {
    const timer =
      '<boundaryEvent id="X" attachedToRef="A"><timerEventDefinition><timeDuration>PT5S</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="F"/>';
    const { result, trace } = await play(single('<serviceTask id="A"/>', timer, ['X F']), {
      behaviours: { A: { delay: 'PT10S' } },
    });
    expect(result.result).toBe('completed');
    expect(elements(trace, 'elementCancelled')).toEqual(['A']);
    expect(trace.at(-1)?.at).toBe('2026-01-01T00:00:05Z');
  });

  it('an outcome selects the flow behind', async () => {
    const xml = bpmn(
      `<process id="P" isExecutable="true"><startEvent id="S"/><userTask id="A"/><exclusiveGateway id="G"/><endEvent id="Y"/><endEvent id="N"/>
        <sequenceFlow id="f1" sourceRef="S" targetRef="A"/><sequenceFlow id="f2" sourceRef="A" targetRef="G"/>
        <sequenceFlow id="f3" sourceRef="G" targetRef="Y" qh:outcome="passed"/>
        <sequenceFlow id="f4" sourceRef="G" targetRef="N" qh:outcome="failed"/></process>`,
    );
    const refused = await play(xml, { behaviours: { A: { complete: {}, outcome: 'failed' } } });
    expect(elements(refused.trace, 'elementCompleted')).toEqual(['S', 'A', 'G', 'N']);
    const first = await play(xml);
    expect(elements(first.trace, 'elementCompleted')).toEqual(['S', 'A', 'G', 'Y']);
    const unknown = await play(xml, { behaviours: { A: { complete: {}, outcome: 'other' } } });
    expect(unknown.result.result).toBe('waiting');
    expect(unknown.result.unmet?.[0]).toMatch(/A.*no outcome "other".*passed, failed/);
  });

  it('applies to each inner instance of a multi-instance', async () => {
    const many =
      '<userTask id="A"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>';
    const { result, trace } = await play(single(many), { behaviours: { A: { wait: true } } });
    expect(result.waiting).toEqual(['A', 'A', 'A']);
    const inner = trace.filter((line) => line.event === 'elementActivated' && line.element === 'A');
    expect(inner.map((line) => line.loopCounter)).toEqual([1, 2, 3]);
    expect(elements(trace, 'bodyActivated')).toEqual(['A']);
    const all = await play(single(many));
    const done = all.trace.filter((line) => line.event === 'elementCompleted' && line.element === 'A');
    expect(done.map((line) => line.loopCounter)).toEqual([1, 2, 3]);
    expect(elements(all.trace, 'bodyCompleted')).toEqual(['A']);
  });
});
