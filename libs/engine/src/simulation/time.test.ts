import { bpmn, elements, play, processOf } from './testing/play.js';
import { weekdays } from './working-time.js';

const timer = (kind: 'timeDate' | 'timeDuration' | 'timeCycle', text: string, more = '') =>
  `<timerEventDefinition ${more}><${kind}>${text}</${kind}></timerEventDefinition>`;
const catchTimer = (id: string, text: string, more = '') =>
  `<intermediateCatchEvent id="${id}">${timer('timeDuration', text, more)}</intermediateCatchEvent>`;

const REMINDER = bpmn(
  processOf(
    'P',
    `<startEvent id="S"/><userTask id="A"/><endEvent id="E"/><boundaryEvent id="T" attachedToRef="A" cancelActivity="false">
      ${timer('timeCycle', 'R3/PT1H')}</boundaryEvent><task id="N"/><endEvent id="F"/>`,
    ['S A', 'A E', 'T N', 'N F'],
  ),
);

describe('the clock', () => {
  it('jumps to the next timer when nothing else can move', async () => {
    const xml = bpmn(processOf('P', `<startEvent id="S"/>${catchTimer('C', 'P3D')}<endEvent id="E"/>`, ['S C', 'C E']));
    const { result, trace } = await play(xml);
    expect(result.result).toBe('completed');
    expect(trace.at(-1)?.at).toBe('2026-01-04T00:00:00Z');
  });

  it('begins when the scenario says', async () => {
    const xml = bpmn(processOf('P', `<startEvent id="S"/>${catchTimer('C', 'P1D')}<endEvent id="E"/>`, ['S C', 'C E']));
    const { trace } = await play(xml, { at: '2026-09-30T09:00:00+08:00' });
    expect([trace[0]?.at, trace.at(-1)?.at]).toEqual(['2026-09-30T01:00:00Z', '2026-10-01T01:00:00Z']);
  });

  it('fires timers in the order in which they are due', async () => {
    const xml = bpmn(
      processOf(
        'P',
        `<startEvent id="S"/><parallelGateway id="G"/>${catchTimer('L', 'PT2H')}${catchTimer('F', 'PT1H')}<endEvent id="E"/>`,
        ['S G', 'G L', 'G F', 'L E', 'F E'],
      ),
    );
    const { trace } = await play(xml);
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'G', 'F', 'E', 'L', 'E']);
  });

  it('does not jump while steps remain, and advances only by what a step says', async () => {
    const xml = bpmn(
      processOf('P', `<startEvent id="S"/>${catchTimer('C', 'PT1H')}<userTask id="A"/><endEvent id="E"/>`, [
        'S C',
        'C A',
        'A E',
      ]),
    );
    const early = await play(xml, { behaviours: { A: { wait: true } }, steps: [{ complete: 'A' }] });
    expect(early.result.unmet).toEqual([expect.stringMatching(/Waiting: C, which waits for a timer/)]);
    const { result, trace } = await play(xml, {
      behaviours: { A: { wait: true } },
      steps: [{ advance: 'PT30M' }, { advance: 'PT2H' }, { complete: 'A' }],
    });
    expect(result.unmet).toBeUndefined();
    const at = (event: string, element: string) =>
      trace.find((line) => line.event === event && line.element === element)?.at;
    expect(at('elementCompleted', 'C')).toBe('2026-01-01T01:00:00Z');
    expect(at('elementCompleted', 'A')).toBe('2026-01-01T02:30:00Z');
  });

  it('lets what is due already happen before a step', async () => {
    const past = `<intermediateCatchEvent id="C">${timer('timeDate', '2020-01-01T00:00:00Z')}</intermediateCatchEvent>`;
    const xml = bpmn(
      processOf('P', `<startEvent id="S"/>${past}<userTask id="A"/><endEvent id="E"/>`, ['S C', 'C A', 'A E']),
    );
    const { result, trace } = await play(xml, { steps: [{ complete: 'A' }] });
    expect(result).toMatchObject({ result: 'completed' });
    expect(result.unmet).toBeUndefined();
    expect(trace.at(-1)?.at).toBe('2026-01-01T00:00:00Z');
  });

  it('fires a cycle as often as it says, and stops with the activity', async () => {
    const all = await play(REMINDER, { behaviours: { A: { wait: true } } });
    expect(elements(all.trace, 'elementCompleted').filter((id) => id === 'N')).toHaveLength(3);
    expect(all.result).toMatchObject({ result: 'waiting', waiting: ['A'] });
    const one = await play(REMINDER, {
      behaviours: { A: { wait: true } },
      steps: [{ advance: 'PT90M' }, { complete: 'A' }],
    });
    expect(one.result.result).toBe('completed');
    expect(elements(one.trace, 'elementCompleted').filter((id) => id === 'N')).toHaveLength(1);
  });

  it('stands still after the last step where the scenario says so', async () => {
    const { result, trace } = await play(REMINDER, {
      behaviours: { A: { wait: true } },
      steps: [{ advance: 'PT90M' }],
      jumps: false,
    });
    expect(result).toMatchObject({ result: 'waiting', waiting: ['A'] });
    expect(elements(trace, 'elementCompleted').filter((id) => id === 'N')).toHaveLength(1);
  });

  it('counts working days from Monday to Friday', async () => {
    const xml = bpmn(
      processOf('P', `<startEvent id="S"/>${catchTimer('C', 'P2D', 'qh:calendar="statutory"')}<endEvent id="E"/>`, [
        'S C',
        'C E',
      ]),
    );
    const { trace } = await play(xml);
    // 2026-01-01 is a Thursday: Thursday and Friday pass.
    expect(trace.at(-1)?.at).toBe('2026-01-03T00:00:00Z');
  });

  it('starts processes by their timer start events', async () => {
    const xml = bpmn(
      processOf('P', `<startEvent id="S">${timer('timeCycle', 'R2/PT1H')}</startEvent><endEvent id="E"/>`, ['S E']),
    );
    const { result, trace } = await play(xml, { variables: { a: 1 } });
    expect(result.instances.map(({ variables }) => variables)).toEqual([{ a: 1 }, { a: 1 }]);
    expect(trace.filter((line) => line.event === 'instanceStarted').map((line) => line.at)).toEqual([
      '2026-01-01T01:00:00Z',
      '2026-01-01T02:00:00Z',
    ]);
  });

  it('ends a cycle without end at the limit', async () => {
    const xml = bpmn(
      processOf('P', `<startEvent id="S">${timer('timeCycle', 'R/PT1H')}</startEvent><endEvent id="E"/>`, ['S E']),
    );
    const { result, trace } = await play(xml, {}, { maxEvents: 50 });
    expect(result.result).toBe('limit');
    expect(trace).toHaveLength(50);
  });
});

