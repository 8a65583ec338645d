import fc from 'fast-check';
import type { Command, EngineEvent, Model } from '@quanheng/engine';
import { checkWaits } from './waits.js';
import { modelSpecs, type ModelSpec } from './blocks.js';
import { model } from './examples.js';
import { BARE, task } from './plain-blocks.js';
import { checkedStep, unplayed } from './checked-step.js';
import { checkState } from './invariants.js';
import { build } from './models.js';
import { tried } from './runs.js';
import { Auditor } from './auditor.js';
import { chooseMove, envAt, EPOCH, START, type Choice } from './walk.js';

/** Plays instances of the model, one after another, until the choices are used up. */
export async function walk(spec: ModelSpec, choices: readonly Choice[], holding: boolean): Promise<void> {
  const tested = await build(spec);
  const hold = holding ? new Set(tested.definition.nodes.map((node) => node.id)) : undefined;
  let at = EPOCH;
  let played = unplayed(tested.definition);
  let auditor = new Auditor(tested.model, tested.rendered.regions);

  const give = (command: Command, next?: Model): void => {
    const { status } = played.state;
    const { after, result } = checkedStep(played, command, envAt(at, hold));
    played = after;
    if (result.rejection !== undefined) {
      const isRefused =
        result.rejection.code === 'return-refused' && command.type === 'returnTo' && spec.returns === 'all';
      if (isRefused && auditor.mustAcceptReturn(command.from, command.target))
        throw new Error(result.rejection.message);
      return;
    }
    checkState(played.definition, played.state, at);
    checkWaits(played.definition, played.state);
    auditor.step(result.events, played.state, next);
    if (status === 'suspended' && played.state.status === 'suspended') expect(result.events.filter(isMove)).toEqual([]);
  };

  give(START);
  for (const choice of choices) {
    const { command, at: when } = chooseMove({ definition: played.definition, state: played.state, at }, choice);
    at = when;
    if ('migrateTo' in command) {
      const { model, definition } = await tested.edited(command.migrateTo);
      give({ type: 'migrate', to: definition }, model);
    } else {
      give(command);
    }
    if (played.state.status === 'completed' || played.state.status === 'cancelled') {
      give({ type: 'resume' });
      played = unplayed(tested.definition);
      auditor = new Auditor(tested.model, tested.rendered.regions);
      give(START);
    }
  }
}

/** Nothing of this kind happens while the instance is suspended. */
function isMove({ type }: EngineEvent): boolean {
  return [
    'elementActivated',
    'bodyActivated',
    'elementCompleted',
    'bodyCompleted',
    'flowTaken',
    'workOpened',
    'messageUnbuffered',
  ].includes(type);
}

/** A signal lets a path run twice; of its two tokens one stands at the task that the other is to be returned to. */
const BESIDE_ITSELF: ModelSpec = {
  main: {
    body: {
      kind: 'sequence',
      blocks: [
        {
          kind: 'subProcess',
          scope: {
            body: { kind: 'sequence', blocks: [task(), { kind: 'loop', body: task(), times: 1 }] },
            handlers: [],
          },
          around: {
            loop: null,
            boundaries: [
              {
                trigger: { kind: 'signal', n: 0 },
                interrupting: false,
                path: {
                  kind: 'sequence',
                  blocks: [
                    {
                      kind: 'split',
                      gateway: 'exclusiveGateway',
                      branches: [task(), task()],
                      n: 0,
                      hasDefault: false,
                      byOutcome: false,
                    },
                    task(),
                  ],
                },
              },
            ],
            compensated: false,
            mapped: false,
          },
        },
        task(),
      ],
    },
    handlers: [
      {
        trigger: { kind: 'signal', n: 0 },
        interrupting: false,
        body: {
          kind: 'subProcess',
          scope: { body: { kind: 'sequence', blocks: [task(), task()] }, handlers: [] },
          around: BARE,
        },
      },
    ],
  },
  called: [],
  returns: 'all',
  hostileIds: false,
};

const choices = fc.array(fc.tuple(fc.nat(), fc.nat(999), fc.nat(999)), { maxLength: 30, size: 'max' });

describe('random walks through random models', () => {
  test('hold everything that must hold after every step', async () => {
    await fc.assert(fc.asyncProperty(modelSpecs(false), choices, fc.boolean(), walk), tried(400));
  }, 600_000);

  test('may refuse to return to where another token stands', async () => {
    await walk(
      BESIDE_ITSELF,
      [
        [689725680, 0, 0],
        [1286846816, 0, 0],
        [1504894289, 0, 91],
        [243142418, 0, 1],
      ],
      true,
    );
  });

  test('let nothing move in a suspended instance that is migrated, and all of it when it is resumed', async () => {
    const { definition, edited } = await build(model(task()));
    const { definition: next } = await edited('extra boundary events');
    const message: Command = { type: 'correlateMessage', name: 'm0', expiresAt: EPOCH + 1 };
    let played = unplayed(definition);
    for (const command of [START, message, { type: 'suspend' } as const])
      played = checkedStep(played, command, envAt(EPOCH)).after;
    const migrated = checkedStep(played, { type: 'migrate', to: next }, envAt(EPOCH));
    expect(migrated.result.events.filter(isMove)).toEqual([]);
    const resumed = checkedStep(migrated.after, { type: 'resume' }, envAt(EPOCH));
    expect(resumed.result.events.filter(isMove)[0]).toMatchObject({ type: 'messageUnbuffered' });
  });
});
