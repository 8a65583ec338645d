import {
  EMPTY_SCENARIO,
  isContext,
  readJson,
  readScenario,
  type Finding,
  type LocatedFinding,
  type Scenario,
} from '@quanheng/engine';
import { readBytes } from './files.js';

export interface InputOptions {
  readonly process?: string;
  readonly vars?: string;
  readonly scenario?: string;
}

export interface InputReading {
  /** Absent when a finding is an error. */
  readonly scenario?: Scenario;
  readonly findings: readonly LocatedFinding[];
}

/** The scenario to play: the file, with what the command line says put over it. */
export function readInputs(options: InputOptions): InputReading {
  const file =
    options.scenario === undefined ? { scenario: EMPTY_SCENARIO, findings: [] } : readScenarioFile(options.scenario);
  const vars = readVars(options.vars);
  const findings = [...file.findings, ...vars.findings];
  if (file.scenario === undefined || vars.variables === undefined) return { findings };
  return {
    findings,
    scenario: {
      ...file.scenario,
      variables: { ...file.scenario.variables, ...vars.variables },
      processes: options.process === undefined ? file.scenario.processes : [options.process],
    },
  };
}

/** An error that concerns a file or option as a whole. */
export function inputFault(document: string, code: string, message: string): LocatedFinding {
  const finding: Finding = { code, severity: 'error', elementId: null, message };
  return { document, finding };
}

export function readScenarioFile(path: string): InputReading {
  const reading = readBytes(path);
  if (!reading.ok) return { findings: [inputFault(path, 'file-unreadable', reading.message)] };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(reading.bytes);
  } catch {
    return {
      findings: [inputFault(path, 'scenario-syntax', 'The scenario is not UTF-8 text; JSON files are (RFC 8259).')],
    };
  }
  const { scenario, findings } = readScenario(text);
  const located = findings.map((finding) => ({ document: path, finding }));
  return scenario === undefined ? { findings: located } : { scenario, findings: located };
}

function readVars(text: string | undefined): {
  readonly variables?: Scenario['variables'];
  readonly findings: readonly LocatedFinding[];
} {
  if (text === undefined) return { variables: {}, findings: [] };
  const json = readJson(text);
  if (!json.ok) {
    const message = `--vars is not JSON: line ${json.line}, column ${json.column}: ${json.message}.`;
    return { findings: [inputFault('--vars', 'vars-invalid', message)] };
  }
  if (isContext(json.value)) return { variables: json.value, findings: [] };
  const message = '--vars must be a JSON object of variables, such as \'{"amount": 1200}\'.';
  return { findings: [inputFault('--vars', 'vars-invalid', message)] };
}
