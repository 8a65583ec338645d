import { POLICY } from '../../simulation/world/policy.js';
import { NODE_SURROUNDINGS, OrganisationCache, Runtime } from '@quanheng/runtime';
import type { Accepted, Command, Door, Principal, Queries, Store } from '@quanheng/runtime/ports';
import { officeChanges, personOf, SEED, UNIT } from '../../simulation/world/office.js';

export { UNIT } from '../../simulation/world/office.js';

const TWO_TASKS = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:quanheng:bench">
  <process id="TwoTasks" name="两步审批" isExecutable="true">
    <startEvent id="Start"/>
    <userTask id="Draft" name="拟稿"/>
    <userTask id="Check" name="审核"/>
    <endEvent id="End"/>
    <sequenceFlow id="f1" sourceRef="Start" targetRef="Draft"/>
    <sequenceFlow id="f2" sourceRef="Draft" targetRef="Check"/>
    <sequenceFlow id="f3" sourceRef="Check" targetRef="End"/>
  </process>
</definitions>`;

/** An office with one published process of two user tasks, ready for load. */
export interface BenchOffice {
  readonly runtime: Runtime;
  /** Ids of the two work items, which are the same in every instance: ids are given out in order. */
  readonly items: readonly [string, string];
}

/** Sets up an empty database through the door. */
export async function openOffice(store: Store, queries: Queries): Promise<BenchOffice> {
  const runtime = new Runtime({
    store,
    queries,
    surroundings: NODE_SURROUNDINGS,
    policy: POLICY,
    organisation: new OrganisationCache(queries),
  });
  const now = NODE_SURROUNDINGS.now();
  await give(runtime, SEED, { kind: 'changeOrganisation', changes: officeChanges(now - 1_000) });
  const resources = [{ name: 'two-tasks.bpmn', text: TWO_TASKS }];
  const { deployment } = await give(runtime, SEED, { kind: 'deploy', name: 'bench', resources });
  await give(runtime, SEED, { kind: 'publish', deployment: String(deployment) });
  return { runtime, items: await learnItems(runtime, queries) };
}

async function learnItems(door: Door, queries: Queries): Promise<readonly [string, string]> {
  const instance = await start(door, clerk(0));
  const items: string[] = [];
  for (let i = 0; i < 2; i++) {
    const open = (await queries.itemsOf(instance)).find(({ status }) => status === 'open');
    if (open === undefined) throw new Error('the process has no open work item');
    items.push(open.item);
    await complete(door, clerk(0), instance, open.item);
  }
  const [first = '', second = ''] = items;
  return [first, second];
}

/** Clients are different persons. */
export function clerk(client: number): Principal {
  return personOf(`p${(client % 6) + 1}`, NODE_SURROUNDINGS.now());
}

export async function start(door: Door, principal: Principal): Promise<string> {
  const result = await give(door, principal, {
    kind: 'startInstance',
    process: 'TwoTasks',
    variables: { amount: 800 },
  });
  return String(result.instance);
}

export async function complete(door: Door, principal: Principal, instance: string, item: string): Promise<void> {
  await give(door, principal, { kind: 'completeWork', instance, item, variables: { approved: true } });
}

/** @throws when it is not accepted: a benchmark measures no refusals. */
async function give(door: Door, principal: Principal, command: Command): Promise<Accepted['result']> {
  const answer = await door.execute({ command, principal, unit: UNIT });
  if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
  return answer.result;
}
