import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LocatedFinding } from '@quanheng/engine';
import { BLOCK_TEXTS } from '@quanheng/policy';
import { z } from 'zod';
import { inputFault } from '../simulate/inputs.js';
import { jsonOf } from '../simulate/json-file.js';

/** What is tested: a process with its scenarios, as a folder of `processes` holds them. */
export interface ProcessFolder {
  readonly process: string;
  /** In alphabetical order. */
  readonly scenarios: readonly string[];
  /** Codes of refusals that the process can meet; null: the folder does not say. */
  readonly refusals: readonly string[] | null;
  /** Files of other folders that it calls. */
  readonly calls: readonly string[];
}

const PROCESS = 'process.bpmn';
const SCENARIOS = 'scenarios';
const COVERAGE = 'coverage.json';

const coverage = z.strictObject({ refusals: z.array(z.string()), calls: z.array(z.string()).default([]) });

export function readFolder(folder: string): ProcessFolder | { readonly faults: readonly LocatedFinding[] } {
  const names = listed(folder);
  if (names === undefined) return fault(folder, 'folder-unreadable', `There is no folder ${folder} that can be read.`);
  if (!names.includes(PROCESS)) return fault(folder, 'process-missing', `The folder has no ${PROCESS}.`);
  const files = (listed(join(folder, SCENARIOS)) ?? []).filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) {
    return fault(folder, 'scenarios-missing', `The folder ${SCENARIOS} has no scenario: nothing is tested.`);
  }
  const found = {
    process: join(folder, PROCESS),
    scenarios: files.map((name) => join(folder, SCENARIOS, name)),
  };
  if (!names.includes(COVERAGE)) return { ...found, refusals: null, calls: [] };
  const path = join(folder, COVERAGE);
  const json = jsonOf(path, 'coverage');
  if ('faults' in json) return json;
  const { success, data, error } = coverage.safeParse(json.value);
  if (!success) return fault(path, 'coverage-invalid', z.prettifyError(error));
  const unknown = data.refusals.find((code) => !Object.hasOwn(BLOCK_TEXTS, code));
  if (unknown !== undefined) return fault(path, 'coverage-invalid', `"${unknown}" is no code of a refusal.`);
  return { ...found, refusals: data.refusals, calls: data.calls.map((path) => join(folder, path)) };
}

function listed(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}

function fault(document: string, code: string, message: string): { readonly faults: readonly LocatedFinding[] } {
  return { faults: [inputFault(document, code, message)] };
}
