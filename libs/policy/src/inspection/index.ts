import { DISCIPLINE, disciplineOf, isDiscipline } from '../exceptions/discipline.js';
import { unreasoned } from '../guard/unreasoned.js';
import type { Reason, Request, ScopeKey, ScopeRecordRow } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';

/** Who has opened a matter, and since when, by the ids of the persons. */
export interface Readers {
  readonly readers: Readonly<Record<string, number>>;
}

/** The scope record of who has opened a matter. */
export function readersKey(instance: string): ScopeKey {
  return { kind: 'inspection:readers', id: instance };
}

export function readersOf(row: Pick<ScopeRecordRow, 'value'> | null | undefined): Readers {
  return row == null ? { readers: {} } : (JSON.parse(row.value) as Readers);
}

/** With one more; who has opened it before keeps the first moment. */
export function withReader({ readers }: Readers, person: string, at: number): Readers {
  return { readers: Object.hasOwn(readers, person) ? readers : { ...readers, [person]: at } };
}

/** Discipline inspection alone, with a reason. */
export function againstInspecting({ command, principal, organisation, at }: Request<Work>): readonly Reason[] {
  if (command.kind !== 'inspectInstance') return [];
  const may = principal.kind === 'person' && isDiscipline(principal.person, organisation, at);
  const who = may ? [] : [reason('DISCIPLINE_ONLY', { name: disciplineOf(organisation, at) || DISCIPLINE })];
  return [...who, ...unreasoned(command.reason)];
}
