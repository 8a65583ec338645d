import { prepareWorld } from './prepare.js';
import { readScenario } from './scenario-reader.js';
import { standAfter, type Stand } from './stand.js';
import { bpmn, processOf, source } from './testing/play.js';

async function stand(xml: string, scenario: object = {}): Promise<Stand> {
  const { world, findings } = await prepareWorld(source('main.bpmn', xml));
  if (world === undefined) throw new Error(JSON.stringify(findings));
  const reading = readScenario(JSON.stringify(scenario));
  if (reading.scenario === undefined) throw new Error(JSON.stringify(reading.findings));
  return standAfter(world, reading.scenario);
}

const BRANCHES = bpmn(
  processOf(
    'P',
    `<startEvent id="S"/><parallelGateway id="G"/><userTask id="A"/><serviceTask id="B"/><parallelGateway id="J"/><endEvent id="E"/>
     <boundaryEvent id="Late" attachedToRef="A" cancelActivity="false"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="Told"/>
     <boundaryEvent id="Failed" attachedToRef="B"><errorEventDefinition errorRef="Broken"/></boundaryEvent><userTask id="Mend"/><endEvent id="Mended"/>`,
    ['S G', 'G A', 'G B', 'A J', 'B J', 'J E', 'Late Told', 'Failed Mend', 'Mend Mended'],
  ) + '<error id="Broken" name="broken" errorCode="BROKEN"/>',
);
const WAITING = { A: { wait: true }, B: { wait: true }, Mend: { wait: true } };
const DAY = 86_400_000;

test('where tokens are, which work is open, and when something happens next', async () => {
  const begun = await stand(BRANCHES, { behaviours: WAITING });
  expect(begun).toMatchObject({ result: 'waiting', tokens: { A: 1, B: 1 }, incidents: [] });
  expect(begun.work.map(({ element, kind }) => [element, kind])).toEqual([
    ['A', 'user'],
    ['B', 'held'],
  ]);
  expect(begun.awaited).toMatchObject([{ kind: 'timer', element: 'Late', due: begun.at + 3 * DAY }]);
  expect(begun.next).toBe(begun.at + 3 * DAY);

  const joined = await stand(BRANCHES, { behaviours: WAITING, steps: [{ complete: 'A' }] });
  expect(joined.tokens).toEqual({ B: 1, A_J: 1 });
  expect([joined.next, joined.awaited]).toEqual([null, []]);

  const late = await stand(BRANCHES, { behaviours: WAITING, steps: [{ advance: 'P3D' }] });
  expect(late).toMatchObject({ at: begun.at + 3 * DAY, next: null, tokens: { A: 1, B: 1 } });
});

test('what would happen later does not, and an end is told as one', async () => {
  const steps = [{ complete: 'A' }, { complete: 'B' }];
  const ended = await stand(BRANCHES, { behaviours: WAITING, steps });
  expect(ended).toMatchObject({ result: 'completed', isStuck: false, work: [], awaited: [], next: null });
  expect(ended.tokens).toEqual({});
});

test('work ends in an error by a step, which the drawing catches', async () => {
  const steps = [{ throw: 'B', code: 'BROKEN' }];
  expect(await stand(BRANCHES, { behaviours: WAITING, steps })).toMatchObject({ tokens: { A: 1, Mend: 1 } });
  const uncaught = await stand(BRANCHES, { behaviours: WAITING, steps: [{ throw: 'A', code: 'OTHER' }] });
  expect(uncaught).toMatchObject({
    result: 'incident',
    incidents: [{ element: 'A', code: 'uncaught-error', message: expect.stringContaining('OTHER') }],
    work: [{ element: 'B' }],
  });
  const twice = [...steps, { throw: 'B', code: 'BROKEN' }];
  expect((await stand(BRANCHES, { behaviours: WAITING, steps: twice })).unmet).toEqual([
    expect.stringContaining('throw BROKEN in B): B does not wait for its work to be done'),
  ]);
});

test('tokens that wait for others that never come are stuck', async () => {
  const mismatched = bpmn(
    processOf(
      'P',
      '<startEvent id="S"/><exclusiveGateway id="G"/><userTask id="A"/><userTask id="B"/><parallelGateway id="J"/><endEvent id="E"/>',
      ['S G', 'G A|true', 'G B|true', 'A J', 'B J', 'J E'],
    ),
  );
  const behaviours = { A: { wait: true } };
  expect(await stand(mismatched, { behaviours })).toMatchObject({ isStuck: false, waiting: ['A'] });
  const steps = [{ complete: 'A' }];
  expect(await stand(mismatched, { behaviours, steps })).toMatchObject({
    ...{ result: 'waiting', isStuck: true, waiting: ['J'], tokens: { A_J: 1 } },
  });
});

test('a process that only an event starts waits for it; inner instances of a loop are told apart', async () => {
  const many = `<userTask id="A"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>`;
  const xml = bpmn(
    `<message id="M" name="申请到达"/>${processOf(
      'P',
      `<startEvent id="S"><messageEventDefinition messageRef="M"/></startEvent>${many}<endEvent id="E"/>`,
      ['S A', 'A E'],
    )}`,
  );
  const unborn = await stand(xml, { behaviours: { A: { wait: true } } });
  expect(unborn).toMatchObject({ result: 'waiting', waiting: ['S'], tokens: {} });
  expect(unborn.awaited).toMatchObject([{ kind: 'message', name: '申请到达', element: 'S', instance: '' }]);
  const born = await stand(xml, { behaviours: { A: { wait: true } }, steps: [{ message: '申请到达' }] });
  expect(born.tokens).toEqual({ A: 2 });
  expect(born.work.map(({ loopCounter }) => loopCounter)).toEqual([1, 2]);
});
