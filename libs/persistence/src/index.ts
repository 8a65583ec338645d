export type { DatabaseConfig, MysqlConfig, SqliteConfig } from './config.js';
export { openDatabase, type Database } from './open-database.js';
export { schemaState, type SchemaState } from './migrations/state.js';
export { holdFile, type Hold } from './sqlite/sole-owner.js';
export type { Retention, RetentionRequest } from './retention/retention.js';
export { backupSqlite } from './sqlite/backup.js';
