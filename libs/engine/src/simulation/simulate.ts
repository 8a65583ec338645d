import type { GraphNode } from '../compile/graph.js';
import type { WireValue as PlainJson } from '../feel/wire.js';
import type { Finding } from '../findings/finding.js';
import { compareWith } from './expectation.js';
import type { TurnedDown } from './door.js';
import type { Instance } from './instance.js';
import type { PreparedWorld } from './prepare.js';
import type { Scenario, SimulationOutcome, Step } from './scenario.js';
import { perform, titleOf } from './steps.js';
import { plainVariables } from './trace.js';
import { waitingIds } from './waiting.js';
import { World, type Refusal, type WorldOptions } from './world.js';

type PlainVariables = { readonly [name: string]: PlainJson };

export interface InstanceResult {
  readonly instance: string;
  readonly process: string;
  readonly result: SimulationOutcome;
  readonly variables: PlainVariables;
}

/** How a simulation ended, in plain JSON: the last line of `quanheng simulate --json`. */
export interface SimulationResult {
  /** The worst of all instances: incident, limit, waiting, completed. */
  readonly result: SimulationOutcome;
  /** Of the first instance. */
  readonly variables: PlainVariables;
  /** Ids of the elements that wait, over all instances; one entry an element instance. */
  readonly waiting: readonly string[];
  readonly instances: readonly InstanceResult[];
  readonly findings?: readonly Finding[];
  /** Everything that was refused, in order. */
  readonly refusals?: readonly Refusal[];
  /** What the scenario asked for and did not get. */
  readonly unmet?: readonly string[];
}

/** Plays a scenario that `checkScenario` has found in order. */
export function simulate(prepared: PreparedWorld, scenario: Scenario, options: WorldOptions = {}): SimulationResult {
  const { world, waiting } = playSteps(prepared, scenario, options);
  while (scenario.jumps && world.jump());
  return summarise(world, scenario, waiting);
}

interface PlayedSteps {
  readonly world: World;
  /** What only an event can start. */
  readonly waiting: readonly GraphNode[];
}

/** The world when the last step has been played, and nothing else can move at that moment. */
export function playSteps(prepared: PreparedWorld, scenario: Scenario, options: WorldOptions): PlayedSteps {
  const world = new World(prepared.definition, scenario, options);
  const ids = scenario.processes ?? [prepared.defaultProcess];
  const played = ids.map((id) => prepared.definition.processes.get(id)).filter((process) => process !== undefined);
  const waiting = played.filter((process) => startsOnlyByEvent(process));

  const isStarted = world.door.people === undefined || scenario.by !== null;
  for (const process of isStarted ? played : []) {
    if (waiting.includes(process)) continue;
    const turnedDown = world.start(process, null, scenario.variables, null, scenario.by);
    world.report(`start of ${process.id}`, turnedDown);
  }
  world.starts.open(played, waiting);
  world.settle();
  for (const [index, step] of scenario.steps.entries()) {
    if (world.isLimited) {
      world.unmet.push(`steps[${index}] (${titleOf(step)}): the limit of events was reached before its turn`);
      continue;
    }
    options.onStep?.(index);
    world.workers.taken(step);
    const unmet = judge(step, perform(world, step, prepared.names), world);
    if (unmet !== null) world.unmet.push(`steps[${index}] (${titleOf(step)}): ${unmet}`);
    world.settle();
    world.workers.release(step);
    world.settle();
  }
  return { world, waiting };
}

/** In what a step went otherwise than the scenario says; null: in nothing. */
function judge(step: Step, turnedDown: TurnedDown | null, world: World): string | null {
  const wanted = 'refused' in step ? step.refused : null;
  if (wanted === null) {
    if (turnedDown === null || world.isLimited) return null;
    const { refusal, message } = turnedDown;
    return refusal === undefined ? message : `refused with ${refusal.join(', ')}: ${message}`;
  }
  const expected = `expected to be refused with ${wanted.join(', ')}`;
  if (turnedDown === null) return `${expected}, was accepted`;
  const { refusal, message } = turnedDown;
  if (refusal === undefined) return `${expected}, was not possible: ${message}`;
  const isSame = refusal.length === wanted.length && refusal.every((code, at) => code === wanted[at]);
  return isSame ? null : `${expected}, was refused with ${refusal.join(', ')}: ${message}`;
}

/** The answer for a document or scenario with errors: nothing was played. */
export function refusal(findings: readonly Finding[], scenario?: Scenario): SimulationResult {
  const refused: SimulationResult = { result: 'refused', variables: {}, waiting: [], instances: [], findings };
  if (scenario?.expect == null) return refused;
  const unmet = compareWith(scenario.expect, {
    result: 'refused',
    variables: {},
    waiting: [],
    activated: [],
    completed: [],
    refusals: [],
  });
  return unmet.length === 0 ? refused : { ...refused, unmet };
}

/** Whether a process has start events and every one of them waits for something. */
function startsOnlyByEvent(process: GraphNode): boolean {
  const starts = process.container?.startEvents ?? [];
  return starts.length > 0 && starts.every((event) => event.event?.trigger != null);
}

const RANK: readonly SimulationOutcome[] = ['completed', 'waiting', 'limit', 'incident'];

export function summarise(world: World, scenario: Scenario, notStarted: readonly GraphNode[]): SimulationResult {
  const instances = world.instances.map((instance) => ({
    instance: instance.name,
    process: instance.process.id,
    result: outcomeOf(instance, world),
    variables: plainVariables(instance.variables),
  }));
  const outcomes = instances.map((instance) => instance.result);
  if (world.isLimited) outcomes.push('limit');
  if (instances.length === 0) outcomes.push('waiting');
  const result = outcomes.reduce(
    (worst, other) => (RANK.indexOf(other) > RANK.indexOf(worst) ? other : worst),
    'completed',
  );
  const waiting =
    instances.length === 0
      ? notStarted.flatMap((process) => (process.container?.startEvents ?? []).map((event) => event.id))
      : world.instances.flatMap((instance) => waitingIds(instance));
  const variables = instances[0]?.variables ?? {};
  const unmet = [...world.unmet];
  const { refusals } = world;
  if (scenario.expect !== null) {
    const { activated, completed } = world;
    const headlines = refusals.map(({ codes }) => codes[0] ?? '');
    unmet.push(
      ...compareWith(scenario.expect, { result, variables, waiting, activated, completed, refusals: headlines }),
    );
  }
  const refused = refusals.length === 0 ? {} : { refusals };
  return { result, variables, waiting, instances, ...refused, ...(unmet.length === 0 ? {} : { unmet }) };
}

function outcomeOf(instance: Instance, world: World): SimulationOutcome {
  if (instance.state.status === 'completed' || instance.state.status === 'cancelled') return 'completed';
  if (instance.state.incidents > 0) return 'incident';
  return world.isLimited ? 'limit' : 'waiting';
}
