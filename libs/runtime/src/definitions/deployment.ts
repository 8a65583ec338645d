import { TEXTS_DOCUMENT } from '@quanheng/contracts';
import { hasErrors, parseBpmn, parseDmn, validate, type Finding, type Model } from '@quanheng/engine';
import { canonical } from '@quanheng/ledger';
import { readTexts, textsOfDrawing, textsOfForm, translationFindings, type Texts } from '@quanheng/policy';
import { NODE_HASHING } from '../node-surroundings.js';
import type { DefinitionRow, Deploy, ProcessDefinition, Queries, Resource, ResourceRow } from '../ports/index.js';
import { callsOf, type Call } from './calls.js';
import { prepare, type DefinitionCatalogue, type StoredPin } from './catalogue.js';

/** A finding and the document it was found in. */
export interface DeploymentFinding {
  readonly resource: string;
  readonly finding: Finding;
}

/** Documents judged and compiled, ready to be stored. */
export interface PreparedDeployment {
  /** Ready to run, in the order of `definitions`; without the version that they get. */
  readonly compiled: readonly ProcessDefinition[];
  /** Empty when a finding is an error. `version` is only known when it is stored. */
  readonly definitions: readonly Omit<DefinitionRow, 'deployment' | 'version'>[];
  readonly resources: readonly Omit<ResourceRow, 'deployment'>[];
  readonly findings: readonly DeploymentFinding[];
}

interface Made {
  readonly row: Omit<DefinitionRow, 'deployment' | 'version'>;
  readonly definition: ProcessDefinition;
}

const MAX_RESOURCES = 100;
const IS_TEXTS = new RegExp(`^${TEXTS_DOCUMENT}$`);
const MAX_CHARACTERS = 10_000_000;

interface Document {
  readonly resource: Omit<ResourceRow, 'deployment'>;
  readonly model: Model;
}

/**
 * Everything that can be known of a deployment before it is stored; may take long, so it is done outside the transaction. Called processes are looked for in
 * the deployment itself, then among the published ones.
 */
export class DeploymentPreparation {
  private readonly findings: DeploymentFinding[] = [];
  private readonly documents: Document[] = [];
  /** By the name of the document. */
  private readonly translations = new Map<string, Texts>();

  private constructor(
    private readonly unit: string,
    private readonly queries: Queries,
    private readonly catalogue: DefinitionCatalogue,
  ) {}

  static async of(
    unit: string,
    { resources }: Deploy,
    queries: Queries,
    catalogue: DefinitionCatalogue,
  ): Promise<PreparedDeployment> {
    return new DeploymentPreparation(unit, queries, catalogue).prepare(resources);
  }

  private async prepare(given: readonly Resource[]): Promise<PreparedDeployment> {
    const refusal = refuse(given);
    if (refusal !== null) return { definitions: [], compiled: [], resources: [], findings: [refusal] };
    const resources = given.map((resource) => this.row(resource));
    for (const resource of resources) await this.read(resource);
    this.compareTexts(resources);
    const made = this.hasErrors ? [] : await this.definitions(resources);
    if (this.hasErrors) return { definitions: [], compiled: [], resources: [], findings: this.findings };
    const [definitions, compiled] = [made.map(({ row }) => row), made.map(({ definition }) => definition)];
    return { definitions, compiled, resources, findings: this.findings };
  }

  private get hasErrors(): boolean {
    return hasErrors(this.findings.map(({ finding }) => finding));
  }

  private row({ name, text }: Resource): Omit<ResourceRow, 'deployment'> {
    return { unit: this.unit, name, kind: kindOf(name) ?? 'form', text, digest: NODE_HASHING.text(text) };
  }

  private async read(resource: Omit<ResourceRow, 'deployment'>): Promise<void> {
    if (resource.kind === 'bpmn') {
      const { model, findings } = await parseBpmn(resource.text);
      this.add(resource.name, findings);
      if (model === undefined) return;
      this.add(resource.name, validate(model));
      this.documents.push({ resource, model });
    } else if (resource.kind === 'dmn') {
      this.add(resource.name, parseDmn(resource.text).findings);
    } else if (resource.kind === 'form') {
      this.add(resource.name, formFindings(resource.text));
    } else {
      const { texts, findings } = readTexts(resource.text);
      this.add(resource.name, findings);
      if (texts !== undefined) this.translations.set(resource.name, texts);
    }
  }

  /** Each translation with what the drawings and forms beside it say. */
  private compareTexts(resources: readonly Omit<ResourceRow, 'deployment'>[]): void {
    if (this.translations.size === 0) return;
    const forms = resources.filter(({ kind }) => kind === 'form').map(({ text }) => textsOfForm(text));
    const shown = [...this.documents.map(({ model }) => textsOfDrawing(model)), ...forms].flatMap((texts) => [
      ...texts,
    ]);
    for (const [name, texts] of this.translations) this.add(name, translationFindings(texts, new Set(shown)));
  }

  /** One definition for each process that is meant to be executed, called ones before their callers. */
  private async definitions(resources: readonly Omit<ResourceRow, 'deployment'>[]): Promise<Made[]> {
    const made: Made[] = [];
    const ready = new Map<string, ProcessDefinition>();
    for (const { document, process } of this.inOrder()) {
      const { linked, pins } = await this.link(document, ready);
      const digest = digestOf(document, process.id, pins, resources);
      const row = {
        unit: this.unit,
        digest,
        process: process.id,
        name: process.name ?? process.id,
        resource: document.resource.name,
        status: 'draft' as const,
        pins: JSON.stringify(pins),
      };
      const { definition, findings } = await prepare({ ...row, version: 0 }, document.resource, resources, linked);
      this.add(document.resource.name, findings);
      if (definition === undefined) continue;
      ready.set(process.id, definition);
      made.push({ row, definition });
    }
    if (made.length === 0 && !this.hasErrors) {
      this.add('', [
        problem('no-process', 'The deployment has no executable process: set isExecutable="true" on one.'),
      ]);
    }
    return made;
  }

