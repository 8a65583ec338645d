import type { FeelContext, FeelValue } from '../feel/values.js';
import type { Finding } from '../findings/finding.js';
import { contextOf } from '../feel/context.js';
import { parseInstant } from '../time/iso8601.js';
import { WORLD_ZONE } from './clock.js';
import { readJson } from './json.js';
import { Fields, NO_VARIABLES } from './scenario-fields.js';
import {
  SIMULATION_OUTCOMES,
  type Act,
  type Behaviour,
  type CompleteStep,
  type Expectation,
  type Scenario,
  type SimulationOutcome,
  type Step,
} from './scenario.js';

export interface ScenarioReading {
  /** Absent when a finding is an error. */
  readonly scenario?: Scenario;
  readonly findings: readonly Finding[];
}

const TOP = ['process', 'variables', 'behaviours', 'steps', 'jumps', 'expect', 'organisation', 'at', 'by'];
const ACTS = ['complete', 'error', 'fail', 'wait'] as const;
const BEHAVIOUR = [...ACTS, 'outcome', 'delay'];
const STEPS = {
  complete: [
    ...['complete', 'variables', 'outcome', 'by', 'loopCounter', 'act', 'opinion', 'verified', 'tally', 'attendance'],
    ...['instance', 'refused', 'signedIn'],
  ],
  return: ['return', 'to', 'by', 'loopCounter', 'act', 'reason', 'instance', 'refused', 'signedIn'],
  throw: ['throw', 'code', 'loopCounter'],
  start: ['start', 'by', 'variables', 'businessKey', 'refused', 'signedIn'],
  give: ['give', 'by', 'on', 'act', 'loopCounter', 'with', 'instance', 'refused', 'signedIn'],
  advance: ['advance'],
  message: ['message', 'correlation', 'variables'],
  signal: ['signal', 'variables'],
  set: ['set', 'by', 'reason', 'instance', 'refused', 'signedIn'],
} as const;
/** What only people do, or are refused. */
const OF_PEOPLE = ['act', 'opinion', 'verified', 'tally', 'attendance', 'reason', 'instance', 'refused', 'signedIn'];
type StepKind = keyof typeof STEPS;
const EXPECT = ['result', 'completed', 'path', 'variables', 'waiting', 'refusals'];

/** Reads the text of a scenario file. Whether the elements it names exist is asked later, by `checkScenario`. */
export function readScenario(text: string): ScenarioReading {
  const json = readJson(text);
  if (!json.ok) {
    const message = `The scenario is not JSON: line ${json.line}, column ${json.column}: ${json.message}.`;
    return { findings: [{ code: 'scenario-syntax', severity: 'error', elementId: null, line: json.line, message }] };
  }
  const findings: Finding[] = [];
  const top = Fields.of(json.value, '', findings);
  if (top === null) return { findings };
  const organisation = top.text('organisation');
  const scenario: Scenario = {
    organisation,
    at: moment(top),
    by: top.text('by'),
    processes: processes(top),
    variables: top.variables('variables') ?? NO_VARIABLES,
    behaviours: behaviours(top, findings),
    steps: steps(top, organisation !== null, findings),
    jumps: jumps(top),
    expect: expectation(top),
  };
  if (organisation === null && top.has('by')) top.fault('by', PEOPLE_MISSING);
  if (organisation === null && (scenario.expect?.refusals ?? null) !== null)
    top.fault('expect.refusals', PEOPLE_MISSING);
  top.end(TOP);
  return findings.length > 0 ? { findings } : { scenario, findings };
}

const PEOPLE_MISSING = 'needs people: name the file of their "organisation"';

/** With its offset, because a scenario means the same wherever it is played. */
function moment(top: Fields): number | null {
  const text = top.text('at');
  if (text === null) return null;
  const at = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? parseInstant(text, WORLD_ZONE) : undefined;
  if (at === undefined)
    top.fault('at', `must be a moment with its offset such as "2026-09-30T09:00:00+08:00", not "${text}"`);
  return at ?? null;
}

function jumps(top: Fields): boolean {
  const value = top.value('jumps') ?? true;
  if (typeof value !== 'boolean') top.fault('jumps', 'must be true or false');
  return value !== false;
}

function processes(top: Fields): readonly string[] | null {
  if (typeof top.value('process') === 'string') {
    const id = top.text('process');
    return id === null ? null : [id];
  }
  return top.texts('process');
}

function behaviours(top: Fields, findings: Finding[]): ReadonlyMap<string, Behaviour> {
  const read = new Map<string, Behaviour>();
  const all = top.inner('behaviours');
  for (const id of all?.names ?? []) {
    const fields = all?.inner(id);
    if (fields != null) read.set(id, behaviour(fields, id, findings));
  }
  return read;
}

function behaviour(fields: Fields, id: string, findings: Finding[]): Behaviour {
  const given = ACTS.filter((name) => fields.has(name));
  const path = fields.pathOf('').slice(0, -1);
  const report = (message: string): void => {
    findings.push({
      code: 'scenario-invalid',
      severity: 'error',
      elementId: id,
      message: `"${path}" in the scenario ${message}.`,
    });
  };
  if (given.length > 1) report(`can do only one of ${given.join(' and ')}`);
  if (fields.has('outcome') && given.length > 0 && given[0] !== 'complete')
    report('has an outcome, which belongs to complete');
  const delay = fields.duration('delay');
  const done = act(fields, given[0] ?? (fields.has('outcome') ? 'complete' : undefined));
  if (delay === null && done === null && !fields.has('delay') && given.length === 0) {
    report(`says nothing: give one of ${ACTS.join(', ')} or delay`);
  }
  for (const name of given.slice(1)) fields.value(name);
  fields.value('outcome');
  fields.end(BEHAVIOUR);
  return { delay, act: done };
}

