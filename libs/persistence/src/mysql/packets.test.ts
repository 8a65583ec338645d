import * as mysql2 from 'mysql2';
import { describeWithServer, startMariaDb, type DatabaseServer } from '../../../../test/servers/index.js';
import { translateMysql } from './errors.js';
import { ask, begin, COMPOUND, rows, SIDE_BY_SIDE } from './packets.js';
import { StoreConflict } from '@quanheng/runtime/ports';

/** Both forms on a server that takes both. */
describeWithServer(['mariadb'], 'statements of one transaction in one round trip', () => {
  let server: DatabaseServer;
  let connection: mysql2.Connection;
  beforeAll(async () => {
    server = await startMariaDb();
  }, 60_000);
  afterAll(() => server.stop());
  const send = (text: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      connection.query(text, (error, found) => (error ? reject(error) : resolve(found)));
    });
  const names = async (): Promise<unknown> =>
    ((await send('SELECT name FROM names ORDER BY name')) as { name: string }[]).map(({ name }) => name);

  beforeEach(async () => {
    connection = mysql2.createConnection({ uri: server.url, multipleStatements: true });
    await send('CREATE OR REPLACE TABLE names (name VARCHAR(20) PRIMARY KEY) ENGINE = InnoDB');
    await send("INSERT INTO names VALUES ('first')");
  });
  afterEach(() => connection.destroy());

  const all = 'SELECT name FROM names ORDER BY name';
  const none = "SELECT name FROM names WHERE name = 'nobody' FOR UPDATE";

  it.each([0, 1, 2, 3])('%d questions are answered, each with its rows', async (count) => {
    const questions = [all, none, all].slice(0, count);
    const expected = [[{ name: 'first' }], [], [{ name: 'first' }]].slice(0, count);
    expect(rows(await send(begin(questions)), questions)).toEqual(expected);
    if (count > 0) expect(rows(await send(ask(questions)), questions)).toEqual(expected);
    await send('ROLLBACK');
  });

  describe.each([
    ['compound', COMPOUND],
    ['side by side', SIDE_BY_SIDE],
  ])('%s', (form, packets) => {
    it('commits with the last text and not before', async () => {
      await send(packets.beginAndChange("INSERT INTO names VALUES ('second');", false));
      await send('ROLLBACK');
      expect(await names()).toEqual(['first']);
      await send(packets.beginAndChange("INSERT INTO names VALUES ('second');", false));
      await send(packets.change("INSERT INTO names VALUES ('third; END');", true));
      await send('ROLLBACK');
      expect(await names()).toEqual(['first', 'second', 'third; END']);
    });

    it('stops at the statement that fails, which commits nothing', async () => {
      await send(begin([all]));
      const statements =
        "INSERT INTO names VALUES ('second');INSERT INTO names VALUES ('first');INSERT INTO names VALUES ('third');";
      await expect(send(packets.change(statements, true))).rejects.toMatchObject({ errno: 1062 });
      await send('ROLLBACK');
      expect(await names()).toEqual(['first']);
    });

    if (form === 'compound') {
      it('does nothing outside a transaction', async () => {
        const text = packets.change("INSERT INTO names VALUES ('second');", true);
        const failure = await send(text).then(
          () => null,
          (error: unknown) => translateMysql(error),
        );
        expect(failure).toBeInstanceOf(StoreConflict);
        expect(await names()).toEqual(['first']);
      });
    }
  });
});
