import { compile, decisionsOf, parseBpmn, prefixesOf, type Finding, type Links, type Model } from '@quanheng/engine';
import type { DefinitionRow, ProcessDefinition, Queries, ResourceRow } from '../ports/index.js';

/** What a call activity was bound to when its document was deployed. */
export interface StoredPin {
  readonly process: string;
  readonly binding: string;
  /** Digest of the definition. */
  readonly digest: string;
}

const MAX_KEPT = 500;

/**
 * Definitions by digest, read and compiled once a process. Immutable, so nothing here ever becomes stale; the least recently used ones make room.
 */
export class DefinitionCatalogue {
  private readonly kept = new Map<string, Promise<ProcessDefinition | null>>();

  constructor(private readonly queries: Pick<Queries, 'definition' | 'resources'>) {}

  /** Null when there is no such definition. */
  find(digest: string): Promise<ProcessDefinition | null> {
    const known = this.kept.get(digest);
    if (known !== undefined) {
      this.kept.delete(digest);
      this.kept.set(digest, known);
      return known;
    }
    const loading = this.load(digest);
    this.kept.set(digest, loading);
    loading.then(
      (found) => {
        if (found === null) this.kept.delete(digest);
      },
      () => this.kept.delete(digest),
    );
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MAX_KEPT) break;
      this.kept.delete(oldest);
    }
    return loading;
  }

  /** @throws Error when instances refer to a definition that is not there: the database is damaged. */
  async get(digest: string): Promise<ProcessDefinition> {
    const found = await this.find(digest);
    if (found === null) throw new Error(`definition ${digest} is not in the database`);
    return found;
  }

  private async load(digest: string): Promise<ProcessDefinition | null> {
    const row = await this.queries.definition(digest);
    if (row === null) return null;
    const resources = await this.queries.resources(row.deployment);
    const document = resources.find(({ name }) => name === row.resource);
    if (document === undefined) throw new Error(`definition ${digest} has lost its document ${row.resource}`);
    const called = new Map<string, ProcessDefinition>();
    for (const { digest: linked } of JSON.parse(row.pins) as StoredPin[]) called.set(linked, await this.get(linked));
    const { definition, findings } = await prepare(row, document, resources, called);
    if (definition === undefined) {
      throw new Error(
        `definition ${digest} does not compile any more: ${findings.map(({ message }) => message).join(' ')}`,
      );
    }
    return definition;
  }
}

export interface Prepared {
  /** Absent when a finding is an error. */
  readonly definition?: ProcessDefinition;
  readonly findings: readonly Finding[];
}

/**
 * A process of a stored document made ready to run. Its own deployment's decisions and what its pins name are all that it is linked with, so the same
 * row gives the same graph for ever.
 * @param called definitions by digest
 */
export async function prepare(
  row: Pick<DefinitionRow, 'unit' | 'digest' | 'process' | 'version' | 'name' | 'pins'>,
  document: Pick<ResourceRow, 'text'>,
  resources: readonly Pick<ResourceRow, 'kind' | 'name' | 'text'>[],
  called: ReadonlyMap<string, ProcessDefinition>,
): Promise<Prepared> {
  const { model, findings } = await parseBpmn(document.text);
  if (model === undefined) return { findings };
  const pins = JSON.parse(row.pins) as StoredPin[];
  const tables = resources.flatMap(({ kind, name, text }) => (kind === 'dmn' ? [{ name, text }] : []));
  const decisions = decisionsOf(tables);
  const links: Links = {
    process: (process, binding) => {
      const pin = pins.find((each) => each.process === process && each.binding === binding);
      const target = pin === undefined ? undefined : called.get(pin.digest);
      const linked = target?.models.get('');
      return linked === undefined ? undefined : { model: linked, processId: process, digest: pin?.digest ?? '' };
    },
    decision: (name) => decisions.find(name),
  };
  const compiled = compile(model, { digest: row.digest, links });
  const all = [...findings, ...decisions.findings, ...compiled.findings];
  if (compiled.definition === undefined) return { findings: all };
  const models = new Map<string, Model>([['', model]]);
  const forms = new Map([['', formsAmong(resources)]]);
  for (const [prefix, digest] of prefixesOf(compiled.definition)) {
    const target = called.get(digest);
    const [linked, form] = [target?.models.get(''), target?.forms.get('')];
    if (linked !== undefined) models.set(prefix, linked);
    if (form !== undefined) forms.set(prefix, form);
  }
  const { unit, digest, process, version, name } = row;
  const texts = [...called].flatMap(([key, { source }]) => (source === undefined ? [] : [[key, source.text] as const]));
  const source = { digest, text: document.text, decisions: tables, pins, called: new Map(texts) };
  const definition = { unit, digest, process, version, name, graph: compiled.definition, models, forms, source };
  return { definition, findings: all };
}

function formsAmong(resources: readonly Pick<ResourceRow, 'kind' | 'name' | 'text'>[]): ReadonlyMap<string, string> {
  return new Map(resources.flatMap(({ kind, name, text }) => (kind === 'form' ? [[name, text] as const] : [])));
}
