import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import type { SourceDocument } from '@quanheng/engine';
import { readBounded } from '../bounded-read.js';
import { reasonOf } from '../file-error.js';

/** A file, or why it cannot be read. */
export type FileReading =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly message: string };

export function readBytes(path: string): FileReading {
  try {
    return { ok: true, bytes: readBounded(path) };
  } catch (error) {
    return { ok: false, message: `Cannot read ${path}: ${reasonOf(error)}.` };
  }
}

export function documentOf(name: string, bytes: Uint8Array): SourceDocument {
  return { name, content: bytes, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** Regular files beside `file` with this extension, in alphabetical order, without the file itself. */
export function filesBeside(file: string, extension: string): string[] {
  const folder = dirname(file);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return []; // a folder that may be passed through but not listed
  }
  return names
    .filter((name) => extname(name).toLowerCase() === extension)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => resolve(path) !== resolve(file) && isRegular(path));
}

/** Whether a file named by the user holds decisions: by its extension, else by what it says. */
export function isDmn(path: string, bytes: Uint8Array): boolean {
  if (extname(path).toLowerCase() === '.dmn') return true;
  return Buffer.from(bytes.subarray(0, 4096)).toString('latin1').includes('/spec/DMN/');
}

function isRegular(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
