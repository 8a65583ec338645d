import { setTimeout as sleep } from 'node:timers/promises';
import {
  InProcessBell,
  inProcessDispatcher,
  queueDispatcher,
  Ringer,
  RingingBell,
  type Dispatcher,
  type DispatchSettings,
  type HandlerRegistry,
  type Log,
  type RedisAddress,
} from '@quanheng/jobs';
import { POLICY } from '../simulation/world/policy.js';
import {
  InstanceJobReader,
  MessageCourier,
  NODE_SURROUNDINGS,
  OrganisationCache,
  Runtime,
  type Accepted,
  type Bell,
  type Command,
  type Principal,
} from '@quanheng/runtime';
import type { DispatchWorld } from './dispatcher.contract.js';
import type { OpenedStore } from './door/office.js';
import { bpmn, flows, MESSAGE_PROCESS, officeChanges, person, SEED, UNIT } from './office.js';

const OF_DISPATCHERS = new Set(['fireTimer', 'completeJob', 'failJob', 'throwJobError']);

/** The real door over a store, with workers that are woken within the process or, given a Redis, by BullMQ. All share one door, as there is one in a process: its transactions are what the pool of connections is made for. */
export class RuntimeWorld implements DispatchWorld {
  readonly told: string[] = [];
  private readonly log: Log = {
    warn: (message) => void this.told.push(message),
    error: (message) => void this.told.push(message),
  };
  private readonly bell: Bell;
  private readonly workers: Dispatcher[] = [];
  private readonly door: Runtime;
  private readonly published = new Map<string, Promise<void>>();

  static async open(opened: OpenedStore, redis: RedisAddress | null): Promise<RuntimeWorld> {
    const log: Log = { warn: () => undefined, error: () => undefined };
    const ringer = redis === null ? null : new Ringer(redis, NODE_SURROUNDINGS, log);
    while (ringer !== null && !ringer.ready) await sleep(5);
    const world = new RuntimeWorld(opened, redis, ringer);
    await world.must(SEED, { kind: 'changeOrganisation', changes: officeChanges() });
    return world;
  }

  private constructor(
    private readonly opened: OpenedStore,
    private readonly redis: RedisAddress | null,
    ringer: Ringer | null,
  ) {
    const local = new InProcessBell(this.log);
    this.bell = ringer === null ? local : new RingingBell(local, ringer);
    this.door = this.newDoor();
  }

  newJob(handler: string, retries = 0): Promise<string> {
    const task = `<serviceTask id="t" qh:handler="${handler}" qh:retries="${retries}"/>`;
    return this.start(`Job_${handler}_${retries}`, task);
  }

  newTimer(dueIn: number): Promise<string> {
    const duration = `<timeDuration>PT${dueIn / 1_000}S</timeDuration>`;
    const event = `<intermediateCatchEvent id="t"><timerEventDefinition>${duration}</timerEventDefinition></intermediateCatchEvent>`;
    return this.start(`Timer_${dueIn}`, event);
  }

  /** A message for an instance that waits for it. */
  async newLetter(): Promise<string> {
    await this.publish('Receiving', MESSAGE_PROCESS);
    const ref = `letter-${(this.letters += 1)}`;
    const { result } = await this.must(person('clerk'), {
      kind: 'startInstance',
      process: 'Receiving',
      variables: { ref },
    });
    await this.must(person('operator'), { kind: 'publishMessage', name: 'paid', correlation: ref });
    return result['instance'] as string;
  }
  private letters = 0;

  async appliedTo(id: string): Promise<readonly string[]> {
    const entries = await this.opened.queries.entries(UNIT, `instance:${id}`, 1, 1_000);
    return entries.filter(({ kind, refused }) => refused === null && OF_DISPATCHERS.has(kind)).map(({ kind }) => kind);
  }

  async delivered(id: string): Promise<boolean> {
    return (await this.opened.queries.instance(id))?.status === 'completed';
  }

  async incidentOf(id: string): Promise<string | null> {
    const { rows } = await this.opened.queries.incidents(UNIT, { instance: id }, { limit: 10 });
    return rows[0]?.message ?? null;
  }

  async retry(id: string): Promise<void> {
    const { rows } = await this.opened.queries.incidents(UNIT, { instance: id }, { limit: 10 });
    await this.must(person('operator'), { kind: 'resolveIncident', instance: id, element: rows[0]?.element ?? -1 });
  }

  async suspend(id: string): Promise<void> {
    await this.must(person('operator'), { kind: 'suspendInstance', instance: id, reason: '核查' });
  }

  async resume(id: string): Promise<void> {
    await this.must(person('operator'), { kind: 'resumeInstance', instance: id });
  }

  startWorker(handlers: HandlerRegistry, settings: Partial<DispatchSettings> = {}): Dispatcher {
    const { queries, store, workSource: source } = this.opened;
    const { door } = this;
    const courier = new MessageCourier(door, store, queries, door.catalogue, NODE_SURROUNDINGS);
    const reader = new InstanceJobReader(queries, door.catalogue);
    const { log, bell, redis } = this;
    const parts = { source, door, reader, courier, handlers, log, settings, surroundings: NODE_SURROUNDINGS };
    const worker =
      redis === null ? inProcessDispatcher({ ...parts, bell }) : queueDispatcher({ ...parts, queue: { redis } });
    this.workers.push(worker);
    worker.start();
    return worker;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.door.close();
    await this.bell.close();
    await this.opened.close();
  }

  private newDoor(): Runtime {
    const { store, queries } = this.opened;
    const organisation = new OrganisationCache(queries);
    return new Runtime({
      store,
      queries,
      organisation,
      policy: POLICY,
      bell: this.bell,
      surroundings: NODE_SURROUNDINGS,
    });
  }

  private async start(process: string, element: string): Promise<string> {
    await this.publish(
      process,
      bpmn(process, `<startEvent id="s"/>${element}<endEvent id="e"/>${flows('s', 't', 'e')}`),
    );
    const { result } = await this.must(person('clerk'), { kind: 'startInstance', process });
    return result['instance'] as string;
  }

  /** Once for each process. */
  private publish(process: string, text: string): Promise<void> {
    const known = this.published.get(process) ?? this.deploy(process, text);
    this.published.set(process, known);
    return known;
  }

  private async deploy(process: string, text: string): Promise<void> {
    const resources = [{ name: `${process}.bpmn`, text }];
    const { result } = await this.must(person('designer'), { kind: 'deploy', name: process, resources });
    await this.must(person('publisher'), { kind: 'publish', deployment: result['deployment'] as string });
  }

  private async must(principal: Principal, command: Command): Promise<Accepted> {
    const answer = await this.door.execute({ unit: UNIT, principal, command });
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return answer;
  }
}
