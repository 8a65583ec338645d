import type { Definition } from '../compile/graph.js';
import type { EngineEvent } from '../state/events.js';
import type { InstanceState } from '../state/state.js';
import type { Command } from '../step/commands.js';
import type { Env } from '../step/env.js';
import { step } from '../step/step.js';
import { WORLD_ZONE } from './clock.js';
import type { Instance } from './instance.js';
import type { PersonStep } from './scenario.js';
import { weekdays } from './working-time.js';

/** Why nothing came of what was asked. The instance is as it was. */
export interface TurnedDown {
  readonly message: string;
  /** Codes of the reasons of a refusal, the headline first; absent: nobody refused it, it merely does not fit. */
  readonly refusal?: readonly string[];
  /** The limit of events was reached. */
  readonly isLimit?: boolean;
}

/** What came of a command. */
export interface Given {
  readonly events: readonly EngineEvent[];
  readonly state: InstanceState;
  readonly turnedDown?: TurnedDown;
}

/** What came of something a person does; `instance` null: it concerned none. */
export type Done =
  | { readonly instance: Instance; readonly given: Given }
  | { readonly instance: null; readonly turnedDown: TurnedDown | null };

/**
 * How commands reach the instances of a simulated world. A door may know of people, who then do their own work by steps of the scenario and in no other
 * way, and of moments at which it has something to do by itself.
 */
export interface WorldDoor {
  /** Of dates without an offset, of `now()` and of `today()`. */
  readonly zone: string;
  readonly workingTime: (at: number) => NonNullable<Env['workingTime']>;
  /**
   * Carries out a command that the world gives: a timer, a message, a signal, a job, the start of an instance.
   * @param by who starts it; null: nobody in person
   */
  readonly give: (instance: Instance, command: Command, by: string | null, env: Env) => Given;
  /** What people do; absent: there are none, and tasks are done by the world. */
  readonly people?: People;
}

export interface People {
  /** Carries out a step of a person. */
  readonly act: (step: PersonStep, instances: readonly Instance[], env: Env) => Done;
  /** What the door waits for by itself, each with an id of its own in the instance, below zero. */
  readonly deadlines: (instance: Instance) => readonly Deadline[];
}

export interface Deadline {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly due: number;
}

/** The engine alone: every task is done by the world, and nobody is refused anything. */
export function engineAlone(
  definition: Definition,
  workingTime: NonNullable<Env['workingTime']> = weekdays,
): WorldDoor {
  return {
    zone: WORLD_ZONE,
    workingTime: () => workingTime,
    give: (instance, command, _by, env) => {
      const { events, state, rejection } = step(definition, instance.state, command, env);
      if (rejection === undefined) return { events, state };
      const { code, message } = rejection;
      return { events, state, turnedDown: { message, ...(code === 'step-limit' ? { isLimit: true } : {}) } };
    },
  };
}
