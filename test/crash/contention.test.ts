import { StoreConflict, type Answer } from '@quanheng/runtime/ports';
import { changeSet, Dice } from '../simulation/index.js';
import { ClientSide, CommandBook } from '../simulation/world/clients.js';
import { CLERKS, personOf, UNIT } from '../simulation/world/office.js';
import { HASTY_RESOURCES } from '../simulation/world/processes.js';
import { setUp } from '../simulation/world/set-up.js';
import { describeWithServer, startMariaDb, type DatabaseServer } from '../servers/index.js';
import { OfficeNode, sleep } from './office-node.js';

const RECORDS = [
  { kind: 'budget', id: '2026' },
  { kind: 'contract', id: 'C1' },
];

describeWithServer(['mariadb'], 'two servers over one database', () => {
  let server: DatabaseServer;
  let nodes: readonly OfficeNode[];

  beforeAll(async () => {
    server = await startMariaDb();
    const first = await OfficeNode.open(server.url);
    await first.database.migrate();
    nodes = [first, await OfficeNode.open(server.url)];
    const client = new ClientSide(new CommandBook(), () => nodes, sleep, new Dice(1));
    await setUp(client, Date.now(), HASTY_RESOURCES);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await server.stop();
  });

  async function give(
    node: number,
    command: Parameters<OfficeNode['door']['execute']>[0]['command'],
    person: number,
  ): Promise<Answer> {
    const clerk = CLERKS[person % CLERKS.length] ?? CLERKS[0];
    return nodes[node % nodes.length]!.door.execute({ command, principal: personOf(clerk, Date.now()), unit: UNIT });
  }

  it('completes each work item once, however many try, in whatever order they name the records', async () => {
    const starts = Array.from({ length: 10 }, (_, i) => give(i, { kind: 'startInstance', process: 'Approval' }, i));
    const instances = (await Promise.all(starts)).map((answer) => {
      if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
      return String(answer.result.instance);
    });
    for (const round of [0, 1]) {
      const attempts = instances.flatMap((instance, i) =>
        Array.from({ length: 6 }, async (_, client) => {
          const [open] = (await nodes[0]!.database.queries.itemsOf(instance)).filter(({ status }) => status === 'open');
          const records = client % 2 === 0 ? RECORDS : [...RECORDS].reverse();
          return give(client, { kind: 'completeWork', instance, item: open!.item, records }, i + client);
        }),
      );
      const answers = await Promise.all(attempts);
      const told = answers.map((answer) => (answer.status === 'rejected' ? answer.code : answer.status));
      // Only whose item was gone is turned down: nobody hears of a deadlock, and nobody is told to try again.
      expect(new Set(told)).toEqual(new Set(['accepted', 'conflict']));
      const rows = await Promise.all(instances.map((instance) => nodes[1]!.database.queries.itemsOf(instance)));
      const completed = rows.flat().filter(({ status }) => status === 'completed').length;
      expect(completed).toBe(instances.length * (round + 1));
      expect(told.filter((each) => each === 'accepted')).toHaveLength(instances.length);
    }
  }, 60_000);

  it('never spends more than a scope record allows', async () => {
    const LIMIT = 100;
    const spend = async (node: OfficeNode, amount: number): Promise<boolean> => {
      for (;;) {
        try {
          return await node.database.store.transact(async (transaction) => {
            const { records } = await transaction.load({ unit: UNIT, records: [{ kind: 'line', id: 'L' }] });
            const [row] = records;
            const spent = row === undefined ? 0 : (JSON.parse(row.value) as { spent: number }).spent;
            if (spent + amount > LIMIT) return false;
            const value = JSON.stringify({ spent: spent + amount });
            const next = { unit: UNIT, kind: 'line', id: 'L', revision: (row?.revision ?? 0) + 1, value };
            transaction.flush(changeSet({ records: { put: [next] } }));
            return true;
          });
        } catch (error) {
          if (!(error instanceof StoreConflict)) throw error;
        }
      }
    };
    const done = await Promise.all(Array.from({ length: 60 }, (_, i) => spend(nodes[i % 2]!, 7)));
    const page = await nodes[0]!.database.queries.records(UNIT, 'line', { limit: 10 });
    expect(done.filter(Boolean)).toHaveLength(14);
    expect(page.rows.map(({ revision, value }) => ({ revision, value }))).toEqual([
      { revision: 14, value: '{"spent":98}' },
    ]);
  }, 60_000);
});
