import {
  EventNames,
  checkScenario,
  hasErrors,
  parseBpmn,
  readScenario,
  standAfter,
  validate,
  type Finding,
  type GraphNode,
  type OpenWork,
  type PreparedWorld,
  type Stand,
  type TraceLine,
} from '@quanheng/engine';
import { policyOf } from '../../model/index.js';
import { compiled, type DrawingRequest } from '../judge-drawing.js';
import { scenarioText, type Course } from './course.js';
import { fieldsOfStart, fieldsOfWork, type DataField, type FieldSources } from './data-fields.js';

/** A drawing to be played, with the forms of its project. */
export interface SimulationRequest extends Pick<DrawingRequest, 'text' | 'decisions' | 'called'> {
  readonly forms: readonly { readonly name: string; readonly text: string }[];
}

/** A process that can be started, and what it wants to know. */
export interface StartableProcess {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly DataField[];
}

/** Something that waits to be answered. */
export interface WaitingWork extends OpenWork {
  readonly outcomes: readonly string[];
  readonly fields: readonly DataField[];
  /** Codes of errors that the drawing catches there. */
  readonly errors: readonly string[];
}

/** What happened: `step` counts from 1; 0: when it was started. */
export interface CourseLine {
  readonly step: number;
  readonly line: TraceLine;
}

/** What became of a course. */
export interface Simulated {
  readonly stand: Omit<Stand, 'work'>;
  readonly work: readonly WaitingWork[];
  readonly lines: readonly CourseLine[];
  /** The course as a file for `quanheng simulate`. */
  readonly scenario: string;
}

export interface SimulationAnswer {
  /** Those that can be started; the one that the drawing means first. Empty: the drawing cannot be run. */
  readonly processes: readonly StartableProcess[];
  /** Why it cannot be run, or the course not be played; errors only. */
  readonly findings: readonly Finding[];
  /** Of the course that was asked for. */
  readonly simulated: Simulated | null;
}

/** Events of one course, at most. */
const EVENTS = 20_000;

/**
 * Plays a course on a drawing as it stands, by the engine itself; nothing is judged but what keeps it from running.
 * @param course null: only what can be started is asked
 */
export async function simulateDrawing(request: SimulationRequest, course: Course | null): Promise<SimulationAnswer> {
  const { model, findings } = await parseBpmn(request.text);
  const read = model === undefined || hasErrors(findings) ? findings : [...findings, ...validate(model)];
  if (model === undefined || hasErrors(read)) return refused(read);
  const { drawn, findings: uncompiled } = await compiled(model, request);
  if (drawn === undefined) return refused(uncompiled);
  const { definition, models } = drawn;
  const forms = new Map(request.forms.map(({ name, text }) => [name, text]));
  const sources: FieldSources = { definition, policy: policyOf(drawn), forms };
  const processes = [...definition.processes.values()]
    .sort((one, other) => Number(isDriven(one)) - Number(isDriven(other)))
    .map((process) => {
      return { id: process.id, name: process.name ?? process.id, fields: fieldsOfStart(process, sources) };
    });
  if (course === null) return { processes, findings: [], simulated: null };

  const names = new EventNames(definition, [...models.values()]);
  const world: PreparedWorld = { definition, models, defaultProcess: course.process, names };
  const text = scenarioText(course, definition);
  const { scenario, findings: misread } = readScenario(text);
  const mistakes = scenario === undefined ? misread : checkScenario(scenario, definition, names);
  if (scenario === undefined || hasErrors(mistakes)) return { processes, findings: mistakes, simulated: null };
  const lines: CourseLine[] = [];
  let step = 0;
  const { work, ...stand } = standAfter(world, scenario, {
    maxEvents: EVENTS,
    onStep: (index) => {
      step = index + 1;
    },
    onEvent: (line) => void lines.push({ step, line }),
  });
  const waiting = work.map((open) => waitingWork(open, sources));
  return { processes, findings: [], simulated: { stand, work: waiting, lines, scenario: text } };
}

function refused(findings: readonly Finding[]): SimulationAnswer {
  return { processes: [], findings: findings.filter(({ severity }) => severity === 'error'), simulated: null };
}

/** It has start events, and each waits for something. */
function isDriven({ container }: GraphNode): boolean {
  const starts = container?.startEvents ?? [];
  return starts.length > 0 && starts.every(({ event }) => event?.trigger != null);
}

function waitingWork(open: OpenWork, sources: FieldSources): WaitingWork {
  const node = sources.definition.nodesByKey.get(open.key);
  if (node === undefined) throw new Error(`${open.key} waits and is not in the drawing`);
  return { ...open, outcomes: node.outcomes, fields: fieldsOfWork(node, sources), errors: caughtAround(node) };
}

/** At its border and by event sub-processes of what it stands in. */
function caughtAround(node: GraphNode): readonly string[] {
  const codes: string[] = [];
  for (let at: GraphNode | null = node; at !== null; at = at.parent) {
    const events = [...(at.activity?.boundaryEvents ?? []), ...(at.container?.eventSubProcessStarts ?? [])];
    for (const { event } of events) {
      if (event?.trigger?.kind === 'error') codes.push(event.trigger.code ?? 'ERROR');
    }
  }
  return [...new Set(codes)];
}
