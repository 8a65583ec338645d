import { bpmn, play, processOf } from './testing/play.js';

describe('what waits at the end', () => {
  it('is the event-based gateway, not its events', async () => {
    const xml = bpmn(
      '<message id="M"/>' +
        processOf(
          'P',
          `<startEvent id="S"/><eventBasedGateway id="G"/>
           <intermediateCatchEvent id="C1"><messageEventDefinition messageRef="M"/></intermediateCatchEvent>
           <intermediateCatchEvent id="C2"><conditionalEventDefinition><condition>go</condition></conditionalEventDefinition></intermediateCatchEvent>
           <endEvent id="E"/>`,
          ['S G', 'G C1', 'G C2', 'C1 E', 'C2 E'],
        ),
    );
    expect((await play(xml)).result.waiting).toEqual(['G']);
  });

  it.each([
    ['timer', '<timerEventDefinition/>'],
    ['condition', '<conditionalEventDefinition/>'],
    ['signal', '<signalEventDefinition/>'],
    ['message', '<messageEventDefinition/>'],
  ])('is an event whose %s is not described, as editors draw it first', async (_kind, definition) => {
    const drawn = (nodes: string, flows: string[]) =>
      bpmn(processOf('P', `<startEvent id="S"/>${nodes}<endEvent id="E"/>`, flows).replace('"true"', '"false"'));
    const event = (id: string) => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
    const alone = drawn(event('C'), ['S C', 'C E']);
    expect((await play(alone)).result).toMatchObject({ result: 'waiting', waiting: ['C'] });
    const behind = drawn(`<eventBasedGateway id="G"/>${event('C')}${event('D')}`, ['S G', 'G C', 'G D', 'C E', 'D E']);
    expect((await play(behind)).result).toMatchObject({ result: 'waiting', waiting: ['G'] });
  });

  it('leaves out boundary events and event sub-processes', async () => {
    const xml = bpmn(
      '<message id="M"/>' +
        processOf(
          'P',
          `<startEvent id="S"/><userTask id="A"/><endEvent id="E"/>
           <boundaryEvent id="X" attachedToRef="A"><messageEventDefinition messageRef="M"/></boundaryEvent><endEvent id="F"/>
           <subProcess id="ES" triggeredByEvent="true"><startEvent id="ESS"><messageEventDefinition messageRef="M"/></startEvent><endEvent id="ESE"/>
             <sequenceFlow id="es" sourceRef="ESS" targetRef="ESE"/></subProcess>`,
          ['S A', 'A E', 'X F'],
        ),
    );
    expect((await play(xml, { behaviours: { A: { wait: true } } })).result.waiting).toEqual(['A']);
  });

  it('is the join when tokens are stuck before it', async () => {
    const xml = bpmn(
      processOf(
        'P',
        '<startEvent id="S"/><exclusiveGateway id="X"/><task id="A"/><task id="B"/><parallelGateway id="J"/><endEvent id="E"/>',
        ['S X', 'X A|true', 'X B|false', 'A J', 'B J', 'J E'],
      ),
    );
    expect((await play(xml)).result).toMatchObject({ result: 'waiting', waiting: ['J'] });
  });

  it('is the receive task', async () => {
    const xml = bpmn(
      '<message id="M"/>' +
        processOf('P', '<startEvent id="S"/><receiveTask id="R" messageRef="M"/><endEvent id="E"/>', ['S R', 'R E']),
    );
    expect((await play(xml)).result.waiting).toEqual(['R']);
  });
});

