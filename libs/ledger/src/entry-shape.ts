import { FULL_PIECE } from './content.js';
import { epochMillis } from './instant.js';

/** Says what is wrong with a value, as the end of a sentence that begins with its place; null when nothing is. */
export type Check = (value: unknown) => string | null;
type Members = Readonly<Record<string, { readonly check: Check; readonly optional?: true }>>;

/** Longest id, code or version, in UTF-16 code units. */
const MAX_TEXT = 300;
/** Most reasons of a refusal, and most pieces of content. */
export const MAX_MEMBERS = 200;

const DIGEST = /^[0-9a-f]{64}$/;
const CODE = /^[A-Za-z][\w.-]{0,99}$/;

export const text: Check = (value) =>
  typeof value === 'string' && value !== '' && value.length <= MAX_TEXT
    ? null
    : ` is no text of 1 to ${MAX_TEXT} characters`;
export const code: Check = (value) =>
  typeof value === 'string' && CODE.test(value) ? null : ' is no code of letters, digits, _ . -';
export const digest: Check = (value) =>
  typeof value === 'string' && DIGEST.test(value) ? null : ' is no SHA-256 in lower-case hexadecimal';
export const moment: Check = (value) =>
  typeof value === 'string' && epochMillis(value) !== null ? null : ' is no moment such as 2026-01-01T08:30:00.000Z';

function integer(least: number): Check {
  return (value) =>
    Number.isSafeInteger(value) && (value as number) >= least ? null : ` is no integer from ${least} on`;
}

function oneOf(...values: readonly unknown[]): Check {
  const wanted = values.map((value) => JSON.stringify(value)).join(' or ');
  return (value) => (values.includes(value) ? null : ` is not ${wanted}`);
}

export const principalKind = oneOf('person', 'worker', 'system');

function nullOr(check: Check): Check {
  return (value) => (value === null ? null : check(value));
}

/** An object with these members and no other. */
function object(members: Members): Check {
  const names = Object.keys(members);
  return (value) => {
    if (!isRecord(value)) return ' is no object';
    for (const name of names) {
      const member = members[name];
      if (member === undefined || (member.optional === true && !Object.hasOwn(value, name))) continue;
      if (!Object.hasOwn(value, name)) return ` has no member ${name}`;
      const fault = member.check(value[name]);
      if (fault !== null) return `.${name}${fault}`;
    }
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
    return unknown === undefined ? null : ` has a member that entries do not have: ${unknown}`;
  };
}

const content: Check = (value) => {
  if (!isRecord(value)) return ' is no object';
  const names = Object.keys(value);
  if (names.length > MAX_MEMBERS) return ` has more than ${MAX_MEMBERS} pieces`;
  for (const name of names) {
    const fault = code(name) ?? digest(value[name]);
    if (fault !== null) return `.${name}${fault}`;
  }
  return null;
};

const decision: Check = (value) => {
  if (value === 'accepted') return null;
  if (!isRecord(value)) return ' is neither "accepted" nor a refusal';
  return refusal(value);
};
const refusal = object({
  refused: {
    check: (value) => {
      if (!Array.isArray(value) || value.length === 0 || value.length > MAX_MEMBERS) return ' is no list of reasons';
      const wrong = value.findIndex((each) => code(each) !== null);
      return wrong < 0 ? null : `[${wrong}]${code(value[wrong]) ?? ''}`;
    },
  },
});

const parts = object({ flow: { check: digest }, work: { check: digest }, trail: { check: digest } });

const entry = object({
  schema: { check: oneOf(1) },
  unit: { check: text },
  stream: { check: text },
  seq: { check: integer(1) },
  at: { check: moment },
  previous: { check: nullOr(digest) },
  principal: {
    check: object({
      kind: { check: principalKind },
      id: { check: text },
      account: { check: text, optional: true },
    }),
  },
  command: { check: code },
  decision: { check: decision },
  versions: {
    check: object({
      engine: { check: text },
      policy: { check: text },
      organisation: { check: integer(0) },
      definition: { check: nullOr(digest) },
    }),
  },
  content: { check: content },
  state: { check: nullOr(parts) },
  full: { check: parts, optional: true },
});

/** What makes a value no body of an entry, as a sentence; null when it is one. */
export function faultInEntry(body: unknown): string | null {
  const fault = entry(body) ?? faultBetween(body as Between);
  return fault === null ? null : `the entry${fault}`;
}

/** What members say about each other. */
export type Between = Readonly<Record<'seq' | 'previous' | 'state' | 'full', unknown>> & { readonly content: object };
export function faultBetween({ seq, previous, state, full, content }: Between): string | null {
  if ((seq === 1) !== (previous === null)) return '.previous is null in the first entry of a stream, and only there';
  if (full === undefined) return null;
  if (state === null) return '.full is there, but .state is null';
  return Object.hasOwn(content, FULL_PIECE) ? null : `.full is there, but no piece ${FULL_PIECE} that holds its salt`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
