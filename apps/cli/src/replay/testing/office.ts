import {
  OrganisationCache,
  plainPolicy,
  Runtime,
  type Accepted,
  type Command,
  type ContentRow,
  type EntryRow,
  type InstanceRow,
  type Principal,
} from '@quanheng/runtime';
import { officeChanges, person, SEED, UNIT } from '../../../../../test/contract/office.js';
import { MemoryDatabase, type MemoryStore } from '../../../../../test/simulation/index.js';
import type { ReplayParts } from '../parts.js';

export { person, UNIT };

/** An office over a database in memory, and somebody who can change any row behind its back. */
export class Office {
  readonly database = new MemoryDatabase();
  private readonly store: MemoryStore = this.database.connect();
  private now = Date.UTC(2026, 0, 5, 1);
  private chance = 1;
  private readonly runtime = new Runtime({
    store: this.store,
    queries: this.store.queries,
    surroundings: {
      now: () => (this.now += 1000),
      random: (bytes) =>
        Uint8Array.from({ length: bytes }, () => (this.chance = (this.chance * 75 + 74) % 65_537) & 255),
      sleep: () => Promise.resolve(),
    },
    policy: plainPolicy,
    organisation: new OrganisationCache(this.store.queries),
  });

  static async open(...documents: readonly string[]): Promise<Office> {
    const office = new Office();
    await office.must(SEED, { kind: 'changeOrganisation', changes: officeChanges() });
    for (const text of documents) await office.publish(text);
    return office;
  }

  /** What `quanheng replay` reads: a new catalogue, so that nothing is remembered. */
  get parts(): ReplayParts {
    const { queries } = this.store;
    return { queries, definitions: this.runtime.catalogue, policy: plainPolicy, env: { zone: '+08:00' } };
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
    const items = await this.store.queries.itemsOf(instance);
    return items.find(({ status }) => status === 'open')?.item ?? '';
  }

  async must(principal: Principal, command: Command): Promise<Accepted> {
    const answer = await this.runtime.execute({ unit: UNIT, principal, command });
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async refused(principal: Principal, command: Command): Promise<void> {
    const answer = await this.runtime.execute({ unit: UNIT, principal, command });
    if (answer.status !== 'refused') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
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
