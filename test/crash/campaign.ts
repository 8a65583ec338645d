import { POLICY } from '../simulation/world/policy.js';
import { openDatabase, type Database } from '@quanheng/persistence';
import { audit, type AuditReport } from '../simulation/audit/audit.js';
import { Dice } from '../simulation/dice.js';
import { ClientSide, CommandBook, type LiveDoor } from '../simulation/world/clients.js';
import { UNIT } from '../simulation/world/office.js';
import { People } from '../simulation/world/people.js';
import { HASTY_RESOURCES } from '../simulation/world/processes.js';
import { definitionsOf, setUp } from '../simulation/world/set-up.js';
import { flushRedis, startCluster, type Cluster } from './cluster.js';
import { RemoteDoor } from './remote-door.js';

export interface CampaignOptions {
  readonly seed: number;
  readonly kills: number;
  readonly progress: (text: string) => void;
}
export interface CampaignReport extends AuditReport {
  readonly kills: Readonly<Record<Victim, number>>;
  readonly commands: number;
  readonly acknowledged: number;
  readonly seconds: number;
  /** Errors that reached a client, and instances that were put aside. */
  readonly faults: readonly string[];
}

type Victim = 'api' | 'worker' | 'redis' | 'redis flushed' | 'mariadbd';
const VICTIMS: readonly Victim[] = ['api', 'api', 'worker', 'worker', 'redis', 'redis flushed', 'mariadbd'];

const PEOPLE = 12;
const MOST_ACTIVE = 60;
/** Milliseconds between two acts of one person, and between two kills. */
const PAUSE = 150;
const PEACE = 900;
const DOWN = 400;
/** How long everything that is due may take to come to rest. */
const REST_TIMEOUT = 120_000;

/** Real processes over a real MariaDB and Redis, killed at random moments under load; then left in peace, and audited. */
export class Campaign {
  private readonly dice: Dice;
  private readonly book = new CommandBook();
  private readonly kills: Record<Victim, number> = { api: 0, worker: 0, redis: 0, 'redis flushed': 0, mariadbd: 0 };
  private isOver = false;

  constructor(private readonly options: CampaignOptions) {
    this.dice = new Dice(options.seed);
  }

  async run(): Promise<CampaignReport> {
    const begin = performance.now();
    const cluster = await startCluster();
    const database = await openDatabase({ type: 'mysql', url: cluster.database.url, pool: 4 });
    try {
      const doors = cluster.apis.map(({ port }) => new RemoteDoor(port));
      await setUp(this.client(doors), Date.now(), HASTY_RESOURCES);
      const people = Array.from({ length: PEOPLE }, () => this.person(doors, database));
      await this.killAll(cluster);
      this.isOver = true;
      await Promise.all(people);
      this.options.progress('waiting until nothing is due');
      await this.rest(database);
      for (const door of doors) door.close();
      return await this.judge(database, (performance.now() - begin) / 1000);
    } finally {
      await database.close();
      await cluster.stop();
    }
  }

  private client(doors: readonly RemoteDoor[]): ClientSide {
    const live = doors.map((door): LiveDoor => ({ door, host: { gone: NEVER } }));
    return new ClientSide(
      this.book,
      () => live,
      (millis) => sleep(millis / 4),
      this.dice.split(),
    );
  }

  private async person(doors: readonly RemoteDoor[], { queries }: Database): Promise<void> {
    const dice = this.dice.split();
    const people = new People(this.client(doors), queries, () => Date.now(), this.dice.split(), MOST_ACTIVE);
    while (!this.isOver) {
      try {
        await people.act();
      } catch (error) {
        this.book.faults.push(`a list could not be read: ${String(error)}`);
      }
      await sleep(dice.below(PAUSE));
    }
  }

  private async killAll(cluster: Cluster): Promise<void> {
    for (let done = 0; done < this.options.kills; done++) {
      await sleep(this.dice.below(PEACE));
      const victim = this.dice.pick(VICTIMS);
      this.kills[victim]++;
      await this.kill(cluster, victim);
      if ((done + 1) % 20 === 0) this.options.progress(`${done + 1} kills, ${this.book.given.length} commands`);
    }
  }

  private async kill({ apis, workers, redis, database }: Cluster, victim: Victim): Promise<void> {
    if (victim === 'redis flushed') return flushRedis(redis);
    const servers = { api: apis, worker: workers, redis: [redis], mariadbd: [database] }[victim];
    const server = this.dice.pick(servers);
    await server.kill('SIGKILL');
    await sleep(this.dice.below(DOWN));
    await server.restart();
  }

  /** Until the outbox is empty and no timer or job is due: longer than any lease. */
  private async rest(database: Database): Promise<void> {
    const end = Date.now() + REST_TIMEOUT;
    for (let quiet = 0; quiet < 3;) {
      if (Date.now() > end) throw new Error('there is still something due: workers do not come to rest');
      quiet = (await this.isQuiet(database)) ? quiet + 1 : 0;
      await sleep(1_000);
    }
  }

  private async isQuiet({ workSource, dataSource }: Database): Promise<boolean> {
    const now = Date.now();
    const [timer, job] = [await workSource.nextTimer(0), await workSource.nextJob(0)];
    return (timer ?? Infinity) > now && (job ?? Infinity) > now && (await outboxRows(dataSource)) === 0;
  }

  private async judge({ queries, dataSource }: Database, seconds: number): Promise<CampaignReport> {
    const { given, faults } = this.book;
    const report = await audit({
      unit: UNIT,
      queries,
      policy: POLICY,
      records: () => ['this policy has none'],
      definition: definitionsOf(queries, HASTY_RESOURCES),
      given,
      outbox: () => outboxRows(dataSource),
    });
    const aside = (await queries.quarantine(UNIT)).map(
      ({ instance, message }) => `${instance} was put aside: ${message}`,
    );
    const acknowledged = given.filter(({ answers }) => answers.length > 0).length;
    return {
      ...report,
      kills: this.kills,
      commands: given.length,
      acknowledged,
      seconds,
      faults: [...faults, ...aside],
    };
  }
}

const NEVER = new Promise<void>(() => undefined);

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

async function outboxRows(dataSource: Database['dataSource']): Promise<number> {
  const [row] = await dataSource.query<{ readonly count: number | string }[]>('SELECT COUNT(*) AS count FROM outbox');
  return Number(row?.count);
}
