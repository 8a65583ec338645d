import type { EntryRow } from './rows.js';

/** Why an entry is also kept where those who supervise find it: it was refused, it left the usual way, or somebody read by right of supervision. */
export const NOTED = ['refusal', 'exception', 'reading'] as const;
export type Noted = (typeof NOTED)[number];

/** Lawful, and out of the usual (docs/exceptions.md); what operators do with a matter is among it. */
const EXCEPTIONS: ReadonlySet<string> = new Set([
  ...['freezeInstance', 'unfreezeInstance', 'askSubstituteReview', 'objectToPublicity', 'withdrawSignature'],
  ...['askTermination', 'cancelInstance', 'proposeCorrection', 'decideCorrection', 'handOver'],
  ...['setVariables', 'suspendInstance', 'resumeInstance', 'migrateInstance', 'reofferWork', 'resolveIncident'],
  ...['quarantine', 'releaseInstance'],
]);

export interface NotedRow extends Pick<EntryRow, 'unit' | 'stream' | 'seq' | 'at' | 'kind' | 'principal' | 'refused'> {
  readonly noted: Noted;
}

export function notedAs({ kind, refused }: Pick<EntryRow, 'kind' | 'refused'>): Noted | null {
  if (refused !== null) return 'refusal';
  if (kind === 'inspectInstance') return 'reading';
  return EXCEPTIONS.has(kind) ? 'exception' : null;
}

/** What of new entries is kept so. */
export function notedRows(entries: readonly EntryRow[]): NotedRow[] {
  return entries.flatMap((entry) => {
    const noted = notedAs(entry);
    if (noted === null) return [];
    const { unit, stream, seq, at, kind, principal, refused } = entry;
    return [{ unit, stream, seq, at, noted, kind, principal, refused }];
  });
}
