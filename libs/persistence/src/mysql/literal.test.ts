import { createPool, type Pool } from 'mysql2';
import { describeWithServer, startMariaDb, type DatabaseServer } from '../../../../test/servers/index.js';
import { Dice } from '../../../../test/simulation/dice.js';
import type { SqlValue } from '../schema/table.js';
import { literal } from './literal.js';
import { send, SESSION, withConnection } from './pool.js';

/** Characters that mean something to some reader of SQL, and some that mean nothing. */
const MEANING = [
  '\\',
  "'",
  '"',
  '`',
  ';',
  '\0',
  '\n',
  '\r',
  '\x1a',
  '%',
  '_',
  '?',
  '--',
  '/*',
  '*/',
  'END',
  '購',
  '𠮷',
];

describeWithServer(['mariadb'], 'literals', () => {
  let server: DatabaseServer;
  let pool: Pool;
  beforeAll(async () => {
    // A server whose own mode gives the backslash no meaning: what `SESSION` says has to count.
    server = await startMariaDb({ args: ['--sql-mode=NO_BACKSLASH_ESCAPES,ANSI_QUOTES'] });
    pool = createPool({ uri: server.url, charset: 'utf8mb4', multipleStatements: true });
    pool.on('connection', (connection) => {
      for (const statement of SESSION) connection.query(statement);
    });
  }, 60_000);
  afterAll(async () => {
    pool.end();
    await server.stop();
  });

  /** What the server reads, in the hexadecimal digits of its bytes. */
  const read = (values: readonly SqlValue[]): Promise<readonly string[]> =>
    withConnection(pool, async (connection) => {
      const columns = values.map((value, i) => `HEX(${literal(value)}) AS c${i}`).join(',');
      const [, , rows] = (await send(connection, `DO 0;DO 0;SELECT ${columns};DO 0`)) as Record<string, string>[][];
      return Object.values(rows?.[0] ?? {});
    });
  const digits = (value: string | Uint8Array): string =>
    Buffer.from(value as string)
      .toString('hex')
      .toUpperCase();

  test('every text is read as it was given', async () => {
    const all = Array.from({ length: 0x300 }, (_, code) => String.fromCodePoint(code));
    expect(await read(all)).toEqual(all.map(digits));
    const dice = new Dice(20_261_123);
    for (let round = 0; round < 50; round++) {
      const texts = Array.from({ length: 20 }, () =>
        Array.from({ length: dice.below(12) }, () => MEANING[dice.below(MEANING.length)] ?? '').join(''),
      );
      expect(await read(texts)).toEqual(texts.map(digits));
    }
  });

  test('bytes are read as they were given, be they text or not', async () => {
    const dice = new Dice(7);
    const noText = Array.from({ length: 40 }, () => Uint8Array.from({ length: dice.below(40) }, () => dice.below(256)));
    const text = MEANING.map((each) => new TextEncoder().encode(each));
    const halves = [
      Uint8Array.of(0xe8, 0xb3),
      Uint8Array.of(0xed, 0xa0, 0x80),
      Uint8Array.of(0xc0, 0xa7),
      Uint8Array.of(0x5c),
    ];
    const all = [...noText, ...text, ...halves];
    expect(await read(all)).toEqual(all.map(digits));
  });

  test('numbers and nothing', async () => {
    const sql = `SELECT ${literal(9_007_199_254_740_991)} AS n, ${literal(null)} AS nothing`;
    const rows = await withConnection(pool, (connection) => send(connection, sql));
    expect(rows).toEqual([{ n: 9_007_199_254_740_991, nothing: null }]);
  });
});
