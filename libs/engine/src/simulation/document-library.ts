import type { LinkedProcess } from '../compile/links.js';
import type { Finding } from '../findings/finding.js';
import type { ActivityModel, Container, Model } from '../parse/model.js';
import { parseBpmn } from '../parse/parse.js';
import { validate } from '../validate/validate.js';
import type { SourceDocument } from './prepare.js';

interface LoadedDocument {
  readonly source: SourceDocument;
  readonly model?: Model;
  readonly findings: readonly Finding[];
}

/** Documents that one simulation reads, so that a huge folder cannot keep it busy. */
const MAX_DOCUMENTS = 1000;

/** The document that is played and those it calls. Others are read only when a called process is not found in it. */
export class DocumentLibrary {
  private readonly loaded: LoadedDocument[] = [];
  private readonly used = new Set<LoadedDocument>();
  private rest: Iterator<SourceDocument> | null = null;
  private isSomethingMissing = false;

  constructor(
    private readonly source: SourceDocument,
    private readonly others: (() => Iterable<SourceDocument>) | undefined,
  ) {}

  /** Reads the document and all it calls, directly or not. Undefined when it cannot be read at all. */
  async load(): Promise<Model | undefined> {
    const main = await read(this.source);
    this.loaded.push(main);
    this.used.add(main);
    if (main.model === undefined) return undefined;
    // The set grows while it is walked: what called documents call follows.
    for (const { model } of this.used) {
      for (const { calledElement, binding = 'latest' } of callActivities(model)) {
        const isOwn = binding === 'latest' && hasProcess(model, calledElement);
        if (calledElement !== undefined && !isOwn) await this.find(calledElement, binding);
      }
    }
    return main.model;
  }

  get mainFindings(): readonly Finding[] {
    return this.loaded[0]?.findings ?? [];
  }

  /** Documents that the first one calls. */
  get called(): readonly LoadedDocument[] {
    return [...this.used].slice(1);
  }

  /** Why a called process may be missing: the documents it was looked for in that cannot be read, with what is wrong first. */
  get unreadable(): readonly { readonly name: string; readonly fault: Finding | undefined }[] {
    if (!this.isSomethingMissing) return [];
    return this.loaded
      .filter(({ model }) => model === undefined)
      .map(({ source, findings }) => ({ name: source.name, fault: findings.find((one) => one.severity === 'error') }));
  }

  /** A called process, among the documents that were loaded. */
  process(processId: string, binding: string): LinkedProcess | undefined {
    const found = this.loaded.find((document) => isBound(document, processId, binding));
    return found?.model === undefined ? undefined : { model: found.model, processId, digest: found.source.digest };
  }

  private async find(processId: string, binding: string): Promise<void> {
    let found = this.loaded.find((document) => isBound(document, processId, binding));
    this.rest ??= (this.others?.() ?? [])[Symbol.iterator]();
    while (found === undefined && this.loaded.length < MAX_DOCUMENTS) {
      const next = this.rest.next();
      if (next.done === true) break;
      const document = await read(next.value);
      this.loaded.push(document);
      if (isBound(document, processId, binding)) found = document;
    }
    if (found === undefined) this.isSomethingMissing = true;
    else this.used.add(found);
  }
}

async function read(source: SourceDocument): Promise<LoadedDocument> {
  const { model, findings } = await parseBpmn(source.content);
  if (model === undefined) return { source, findings };
  return { source, model, findings: [...findings, ...validate(model)] };
}

/** `digest:` binds to one very document; a simulation knows one version of each process, which any `version:` means. */
function isBound({ model, source }: LoadedDocument, processId: string, binding: string): boolean {
  if (!hasProcess(model, processId)) return false;
  return (
    !binding.startsWith('digest:') || binding.slice('digest:'.length).toLowerCase() === source.digest.toLowerCase()
  );
}

function hasProcess(model: Model | undefined, processId: string | undefined): boolean {
  return model?.processes.some((process) => process.id === processId) ?? false;
}

function callActivities(model: Model | undefined): ActivityModel[] {
  const found: ActivityModel[] = [];
  const open: Container[] = [...(model?.processes ?? [])];
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    for (const node of container.nodes) {
      if (!('isForCompensation' in node)) continue;
      if (node.type === 'callActivity') found.push(node);
      if (node.container !== undefined) open.push(node.container);
    }
  }
  return found;
}
