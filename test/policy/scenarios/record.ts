import { simulate, stateToJson, type PreparedWorld, type WorldInstance } from '@quanheng/engine';
import { policedDoor } from '@quanheng/policy';
import { POLICY, type Case } from './folder.js';

/** What a play has come to: the same, wherever it was played. */
export interface PlayRecord {
  /** Codes of everything that was refused, in order. */
  readonly refusals: readonly (readonly string[])[];
  readonly matters: readonly MatterRecord[];
}
export interface MatterRecord {
  /** Without the digest of its definition. */
  readonly flow: unknown;
  readonly work: unknown;
  readonly trail: unknown;
}

/** Played purely. */
export function playedPurely(
  { scenario, organisation }: Case,
  world: PreparedWorld,
  policy: typeof POLICY = POLICY,
): PlayRecord {
  const started = new Set<WorldInstance>();
  const door = policedDoor(policy, world, organisation);
  const { refusals = [], unmet } = simulate(world, scenario, {
    door: {
      ...door,
      give: (instance, command, by, env) => {
        const given = door.give(instance, command, by, env);
        if (command.type !== 'start' || given.turnedDown === undefined) started.add(instance);
        return given;
      },
    },
  });
  expect(unmet).toBeUndefined();
  return {
    refusals: refusals.map(({ codes }) => codes),
    matters: [...started].map((instance) => {
      const { flow, work, trail } = door.matterOf(instance);
      return asJson({ flow: stateToJson(flow), work, trail });
    }),
  };
}

export function asJson({ flow, ...rest }: MatterRecord): MatterRecord {
  const { definition: _, ...state } = flow as { readonly definition: string };
  return JSON.parse(JSON.stringify({ flow: state, ...rest })) as MatterRecord;
}
