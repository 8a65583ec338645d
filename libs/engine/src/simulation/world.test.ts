import { bpmn, elements, play, processOf } from './testing/play.js';

/** start, A (user), B (service), end. */
const SEQUENCE = bpmn(
  processOf('P', '<startEvent id="S"/><userTask id="A" name="甲"/><serviceTask id="B"/><endEvent id="E"/>', [
    'S A',
    'A B',
    'B E',
  ]),
);

describe('a simulated world', () => {
  it('completes every task at once when nobody says otherwise', async () => {
    const { result, trace } = await play(SEQUENCE, { variables: { amount: 5 } });
    expect(result).toEqual({
      result: 'completed',
      variables: { amount: 5 },
      waiting: [],
      instances: [{ instance: '1', process: 'P', result: 'completed', variables: { amount: 5 } }],
    });
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'A', 'B', 'E']);
    expect(elements(trace, 'flowTaken')).toEqual(['S_A', 'A_B', 'B_E']);
    const activated = trace.find((line) => line.event === 'elementActivated' && line.element === 'A');
    expect(activated).toEqual({
      at: '2026-01-01T00:00:00Z',
      instance: '1',
      process: 'P',
      event: 'elementActivated',
      element: 'A',
      elementType: 'userTask',
    });
    expect(trace.at(-1)?.event).toBe('instanceCompleted');
  });

  it('is deterministic', async () => {
    const one = await play(SEQUENCE, { behaviours: { B: { delay: 'PT10S' } } });
    const two = await play(SEQUENCE, { behaviours: { B: { delay: 'PT10S' } } });
    expect(two).toEqual(one);
  });

  it('passes the time of a delay and then does the normal work', async () => {
    const { result, trace } = await play(SEQUENCE, { behaviours: { A: { delay: 'PT10S' } } });
    expect(result.result).toBe('completed');
    const done = trace.find((line) => line.event === 'elementCompleted' && line.element === 'A');
    expect(done?.at).toBe('2026-01-01T00:00:10Z');
  });
});
