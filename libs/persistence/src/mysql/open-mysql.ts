import * as mysql2 from 'mysql2';
import { DataSource } from 'typeorm';
import { StoreRefused, StoreUnavailable } from '@quanheng/runtime/ports';
import type { MysqlConfig } from '../config.js';
import type { Database } from '../open-database.js';
import { MIGRATIONS } from '../migrations/index.js';
import { migrate, revert } from '../migrations/migrate.js';
import { databaseQueries } from '../queries/index.js';
import { entities } from '../schema/entities.js';
import { databaseRetention } from '../retention/retention.js';
import { databaseDrafts } from '../drafts/draft-store.js';
import { databasePasskeys } from '../passkeys/passkey-store.js';
import { databasePersonal } from '../personal/personal-store.js';
import { databaseReminders } from '../reminders/reminder-store.js';
import { databaseSessions } from '../sessions/session-store.js';
import { databaseWorkSource } from '../work/work-source.js';
import { translateMysql } from './errors.js';
import { MysqlChanger } from './mysql-changer.js';
import { MysqlReader } from './mysql-reader.js';
import { MysqlStore } from './mysql-store.js';
import { COMPOUND, SIDE_BY_SIDE } from './packets.js';
import { CLUSTER_SESSION, SESSION } from './pool.js';

/** Commands that come while these are busy share the next transaction: more writers make smaller transactions, not more commands. */
const DEFAULT_WRITERS = 4;
/** Connections beside those of transactions, for questions. */
const READERS = 8;

export async function openMysql(config: MysqlConfig): Promise<Database> {
  const server = await lookAtServer(config);
  const writers = config.pool ?? DEFAULT_WRITERS;
  const packets = server.isMariaDb ? COMPOUND : SIDE_BY_SIDE;
  let pool: mysql2.Pool | undefined;
  const dataSource = new DataSource({
    ...addressOf(config),
    type: server.isMariaDb ? 'mariadb' : 'mysql',
    driver: driverWith(server.isCluster ? CLUSTER_SESSION : SESSION, (made) => (pool = made)),
    charset: 'utf8mb4',
    ...{ supportBigNumbers: true, bigNumberStrings: false },
    // The hot path sends several statements as one text, whose values are all escaped by the driver.
    multipleStatements: true,
    poolSize: writers + READERS,
    entities: entities('mysql'),
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw translateMysql(error);
  }
  if (!pool) throw new StoreUnavailable('the driver made no pool of connections');
  const reader = new MysqlReader(pool);
  const store = new MysqlStore(pool, { writers, maxPacket: server.maxPacket, packets });
  const changer = new MysqlChanger(pool, packets);
  return {
    store,
    queries: databaseQueries(reader, dataSource),
    workSource: databaseWorkSource(reader, changer),
    sessions: databaseSessions(reader, changer),
    drafts: databaseDrafts(reader, changer),
    passkeys: databasePasskeys(reader, changer),
    personal: databasePersonal(reader, changer),
    reminders: databaseReminders(reader, changer),
    retention: databaseRetention(reader, changer),
    dataSource,
    migrate: () => migrate(dataSource),
    revert: () => revert(dataSource),
    close: () => dataSource.destroy(),
  };
}

/** Without values there is nothing to put in: the driver would read through the whole text for question marks all the same. */
function queryFormat(text: string, values: unknown): string {
  return Array.isArray(values) && values.length === 0 ? text : mysql2.format(text, values as never);
}

/** The driver as TypeORM loads it, but every connection of its pool is set up before its first use. */
function driverWith(session: readonly string[], onPool: (pool: mysql2.Pool) => void): typeof mysql2 {
  return {
    ...mysql2,
    createPool: (options: mysql2.PoolOptions) => {
      const pool = mysql2.createPool({ ...options, queryFormat });
      pool.on('connection', (connection) => session.forEach((statement) => connection.query(statement)));
      onPool(pool);
      return pool;
    },
  } as typeof mysql2;
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  readonly ssl?: { readonly ca: string; readonly rejectUnauthorized: true };
}

function addressOf({ url, ca }: MysqlConfig): Address {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 3306),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(ca === undefined ? {} : { ssl: { ca, rejectUnauthorized: true } }),
  };
}

interface ServerFacts {
  readonly isMariaDb: boolean;
  /** One of several nodes (Galera). */
  readonly isCluster: boolean;
  readonly maxPacket: number;
}

/** What must be known before TypeORM connects: which of the two servers it is. */
async function lookAtServer(config: MysqlConfig): Promise<ServerFacts> {
  const { username, ...address } = addressOf(config);
  const connection = mysql2.createConnection({ ...address, user: username });
  const ask = (text: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      connection.query(text, (error, found) => (error ? reject(error) : resolve(found)));
    });
  // Without a listener its error would end the process; the question under way is told of it.
  connection.on('error', () => undefined);
  try {
    const [found] = (await ask('SELECT VERSION() AS version, @@max_allowed_packet AS maxPacket')) as {
      version: string;
      maxPacket: number;
    }[];
    if (!found) throw new StoreUnavailable('the server does not tell its version');
    const isMariaDb = found.version.includes('MariaDB');
    const [cluster] = (await ask("SHOW GLOBAL VARIABLES LIKE 'wsrep_on'")) as { Value: string }[];
    const isCluster = cluster?.Value === 'ON';
    if (!isMariaDb && isCluster) {
      throw new StoreRefused(
        `a Galera cluster must be of MariaDB, this is ${found.version}: only MariaDB takes a transaction's statements as one compound statement, without which a cluster loses some that it has acknowledged`,
      );
    }
    return { isMariaDb, isCluster, maxPacket: found.maxPacket };
  } catch (error) {
    throw translateMysql(error);
  } finally {
    connection.destroy();
  }
}