describe('weekdays', () => {
  const at = (text: string) => new Date(`${text}Z`).getTime();
  it.each([
    ['2026-01-02T10:00:00', 'P1D', '2026-01-05T10:00:00'],
    ['2026-01-03T10:00:00', 'P1D', '2026-01-06T00:00:00'],
    ['2026-01-01T10:00:00', 'PT4H', '2026-01-01T14:00:00'],
    ['2026-01-02T22:00:00', 'PT4H', '2026-01-05T02:00:00'],
    ['2026-01-01T00:00:00', 'P10D', '2026-01-15T00:00:00'],
    ['2026-01-04T12:00:00', 'PT0S', '2026-01-05T00:00:00'],
  ])('%s and %s make %s', (from, duration, until) => {
    expect(weekdays('any', at(from), duration)).toBe(at(until));
  });

  it('agrees with counting hour by hour', () => {
    const HOUR = 3_600_000;
    for (let start = 0; start < 24 * 7; start += 5) {
      for (const hours of [1, 23, 24, 47, 119, 120, 121, 240, 500]) {
        const from = at('2026-01-01T00:00:00') + start * HOUR;
        let now = from;
        let left = hours;
        while (left > 0) {
          if (new Date(now).getUTCDay() % 6 !== 0) left--;
          now += HOUR;
        }
        const counted = weekdays('any', from, `PT${hours}H`)!;
        // Friday's end and Monday's beginning are the same moment of working time.
        const normal = (moment: number) => {
          const day = new Date(moment).getUTCDay();
          return day === 6 ? moment + 48 * HOUR : moment;
        };
        expect(normal(counted)).toBe(normal(now));
      }
    }
  });
});
