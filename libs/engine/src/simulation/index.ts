export { prepareWorld } from './prepare.js';
export type {
  FoundDecision,
  LocatedFinding,
  Preparation,
  PreparedWorld,
  SourceDocument,
  Surroundings,
} from './prepare.js';
export { CLOCK_START, WORLD_ZONE } from './clock.js';
export { readJson, type JsonReading } from './json.js';
export { checkScenario } from './scenario-check.js';
export { readScenario, type ScenarioReading } from './scenario-reader.js';
export { EMPTY_SCENARIO } from './scenario.js';
export type { Act, Behaviour, Expectation, Scenario, SimulationOutcome, Step } from './scenario.js';
export { refusal, simulate, type InstanceResult, type SimulationResult } from './simulate.js';
export type { TraceLine } from './trace.js';
export { DEFAULT_MAX_EVENTS, type WorldOptions } from './world.js';
export { weekdays } from './working-time.js';
