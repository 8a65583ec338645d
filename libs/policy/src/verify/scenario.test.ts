import { prepareWorld, readScenario, simulate } from '@quanheng/engine';
import { oracleOf } from './index.js';
import { BUDGET, drawing, drawnOf, flowOf, toldOf } from './testing/proved.js';

const MESSAGE = '<message id="M" name="m"/>';
const ASKED = { kind: 'passedBefore', process: 'P', controls: ['D'], act: 'Pay' } as const;
const TIMER = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';

describe('a way round a control', () => {
  test('by a start event that waits for a message begins with that message', async () => {
    const nodes = `<startEvent id="S"/><startEvent id="MS"><messageEventDefinition messageRef="M"/></startEvent><userTask id="D"/><exclusiveGateway id="X"/><userTask id="Pay"/><endEvent id="E"/>`;
    const xml = drawing(nodes, ['S D', 'D X', 'MS X', 'X Pay', 'Pay E'], MESSAGE);
    const answer = oracleOf(await drawnOf(xml), BUDGET).ask(ASKED);
    expect(answer).toMatchObject({
      certainty: 'confirmed',
      scenario: { process: [], steps: [{ message: 'm' }] },
    });
    const { world } = await prepareWorld({ name: 'x', content: xml, digest: 'x' });
    const { scenario } = readScenario(JSON.stringify(answer.holds === false ? answer.scenario : null));
    if (world === undefined || scenario === undefined) throw new Error('not played');
    expect(simulate(world, scenario)).toMatchObject({ waiting: ['Pay'] });
  });

  test.each(['true', 'false'])(
    'by inner instances of which there are none: one after another %s',
    async (sequential) => {
      const inner = `<startEvent id="S1"/><userTask id="D"/><endEvent id="E1"/>${['S1 D', 'D E1'].map(flowOf).join('')}`;
      for (const [counted, variables] of [
        ['qh:collection="xs" qh:element="it"/>', { xs: [] }],
        ['><loopCardinality>count</loopCardinality></multiInstanceLoopCharacteristics>', { count: 0 }],
      ] as const) {
        const nodes = `<startEvent id="S"/><subProcess id="MI"><multiInstanceLoopCharacteristics isSequential="${sequential}" ${counted}${inner}</subProcess><userTask id="Pay"/><endEvent id="E"/>`;
        const whole = await drawnOf(drawing(nodes, ['S MI', 'MI Pay', 'Pay E']));
        expect(oracleOf(whole, BUDGET).ask(ASKED)).toMatchObject({ certainty: 'confirmed', scenario: { variables } });
      }
    },
  );
});

describe('beside a multi-instance activity', () => {
  const nodes = (activity: string): string =>
    `<startEvent id="S"/>${activity}<boundaryEvent id="T" attachedToRef="MI" cancelActivity="false">${TIMER}</boundaryEvent><userTask id="B"/><exclusiveGateway id="X"/><endEvent id="E"/>`;
  const flows = ['S MI', 'MI X', 'T B', 'B X', 'X E'];
  const inner = `<startEvent id="S1"/><userTask id="A"/><endEvent id="E1"/>${['S1 A', 'A E1'].map(flowOf).join('')}`;

  test.each([
    [
      'work for three',
      `<userTask id="MI"><multiInstanceLoopCharacteristics qh:collection="[1, 2, 3]" qh:element="it"/></userTask>`,
    ],
    [
      'work for as many as a variable says',
      `<userTask id="MI"><multiInstanceLoopCharacteristics isSequential="true" qh:collection="xs" qh:element="it"/></userTask>`,
    ],
    [
      'a sub-process for three',
      `<subProcess id="MI"><multiInstanceLoopCharacteristics qh:collection="[1, 2, 3]" qh:element="it"/>${inner}</subProcess>`,
    ],
  ])('an event that does not interrupt happens while it waits: %s', async (_, activity) => {
    expect(await toldOf(drawing(nodes(activity), flows))).toContain('proof-ended-twice confirmed E');
  });
});
