import { compile, parseBpmn, stateFromJson, type StateJson } from '@quanheng/engine';
import type { InstanceRow, ScopeRecordRow } from '@quanheng/runtime/ports';
import type { Tables } from '../memory/tables.js';
import { RESOURCES } from '../world/processes.js';
import { World } from '../world/world.js';
import type { Check } from './defect.js';
import { checkLegal } from './legal-state.js';

const USER = { kind: 'user', handler: null, retries: 0 } as const;

/** What an intruder, a lost write or a double one would leave behind. */
const CORRUPTIONS: readonly (readonly [name: string, check: Check, plant: (tables: Tables) => void])[] = [
  ['the last entry is gone', 'replay', (tables) => dropOf(tables.entries, lastEntry(tables))],
  ['an entry between others is gone', 'chain', (tables) => dropOf(tables.entries, middleEntry(tables))],
  [
    'a byte of an entry is changed',
    'chain',
    (tables) => {
      const entry = lastEntry(tables);
      const bytes = Uint8Array.from(entry.bytes);
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
      tables.entries.put({ ...entry, bytes });
    },
  ],
  ['a leaf is changed', 'chain', (tables) => tables.entries.put({ ...lastEntry(tables), leaf: 'f'.repeat(64) })],
  ['who did it is changed', 'chain', (tables) => tables.entries.put({ ...lastEntry(tables), principal: 'person:p9' })],
  ['a refusal is hidden', 'chain', (tables) => tables.entries.put({ ...refusal(tables), refused: null })],
  [
    'a value beside an entry is changed',
    'chain',
    (tables) => {
      const content = tables.contents.all().find(({ pieces }) => pieces.includes('"smoke":false'))!;
      tables.contents.put({ ...content, pieces: content.pieces.replace('"smoke":false', '"smoke":true') });
    },
  ],
  ['a content is gone', 'chain', (tables) => dropOf(tables.contents, tables.contents.all()[5]!)],
  ['the flow is changed', 'replay', (tables) => spoilState(tables, 'flow')],
  ['the work is changed', 'replay', (tables) => putInstance(tables, { state: { work: '{"items":{}}' } })],
  ['the trail is changed', 'replay', (tables) => spoilState(tables, 'trail')],
  ['the revision is behind', 'replay', (tables) => putInstance(tables, { revision: 1 })],
  ['the status is changed', 'replay', (tables) => putInstance(tables, { status: 'completed' })],
  ['an instance is gone', 'replay', (tables) => tables.instances.drop(waiting(tables).id)],
  ['a work item is lost', 'rows', (tables) => dropOf(tables.items, openItem(tables))],
  ['a work item is doubled', 'rows', (tables) => tables.items.put({ ...openItem(tables), item: '9999' })],
  ['a work item is open again', 'rows', (tables) => tables.items.put({ ...closedItem(tables), status: 'open' })],
  ['a work item is taken by nobody', 'rows', (tables) => tables.items.put({ ...openItem(tables), assignee: 'p9' })],
  ['a timer is lost', 'rows', (tables) => dropOf(tables.timers, tables.timers.all()[0]!)],
  ['a timer is doubled', 'rows', (tables) => tables.timers.put({ ...tables.timers.all()[0]!, subscription: 9999 })],
  ['a timer is late', 'rows', (tables) => tables.timers.put({ ...tables.timers.all()[0]!, due: 1 })],
  ['a job is made up', 'rows', (tables) => tables.jobs.put(madeUpJob(tables))],
  ['a subscription is lost', 'rows', (tables) => dropOf(tables.subscriptions, ownSubscription(tables))],
  ['an incident is made up', 'rows', (tables) => tables.incidents.put(madeUpIncident(tables))],
  ['a timer belongs to nobody', 'rows', (tables) => tables.timers.put({ ...tables.timers.all()[0]!, instance: 'X' })],
  ['a message is lost', 'messages', (tables) => dropOf(tables.messages, tables.messages.all()[0]!)],
  ['a message is doubled', 'messages', (tables) => tables.messages.put({ ...tables.messages.all()[0]!, id: 'X' })],
  [
    'a scope record is changed',
    'records',
    (tables) => tables.records.put({ ...aRecord(tables), value: '{"reserved":77}' }),
  ],
  ['a scope record is set back', 'records', (tables) => tables.records.put({ ...aRecord(tables), revision: 0 })],
  ['a scope record is gone', 'records', (tables) => dropOf(tables.records, aRecord(tables))],
  [
    'something was left undone',
    'outbox',
    (tables) => tables.outbox.put({ id: 'X', unit: 'U1', kind: 'collect', payload: '{}', createdAt: 0 }),
  ],
];

