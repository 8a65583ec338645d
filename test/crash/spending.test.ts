import { existsSync } from 'node:fs';
import type { Answer, Command, Principal } from '@quanheng/runtime/ports';
import { openDatabase, type Database } from '@quanheng/persistence';
import { bpmn, flows, officeChanges, person, SEED, UNIT } from '../contract/office.js';
import { describeWithServer } from '../servers/index.js';
import { BUILT_SERVER, startCluster, type Cluster } from './cluster.js';
import { sleep } from './office-node.js';
import { RemoteDoor } from './remote-door.js';

const MOST = 50;
const AMOUNT = 10;
const CONTRACTS = ['甲', '乙', '丙'];
const MATTERS = 10;

/** What is registered under a contract is never more than the contract is for. */
const SPENDING = bpmn(
  'Spending',
  `<extensionElements><qh:protected name="contract" type="text"/><qh:protected name="amount" type="money"/><qh:record kind="contract" of="contract"/>
     <qh:constraint kind="limit" name="合同累计" between="Register" extent="contract"><qh:property name="of" value="amount"/>
       <qh:property name="most" value="${MOST}"/></qh:constraint></extensionElements>
   <startEvent id="S"/><userTask id="Register" name="登记"><extensionElements><qh:assign post="clerks"/><qh:limit workingDays="5"/></extensionElements></userTask>
   <serviceTask id="Tell" name="通知" qh:handler="notify" qh:retries="20"/><endEvent id="E"/>${flows('S', 'Register', 'Tell', 'E')}`,
);

describeWithServer(['mariadb', 'redis'], 'two api processes and two workers on the same contracts', () => {
  let cluster: Cluster;
  let doors: readonly RemoteDoor[];
  let database: Database;

  beforeAll(async () => {
    if (!existsSync(BUILT_SERVER)) throw new Error('The server processes run what was built: `npm run build` first.');
    cluster = await startCluster();
    doors = cluster.apis.map(({ port }) => new RemoteDoor(port));
    database = await openDatabase({ type: 'mysql', url: cluster.database.url, pool: 4 });
  }, 120_000);
  afterAll(async () => {
    for (const door of doors) door.close();
    await database.close();
    await cluster.stop();
  });

  async function give(door: number, principal: Principal, command: Command): Promise<Answer> {
    return doors[door % doors.length]!.execute({ unit: UNIT, principal, command });
  }
  async function must(principal: Principal, command: Command, door = 0): Promise<Readonly<Record<string, unknown>>> {
    const answer = await give(door, principal, command);
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return answer.result;
  }

  it('never spends more of a contract than it is for, loses no update, and tells nobody of a deadlock', async () => {
    await must(SEED, { kind: 'changeOrganisation', changes: officeChanges() });
    const resources = [{ name: 'spending.bpmn', text: SPENDING }];
    const { deployment } = await must(SEED, { kind: 'deploy', name: 'spending', resources });
    await must(SEED, { kind: 'publish', deployment: deployment as string });

    const starts = CONTRACTS.flatMap((contract) =>
      Array.from({ length: MATTERS }, (_, i) => ({ contract, door: i })).map(async ({ door }) => {
        const variables = { contract, amount: AMOUNT };
        const { instance } = await must(
          person('clerk'),
          { kind: 'startInstance', process: 'Spending', variables },
          door,
        );
        return { contract, instance: instance as string };
      }),
    );
    const matters = await Promise.all(starts);

    // Each is tried by two people at both servers at once.
    const tries = matters.flatMap(({ contract, instance }) =>
      ['clerk', 'clerk2'].flatMap((who, index) =>
        [0, 1].map(async (door) => {
          const item = (await database.queries.itemsOf(instance)).find(({ status }) => status === 'open')?.item;
          if (item === undefined) return null;
          const answer = await give(door + index, person(who), { kind: 'completeWork', instance, item });
          return { contract, instance, answer };
        }),
      ),
    );
    const told = (await Promise.all(tries)).filter((each) => each !== null);
    const words = told.map(({ answer }) => (answer.status === 'rejected' ? answer.code : codeOf(answer)));
    expect([...new Set(words)].sort()).toEqual(['LIMIT_OVER', 'accepted', 'conflict']);
    for (const contract of CONTRACTS) {
      const done = told.filter((each) => each.contract === contract && each.answer.status === 'accepted');
      expect(done).toHaveLength(MOST / AMOUNT);
      expect(new Set(done.map(({ instance }) => instance)).size).toBe(MOST / AMOUNT);
    }

    // The workers finish what was let through; then all of it stands in the records, and none is open.
    const passed = told.filter(({ answer }) => answer.status === 'accepted').map(({ instance }) => instance);
    await untilAll(passed, 'completed');
    const { rows } = await database.queries.records(UNIT, 'contract', { limit: 10 });
    expect(rows.map(({ id }) => id).sort()).toEqual([...CONTRACTS].sort());
    for (const { value } of rows) {
      expect(JSON.parse(value)).toEqual({ used: { 合同累计: { closed: String(MOST), open: {} } } });
    }
  }, 180_000);

  async function untilAll(instances: readonly string[], status: string): Promise<void> {
    const end = Date.now() + 120_000;
    for (;;) {
      const rows = await Promise.all(instances.map((instance) => database.queries.instance(instance)));
      if (rows.every((row) => row?.status === status)) return;
      if (Date.now() > end) throw new Error(`not all are ${status}: ${rows.map((row) => row?.status).join()}`);
      await sleep(200);
    }
  }
});

function codeOf(answer: Answer): string {
  return answer.status === 'refused' ? (answer.reasons[0]?.code ?? '') : answer.status;
}
