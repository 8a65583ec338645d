import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { compileDmn, type DecisionModel, type Finding, parseDmn, type ResolveImport } from '@quanheng/engine';
import { readBounded } from '../bounded-read.js';
import { reasonOf } from '../file-error.js';

export interface ModelFile {
  /** Absent when the file cannot be read or is no decision model. */
  readonly decisions?: DecisionModel;
  readonly findings: readonly Finding[];
  /** Why the file cannot be read at all. */
  readonly unreadable?: string;
}

/** Files of one folder that are looked through for an import. */
const MAX_FILES = 1000;

/** Reads and compiles a DMN file. What it imports is looked for beside it: by its location, else by its namespace. */
export function loadModel(file: string): ModelFile {
  let source: Uint8Array;
  try {
    source = readBounded(file);
  } catch (error) {
    return { findings: [], unreadable: `Cannot read ${file}: ${reasonOf(error)}.` };
  }
  const { model, findings } = parseDmn(source);
  if (!model) return { findings };
  const compiled = compileDmn(model, { resolveImport: importsBeside(resolve(file)) });
  return { decisions: compiled.decisions, findings: [...findings, ...compiled.findings] };
}

function importsBeside(file: string): ResolveImport {
  const folder = dirname(file);
  let byNamespace: Map<string, Uint8Array> | null = null;
  return ({ namespace, locationURI }) => {
    const located = locationURI === null ? null : locate(folder, locationURI);
    if (located && parseDmn(located).model?.namespace === namespace) return located;
    byNamespace ??= readFolder(folder);
    return byNamespace.get(namespace);
  };
}

/** The file that a location names, when it lies in the folder or below: nothing else on the disk is read. */
function locate(folder: string, locationURI: string): Uint8Array | null {
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(locationURI);
  const path = resolve(folder, absolute ? basename(locationURI) : decode(locationURI));
  const inside = relative(folder, path);
  return inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside ? null : tryRead(path);
}

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function readFolder(folder: string): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  const names = readdirSync(folder).filter((name) => extname(name).toLowerCase() === '.dmn');
  for (const name of names.sort().slice(0, MAX_FILES)) {
    const source = tryRead(join(folder, name));
    const namespace = source && parseDmn(source).model?.namespace;
    if (source && namespace && !found.has(namespace)) found.set(namespace, source);
  }
  return found;
}

function tryRead(path: string): Uint8Array | null {
  try {
    return statSync(path).isFile() ? readFileSync(path) : null;
  } catch {
    return null;
  }
}
