import { readStaffingProblem, readStaffingProof, type StaffingProblem, type StaffingProof } from '@quanheng/policy';
import { parsedJson } from '../json.js';
import { readBytes } from '../simulate/files.js';

export type Reading<T> = { readonly value: T } | { readonly faults: readonly string[] };

export function problemOf(path: string): Reading<StaffingProblem> {
  const json = jsonOf(path);
  if ('faults' in json) return json;
  const reading = readStaffingProblem(json.value);
  if ('problem' in reading) return { value: reading.problem };
  return { faults: reading.problems.map((problem) => `${path}: ${problem}`) };
}

export function proofOf(path: string): Reading<StaffingProof> {
  const json = jsonOf(path);
  if ('faults' in json) return json;
  const reading = readStaffingProof(json.value);
  return 'proof' in reading ? { value: reading.proof } : { faults: [`${path}: no proof: ${reading.problem}`] };
}

function jsonOf(path: string): Reading<unknown> {
  const reading = readBytes(path);
  if (!reading.ok) return { faults: [reading.message] };
  try {
    return { value: parsedJson(reading.bytes) };
  } catch (error) {
    return { faults: [`${path}: not JSON in UTF-8: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
