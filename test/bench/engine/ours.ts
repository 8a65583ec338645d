import {
  compile,
  hasErrors,
  parseBpmn,
  stateFromJson,
  stateToJson,
  step,
  UNBORN,
  validate,
  type Definition,
  type Env,
  type InstanceState,
  type StateJson,
} from '@quanheng/engine';
import type { BenchModel } from './models.js';

export const ENV: Env = { at: 0, zone: '+00:00' };

/** Parsed, validated and compiled once, as a server would. */
export async function load(xml: string): Promise<Definition> {
  const { model, findings } = await parseBpmn(xml);
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const compiled = compile(model, { digest: 'bench' });
  const all = [...findings, ...validate(model), ...compiled.findings];
  if (compiled.definition === undefined || hasErrors(all)) throw new Error(JSON.stringify(all));
  return compiled.definition;
}

export function start(definition: Definition, variables: Readonly<Record<string, number>> = {}): InstanceState {
  const result = step(definition, UNBORN, { type: 'start', process: 'p', variables }, ENV);
  if (result.rejection !== undefined) throw new Error(result.rejection.message);
  return result.state;
}

/** The id of the work that was opened first. */
export function firstWork(state: InstanceState): number {
  const found = state.elements.values().find((element) => element.work !== null);
  if (found === undefined) throw new Error('nothing waits');
  return found.id;
}

export function complete(definition: Definition, state: InstanceState, id: number): InstanceState {
  const result = step(definition, state, { type: 'complete', id }, ENV);
  if (result.rejection !== undefined) throw new Error(result.rejection.message);
  return result.state;
}

/** One instance from start to end; the instance must be complete afterwards. */
export function runOnce(definition: Definition, model: BenchModel): void {
  let state = start(definition, model.variables);
  for (let wait = 0; wait < (model.waits ?? 0); wait++) {
    const saved = JSON.stringify(stateToJson(state));
    state = stateFromJson(JSON.parse(saved) as StateJson);
    state = complete(definition, state, firstWork(state));
  }
  if (state.status !== 'completed') throw new Error(`${model.name} is ${state.status}`);
}
