import { ORGANISATION_LIMITS } from '@quanheng/contracts';
import { changeOrganisation, OrganisationIndex } from '../../organisation/index.js';
import type { Fact, OrganisationChange } from '../../ports/index.js';
import { problemsOf } from '../../profiles/index.js';
import type { LintContext } from '../context.js';
import { organisationFileSchema, SECTIONS, type Section } from './schema.js';

export interface OrganisationReading {
  readonly organisation?: NonNullable<LintContext['organisation']>;
  /** Why it is none, one line each. */
  readonly problems: readonly string[];
}

/** The file says how things are, not since when. */
const MOMENT = 0;

/**
 * An organisation file as a view of the organisation. It is held to the rules that every change of the organisation is held to.
 * @param value the JSON value of the file
 */
export function readOrganisation(value: unknown): OrganisationReading {
  const { success, data, error } = organisationFileSchema.safeParse(value);
  if (!success) return { problems: problemsOf(error) };
  const changes = (Object.keys(SECTIONS) as Section[]).flatMap((section) =>
    Object.entries(data[section]).map(([id, facts]) => put(section, id, facts)),
  );
  let view = OrganisationIndex.empty('file');
  for (let from = 0; from < changes.length; from += ORGANISATION_LIMITS.changes) {
    const some = changes.slice(from, from + ORGANISATION_LIMITS.changes);
    const result = changeOrganisation(view, some, { at: MOMENT, principal: { kind: 'system', name: 'file' } });
    if (result.status === 'rejected') {
      return { problems: result.findings.map(({ subject, message }) => `${subject}: ${message}`) };
    }
    view = result.view;
  }
  return { organisation: { view, at: MOMENT }, problems: [] };
}

function put(section: Section, id: string, data: unknown): OrganisationChange {
  const kind = SECTIONS[section];
  // A delegation has an end; those in the file are the ones that count now.
  const to = kind === 'delegation' ? MOMENT + 1 : null;
  return { change: 'put', fact: { kind, id, from: MOMENT, to, data } as Fact };
}
