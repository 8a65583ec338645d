import { parseBpmn } from '@quanheng/engine';
import { play } from '../verify/confirm.js';
import { worldOf } from '../verify/judge.js';
import type { WayPlayed } from '../verify/scenario.js';
import { compiled, type DrawingRequest } from './judge-drawing.js';

/** One thing that the engine did while it played a counterexample. */
export interface PlayedStep {
  readonly event: 'taken' | 'begun' | 'done' | 'incident';
  /** Id of a flow or an element, of a called process perhaps. */
  readonly element: string;
}

const SHOWN = {
  flowTaken: 'taken',
  elementActivated: 'begun',
  elementCompleted: 'done',
  incidentRaised: 'incident',
} as const;

/** Plays the scenario of a finding on the drawing, by the engine itself; empty where the drawing cannot be run. */
export async function playDrawing(request: DrawingRequest, scenario: unknown): Promise<readonly PlayedStep[]> {
  const { model } = await parseBpmn(request.text);
  if (model === undefined || !isWay(scenario)) return [];
  const { drawn } = await compiled(model, request);
  const played = [scenario.process].flat();
  const process = [...(drawn?.definition.processes.values() ?? [])].find(({ id }) => played.includes(id));
  if (drawn === undefined || process === undefined) return [];
  const { trace } = play(worldOf(drawn, process), scenario);
  return trace.flatMap(({ event, element }) =>
    event in SHOWN ? [{ event: SHOWN[event as keyof typeof SHOWN], element }] : [],
  );
}

function isWay(scenario: unknown): scenario is WayPlayed {
  if (typeof scenario !== 'object' || scenario === null) return false;
  return 'process' in scenario && 'steps' in scenario && Array.isArray(scenario.steps);
}
