import { createConnection } from 'mysql2';
import type { DatabaseServer } from '../../servers/index.js';
import { median, SAMPLES } from '../measure.js';
import { send, withConnection } from './mysql-limit.js';

/** What the machine itself gives, so that rates of different machines can be compared: no code of the product takes part. */
export interface MachineResult {
  readonly name: 'machine-mariadb';
  readonly value: number;
  readonly unit: 'units/s';
  readonly connections: number;
}

const CONNECTIONS = 8;
const ROWS = 1_000;
const UNITS = 4_000;

/**
 * Durable transactions a second, each one round trip: a row of 2 KB changed by its key, and five rows of 300 bytes inserted.
 */
export async function machine(server: DatabaseServer): Promise<MachineResult> {
  const url = await server.createDatabase('machine');
  await withConnection(url, async (connection) => {
    await send(connection, 'CREATE TABLE changed (id INT PRIMARY KEY, text TEXT)');
    await send(connection, 'CREATE TABLE inserted (id INT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(400))');
    const rows = Array.from({ length: ROWS }, (_, id) => `(${id},'${'x'.repeat(2_000)}')`);
    await send(connection, `INSERT INTO changed VALUES ${rows.join()}`);
  });
  const rates: number[] = [];
  for (let i = -1; i < SAMPLES; i++) {
    const rate = await sample(url);
    if (i >= 0) rates.push(rate); // the first one only warms up
  }
  return { name: 'machine-mariadb', value: median(rates), unit: 'units/s', connections: CONNECTIONS };
}

async function sample(url: string): Promise<number> {
  const connections = Array.from({ length: CONNECTIONS }, () =>
    createConnection({ uri: url, multipleStatements: true }),
  );
  await Promise.all(connections.map((connection) => send(connection, 'DO 0')));
  const inserted = Array.from({ length: 5 }, () => `('${'y'.repeat(300)}')`).join();
  let unit = 0;
  const begin = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (unit < UNITS) {
        const changed = String(unit++).padStart(4, '0').repeat(500);
        const id = (unit * 7_919) % ROWS;
        const writes = `UPDATE changed SET text='${changed}' WHERE id=${id};INSERT INTO inserted (text) VALUES ${inserted}`;
        await send(connection, `START TRANSACTION;${writes};COMMIT`);
      }
    }),
  );
  const rate = (unit * 1000) / (performance.now() - begin);
  for (const connection of connections) connection.destroy();
  return rate;
}
