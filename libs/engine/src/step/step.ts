import type { Definition } from '../compile/graph.js';
import { StateFault } from '../state/draft.js';
import type { EngineEvent } from '../state/events.js';
import type { InstanceState } from '../state/state.js';
import type { Command, CommandType, Rejection } from './commands.js';
import { broadcastSignal, correlateMessage, fireTimer, setVariables } from './commands/events.js';
import { Rejected } from './commands/handler.js';
import { cancelInstance, resume, suspend } from './commands/instance.js';
import { migrate } from './commands/migrate.js';
import { returnTo } from './commands/return-to.js';
import { start } from './commands/start.js';
import { completeWork, failWork, proceed, resolveIncident, throwErrorFromWork } from './commands/work.js';
import type { Env } from './env.js';
import { IncidentSignal, StepLimit } from './incident-signal.js';
import { Run } from './run.js';
import { settle } from './settle.js';

export interface StepResult {
  readonly events: readonly EngineEvent[];
  /** After all events; the very state that was given when the command was rejected. */
  readonly state: InstanceState;
  /** Set when the command was rejected: then `events` is empty, but for `step-limit`, where it shows what the step ran into. */
  readonly rejection?: Rejection;
}

/**
 * Carries out one command and lets the instance move until everything in it waits. Pure and deterministic: the same arguments give the
 * same events, and `replay(state, events)` gives the same state.
 * @throws StateFault when state and definition do not belong together, or the engine itself is at fault: the caller quarantines the instance.
 */
export function step(definition: Definition, state: InstanceState, command: Command, env: Env): StepResult {
  const run = new Run(definition, state, env);
  try {
    refuseUnlessReady(state, command);
    if (state.nextId > 0 && state.definition !== definition.digest) {
      throw new StateFault(`the instance runs on definition ${state.definition}, not on ${definition.digest}`);
    }
    (HANDLERS[command.type] as (run: Run, command: Command) => void)(run, command);
    settle(run);
  } catch (error) {
    if (error instanceof Rejected) return { events: [], state, rejection: error.rejection };
    if (error instanceof StepLimit) {
      return { events: run.events, state, rejection: { code: 'step-limit', message: error.message } };
    }
    // No element can wait with this failure: it concerns an event that would be armed again or added.
    if (error instanceof IncidentSignal) {
      return { events: [], state, rejection: { code: 'expression-failed', message: error.message } };
    }
    throw error;
  }
  return { events: run.events, state: run.draft.finish() };
}

const HANDLERS: { readonly [T in CommandType]: (run: Run, command: Extract<Command, { type: T }>) => void } = {
  start,
  complete: completeWork,
  fail: failWork,
  throwError: throwErrorFromWork,
  proceed,
  correlateMessage,
  broadcastSignal,
  fireTimer,
  setVariables,
  returnTo,
  cancel: cancelInstance,
  suspend,
  resume,
  resolveIncident,
  migrate,
};

/** Commands a suspended instance still takes. */
const WHILE_SUSPENDED: ReadonlySet<CommandType> = new Set(['resume', 'cancel', 'migrate']);

function refuseUnlessReady(state: InstanceState, command: Command): void {
  const isStarted = state.nextId > 0;
  if (command.type === 'start') {
    if (isStarted) throw new Rejected('already-started', 'The instance was started before.');
    return;
  }
  if (!isStarted) throw new Rejected('not-started', `The instance was not started; ${command.type} needs one that is.`);
  if (state.status === 'completed' || state.status === 'cancelled') {
    throw new Rejected('not-active', `The instance is ${state.status}.`);
  }
  if (state.status === 'suspended' && !WHILE_SUSPENDED.has(command.type)) {
    throw new Rejected('suspended', `The instance is suspended; resume it before ${command.type}.`);
  }
}
