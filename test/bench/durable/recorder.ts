import { MysqlRecording } from './mysql-limit.js';
import { SqliteRecording } from './sqlite-limit.js';

/**
 * Loaded before the API in the process of the benchmark (`node --require`): listens to the drivers, and answers `start` and `stop` of the
 * process that started it with what went to them between.
 */
const mysql = new MysqlRecording();
const sqlite = new SqliteRecording();

process.on('message', (order) => {
  if (order === 'start') {
    mysql.start();
    sqlite.start();
    process.send?.({});
  } else if (order === 'stop') {
    process.send?.({ mysql: mysql.stop(), sqlite: sqlite.stop() });
  }
});