describe('the result', () => {
  it('is the worst of all instances, incidents before all', async () => {
    const xml = bpmn(
      processOf('P', '<startEvent id="S"/><userTask id="A"/><endEvent id="E"/>', ['S A', 'A E']) +
        processOf('Q', '<startEvent id="QS"/><userTask id="QA"/><endEvent id="QE"/>', ['QS QA', 'QA QE']),
    );
    const { result } = await play(xml, { process: ['P', 'Q'], behaviours: { A: { wait: true }, QA: { fail: 'x' } } });
    expect(result.result).toBe('incident');
    expect(result.instances.map((instance) => instance.result)).toEqual(['waiting', 'incident']);
    expect(result.waiting).toEqual(['A', 'QA']);
  });

  it('is the limit when a process loops without waiting', async () => {
    const xml = bpmn(
      processOf('P', '<startEvent id="S"/><exclusiveGateway id="X"/><task id="A"/><endEvent id="E"/>', [
        'S X',
        'X A|true',
        'X E|false',
        'A X',
      ]),
    );
    const { result, trace } = await play(xml, {}, { maxEvents: 500 });
    expect(result.result).toBe('limit');
    expect(trace).toHaveLength(500);
    expect(result.instances).toHaveLength(1);
  });

  it('is not the limit when the last event is just within it', async () => {
    const xml = bpmn(processOf('P', '<startEvent id="S"/><endEvent id="E"/>', ['S E']));
    const { trace } = await play(xml);
    expect((await play(xml, {}, { maxEvents: trace.length })).result.result).toBe('completed');
    expect((await play(xml, {}, { maxEvents: trace.length - 1 })).result.result).toBe('limit');
  });

  it('keeps the variables an instance had at its end, exactly', async () => {
    const xml = bpmn(
      processOf(
        'P',
        '<startEvent id="S"/><scriptTask id="T" qh:resultVariable="sum"><script>12345678901234567890 + 1</script></scriptTask><endEvent id="E"/>',
        ['S T', 'T E'],
      ),
    );
    expect((await play(xml)).result.variables).toEqual({ sum: '12345678901234567891' });
  });
});

describe('an expectation', () => {
  const xml = bpmn(
    processOf('P', '<startEvent id="S"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>', ['S A', 'A B', 'B E']),
  );
  const unmet = async (expectation: object, more: object = {}) =>
    (await play(xml, { ...more, expect: expectation })).result.unmet;

  it('is met', async () => {
    expect(
      await unmet(
        {
          result: 'completed',
          completed: ['E', 'S', 'B', 'A'],
          path: ['S', 'B'],
          variables: { a: { b: [1, { c: 'x' }] } },
          waiting: [],
        },
        { variables: { a: { b: [1, { c: 'x', d: 0 }], e: 1 }, z: 1 } },
      ),
    ).toBeUndefined();
  });

  it.each([
    [{ result: 'waiting' }, 'result: expected waiting, was completed'],
    [{ completed: ['S', 'A', 'B'] }, 'completed: expected E 0 times, was 1 times'],
    [{ completed: ['S', 'A', 'A', 'B', 'E'] }, 'completed: expected A 2 times, was 1 times'],
    [{ path: ['B', 'A'] }, 'path: expected A after B, was S, A, B, E'],
    [{ waiting: ['A'] }, 'waiting: expected A 1 times, was 0 times'],
    [{ variables: { amount: 2 } }, 'variables.amount: expected 2, was 1'],
    [{ variables: { other: null } }, 'variables.other: expected null, was not set'],
    [{ variables: { amount: '1' } }, 'variables.amount: expected "1", was 1'],
    [{ variables: { list: [1] } }, 'variables.list: expected [1], was [1,2]'],
  ])('that is not met says so: %j', async (expectation, text) => {
    expect(await unmet(expectation, { variables: { amount: 1, list: [1, 2] } })).toEqual([text]);
  });

  it('accepts a path in the order of completion of parallel branches', async () => {
    const parallel = bpmn(
      processOf(
        'P',
        '<startEvent id="S"/><parallelGateway id="G"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>',
        ['S G', 'G A', 'G B', 'A E', 'B E'],
      ),
    );
    const { result } = await play(parallel, { behaviours: { A: { delay: 'PT1H' } }, expect: { path: ['B', 'A'] } });
    expect(result.unmet).toBeUndefined();
  });
});
