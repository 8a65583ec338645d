import {
  checkScenario,
  prepareWorld,
  refusal,
  simulate,
  sortFindings,
  type Finding,
  type LocatedFinding,
  type PreparedWorld,
  type Scenario,
  type SimulationResult,
  type WorldDoor,
} from '@quanheng/engine';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { findingLines } from '../terminal/findings.js';
import { LineWriter } from '../terminal/line-writer.js';
import { painter } from '../terminal/paint.js';
import { documentOf, readBytes } from './files.js';
import { inputFault, readInputs, type InputOptions } from './inputs.js';
import { peopleOf } from './people.js';
import { PathTable, summary } from './report.js';
import { surroundingsOf } from './surroundings.js';

export interface SimulateOptions extends InputOptions {
  readonly with?: readonly string[];
  readonly maxEvents?: number;
  readonly json?: boolean;
}

/**
 * `quanheng simulate FILE.bpmn`: plays the processes of a file in a simulated world.
 * @returns the exit code: 0 good, 1 an expectation failed, an incident or the limit, 2 invalid input
 */
export async function simulateFile(file: string, options: SimulateOptions, host: Host): Promise<ExitCode> {
  const output = new LineWriter(host.stdout);
  const { world, scenario, door, findings } = await prepare(file, options);
  const path = world === undefined || options.json === true ? null : new PathTable(world);
  const onEvent: (line: Parameters<PathTable['add']>[0]) => void =
    path === null ? (line) => output.line(JSON.stringify(line)) : (line) => path.add(line);
  const result =
    world === undefined || scenario === undefined
      ? refusal(plain(findings, file), scenario)
      : simulate(world, scenario, {
          onEvent,
          ...(door === undefined ? {} : { door: door() }),
          ...(options.maxEvents === undefined ? {} : { maxEvents: options.maxEvents }),
        });

  if (options.json === true) {
    output.line(JSON.stringify(findings.length === 0 ? result : { ...result, findings: plain(findings, file) }));
  } else {
    const paint = painter(host.stdout, host.env);
    for (const line of findingLines(findings, paint)) output.line(line);
    for (const line of path?.lines(paint) ?? []) output.line(line);
    if (path !== null) output.line('');
    const hasExpectation = scenario !== undefined && scenario.expect !== null;
    for (const line of summary(result, hasExpectation, paint)) output.line(line);
  }
  output.flush();
  return exitCodeOf(result, scenario);
}

interface Prepared {
  /** Absent when a finding is an error. */
  readonly world?: PreparedWorld;
  /** Absent when it cannot be read. */
  readonly scenario?: Scenario;
  /** Absent: the engine plays alone. */
  readonly door?: () => WorldDoor;
  readonly findings: readonly LocatedFinding[];
}

/** Reads everything that is given; all mistakes in it are told at once, as far as they can be known. */
async function prepare(file: string, options: SimulateOptions): Promise<Prepared> {
  const { scenario, findings: inputFindings } = readInputs(options);
  const main = readBytes(file);
  const { surroundings, problems } = surroundingsOf(file, options.with ?? []);
  const findings = [...inputFindings, ...problems];
  if (!main.ok) findings.push(inputFault(file, 'file-unreadable', main.message));
  if (!main.ok || scenario === undefined || problems.length > 0) return { findings };

  const { world, findings: found } = await prepareWorld(documentOf(file, main.bytes), surroundings);
  findings.push(...found);
  if (world === undefined) return { scenario, findings };
  const { processes } = world.definition;
  if (options.process !== undefined && !processes.has(options.process)) {
    const known = [...processes.keys()].join(', ');
    findings.push(
      inputFault('--process', 'process-missing', `${file} has no process ${options.process}. Known: ${known}.`),
    );
    return { findings };
  }
  const mistakes = checkScenario(scenario, world.definition, world.names);
  findings.push(...mistakes.map((finding) => ({ document: options.scenario ?? '--scenario', finding })));
  if (mistakes.some(({ severity }) => severity === 'error')) return { findings };
  const files = { scenarioFile: options.scenario ?? file, processFile: file };
  const { door, findings: misread } = peopleOf(scenario, files, world);
  if (misread.length > 0) return { findings: [...findings, ...misread] };
  return { world, scenario, ...(door === undefined ? {} : { door }), findings };
}

/** Findings in their one shape. Those of other files than the one that is played name it. */
function plain(findings: readonly LocatedFinding[], file: string): Finding[] {
  return sortFindings(
    findings.map(({ document, finding }) =>
      document === file ? finding : { ...finding, message: `${document}: ${finding.message}` },
    ),
  );
}

/** A met expectation is good whatever the result is; so is a refusal only when it was expected. */
function exitCodeOf(result: SimulationResult, scenario: Scenario | undefined): ExitCode {
  const isMet = result.unmet === undefined;
  if (result.result === 'refused') {
    return isMet && scenario?.expect?.result === 'refused' ? EXIT.good : EXIT.invalidInput;
  }
  if (!isMet) return EXIT.failed;
  if (scenario !== undefined && scenario.expect !== null) return EXIT.good;
  return result.result === 'incident' || result.result === 'limit' ? EXIT.failed : EXIT.good;
}
