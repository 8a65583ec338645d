import type { OrganisationChange } from '@quanheng/runtime';
import { bpmn, flows, SEED } from '../../../../test/contract/office.js';
import { replay } from './replay.js';
import { MemoryOffice } from './testing/office.js';

/** Waits for three working days. */
const WAITING = bpmn(
  'Waiting',
  `<startEvent id="s"/><intermediateCatchEvent id="wait"><timerEventDefinition qh:calendar="statutory"><timeDuration>P3D</timeDuration>
   </timerEventDefinition></intermediateCatchEvent><endEvent id="e"/>${flows('s', 'wait', 'e')}`,
);

/** The office's first day is Monday 2026-01-05. */
function calendar(...holidays: readonly string[]): OrganisationChange {
  const from = Date.UTC(2025, 10, 4);
  const data = { holidays, workdays: [], document: '放假通知' };
  return { change: 'put', fact: { kind: 'calendar', id: 'statutory:2026', from, to: null, data } };
}

async function changed(office: MemoryOffice, ...changes: readonly OrganisationChange[]): Promise<void> {
  await office.must(SEED, { kind: 'changeOrganisation', changes });
}

/** The day on which the timer of an instance is due, in China. */
function dueOf({ database }: MemoryOffice, instance: string): string {
  const timer = database.tables.timers.all().find((row) => row.instance === instance);
  return new Date((timer?.due ?? 0) + 8 * 3_600_000).toISOString().slice(0, 10);
}

async function replayed(office: MemoryOffice): Promise<string> {
  let stdout = '';
  const write = (text: string): unknown => (stdout += text);
  await replay(office.parts, undefined, {}, { stdout: { write }, stderr: { write }, env: {} });
  return stdout;
}

describe('working time', () => {
  let office: MemoryOffice;
  let instances: readonly string[];

  beforeEach(async () => {
    office = await new MemoryOffice().open(WAITING);
    const without = await office.start('Waiting');
    await changed(office, calendar('2026-01-06'));
    const one = await office.start('Waiting');
    await changed(office, calendar('2026-01-06', '2026-01-07'));
    instances = [without, one, await office.start('Waiting')];
  });

  test('is what the calendars say under which a command is decided', () => {
    expect(instances.map((id) => dueOf(office, id))).toEqual(['2026-01-08', '2026-01-09', '2026-01-12']);
  });

  test('is replayed by the calendars of that version, whatever they say now', async () => {
    expect(await replayed(office)).toMatch(/, 3 steps carried out again: no differences\n$/);
    await changed(office, { change: 'end', kind: 'calendar', id: 'statutory:2026', at: Date.UTC(2025, 10, 4) });
    expect(await replayed(office)).toMatch(/, 3 steps carried out again: no differences\n$/);
  });

  test('shows when somebody changed a calendar past the door', async () => {
    const { facts } = office.database.tables;
    for (const row of facts.all()) {
      if (row.fact.kind !== 'calendar' || row.until !== null) continue;
      facts.put({ ...row, fact: { ...row.fact, data: { ...row.fact.data, holidays: [] } } });
    }
    const text = await replayed(office);
    expect(text).toContain('the engine now raises other events');
    expect(text).toMatch(/1 finding\b|1 difference/);
  });
});
