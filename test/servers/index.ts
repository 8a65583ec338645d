export { findBinary, missingFor, type ServerKind } from './binaries.js';
export { describeWithServer } from './describe.js';
export { startGalera, type Galera } from './galera.js';
export { startMariaDb, type DatabaseServer, type MariaDbOptions } from './mariadb.js';
export { startRedis, type RedisOptions } from './redis.js';
export { freePorts, temporaryFolder, type Server } from './server.js';
export { askRedis, startWatchedRedis, type WatchedRedis } from './sentinel.js';
