import { isLedger } from '@quanheng/contracts';
import { isNumber, numberText, ROOT, type FeelValue } from '@quanheng/engine';
import { dayOf, yearOf } from '../calendar/index.js';
import { policyOf, type PolicyModel, type RecordSpec } from '../model/index.js';
import { recordName, type InstanceView, type Request, type ScopeKey, type WireVariables } from '../ports/index.js';
import { payloadOf } from '../variables.js';

/** The records (contract, project, budget line and year) that a matter belongs to, by their kind; of a kind of which it names several, the others by kind and place. */
export type RecordKeys = ReadonlyMap<string, ScopeKey>;

/** Where a value of the process itself is found. */
export type DataOf = (name: string) => FeelValue;

/**
 * The record that each `qh:record` names: its id is made of the values of protected data, and of the year in which the matter began where the drawing says
 * so. One of whose data any has no value yet is not named.
 */
export function recordKeys({ records }: PolicyModel, data: DataOf, startedAt: number): RecordKeys {
  const found = new Map<string, ScopeKey>();
  for (const spec of records) {
    const { kind } = spec;
    // No kind that is drawn has a colon.
    for (const [at, id] of idsOf(spec, data, startedAt).entries())
      found.set(at === 0 ? kind : `${kind}:${at}`, { kind, id });
  }
  return found;
}

/** All of one kind. */
export function keysOfKind(keys: RecordKeys, kind: string): readonly ScopeKey[] {
  return [...keys.values()].filter((key) => key.kind === kind);
}

/** Those that a matter which is over came under last: its data are gone, but not what it was asked under. */
export function lastNamed(
  kind: string,
  { named, definition }: Pick<InstanceView, 'named' | 'definition'>,
): readonly ScopeKey[] {
  const keys = named.filter((key) => key.kind === kind);
  const isEach = policyOf(definition).records.some((spec) => spec.kind === kind && spec.each);
  return isEach ? keys : keys.slice(-1);
}

/** The same, of a matter as its variables are kept. */
export function recordsOfMatter(model: PolicyModel, variables: WireVariables, startedAt: number): RecordKeys {
  const data = payloadOf(
    Object.fromEntries(model.records.flatMap(({ of }) => of.map((name) => [name, variables[name] ?? null]))),
  );
  return recordKeys(model, (name) => data[name] ?? null, startedAt);
}

/** Characters that nobody sees: of no width, marks of direction, soft hyphens. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** What people write before a number. */
const WORD_FOR_NUMBER = /(?<![\p{L}\p{N}])(?:NO|号码|编号)[.:]?\s*(?=\p{N})/gu;

/**
 * As people write the id of a record, and as it is kept: full or half width, characters that nobody sees, blanks, small letters and the word for number before
 * it make no other record of it. What has a register is named as that writes it, for there it is looked up.
 */
export function recordId(kind: string, text: string): string {
  return isLedger(kind) ? seen(text).trim() : comparable(text).replace(/\s+/g, '');
}

/** As people list several: separated by blanks, lines, commas or semicolons of either width. Each once. */
export function recordIds(kind: string, text: string): readonly string[] {
  const named = (isLedger(kind) ? seen(text) : comparable(text)).split(/[\s,;、]+/);
  return [...new Set(named.filter((id) => id !== ''))];
}

function seen(text: string): string {
  return text.normalize('NFKC').replace(UNSEEN, '');
}

function comparable(text: string): string {
  return seen(text).toUpperCase().replace(WORD_FOR_NUMBER, '');
}

function idsOf({ kind, of, by, each }: RecordSpec, data: DataOf, startedAt: number): readonly string[] {
  const values = of.map((name) => textOf(data(name)));
  const named = each
    ? values.flatMap((text) => recordIds(kind, text)).map((id) => [id])
    : [values.map((text) => recordId(kind, text))];
  return named.flatMap((found) => {
    if (found.some((value) => value === '')) return [];
    const parts = by === 'year' ? [...found, String(yearOf(dayOf(startedAt)))] : found;
    return parts.length === 1 ? parts : [JSON.stringify(parts)];
  });
}

function textOf(value: FeelValue): string {
  if (typeof value === 'string') return value;
  return isNumber(value) ? numberText(value) : '';
}

/** Before the command, and as they will be when it has written what it carries. */
export interface NamedRecords {
  readonly before: RecordKeys;
  readonly after: RecordKeys;
}
const NONE: NamedRecords = { before: new Map(), after: new Map() };

/** What a command rests on. Data that records are named by are written by the commands that carry them and by nothing else (`RECORD_FIXED`). */
export function namedBy(request: Omit<Request, 'organisation'>): NamedRecords {
  const { instance, target, at, command } = request;
  const model = instance === undefined ? undefined : policyOf(instance.definition);
  const next = target === undefined ? model : policyOf(target);
  if (!isNaming(model) && !isNaming(next)) return NONE;
  const startedAt = instance?.startedAt ?? at;
  const root = instance?.flow.elements.get(ROOT)?.variables;
  const now: DataOf = (name) => root?.get(name) ?? null;
  const carried = payloadOf(carriedBy(command));
  const then: DataOf = (name) => (Object.hasOwn(carried, name) ? (carried[name] ?? null) : now(name));
  return {
    before: model === undefined ? NONE.before : recordKeys(model, now, startedAt),
    after: next === undefined ? NONE.after : recordKeys(next, then, startedAt),
  };
}

function isNaming(model: PolicyModel | undefined): boolean {
  return model !== undefined && model.records.length > 0;
}

function carriedBy(command: Request['command']): WireVariables {
  return 'variables' in command && !('scope' in command && command.scope !== ROOT) ? (command.variables ?? {}) : {};
}

/** Each once; of a kind, the one that the matter comes under last. */
export function allOf({ before, after }: NamedRecords): readonly ScopeKey[] {
  const all = new Map([...before.values()].map((key) => [recordName(key), key]));
  for (const key of after.values()) {
    all.delete(recordName(key));
    all.set(recordName(key), key);
  }
  return [...all.values()];
}
