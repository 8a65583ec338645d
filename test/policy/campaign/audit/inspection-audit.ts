import type { Queries } from '@quanheng/runtime/ports';
import { readStream } from './entries.js';
import type { Facts } from './facts.js';

/** Matters are opened by right of supervision (调阅) by discipline inspection alone. */
export async function auditInspections(
  queries: Queries,
  facts: Facts,
  report: (instance: string, seq: number, what: string) => void,
): Promise<void> {
  for (const { seq, at, refused, principal, organisation, command } of await readStream(queries, 'inspection')) {
    if (refused) continue;
    const isTheirs = principal.kind === 'person' && facts.rolesOf(principal.id, organisation, at).includes('DISC');
    if (isTheirs) continue;
    report(String(command['instance']), seq, `${principal.id} opened it, who is not of discipline inspection`);
  }
}
