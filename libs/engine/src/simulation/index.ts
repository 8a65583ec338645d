export { prepareWorld } from './prepare.js';
export { EventNames } from './names.js';
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
export type {
  Act,
  Behaviour,
  CompleteStep,
  Expectation,
  GiveStep,
  PersonStep,
  ReturnStep,
  Scenario,
  SetStep,
  SimulationOutcome,
  StartStep,
  Step,
} from './scenario.js';
export type { Deadline as DoorDeadline, Done as StepDone, Given, People, TurnedDown, WorldDoor } from './door.js';
export { Instance as WorldInstance } from './instance.js';
export { loopCounterOf } from './waiting.js';
export { refusal, simulate, type InstanceResult, type SimulationResult } from './simulate.js';
export { standAfter, type AwaitedEvent, type OpenIncident, type OpenWork, type Stand } from './stand.js';
export type { TraceLine } from './trace.js';
export { DEFAULT_MAX_EVENTS, type Refusal, type WorldOptions } from './world.js';
export { weekdays } from './working-time.js';
