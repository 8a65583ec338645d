import { WORK } from '@quanheng/policy';
import { DefinitionCatalogue } from '@quanheng/runtime';
import type { Policy } from '@quanheng/runtime/ports';
import { replayAll } from '../../apps/cli/src/replay/all.js';
import { CalendarHistory } from '../../apps/cli/src/replay/calendars.js';
import type { Bureau } from './bureau.js';

/** At the end of a test: what is stored is what the entries tell, for every chain. */
export async function closeReplayed({ office }: Bureau): Promise<void> {
  const { queries } = office.opened;
  const definitions = new DefinitionCatalogue(queries);
  const parts = { queries, definitions, policy: WORK as Pick<Policy, 'initial' | 'apply'> };
  const found: unknown[] = [];
  for await (const { stream, findings } of replayAll({ ...parts, calendars: new CalendarHistory(queries) })) {
    for (const finding of findings) found.push({ stream, ...finding });
  }
  await office.close();
  expect(found).toEqual([]);
}
