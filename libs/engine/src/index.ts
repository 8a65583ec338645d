export * from './findings/finding.js';
export * from './feel/index.js';
export * from './parse/index.js';
export * from './dmn/index.js';
export { validate } from './validate/validate.js';
export { compile, type CompileOptions, type CompileResult } from './compile/compile.js';
export { calledBy } from './elements/call-activity.js';
export { writtenBy } from './elements/writes.js';
export type { Definition, Flow, GraphNode, MessageSpec, Pin, TriggerSpec } from './compile/graph.js';
export { leadsTo, mayLeadTo, processOf } from './compile/message-target.js';
export { prefixesOf } from './compile/prefixes.js';
export type { CompiledDecision, LinkedProcess, Links } from './compile/links.js';
export { ELEMENTS, isSupported } from './elements/registry.js';
export { scanXml, XmlFault, type XmlElement } from './parse/xml.js';
export { apply, replay } from './state/apply.js';
export { StateFault, UNBORN } from './state/draft.js';
export * from './net/index.js';
export type { EngineEvent, EventType } from './state/events.js';
export * from './state/state.js';
export {
  eventFromJson,
  eventToJson,
  stateFromJson,
  stateText,
  stateToJson,
  type EventJson,
  type StateJson,
} from './state/wire.js';
export * from './simulation/index.js';
export type * from './step/commands.js';
export type { Env } from './step/env.js';
export { step, type StepResult } from './step/step.js';
export { foreseeReturn } from './step/commands/return-to.js';
export { firstFiring, nextFiring, type Firing, type TimeEnv } from './time/firing.js';
export { addDuration, formatInstant, parseDuration as parseIsoDuration, parseInstant } from './time/iso8601.js';
export { ENGINE_VERSION } from './version.js';
export { withFields } from './with-fields.js';