  /** Processes after those of the same deployment that they call, as far as they do not call each other in a circle. */
  private inOrder(): { readonly document: Document; readonly process: Model['processes'][number] }[] {
    const all = this.documents.flatMap((document) =>
      document.model.processes.filter(({ isExecutable }) => isExecutable).map((process) => ({ document, process })),
    );
    const order: typeof all = [];
    const seen = new Set<(typeof all)[number]>();
    const visit = (each: (typeof all)[number]): void => {
      if (seen.has(each)) return;
      seen.add(each);
      for (const call of callsOf(each.document.model)) {
        for (const called of all) if (called.process.id === call.process) visit(called);
      }
      order.push(each);
    };
    for (const each of all) visit(each);
    return order;
  }

  /** Binds every call of the document, and of what it calls, to one definition each. */
  private async link(
    document: Document,
    ready: ReadonlyMap<string, ProcessDefinition>,
  ): Promise<{ readonly linked: ReadonlyMap<string, ProcessDefinition>; readonly pins: readonly StoredPin[] }> {
    const linked = new Map<string, ProcessDefinition>();
    const pins: StoredPin[] = [];
    const open: Call[] = [...callsOf(document.model)];
    for (let call = open.pop(); call !== undefined; call = open.pop()) {
      const { process, binding } = call;
      if (pins.some((pin) => pin.process === process && pin.binding === binding)) continue;
      const found = (binding === 'latest' ? ready.get(process) : undefined) ?? (await this.published(process, binding));
      if (found === null) continue; // compile says that it is missing
      linked.set(found.digest, found);
      pins.push({ process, binding, digest: found.digest });
      const model = found.models.get('');
      if (model !== undefined) open.push(...callsOf(model));
    }
    return { linked, pins };
  }

  private async published(process: string, binding: string): Promise<ProcessDefinition | null> {
    if (binding.startsWith('digest:')) {
      const found = await this.catalogue.find(binding.slice('digest:'.length).toLowerCase());
      return found?.process === process && found.unit === this.unit ? found : null;
    }
    const version = binding.startsWith('version:') ? Number(binding.slice('version:'.length)) : undefined;
    const row = await this.queries.startable(this.unit, process, version);
    return row === null ? null : this.catalogue.find(row.digest);
  }

  private add(resource: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const isKnown = this.findings.some(
        (known) =>
          known.resource === resource &&
          known.finding.code === finding.code &&
          known.finding.elementId === finding.elementId &&
          known.finding.message === finding.message,
      );
      if (!isKnown) this.findings.push({ resource, finding });
    }
  }
}

/** Over the document, what it calls, the decisions it may ask, and the forms and texts that people see: a version is all of that. */
function digestOf(
  { resource }: Document,
  process: string,
  pins: readonly StoredPin[],
  resources: readonly Omit<ResourceRow, 'deployment'>[],
): string {
  const beside = (...kinds: readonly ResourceRow['kind'][]) =>
    resources.flatMap(({ kind, name, digest }) => (kinds.includes(kind) ? [[name, digest]] : [])).sort();
  return NODE_HASHING.text(
    canonical({
      format: 'quanheng/definition/v1',
      unit: resource.unit,
      document: resource.digest,
      process,
      pins,
      decisions: beside('dmn'),
      shown: beside('form', 'texts'),
    }),
  );
}

function refuse(resources: readonly Resource[]): DeploymentFinding | null {
  if (resources.length === 0) return located('', 'empty-deployment', 'The deployment holds no document.');
  if (resources.length > MAX_RESOURCES) {
    return located('', 'too-many-documents', `A deployment holds at most ${MAX_RESOURCES} documents.`);
  }
  const names = new Set<string>();
  for (const { name, text } of resources) {
    if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,199}$/u.test(name) || kindOf(name) === null) {
      return located(
        name,
        'bad-resource-name',
        `"${name}" is no name for a document: letters, digits, ". _ -", ending in .bpmn, .dmn or .form, or texts.LANGUAGE.json.`,
      );
    }
    if (names.has(name)) return located(name, 'double-resource', `Two documents are called ${name}.`);
    names.add(name);
    if (text.length > MAX_CHARACTERS) {
      return located(name, 'too-large', `${name} has more than ${MAX_CHARACTERS} characters.`);
    }
  }
  return null;
}

function located(resource: string, code: string, message: string): DeploymentFinding {
  return { resource, finding: problem(code, message) };
}

function problem(code: string, message: string): Finding {
  return { code, severity: 'error', elementId: null, message };
}

function kindOf(name: string): ResourceRow['kind'] | null {
  if (IS_TEXTS.test(name)) return 'texts';
  const ending = /\.(bpmn|dmn|form)$/.exec(name)?.[1];
  return ending === 'bpmn' || ending === 'dmn' || ending === 'form' ? ending : null;
}

function formFindings(text: string): readonly Finding[] {
  try {
    const form: unknown = JSON.parse(text);
    if (typeof form === 'object' && form !== null && !Array.isArray(form)) return [];
  } catch (error) {
    return [problem('bad-form', `The form is no JSON: ${error instanceof Error ? error.message : String(error)}.`)];
  }
  return [problem('bad-form', 'A form is a JSON object (form-js schema).')];
}
