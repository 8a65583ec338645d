import type { Finding } from '../findings/finding.js';
import { Compiling } from './compiling.js';
import type { DmnImport, DmnModel, DrgElement, Reference } from './model.js';
import { parseDmn } from './parse.js';
import { TypeTable } from './types/type-table.js';

/** Finds the text of an imported document; undefined when there is none. */
export type ResolveImport = (wanted: {
  readonly namespace: string;
  readonly locationURI: string | null;
}) => string | Uint8Array | undefined;

/** Documents that one model may import, directly or not. */
const MAX_MODULES = 100;
const DMN_IMPORT = /^https?:\/\/www\.omg\.org\/spec\/DMN\//;

/** One document of a decision model, and what it sees of others. */
export interface Module {
  readonly model: DmnModel;
  readonly compiling: Compiling;
  readonly types: TypeTable;
  readonly byId: ReadonlyMap<string, DrgElement>;
  /** Names of its elements and their variables. */
  readonly declared: ReadonlySet<string>;
  /** The imported documents by namespace, with the prefix under which their names are visible. */
  readonly imports: Map<string, { readonly prefix: string; readonly module: Module }>;
  /** The prefixes that lead here from the document that is evaluated, one for each way; `[]` for that document itself. */
  readonly paths: (readonly string[])[];
}

export interface Modules {
  /** The document itself first. */
  readonly all: readonly Module[];
  readonly findings: readonly Finding[];
}

/** Loads what a document imports (DMN 1.5 §6.3.3). What cannot be found, read or used is an error finding. */
export function loadModules(root: DmnModel, resolveImport: ResolveImport | undefined): Modules {
  const first = moduleOf(root, [[]]);
  const all = [first];
  const byNamespace = new Map([[root.namespace, first]]);
  const findings: Finding[] = [];
  // The list grows while it is walked: imports of imports follow.
  for (const module of all) {
    for (const wanted of module.model.imports) {
      const problem = (message: string): void =>
        module.compiling.error('dmn-import', wanted.place, message, 'DMN 1.5 §6.3.3');
      if (wanted.namespace === '') continue;
      if (!DMN_IMPORT.test(wanted.importType)) {
        module.compiling.error(
          'dmn-unsupported',
          wanted.place,
          `Only DMN models can be imported; "${wanted.importType}" is not supported.`,
        );
        continue;
      }
      let imported = byNamespace.get(wanted.namespace);
      if (!imported) {
        if (all.length >= MAX_MODULES) {
          problem(`More than ${MAX_MODULES} models are imported, the limit.`);
          continue;
        }
        const model = load(wanted, resolveImport, problem, findings);
        if (!model) continue;
        imported = moduleOf(model, []);
        byNamespace.set(wanted.namespace, imported);
        all.push(imported);
      }
      module.imports.set(wanted.namespace, { prefix: wanted.name, module: imported });
      module.types.addImport(wanted.name, imported.types);
      imported.paths.push(
        ...module.paths.slice(0, 8).map((path) => [...path, wanted.name].filter((step) => step !== '')),
      );
    }
  }
  return { all, findings };
}

function load(
  wanted: DmnImport,
  resolveImport: ResolveImport | undefined,
  problem: (message: string) => void,
  findings: Finding[],
): DmnModel | null {
  const { namespace, locationURI } = wanted;
  const source = resolveImport?.({ namespace, locationURI });
  if (source === undefined) {
    problem(
      `The imported model "${wanted.name}" with the namespace "${namespace}" is not found. Put its file beside this one.`,
    );
    return null;
  }
  const { model, findings: inside } = parseDmn(source);
  findings.push(...inside.map((finding) => within(namespace, finding)));
  if (!model) {
    problem(`The imported model "${wanted.name}" cannot be read.`);
    return null;
  }
  if (model.namespace !== namespace) {
    problem(
      `The imported model "${wanted.name}" should have the namespace "${namespace}", but has "${model.namespace}".`,
    );
    return null;
  }
  return model;
}

/** A finding of another document than the one that is asked about says so. */
export function within(namespace: string, finding: Finding): Finding {
  return { ...finding, message: `In the imported model "${namespace}": ${finding.message}` };
}

function moduleOf(model: DmnModel, paths: (readonly string[])[]): Module {
  const compiling = new Compiling();
  const byId = new Map<string, DrgElement>();
  for (const element of model.elements) if (element.id !== null && !byId.has(element.id)) byId.set(element.id, element);
  const declared = new Set(model.elements.flatMap(({ name, variable }) => [name, variable.name]));
  return {
    model,
    compiling,
    types: new TypeTable(model.itemDefinitions, compiling),
    byId,
    declared,
    imports: new Map(),
    paths,
  };
}

/** What a `href` refers to: `#id` or `id` in the document itself, `namespace#id` anywhere. */
export function resolveReference(
  module: Module,
  { href }: Reference,
): { readonly module: Module; readonly element: DrgElement } | null {
  const hash = href.lastIndexOf('#');
  const namespace = hash < 0 ? '' : href.slice(0, hash);
  const id = href.slice(hash + 1);
  const target =
    namespace === '' || namespace === module.model.namespace ? module : module.imports.get(namespace)?.module;
  const element = target?.byId.get(id);
  return target && element ? { module: target, element } : null;
}
