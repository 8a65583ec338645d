import { existsSync, readFileSync } from 'node:fs';
import { SETTINGS } from './schema.js';

const DEFAULT_FILE = 'quanheng.config.json';

export type Tree = Record<string, unknown>;

/** What stands in the configuration file. Faults never quote the file: somebody may have written a secret into it. */
export interface FileReading {
  /** Null: there is no file. */
  readonly name: string | null;
  readonly tree: Tree;
  readonly faults: readonly string[];
}

/** Reads the file that `QH_CONFIG` names, or `quanheng.config.json` of the present folder when there is one. */
export function readConfigFile(named: string | undefined): FileReading {
  const name = named ?? DEFAULT_FILE;
  if (!existsSync(name)) {
    const missing = named === undefined ? [] : [`QH_CONFIG: there is no file ${name}.`];
    return { name: null, tree: {}, faults: missing };
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(name, 'utf8'));
  } catch (error) {
    const isSyntax = error instanceof SyntaxError;
    const why = isSyntax ? `is no JSON${placeOf(error)}` : `cannot be read: ${String(error)}`;
    return { name, tree: {}, faults: [`${name} ${why}.`] };
  }
  if (!isTree(value)) return { name, tree: {}, faults: [`${name} must hold one JSON object.`] };
  return { name, tree: value, faults: takeSecrets(value, name) };
}

function placeOf(error: SyntaxError): string {
  const position = /position \d+/.exec(error.message)?.[0];
  return position === undefined ? '' : ` (at ${position})`;
}

/** Secrets have no place in a file that is copied, compared and kept in a repository. They are removed, so that nothing quotes them. */
function takeSecrets(tree: Tree, file: string): string[] {
  return SETTINGS.filter(({ secret }) => secret === true).flatMap(({ path, env }) => {
    const at = path.split('.');
    const last = at.pop() ?? '';
    const section = at.reduce<unknown>((inner, name) => (isTree(inner) ? inner[name] : undefined), tree);
    if (!isTree(section) || !(last in section)) return [];
    Reflect.deleteProperty(section, last);
    return [`${path} in ${file} is a secret: remove it there, and set ${env ?? ''} or ${env ?? ''}_FILE.`];
  });
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