describe('the auditor', () => {
  it('finds nothing where nothing is wrong, and each planted corruption', async () => {
    const world = await richWorld();
    expect((await world.judge()).defects).toEqual([]);
    const missed: string[] = [];
    for (const [name, check, plant] of CORRUPTIONS) {
      const undo = plantAndRemember(world.tables, plant);
      const { defects } = await world.judge();
      if (!defects.some((defect) => defect.check === check)) missed.push(name);
      undo();
    }
    expect(missed).toEqual([]);
    expect((await world.judge()).defects).toEqual([]);
  }, 120_000);

  it('finds commands that were acknowledged, but carried out never, twice, or for another', async () => {
    const world = await richWorld();
    const given = world.given.filter(({ mark, answers }) => mark !== null && answers[0]?.status === 'accepted');
    const [first, second] = [given[0]!, given[1]!];
    const found = async (...changed: typeof given): Promise<string> => {
      const { defects } = await world.judge(changed);
      return defects.map(({ message }) => message).join('\n');
    };
    expect(await found(first, second)).toBe('');
    expect(await found({ ...first, mark: 'mark:never' })).toContain('never carried out');
    expect(await found(first, { ...second, answers: first.answers })).toContain('shares entry');
    expect(await found({ ...first, answers: [...first.answers, ...second.answers] })).toContain('several entries');
    const nowhere = { status: 'accepted', entry: { stream: 'instance:X', seq: 1 }, result: {} } as const;
    expect(await found({ ...first, answers: [nowhere] })).toContain('does not exist');
    const refused = { status: 'rejected', code: 'conflict', message: '' } as const;
    expect(await found({ ...first, answers: [refused] })).toContain('turned down, but carried out');
  });

  it.each([
    ['a token rests where nothing joins', { tokens: { Split_Person: 1 } }, 'tokens rest'],
    ['an element waits for nothing', { extra: { id: 20, element: 'Person', parent: 0 } }, 'waits for nothing'],
    ['an element is not drawn', { extra: { id: 20, element: 'Elsewhere', parent: 0 } }, 'has no element'],
    ['an id was never given out', { extra: { id: 900, element: 'Person', parent: 0, work: USER } }, 'future id'],
  ])('finds it when %s', async (_name, change: { tokens?: object; extra?: object }, message) => {
    const { model } = await parseBpmn(RESOURCES.find(({ name }) => name === 'fork.bpmn')!.text);
    const { definition } = compile(model!, { digest: 'd' });
    const root = { id: 0, element: 'Fork', ...(change.tokens === undefined ? {} : { tokens: change.tokens }) };
    const person = { id: 3, element: 'Person', parent: 0, work: USER };
    const json = {
      version: 1,
      definition: 'd',
      process: 'Fork',
      status: 'active',
      nextId: 30,
      elements: [root, person, ...(change.extra === undefined ? [] : [change.extra])],
    } as unknown as StateJson;
    const messages = checkLegal('x', definition!, stateFromJson(json)).map((defect) => defect.message);
    expect(messages.join('\n')).toContain(message);
  });
});

