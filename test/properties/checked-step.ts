import {
  eventFromJson,
  eventToJson,
  replay,
  stateFromJson,
  stateText,
  step,
  UNBORN,
  type Command,
  type Definition,
  type EngineEvent,
  type Env,
  type EventJson,
  type InstanceState,
  type StateJson,
  type StepResult,
} from '@quanheng/engine';

/** An instance under test: its state, and every event since it was started, as read back from JSON. */
export interface Played {
  readonly definition: Definition;
  readonly state: InstanceState;
  readonly history: readonly EngineEvent[];
}

export function unplayed(definition: Definition): Played {
  return { definition, state: UNBORN, history: [] };
}

/** Takes a step and checks everything that must hold for any step, whatever it does. */
export function checkedStep(
  before: Played,
  command: Command,
  env: Env,
): { readonly after: Played; readonly result: StepResult } {
  const { definition, state } = before;
  const text = stateText(state);
  const result = step(definition, state, command, env);
  expect(stateText(state)).toBe(text);

  const again = step(definition, state, command, env);
  expect(textOf(again)).toBe(textOf(result));
  const restored = restore(state);
  const fromRestored = step(definition, restored, command, env);
  expect(textOf(fromRestored)).toBe(textOf(result));
  expect(stateText(state)).toBe(text);

  if (result.rejection !== undefined) {
    expect(result.state).toBe(state);
    if (result.rejection.code !== 'step-limit') expect(result.events).toEqual([]);
    return { after: before, result };
  }
  const events = result.events.map(throughJson);
  const history = [...before.history, ...events];
  sameState(replay(UNBORN, history), result.state);
  sameState(restore(result.state), result.state);
  sameState(fromRestored.state, result.state);
  const next = command.type === 'migrate' ? command.to : definition;
  return { after: { definition: next, state: result.state, history }, result };
}

function restore(state: InstanceState): InstanceState {
  return stateFromJson(JSON.parse(stateText(state)) as StateJson);
}

function throughJson(event: EngineEvent): EngineEvent {
  const text = JSON.stringify(eventToJson(event));
  const read = eventFromJson(JSON.parse(text) as EventJson);
  expect(JSON.stringify(eventToJson(read))).toBe(text);
  return read;
}

function textOf(result: StepResult): string {
  return JSON.stringify([result.events.map(eventToJson), result.rejection, stateText(result.state)]);
}

/** Equal as JSON, and in everything that JSON leaves out because it can be derived. */
function sameState(left: InstanceState, right: InstanceState): void {
  expect(stateText(left)).toBe(stateText(right));
  expect(derived(left)).toBe(derived(right));
}

function derived(state: InstanceState): string {
  const elements = state.elements
    .values()
    .map(({ id, children, subscriptions }) => [id, children.keys(), subscriptions]);
  return JSON.stringify([state.incidents, state.elements.size, state.subscriptions.size, elements]);
}
