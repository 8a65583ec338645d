import { bpmn, elements, play, processOf } from './testing/play.js';

const SEQUENCE = bpmn(
  processOf('P', '<startEvent id="S"/><userTask id="A"/><serviceTask id="B"/><endEvent id="E"/>', [
    'S A',
    'A B',
    'B E',
  ]),
);

const PARALLEL = bpmn(
  processOf(
    'P',
    '<startEvent id="S"/><parallelGateway id="G"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>',
    ['S G', 'G A', 'G B', 'A E', 'B E'],
  ),
);

describe('complete', () => {
  it('finds the element waiting, because a later step names it', async () => {
    const { result } = await play(SEQUENCE, { steps: [{ complete: 'A', variables: { ok: true }, by: '张三' }] });
    expect(result.result).toBe('completed');
    expect(result.unmet).toBeUndefined();
    expect(result.variables).toEqual({ ok: true });
  });

  it('completes what a behaviour lets wait, and nothing more', async () => {
    const { result } = await play(SEQUENCE, {
      behaviours: { A: { wait: true }, B: { wait: true } },
      steps: [{ complete: 'A' }],
    });
    expect(result.result).toBe('waiting');
    expect(result.waiting).toEqual(['B']);
  });

  it('holds an element only as long as a step for it remains', async () => {
    const many = bpmn(
      processOf(
        'P',
        '<startEvent id="S"/><userTask id="A"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask><endEvent id="E"/>',
        ['S A', 'A E'],
      ),
    );
    const { result, trace } = await play(many, { steps: [{ complete: 'A', loopCounter: 2 }] });
    expect(result.result).toBe('completed');
    const done = trace.filter((line) => line.event === 'elementCompleted' && line.element === 'A');
    expect(done.map((line) => line.loopCounter)).toEqual([2, 1, 3]);
  });

  it('finds an element inside of a multi-instance sub-process by the counter of the innermost inner instance', async () => {
    const many =
      '<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>';
    const nested = bpmn(
      processOf(
        'P',
        `<startEvent id="S"/><subProcess id="U">${many}<userTask id="A"/></subProcess><endEvent id="E"/>`,
        ['S U', 'U E'],
      ),
    );
    const { result, trace } = await play(nested, {
      behaviours: { A: { wait: true } },
      steps: [
        { complete: 'A', loopCounter: 2 },
        { complete: 'A', loopCounter: 2 },
      ],
    });
    const done = trace.filter((line) => line.event === 'elementCompleted' && line.element === 'U');
    expect(done.map((line) => line.loopCounter)).toEqual([2]);
    expect(result.unmet).toEqual([
      expect.stringMatching(/^steps\[1\].*Waiting: A \(loopCounter 1\), .*; A \(loopCounter 3\), [^;]*$/),
    ]);
  });

  it('takes the oldest', async () => {
    const { trace } = await play(PARALLEL, {
      behaviours: { A: { wait: true }, B: { wait: true } },
      steps: [{ complete: 'B' }, { complete: 'A' }],
    });
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'G', 'B', 'E', 'A', 'E']);
  });

  it('is unmet when the element does not wait, says what does, and goes on', async () => {
    const { result } = await play(PARALLEL, {
      behaviours: { A: { complete: {} }, B: { wait: true } },
      steps: [{ complete: 'A' }, { complete: 'B' }],
    });
    expect(result.unmet).toEqual([expect.stringMatching(/^steps\[0\] \(complete A\): A does not wait.*Waiting: B,/)]);
    expect(result.result).toBe('completed');
  });

  it('is unmet with an outcome that the element does not have', async () => {
    const { result } = await play(SEQUENCE, { steps: [{ complete: 'A', outcome: 'passed' }] });
    expect(result.unmet).toEqual([expect.stringMatching(/A has no outcome "passed"/)]);
  });

  it('completes script tasks, sub-processes and receive tasks in place of their work', async () => {
    const xml = bpmn(
      processOf(
        'P',
        `<startEvent id="S"/><scriptTask id="T" qh:resultVariable="x"><script>1</script></scriptTask>
         <receiveTask id="R"/><subProcess id="U"><userTask id="I"/></subProcess><endEvent id="E"/>`,
        ['S T', 'T R', 'R U', 'U E'],
      ),
    );
    const { result, trace } = await play(xml, {
      steps: [{ complete: 'T', variables: { x: 7 } }, { complete: 'R' }, { complete: 'U' }],
    });
    expect(result).toMatchObject({ result: 'completed', variables: { x: 7 } });
    expect(elements(trace, 'elementActivated')).not.toContain('I');
  });
});

describe('return', () => {
  it('goes back to a completed element', async () => {
    const { result, trace } = await play(SEQUENCE, { steps: [{ return: 'B', to: 'A' }] });
    expect(result.unmet).toBeUndefined();
    expect(result.result).toBe('completed');
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'A', 'A', 'B', 'E']);
    expect(trace.find((line) => line.event === 'returned')).toMatchObject({ element: 'B', to: 'A' });
  });

  it('is unmet with the reason when the engine refuses', async () => {
    const { result } = await play(PARALLEL, { steps: [{ return: 'B', to: 'A' }] });
    expect(result.unmet).toEqual([expect.stringMatching(/^steps\[0\] \(return B to A\): .+/)]);
  });
});

describe('set', () => {
  it('sets variables of the running instance and turns conditions', async () => {
    const xml = bpmn(
      processOf(
        'P',
        `<startEvent id="S"/><intermediateCatchEvent id="C"><conditionalEventDefinition><condition>amount &gt; 10</condition></conditionalEventDefinition></intermediateCatchEvent><endEvent id="E"/>`,
        ['S C', 'C E'],
      ),
    );
    const waiting = await play(xml, { steps: [{ set: { amount: 5 } }] });
    expect(waiting.result).toMatchObject({ result: 'waiting', waiting: ['C'], variables: { amount: 5 } });
    const done = await play(xml, { steps: [{ set: { amount: 5 } }, { set: { amount: 11 } }] });
    expect(done.result).toMatchObject({ result: 'completed', variables: { amount: 11 } });
  });

  it('starts processes whose condition turns true, once for each turn', async () => {
    const xml = bpmn(
      processOf(
        'P',
        `<startEvent id="S"><conditionalEventDefinition><condition>level &gt; 3</condition></conditionalEventDefinition></startEvent><endEvent id="E"/>`,
        ['S E'],
      ),
    );
    const { result } = await play(xml, {
      steps: [
        { set: { level: 1 } },
        { set: { level: 4 } },
        { set: { level: 5 } },
        { set: { level: 0 } },
        { set: { level: 9 } },
      ],
    });
    expect(result.unmet).toBeUndefined();
    expect(result.instances.map(({ variables }) => variables)).toEqual([{ level: 4 }, { level: 9 }]);
  });

  it('is not needed when the condition holds from the beginning', async () => {
    const start =
      '<startEvent id="S"><conditionalEventDefinition><condition>level &gt; 3</condition></conditionalEventDefinition></startEvent>';
    const xml = bpmn(processOf('P', `${start}<endEvent id="E"/>`, ['S E']));
    const { result } = await play(xml, { variables: { level: 4 } });
    expect(result.instances).toHaveLength(1);
    const { result: idle } = await play(xml, { variables: { level: 3 } });
    expect(idle).toMatchObject({ result: 'waiting', waiting: ['S'], instances: [] });
  });

  it('is unmet when nothing runs', async () => {
    const { result } = await play(SEQUENCE, { steps: [{ set: { a: 1 } }] });
    expect(result.unmet).toEqual([expect.stringContaining('no instance is running')]);
  });
});
