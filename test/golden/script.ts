/** The steps of a case's script, as `README.md` describes them. */
export type Step =
  | { readonly env: EnvStep }
  | {
      readonly start: Json;
      readonly process?: string;
      readonly at?: string;
      readonly key?: string;
    }
  | { readonly complete: string; readonly loop?: number; readonly variables?: Json; readonly outcome?: string }
  | { readonly fail: string; readonly loop?: number; readonly message?: string; readonly retries?: number }
  | { readonly error: string; readonly loop?: number; readonly code: string; readonly variables?: Json }
  | { readonly proceed: string; readonly loop?: number }
  | {
      readonly message: string;
      readonly key?: string;
      readonly variables?: Json;
      readonly ttl?: string;
      readonly to?: string;
    }
  | { readonly signal: string; readonly variables?: Json }
  | { readonly timer: string }
  | { readonly advance: string }
  | { readonly set: Json; readonly scope?: string; readonly loop?: number }
  | { readonly return: { readonly from: string; readonly to: string; readonly loop?: number } }
  | { readonly cancel: string }
  | { readonly suspend: true }
  | { readonly resume: true }
  | { readonly resolve: string; readonly loop?: number }
  | { readonly migrate: Readonly<Record<string, string>> }
  | { readonly reject: Step; readonly code: string }
  | { readonly expect: Expectation };

export type Json = Readonly<Record<string, unknown>>;

export interface EnvStep {
  readonly zone?: string;
  readonly hold?: readonly string[];
  readonly calendars?: readonly string[];
  readonly decisions?: Readonly<Record<string, string>>;
  readonly maxEvents?: number;
}

export interface Expectation {
  readonly status?: string;
  readonly waiting?: readonly string[];
  readonly variables?: Json;
  readonly incidents?: readonly string[];
}

/** What may stand beside the word that names a step. */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  env: [],
  start: ['process', 'at', 'key'],
  complete: ['loop', 'variables', 'outcome'],
  fail: ['loop', 'message', 'retries'],
  error: ['loop', 'code', 'variables'],
  proceed: ['loop'],
  message: ['key', 'variables', 'ttl', 'to'],
  signal: ['variables'],
  timer: [],
  advance: [],
  set: ['scope', 'loop'],
  return: [],
  cancel: [],
  suspend: [],
  resume: [],
  resolve: ['loop'],
  migrate: [],
  reject: ['code'],
  expect: [],
};

/** @throws Error when the text is no list of steps, or a step says something that nobody would read. */
export function readScript(text: string): Step[] {
  const steps: unknown = JSON.parse(text);
  if (!Array.isArray(steps)) throw new Error('a script is a list of steps');
  for (const step of steps) check(step);
  return steps as Step[];
}

function check(step: unknown): void {
  const words = typeof step === 'object' && step !== null ? Object.keys(step) : [];
  const kind = words.find((word) => Object.hasOwn(FIELDS, word));
  const unknown = words.filter((word) => word !== kind && !FIELDS[kind ?? '']?.includes(word));
  if (kind === undefined || unknown.length > 0) {
    throw new Error(`a script has the step ${JSON.stringify(step)}, in which nothing reads ${unknown.join(', ')}`);
  }
  if (kind === 'reject') check((step as { reject: unknown }).reject);
}