function act(fields: Fields, kind: (typeof ACTS)[number] | undefined): Act | null {
  switch (kind) {
    case undefined:
      return null;
    case 'complete':
      return { kind, variables: fields.variables('complete') ?? NO_VARIABLES, outcome: fields.text('outcome') };
    case 'error':
      return { kind, code: fields.text('error') ?? '' };
    case 'fail':
      return { kind, message: fields.text('fail') ?? '' };
    case 'wait':
      if (fields.value('wait') !== true) fields.fault('wait', 'must be true');
      return { kind };
  }
}

function steps(top: Fields, hasPeople: boolean, findings: Finding[]): readonly Step[] {
  const read: Step[] = [];
  for (const [index, value] of top.list('steps').entries()) {
    const made = step(value, `steps[${index}]`, hasPeople, findings);
    if (made !== null) read.push(made);
  }
  return read;
}

function step(value: FeelValue, path: string, hasPeople: boolean, findings: Finding[]): Step | null {
  const fields = Fields.of(value, path, findings);
  if (fields === null) return null;
  const kinds = (Object.keys(STEPS) as StepKind[]).filter((name) => fields.has(name));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    const message = `"${path}" in the scenario must have exactly one of ${Object.keys(STEPS).join(', ')}.`;
    findings.push({ code: 'scenario-invalid', severity: 'error', elementId: null, message });
    return null;
  }
  const made = stepOf(kind, fields);
  const odd = hasPeople
    ? []
    : fields.names.filter((name) => OF_PEOPLE.includes(name) || name === 'start' || name === 'give');
  for (const name of odd) fields.fault(name, PEOPLE_MISSING);
  fields.end(STEPS[kind]);
  return made;
}

function stepOf(kind: StepKind, fields: Fields): Step {
  const variables = (name: string) => fields.variables(name) ?? NO_VARIABLES;
  switch (kind) {
    case 'complete':
      return {
        kind,
        element: fields.text(kind) ?? '',
        variables: variables('variables'),
        outcome: fields.text('outcome'),
        ...ofPerson(fields),
        loopCounter: fields.loopCounter(),
        act: fields.text('act'),
        with: given(fields, ['opinion', 'verified', 'tally', 'attendance']),
      };
    case 'return':
      if (!fields.has('to')) fields.fault('to', 'is missing: it names the element to return to');
      return {
        kind,
        element: fields.text(kind) ?? '',
        to: fields.text('to') ?? '',
        ...ofPerson(fields),
        loopCounter: fields.loopCounter(),
        act: fields.text('act'),
        with: given(fields, ['reason']),
      };
    case 'throw':
      if (!fields.has('code')) fields.fault('code', 'is missing: it is the code of the error');
      return {
        kind,
        element: fields.text(kind) ?? '',
        code: fields.text('code') ?? '',
        loopCounter: fields.loopCounter(),
      };
    case 'start': {
      const key = fields.scalar('businessKey');
      return {
        kind,
        process: fields.text(kind) ?? '',
        variables: variables('variables'),
        businessKey: key === null ? null : String(key),
        ...ofPerson(fields),
      };
    }
    case 'give':
      return {
        kind,
        command: fields.text(kind) ?? '',
        element: fields.text('on'),
        act: fields.text('act'),
        loopCounter: fields.loopCounter(),
        with: variables('with'),
        ...ofPerson(fields),
      };
    case 'advance':
      return { kind, duration: fields.duration(kind) ?? '' };
    case 'message': {
      const correlation = fields.scalar('correlation');
      return {
        kind,
        name: fields.text(kind) ?? '',
        correlation: correlation === null ? null : String(correlation),
        variables: variables('variables'),
      };
    }
    case 'signal':
      return { kind, name: fields.text(kind) ?? '', variables: variables('variables') };
    case 'set':
      return { kind, variables: variables(kind), with: given(fields, ['reason']), ...ofPerson(fields) };
  }
}

function ofPerson(fields: Fields): Pick<CompleteStep, 'by' | 'instance' | 'refused' | 'signedIn'> {
  const refused = fields.texts('refused');
  if (refused?.length === 0) fields.fault('refused', 'must name at least one code');
  return { by: fields.text('by'), instance: fields.count('instance'), refused, signedIn: fields.duration('signedIn') };
}

/** What is there of these fields, as it is; whoever knows the command judges it. */
function given(fields: Fields, names: readonly string[]): FeelContext {
  return contextOf(
    names.flatMap((name) => {
      const value = fields.value(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function expectation(top: Fields): Expectation | null {
  const fields = top.inner('expect');
  if (fields === null) return null;
  const result = fields.text('result');
  if (result !== null && !isOutcome(result)) {
    fields.fault('result', `must be one of ${SIMULATION_OUTCOMES.join(', ')}, not "${result}"`);
  }
  const read: Expectation = {
    result: result !== null && isOutcome(result) ? result : null,
    completed: fields.texts('completed'),
    path: fields.texts('path'),
    variables: fields.variables('variables'),
    waiting: fields.texts('waiting'),
    refusals: fields.texts('refusals'),
  };
  fields.end(EXPECT);
  return read;
}

function isOutcome(text: string): text is SimulationOutcome {
  return (SIMULATION_OUTCOMES as readonly string[]).includes(text);
}