/** A world that ends with something of every kind left to spoil: which seed gives one changes with everything that is changed. */
async function richWorld(): Promise<World> {
  for (let seed = 1; seed <= 30; seed++) {
    const world = new World({ seed, acts: 250 });
    await world.run();
    const { tables } = world;
    const hasWaiting = tables.timers.size > 0 && tables.messages.size > 0 && ownSubscriptions(tables).length > 0;
    if (hasWaiting && tables.entries.all().some(({ refused }) => refused !== null)) return world;
  }
  throw new Error('no world is rich enough: play longer ones');
}

/** The tables are copied before they are spoilt, row by row, and put back. */
function plantAndRemember(tables: Tables, plant: (tables: Tables) => void): () => void {
  const names = ['instances', 'items', 'timers', 'subscriptions', 'jobs', 'incidents'] as const;
  const more = ['entries', 'contents', 'messages', 'outbox', 'records'] as const;
  const undo = [...names, ...more].map((name) => tables[name].remember());
  plant(tables);
  return () => undo.forEach((each) => each());
}

function dropOf<Row extends object>(
  table: { keyOf: (row: Row) => string; drop: (key: string) => void },
  row: Row,
): void {
  table.drop(table.keyOf(row));
}

function waiting(tables: Tables): InstanceRow {
  return tables.instances.all().find(({ id, status }) => status === 'active' && openItems(tables, id).length > 0)!;
}
function openItems(tables: Tables, id: string): ReturnType<Tables['items']['all']> {
  return tables.items.group(id).filter(({ status }) => status === 'open');
}
function openItem(tables: Tables): ReturnType<Tables['items']['all']>[number] {
  return openItems(tables, waiting(tables).id)[0]!;
}
function closedItem(tables: Tables): ReturnType<Tables['items']['all']>[number] {
  return tables.items.all().find(({ status }) => status === 'completed')!;
}
function lastEntry(tables: Tables): ReturnType<Tables['entries']['all']>[number] {
  return tables.entries.group(`instance:${waiting(tables).id}`).at(-1)!;
}
function middleEntry(tables: Tables): ReturnType<Tables['entries']['all']>[number] {
  return tables.entries.all().find(({ stream, seq }) => seq === 2 && tables.entries.group(stream).length > 2)!;
}
function refusal(tables: Tables): ReturnType<Tables['entries']['all']>[number] {
  return tables.entries.all().find(({ refused }) => refused !== null)!;
}
function ownSubscriptions(tables: Tables): ReturnType<Tables['subscriptions']['all']> {
  return tables.subscriptions.all().filter(({ instance }) => !instance.startsWith('definition:'));
}
function ownSubscription(tables: Tables): ReturnType<Tables['subscriptions']['all']>[number] {
  return ownSubscriptions(tables)[0]!;
}
function madeUpJob(tables: Tables): ReturnType<Tables['jobs']['all']>[number] {
  const { id: instance, unit, process } = waiting(tables);
  const row = { instance, unit, process, job: 9999, element: 'Pay', handler: 'pay', retries: 0, due: 0 };
  return { ...row, lastError: null, lock: null, lockedUntil: null };
}
function madeUpIncident(tables: Tables): ReturnType<Tables['incidents']['all']>[number] {
  const { id: instance, unit, process } = waiting(tables);
  return { instance, unit, process, element: 1, activity: 'Pay', code: 'job-failed', message: '', raisedAt: 0 };
}
function putInstance(
  tables: Tables,
  change: Partial<Omit<InstanceRow, 'state'>> & { readonly state?: Partial<InstanceRow['state']> },
): void {
  const row = waiting(tables);
  tables.instances.put({ ...row, ...change, state: { ...row.state, ...change.state } });
}
function aRecord(tables: Tables): ScopeRecordRow {
  return tables.records.all()[0]!;
}
function spoilState(tables: Tables, part: 'flow' | 'trail'): void {
  const text = waiting(tables).state[part];
  const spoilt = part === 'flow' ? text.replace('"nextId":', '"nextId":1') : text.replace('"person":"p', '"person":"q');
  putInstance(tables, { state: { [part]: spoilt } });
}
