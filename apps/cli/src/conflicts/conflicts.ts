import { dutyConflicts } from '@quanheng/policy';
import { OrganisationCache, type Queries } from '@quanheng/runtime';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { LineWriter } from '../terminal/line-writer.js';
import { printable } from '../terminal/table.js';

export interface ConflictsOptions {
  readonly unit?: string;
  readonly json?: boolean;
}

/**
 * Tells who holds posts whose duties do not go together. New ones are refused; these come from before there was such a rule, or such a pair.
 * @param at milliseconds since the epoch: who holds them at that moment
 */
export async function conflicts(
  queries: Pick<Queries, 'units' | 'organisationVersion' | 'facts'>,
  { unit: wanted, json = false }: ConflictsOptions,
  host: Host,
  at: number,
): Promise<ExitCode> {
  const units = (await queries.units())
    .map(({ unit }) => unit)
    .filter((unit) => wanted === undefined || unit === wanted);
  if (units.length === 0 && wanted !== undefined) {
    host.stderr.write(`quanheng: there is no unit ${wanted}\n`);
    return EXIT.invalidInput;
  }
  const cache = new OrganisationCache(queries);
  const out = new LineWriter(host.stdout);
  let count = 0;
  for (const unit of units) {
    const view = await cache.view(unit, await queries.organisationVersion(unit));
    for (const { code, subject, message, parameters } of dutyConflicts(view, at)) {
      count++;
      out.line(json ? JSON.stringify({ unit, code, subject, message, parameters }) : printable(`${unit}: ${message}`));
    }
  }
  if (json) out.line(JSON.stringify({ units: units.length, conflicts: count }));
  else out.line(count === 0 ? 'nobody holds posts whose duties do not go together' : `${count} in all`);
  out.flush();
  return count === 0 ? EXIT.good : EXIT.failed;
}
