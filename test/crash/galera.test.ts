import { audit } from '../simulation/audit/audit.js';
import { Dice } from '../simulation/index.js';
import { BUDGET_POLICY, budgetRule } from '../simulation/world/budget-policy.js';
import { ClientSide, CommandBook } from '../simulation/world/clients.js';
import { UNIT } from '../simulation/world/office.js';
import { People } from '../simulation/world/people.js';
import { HASTY_RESOURCES } from '../simulation/world/processes.js';
import { definitionsOf, setUp } from '../simulation/world/set-up.js';
import { describeWithServer, startGalera, type Galera } from '../servers/index.js';
import { OfficeNode, sleep } from './office-node.js';

const PEOPLE = 6;
/** Commands after the kill that show that clients go on. */
const ENOUGH = 60;

describeWithServer(['galera'], 'three nodes of a cluster', () => {
  let galera: Galera;
  let nodes: OfficeNode[];

  beforeAll(async () => {
    galera = await startGalera(3);
    nodes = [];
    for (const { url } of galera.nodes) {
      const node = await OfficeNode.open(url);
      if (nodes.length === 0) await node.database.migrate();
      nodes.push(node);
    }
  }, 120_000);
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await galera.stop();
  }, 60_000);

  it('go on when one is killed under load, and lose nothing that was acknowledged', async () => {
    const book = new CommandBook();
    const dice = new Dice(5);
    const client = (): ClientSide =>
      new ClientSide(
        book,
        () => nodes,
        (millis) => sleep(millis / 4),
        dice.split(),
      );
    await setUp(client(), Date.now(), HASTY_RESOURCES);
    let isOver = false;
    const person = async (): Promise<void> => {
      const people = new People(client(), nodes[0]!.database.queries, () => Date.now(), dice.split());
      while (!isOver) await people.act();
    };
    const load = Array.from({ length: PEOPLE }, person);
    await untilAnswered(book, ENOUGH);
    await galera.nodes[2]!.kill('SIGKILL');
    await untilAnswered(book, answered(book) + ENOUGH);
    isOver = true;
    await Promise.all(load);

    const dispatcher = nodes[0]!.dispatcher(book, dice);
    while (await dispatcher.round());
    const { queries, dataSource } = nodes[1]!.database;
    const { defects } = await audit({
      unit: UNIT,
      queries,
      policy: BUDGET_POLICY,
      records: budgetRule,
      definition: definitionsOf(queries, HASTY_RESOURCES),
      given: book.given,
      outbox: async () => {
        const rows = await dataSource.query<{ count: number | string }[]>('SELECT COUNT(*) AS count FROM outbox');
        return Number(rows[0]?.count);
      },
    });
    expect(book.faults).toEqual([]);
    expect(defects).toEqual([]);
  }, 180_000);
});

function answered({ given }: CommandBook): number {
  return given.filter(({ answers }) => answers.length > 0).length;
}

async function untilAnswered(book: CommandBook, count: number): Promise<void> {
  while (answered(book) < count) await sleep(50);
}
