import { compile } from '../compile/compile.js';
import type { Definition, GraphNode } from '../compile/graph.js';
import type { CompiledDecision } from '../compile/links.js';
import { prefixesOf } from '../compile/prefixes.js';
import { hasErrors, sortFindings, type Finding } from '../findings/finding.js';
import type { Model } from '../parse/model.js';
import { DocumentLibrary } from './document-library.js';
import { EventNames } from './names.js';

/** A BPMN document as its owner reads it. */
export interface SourceDocument {
  /** What people know the document by, such as its path. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** SHA-256 of the content, in hexadecimal. */
  readonly digest: string;
}

/** Where the simulated world finds what a document refers to outside itself, in the order of preference. */
export interface Surroundings {
  /** Further documents; asked only when a called process is not in the document itself. */
  readonly documents?: () => Iterable<SourceDocument>;
  readonly decision?: (nameOrId: string) => FoundDecision | undefined;
}

export interface FoundDecision {
  readonly name: string;
  readonly decision?: CompiledDecision;
  readonly findings: readonly Finding[];
}

/** A finding and the document it was found in. */
export interface LocatedFinding {
  readonly document: string;
  readonly finding: Finding;
}

/** A document ready to be played. */
export interface PreparedWorld {
  readonly definition: Definition;
  /** What it was compiled from: the document, and every called one by the prefix of its keys (`''`, `Called:`). */
  readonly models: ReadonlyMap<string, Model>;
  /** The process that is played when nobody says otherwise. */
  readonly defaultProcess: string;
  readonly names: EventNames;
}

export interface Preparation {
  /** Absent when a finding is an error. */
  readonly world?: PreparedWorld;
  readonly findings: readonly LocatedFinding[];
}

/**
 * Reads, judges and compiles a document with everything it calls. Bad input never makes it throw: what is wrong is in the findings.
 */
export async function prepareWorld(main: SourceDocument, surroundings: Surroundings = {}): Promise<Preparation> {
  const library = new DocumentLibrary(main, surroundings.documents);
  const findings = new FindingList();
  const model = await library.load();
  findings.add(main.name, library.mainFindings);
  if (model === undefined || hasErrors(library.mainFindings)) return { findings: findings.sorted() };
  for (const { source, findings: found } of library.called) findings.add(source.name, found);

  const decisions = new Map<string, CompiledDecision | undefined>();
  const compiled = compile(model, {
    digest: main.digest,
    links: {
      process: (processId, binding) => library.process(processId, binding),
      decision: (nameOrId) => {
        if (decisions.has(nameOrId)) return decisions.get(nameOrId);
        const found = surroundings.decision?.(nameOrId);
        if (found !== undefined) findings.add(found.name, found.findings);
        decisions.set(nameOrId, found?.decision);
        return found?.decision;
      },
    },
  });
  findings.add(main.name, compiled.findings);
  for (const { name, fault } of library.unreadable) {
    const message = `A called process was looked for in vain, and this document cannot be read. ${fault?.message ?? ''}`;
    const line = fault?.line === undefined ? {} : { line: fault.line };
    const code = 'called-document-unreadable';
    findings.add(name, [{ code, severity: 'warning', elementId: null, ...line, message: message.trim() }]);
  }
  const { definition } = compiled;
  if (definition === undefined || findings.hasErrors) return { findings: findings.sorted() };
  const defaultProcess = suggestedProcess(model, definition);
  if (defaultProcess === undefined) {
    const message = 'The document has no process. Draw one, or give the file that has it.';
    findings.add(main.name, [{ code: 'no-process', severity: 'error', elementId: null, message }]);
    return { findings: findings.sorted() };
  }
  const byPrefix = new Map([['', model]]);
  for (const [prefix, digest] of prefixesOf(definition)) {
    const linked = library.called.find(({ source }) => source.digest === digest)?.model;
    if (linked !== undefined) byPrefix.set(prefix, linked);
  }
  const models = [model, ...library.called.flatMap(({ model: called }) => (called === undefined ? [] : [called]))];
  return {
    world: { definition, models: byPrefix, defaultProcess, names: new EventNames(definition, models) },
    findings: findings.sorted(),
  };
}

/** Findings with their documents; the same one is kept once, however many ways lead to it. */
class FindingList {
  private readonly located: LocatedFinding[] = [];

  add(document: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const isSame = ({ finding: other }: LocatedFinding): boolean =>
        other.code === finding.code && other.elementId === finding.elementId && other.message === finding.message;
      if (!this.located.some(isSame)) this.located.push({ document, finding });
    }
  }

  get hasErrors(): boolean {
    return hasErrors(this.located.map(({ finding }) => finding));
  }

  /** Errors first; the order in which documents were read among equals. */
  sorted(): readonly LocatedFinding[] {
    const documents = new Map(this.located.map(({ document, finding }) => [finding, document]));
    return sortFindings([...documents.keys()]).map((finding) => ({ document: documents.get(finding) ?? '', finding }));
  }
}

/** The only executable process, else the first one with a none start event, else the first one. */
function suggestedProcess(model: Model, definition: Definition): string | undefined {
  const executable = model.processes.filter((process) => process.isExecutable);
  if (executable.length === 1) return executable[0]?.id;
  const hasNoneStart = (process: GraphNode): boolean =>
    process.container?.startEvents.some((event) => event.event?.trigger === null) ?? false;
  const withNoneStart = [...definition.processes.values()].find(hasNoneStart);
  return withNoneStart?.id ?? executable[0]?.id ?? model.processes[0]?.id;
}
