import * as mysql2 from 'mysql2';
import { DataSource } from 'typeorm';
import { StoreUnavailable } from '@quanheng/runtime/ports';
import type { MysqlConfig } from '../config.js';
import type { Database } from '../open-database.js';
import { MIGRATIONS } from '../migrations/index.js';
import { migrate, revert } from '../migrations/migrate.js';
import { databaseQueries } from '../queries/index.js';
import { entities } from '../schema/entities.js';
import { databaseRetention } from '../retention/retention.js';
import { databaseSessions } from '../sessions/session-store.js';
import { databaseWorkSource } from '../work/work-source.js';
import { translateMysql } from './errors.js';
import { MysqlChanger } from './mysql-changer.js';
import { MysqlReader } from './mysql-reader.js';
import { MysqlStore } from './mysql-store.js';
import { SESSION } from './pool.js';

const DEFAULT_WRITERS = 8;
/** Connections beside those of transactions, for questions. */
const READERS = 2;

export async function openMysql(config: MysqlConfig): Promise<Database> {
  const server = await lookAtServer(config);
  const writers = config.pool ?? DEFAULT_WRITERS;
  let pool: mysql2.Pool | undefined;
  const dataSource = new DataSource({
    ...addressOf(config),
    type: server.version.includes('MariaDB') ? 'mariadb' : 'mysql',
    driver: driverWith((made) => (pool = made)),
    charset: 'utf8mb4',
    ...{ supportBigNumbers: true, bigNumberStrings: false },
    // The hot path sends a transaction's statements as one text, whose values are all escaped by the driver.
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
  const store = new MysqlStore(pool, { writers, maxPacket: server.maxPacket });
  const changer = new MysqlChanger(pool);
  return {
    store,
    queries: databaseQueries(reader, dataSource),
    workSource: databaseWorkSource(reader, changer),
    sessions: databaseSessions(reader, changer),
    retention: databaseRetention(reader, changer),
    dataSource,
    migrate: () => migrate(dataSource),
    revert: () => revert(dataSource),
    close: () => dataSource.destroy(),
  };
}

/** The driver as TypeORM loads it, but every connection of its pool is set up before its first use. */
function driverWith(onPool: (pool: mysql2.Pool) => void): typeof mysql2 {
  return {
    ...mysql2,
    createPool: (options: mysql2.PoolOptions) => {
      const pool = mysql2.createPool(options);
      pool.on('connection', (connection) => connection.query(SESSION));
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

/** What must be known before TypeORM connects: which of the two servers it is. */
async function lookAtServer(config: MysqlConfig): Promise<{ version: string; maxPacket: number }> {
  const { username, ...address } = addressOf(config);
  const connection = mysql2.createConnection({ ...address, user: username });
  try {
    const rows = await new Promise<unknown>((resolve, reject) => {
      connection.on('error', reject);
      connection.query('SELECT VERSION() AS version, @@max_allowed_packet AS maxPacket', (error, found) =>
        error ? reject(error) : resolve(found),
      );
    });
    const [found] = rows as { version: string; maxPacket: number }[];
    if (!found) throw new StoreUnavailable('the server does not tell its version');
    return found;
  } catch (error) {
    throw translateMysql(error);
  } finally {
    connection.destroy();
  }
}
