import type { Answer } from '@quanheng/runtime/ports';
import { Dice } from '../simulation/index.js';
import { ClientSide, CommandBook } from '../simulation/world/clients.js';
import { CLERKS, personOf, UNIT } from '../simulation/world/office.js';
import { budgetPolicy, faultsOfLine, hasReserved, lineOfInstance } from '../simulation/world/budget-policy.js';
import { HASTY_RESOURCES } from '../simulation/world/processes.js';
import { setUp } from '../simulation/world/set-up.js';
import { describeWithServer, startMariaDb, type DatabaseServer } from '../servers/index.js';
import { OfficeNode, sleep } from './office-node.js';

const LIMIT = 5;
const POLICY = budgetPolicy(LIMIT);

describeWithServer(['mariadb'], 'two servers over one database', () => {
  let server: DatabaseServer;
  let nodes: readonly OfficeNode[];

  beforeAll(async () => {
    server = await startMariaDb();
    const first = await OfficeNode.open(server.url, POLICY);
    await first.database.migrate();
    nodes = [first, await OfficeNode.open(server.url, POLICY)];
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

  it('completes each work item once, and never reserves more of a line than it has, however many try', async () => {
    const starts = Array.from({ length: 36 }, (_, i) => give(i, { kind: 'startInstance', process: 'Approval' }, i));
    const instances = (await Promise.all(starts)).map((answer) => {
      if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
      return String(answer.result.instance);
    });
    const { queries } = nodes[1]!.database;
    for (const activity of ['Draft', 'Check']) {
      const attempts = instances.flatMap((instance, i) =>
        Array.from({ length: 4 }, async (_, client) => {
          const items = await nodes[client % 2]!.database.queries.itemsOf(instance);
          const open = items.find((each) => each.status === 'open' && each.activity === activity);
          return open === undefined
            ? null
            : give(client, { kind: 'completeWork', instance, item: open.item }, i + client);
        }),
      );
      const told = (await Promise.all(attempts)).flatMap((answer) =>
        answer === null ? [] : [answer.status === 'rejected' ? answer.code : answer.status],
      );
      // An item that is gone, or a line that is used up: nobody hears of a deadlock, and nobody is told to try again.
      expect([...new Set(told)].sort()).toEqual(
        activity === 'Draft' ? ['accepted', 'conflict', 'refused'] : ['accepted', 'conflict'],
      );
      const rows = (await Promise.all(instances.map((instance) => queries.itemsOf(instance)))).flat();
      const completed = rows.filter((row) => row.status === 'completed' && row.activity === activity);
      expect(told.filter((each) => each === 'accepted')).toHaveLength(completed.length);
      await expectLines(instances, activity === 'Draft');
    }
  }, 60_000);

  /** Each line has reserved what its instances have, and its entries tell of every change of it, one after the other. */
  async function expectLines(instances: readonly string[], isFull: boolean): Promise<void> {
    const { queries } = nodes[0]!.database;
    const holders = new Map<string, number>();
    const changes = new Map<string, { readonly order: number; readonly value: unknown }[]>();
    for (const instance of instances) {
      const { id } = lineOfInstance(instance);
      const row = await queries.instance(instance);
      const has = hasReserved(JSON.parse(row!.state.trail) as []);
      holders.set(id, (holders.get(id) ?? 0) + (has ? 1 : 0));
      for (const { content } of await queries.entries(UNIT, `instance:${instance}`, 1, 100)) {
        const { records } = JSON.parse(content!.pieces) as {
          records?: { value: { revision: number; write: number; value: unknown }[] };
        };
        for (const { revision, write, value } of records?.value ?? []) {
          changes.set(id, [...(changes.get(id) ?? []), { order: revision * 1_000 + write, value }]);
        }
      }
    }
    const { rows } = await queries.records(UNIT, 'budget', { limit: 10 });
    expect(rows).toHaveLength(holders.size);
    for (const { id, value } of rows) {
      const ofLine = instances.filter((instance) => lineOfInstance(instance).id === id).length;
      const reserved = isFull ? Math.min(LIMIT, ofLine) : 0;
      expect(JSON.parse(value)).toEqual({ reserved });
      expect(holders.get(id)).toBe(reserved);
      const inOrder = (changes.get(id) ?? []).sort((a, b) => a.order - b.order);
      expect(
        faultsOfLine(
          inOrder.map((each) => each.value),
          LIMIT,
        ),
      ).toEqual([]);
    }
  }
});
