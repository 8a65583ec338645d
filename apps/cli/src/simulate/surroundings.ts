import type {
  DecisionModel,
  Finding,
  FoundDecision,
  LocatedFinding,
  SourceDocument,
  Surroundings,
} from '@quanheng/engine';
import { loadModel } from '../decide/model-file.js';
import { documentOf, filesBeside, isDmn, readBytes } from './files.js';
import { inputFault } from './inputs.js';

export interface SurroundingsReading {
  readonly surroundings: Surroundings;
  /** Why a file given with `--with` cannot be read. */
  readonly problems: readonly LocatedFinding[];
}

/** What a process file may refer to: the files of its folder, then those given with `--with`, in their order. */
export function surroundingsOf(file: string, extra: readonly string[]): SurroundingsReading {
  const problems: LocatedFinding[] = [];
  const documents: SourceDocument[] = [];
  const decisionFiles: string[] = [];
  for (const path of extra) {
    const reading = readBytes(path);
    if (!reading.ok) problems.push(inputFault(path, 'file-unreadable', reading.message));
    else if (isDmn(path, reading.bytes)) decisionFiles.push(path);
    else documents.push(documentOf(path, reading.bytes));
  }
  const decisions = new Decisions(() => [...filesBeside(file, '.dmn'), ...decisionFiles]);
  return {
    problems,
    surroundings: {
      documents: () => documentsFrom(file, documents),
      decision: (nameOrId) => decisions.find(nameOrId),
    },
  };
}

function* documentsFrom(file: string, extra: readonly SourceDocument[]): Iterable<SourceDocument> {
  for (const path of filesBeside(file, '.bpmn')) {
    const reading = readBytes(path);
    if (reading.ok) yield documentOf(path, reading.bytes);
  }
  yield* extra;
}

interface DecisionFile {
  readonly path: string;
  readonly decisions?: DecisionModel;
  readonly findings: readonly Finding[];
}

/** Decision files, each read once and only when a decision is asked for. */
class Decisions {
  private readonly loaded: DecisionFile[] = [];
  private rest: string[] | null = null;

  constructor(private readonly paths: () => string[]) {}

  find(nameOrId: string): FoundDecision | undefined {
    for (const file of this.files()) {
      const invocable = file.decisions?.find(nameOrId);
      if (file.decisions === undefined || invocable === undefined) continue;
      const { decisions, findings, path } = file;
      const inputs = Object.keys(decisions.inputNames);
      const decision = {
        name: invocable.name,
        inputs,
        evaluate: (...[input, env]: Parameters<CompiledEvaluate>) => decisions.evaluate(invocable, input, env),
        tests: decisions.tests(invocable),
      };
      return { name: path, decision, findings };
    }
    return this.unusable(nameOrId);
  }

  /** The decision may be in a file that cannot be read as one: its errors say why it was not found. */
  private unusable(nameOrId: string): FoundDecision | undefined {
    const broken = this.loaded.find(({ decisions }) => decisions === undefined);
    if (broken === undefined) return undefined;
    const fault = broken.findings.find(({ severity }) => severity === 'error');
    const message = `Decision "${nameOrId}" was looked for in vain, and ${broken.path} cannot be read. ${fault?.message ?? ''}`;
    const line = fault?.line === undefined ? {} : { line: fault.line };
    return {
      name: broken.path,
      findings: [
        { code: 'decision-file-unreadable', severity: 'warning', elementId: null, ...line, message: message.trim() },
      ],
    };
  }

  private *files(): Iterable<DecisionFile> {
    yield* this.loaded;
    this.rest ??= this.paths();
    for (let path = this.rest.shift(); path !== undefined; path = this.rest.shift()) {
      const { decisions, findings } = loadModel(path);
      const file: DecisionFile = { path, findings, ...(decisions === undefined ? {} : { decisions }) };
      this.loaded.push(file);
      yield file;
    }
  }
}

type CompiledEvaluate = (
  input: Parameters<DecisionModel['evaluate']>[1],
  env: Parameters<DecisionModel['evaluate']>[2],
) => ReturnType<DecisionModel['evaluate']>;
