import { POLICY } from '../../simulation/world/policy.js';
import {
  MessageCourier,
  OrganisationCache,
  Runtime,
  type Accepted,
  type Answer,
  type Bell,
  type Command,
  type Notice,
  type OrganisationChange,
  type Policy,
  type Principal,
  type Queries,
  type Store,
  type Surroundings,
  type WireVariables,
  type WorkSource,
} from '@quanheng/runtime';
import { officeChanges, person, SEED, UNIT } from '../office.js';

/** What a database gives for one test. */
export interface OpenedStore {
  readonly store: Store;
  readonly queries: Queries;
  readonly workSource: WorkSource;
  /** How its runtime waits; absent: a millisecond. */
  readonly sleep?: Surroundings['sleep'];
  close(): Promise<void>;
}

/** One office over a store. The clock stands still unless it is moved. */
export class Office {
  now = Date.UTC(2026, 0, 5, 1);
  readonly notices: Notice[] = [];
  readonly runtime: Runtime;
  readonly courier: MessageCourier;
  private chance = 0;
  private others = 0;

  private constructor(
    readonly opened: OpenedStore,
    private readonly policy: Policy,
  ) {
    const { store, queries } = opened;
    const surroundings: Surroundings = {
      now: () => this.now,
      random: (bytes) => Uint8Array.from({ length: bytes }, () => this.next()),
      sleep: opened.sleep ?? (() => new Promise((resolve) => setTimeout(resolve, 1))),
    };
    const bell: Bell = {
      ring: (notices) => void this.notices.push(...notices),
      listen: () => () => undefined,
      close: () => Promise.resolve(),
    };
    const organisation = new OrganisationCache(queries);
    this.runtime = new Runtime({ store, queries, surroundings, policy, organisation, bell });
    this.courier = new MessageCourier(this.runtime, store, queries, this.runtime.catalogue, surroundings);
  }

  /** With everybody in their posts. */
  static async open(
    opened: OpenedStore,
    policy: Policy = POLICY,
    others: readonly OrganisationChange[] = [],
  ): Promise<Office> {
    const office = new Office(opened, policy);
    await office.must(SEED, { kind: 'changeOrganisation', changes: [...officeChanges(), ...others] });
    return office;
  }

  /** Another server on the same database. */
  besides(): Office {
    const office = new Office(this.opened, this.policy);
    office.now = this.now;
    office.chance = ++this.others * 65_537;
    return office;
  }

  async close(): Promise<void> {
    await this.runtime.close();
    await this.opened.close();
  }

  private next(): number {
    this.chance = (Math.imul(this.chance, 1_103_515_245) + 12_345) | 0;
    return (this.chance >>> 16) & 255;
  }

  give(by: Principal, command: Command, key?: string): Promise<Answer> {
    return this.runtime.execute({ unit: UNIT, principal: by, command, ...(key === undefined ? {} : { key }) });
  }

  async must(by: Principal, command: Command, key?: string): Promise<Accepted> {
    const answer = await this.give(by, command, key);
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return answer;
  }

  publish(...documents: readonly string[]): Promise<void> {
    return this.publishAll(documents.map((text, i) => ({ name: `p${i}.bpmn`, text })));
  }

  async publishAll(resources: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
    const deployed = await this.must(person('designer'), { kind: 'deploy', name: 'test', resources });
    await this.must(person('publisher'), { kind: 'publish', deployment: deployed.result['deployment'] as string });
  }

  async start(process: string, variables: WireVariables = {}): Promise<string> {
    const { result } = await this.must(person('clerk'), { kind: 'startInstance', process, variables });
    return result['instance'] as string;
  }

  async item(instance: string): Promise<string> {
    const open = (await this.opened.queries.itemsOf(instance)).filter(({ status }) => status === 'open');
    expect(open).toHaveLength(1);
    return open[0]?.item ?? '';
  }

  /** Lets the courier do all that waits. */
  async carry(): Promise<void> {
    const request = { limit: 100, now: this.now, until: this.now + 1000, token: () => 't' };
    for (;;) {
      const rows = await this.opened.workSource.takeOutbox(request);
      if (rows.length === 0) return;
      for (const row of rows) await this.courier.deliver(row);
    }
  }

  async status(instance: string): Promise<string | undefined> {
    return (await this.opened.queries.instance(instance))?.status;
  }

  async entries(stream: string): Promise<number> {
    return (await this.opened.queries.entries(UNIT, stream, 1, 1000)).length;
  }
}
