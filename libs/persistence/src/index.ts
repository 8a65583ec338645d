export type { DatabaseConfig, MysqlConfig, SqliteConfig } from './config.js';
export { openDatabase, type Database } from './open-database.js';
