import { POLICY } from '../../../../../test/simulation/world/policy.js';
import {
  DefinitionCatalogue,
  OrganisationCache,
  Runtime,
  type Accepted,
  type Command,
  type ContentRow,
  type EntryRow,
  type InstanceRow,
  type Policy,
  type Principal,
  type Queries,
  type Store,
} from '@quanheng/runtime';
import { officeChanges, person, SEED, UNIT } from '../../../../../test/contract/office.js';
import { MemoryDatabase } from '../../../../../test/simulation/index.js';
import { CalendarHistory } from '../calendars.js';
import type { ReplayParts } from '../parts.js';

export { person, UNIT };

/** What an office stands on. */
export interface OfficeStore {
  readonly store: Store;
  readonly queries: Queries;
}

/** An office in which every act takes a second. */
export class Office {
  private now = Date.UTC(2026, 0, 5, 1);
  private chance = 1;
  private readonly runtime: Runtime;

  constructor(
    private readonly on: OfficeStore,
    policy: Policy = POLICY,
  ) {
    this.runtime = new Runtime({
      ...on,
      surroundings: {
        now: () => (this.now += 1000),
        random: (bytes) =>
          Uint8Array.from({ length: bytes }, () => (this.chance = (this.chance * 75 + 74) % 65_537) & 255),
        sleep: () => Promise.resolve(),
      },
      policy,
      organisation: new OrganisationCache(on.queries),
    });
  }

  async open(...documents: readonly string[]): Promise<this> {
    await this.must(SEED, { kind: 'changeOrganisation', changes: officeChanges() });
    for (const text of documents) await this.publish(text);
    return this;
  }

  /** What `quanheng replay` reads; with a catalogue of its own, so that nothing is remembered. */
  get parts(): ReplayParts {
    const { queries } = this.on;
    return {
      queries,
      definitions: new DefinitionCatalogue(queries),
      policy: POLICY,
      calendars: new CalendarHistory(queries),
    };
  }

  async publish(text: string): Promise<void> {
    const resources = [{ name: 'p.bpmn', text }];
    const { result } = await this.must(person('designer'), { kind: 'deploy', name: 'test', resources });
    await this.must(person('publisher'), { kind: 'publish', deployment: result['deployment'] as string });
  }

  async start(process: string, command: Partial<Extract<Command, { kind: 'startInstance' }>> = {}): Promise<string> {
    const { result } = await this.must(person('clerk'), { ...command, kind: 'startInstance', process });
    return result['instance'] as string;
  }

  /** Completes the one open item. */
  async complete(who: string, instance: string): Promise<void> {
    await this.must(person(who), { kind: 'completeWork', instance, item: await this.item(instance), opinion: '同意' });
  }

  async item(instance: string): Promise<string> {
    const items = await this.on.queries.itemsOf(instance);
    return items.find(({ status }) => status === 'open')?.item ?? '';
  }

  async must(principal: Principal, command: Command): Promise<Accepted> {
    const answer = await this.runtime.execute({ unit: UNIT, principal, command });
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async rejected(principal: Principal, command: Command): Promise<void> {
    const answer = await this.runtime.execute({ unit: UNIT, principal, command });
    if (answer.status !== 'rejected') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
  }

  async refused(principal: Principal, command: Command): Promise<void> {
    const answer = await this.runtime.execute({ unit: UNIT, principal, command });
    if (answer.status !== 'refused') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
  }
}

/** An office over a database in memory, and somebody who can change any row behind its back. */
export class MemoryOffice extends Office {
  readonly database: MemoryDatabase;

  constructor(policy?: Policy) {
    const database = new MemoryDatabase();
    const store = database.connect();
    super({ store, queries: store.queries }, policy);
    this.database = database;
  }

  tamperEntry(stream: string, seq: number, change: (row: EntryRow) => Partial<EntryRow>): void {
    const { entries } = this.database.tables;
    for (const row of entries.group(stream)) if (row.seq === seq) entries.put({ ...row, ...change(row) });
  }

  tamperContent(stream: string, seq: number, change: (pieces: string) => string): void {
    const { contents } = this.database.tables;
    const row = contents.group(stream).find((each: ContentRow) => each.seq === seq);
    if (row === undefined) throw new Error(`${stream} has no content ${seq}`);
    contents.put({ ...row, pieces: change(row.pieces) });
  }

  tamperInstance(id: string, change: (row: InstanceRow) => Partial<InstanceRow>): void {
    const { instances } = this.database.tables;
    const row = instances.get(id);
    if (row === undefined) throw new Error(`there is no instance ${id}`);
    instances.put({ ...row, ...change(row) });
  }
}
