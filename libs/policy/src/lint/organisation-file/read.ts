import { LEDGERS, ORGANISATION_LIMITS, type Ledger } from '@quanheng/contracts';
import { parseInstant } from '@quanheng/engine';
import { changeOrganisation, OrganisationIndex } from '../../organisation/index.js';
import type {
  Fact,
  LedgerEntry,
  OrganisationChange,
  Principal,
  RegisterChange,
  RegisterEntryData,
} from '../../ports/index.js';
import { problemsOf } from '../../profiles/index.js';
import { changeLedger } from '../../registers/index.js';
import type { LintContext } from '../context.js';
import {
  organisationFileSchema,
  SECTION_NAMES,
  SECTIONS,
  type LaterChange,
  type OrganisationFile,
  ZONE,
  type Section,
} from './schema.js';

/** An organisation as a file tells it. */
export interface FiledOrganisation extends NonNullable<LintContext['organisation']> {
  readonly view: OrganisationIndex;
  /** What brings it about, said at the beginning of time. */
  readonly initial: readonly OrganisationChange[];
  /** What the registers that are kept by key say from the beginning on. */
  readonly entries: readonly FiledEntry[];
  /** What becomes known later, in order: it is no part of `view`. */
  readonly later: readonly FiledChange[];
}
export interface FiledChange {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly changes: readonly OrganisationChange[];
  readonly entries: readonly FiledEntry[];
}
/** An entry of a contract or a budget line. */
export interface FiledEntry {
  readonly ledger: Ledger;
  readonly change: RegisterChange;
}
export interface OrganisationReading {
  readonly organisation?: FiledOrganisation;
  /** Why it is none, one line each. */
  readonly problems: readonly string[];
}

/** The file says how things are, not since when. */
const MOMENT = 0;
export const FILE = { kind: 'system', name: 'file' } as const satisfies Principal;

/**
 * An organisation file as a view of the organisation. It is held to the rules that every change of the organisation is held to.
 * @param value the JSON value of the file
 */
export function readOrganisation(value: unknown): OrganisationReading {
  const { success, data, error } = organisationFileSchema.safeParse(value);
  if (!success) return { problems: problemsOf(error) };
  const problems = [
    ...strayValidity(data, ''),
    ...data.changes.flatMap((each, at) => strayValidity(each, `changes.${at}.`)),
  ];
  if (problems.length > 0) return { problems };
  const at = data.at === undefined ? MOMENT : momentOf(data.at);
  const empty = OrganisationIndex.empty('file');
  const initial = putsOf(data, MOMENT, at);
  const begun = applied(empty, initial, MOMENT);
  if ('problems' in begun) return begun;
  const entries = entriesOf(data, MOMENT);
  const later = [...data.changes]
    .map((change): FiledChange => {
      const moment = momentOf(change.at);
      return {
        at: moment,
        changes: [...endsOf(change, moment), ...putsOf(change, moment, moment)],
        entries: entriesOf(change, moment),
      };
    })
    .sort((one, other) => one.at - other.at);
  let { view } = begun;
  const known = new Map<string, LedgerEntry>();
  const wrong = [...entered(known, entries, view, MOMENT)];
  for (const { at: moment, changes, entries: more } of later) {
    const next = applied(view, changes, moment);
    if ('problems' in next) return next;
    ({ view } = next);
    wrong.push(...entered(known, more, view, moment));
  }
  if (wrong.length > 0) return { problems: wrong };
  return { organisation: { view: begun.view, initial, entries, at, later }, problems: [] };
}

function applied(
  view: OrganisationIndex,
  changes: readonly OrganisationChange[],
  at: number,
): { readonly view: OrganisationIndex } | { readonly problems: readonly string[] } {
  let now = view;
  for (let from = 0; from < changes.length; from += ORGANISATION_LIMITS.changes) {
    const some = changes.slice(from, from + ORGANISATION_LIMITS.changes);
    const result = changeOrganisation(now, some, { at, principal: FILE });
    if (result.status === 'rejected') {
      return { problems: result.findings.map(({ subject, message }) => `${subject}: ${message}`) };
    }
    now = result.view;
  }
  return { view: now };
}

/** Held to the rules of the registers. */
function* entered(
  known: Map<string, LedgerEntry>,
  entries: readonly FiledEntry[],
  organisation: OrganisationIndex,
  at: number,
): Generator<string> {
  for (const { ledger, change } of entries) {
    const key = `${ledger}:${change.id}`;
    const result = changeLedger(ledger, known.get(key) ?? { versions: [] }, change, {
      ...{ at, organisation, proposal: FILE.name },
    });
    if ('entry' in result) known.set(key, result.entry);
    else yield* result.findings.map(({ subject, message }) => `${subject}: ${message}`);
  }
}

function entriesOf({ registers }: Pick<OrganisationFile, 'registers'>, from: number): FiledEntry[] {
  return LEDGERS.flatMap((ledger) =>
    Object.entries<RegisterEntryData<Ledger>>(registers[ledger]).map(([id, data]): FiledEntry => {
      return { ledger, change: { change: 'put', id, from, to: null, data } };
    }),
  );
}

type Facts = Pick<OrganisationFile, Section | 'validity'>;

/** @param now delegations that say no end count at this moment */
function putsOf(file: Facts, from: number, now: number): OrganisationChange[] {
  return SECTION_NAMES.flatMap((section) =>
    Object.entries(file[section]).map(([id, data]): OrganisationChange => {
      const { from: since, to: until } = file.validity[section][id] ?? {};
      const kind = SECTIONS[section];
      // A delegation has an end; one that says none is for now.
      const openEnd = kind === 'delegation' ? now + 1 : null;
      const span = {
        from: since === undefined ? from : momentOf(since),
        to: until === undefined ? openEnd : momentOf(until),
      };
      return { change: 'put', fact: { kind, id, ...span, data } as Fact };
    }),
  );
}

function endsOf({ end }: LaterChange, at: number): OrganisationChange[] {
  return SECTION_NAMES.flatMap((section) =>
    end[section].map((id): OrganisationChange => ({ change: 'end', kind: SECTIONS[section], id, at })),
  );
}

/** Validity of what does not stand there would be read by nobody. */
function strayValidity(file: Facts, path: string): string[] {
  return SECTION_NAMES.flatMap((section) =>
    Object.keys(file.validity[section])
      .filter((id) => !Object.hasOwn(file[section], id))
      .map((id) => `${path}validity.${section}.${id}: there is no ${id} in ${path}${section}`),
  );
}

function momentOf(text: string): number {
  const moment = parseInstant(text, ZONE);
  if (moment === undefined) throw new Error(`${text} was let through the schema and is no moment`);
  return moment;
}
