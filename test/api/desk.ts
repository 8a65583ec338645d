import type { Api, Sent } from './harness.js';

const SEED = { kind: 'system', name: 'seed' } as const;
const SINCE = Date.UTC(2026, 0, 1);
const clerk = { kind: 'person', person: 'clerk', account: 'account-clerk', authenticatedAt: 0 } as const;

const task = (id: string, assign: string): string =>
  `<userTask id="${id}"><extensionElements><qh:assign ${assign}/></extensionElements></userTask>`;
/** Two steps for whoever holds one post. */
const DRAWING = (
  id: string,
  assign: string,
): string => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test"><process id="${id}" isExecutable="true" qh:returns="all">
  ${task('First', assign)}<sequenceFlow id="f" sourceRef="First" targetRef="Second"/>${task('Second', assign)}</process></definitions>`;

export async function must(api: Api, ...[by, command]: Parameters<Api['execute']>): Promise<Record<string, unknown>> {
  const answer = await api.execute(by, command);
  if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
  return answer.result;
}

/** Who holds a post that nothing else is about, from when to when. */
async function seat(api: Api, post: string, persons: readonly string[], to: number | null = null): Promise<void> {
  const from = to === null ? SINCE : Date.now();
  const data = { name: post, department: 'office', roles: [post.toUpperCase()] };
  const put = { change: 'put' } as const;
  const holdings = persons.map((person) => {
    const held = { person, post, kind: 'formal', document: '任〔2026〕2号' } as const;
    return { ...put, fact: { kind: 'holding', id: `${post}-${person}`, from, to, data: held } } as const;
  });
  const known = { ...put, fact: { kind: 'post', id: post, from: SINCE, to: null, data } } as const;
  await must(api, SEED, { kind: 'changeOrganisation', changes: [known, ...holdings] });
}

async function begun(api: Api, id: string, post: string): Promise<{ instance: string; item: string }> {
  const resources = [{ name: 'p.bpmn', text: DRAWING(id, `post="${post}"`) }];
  const { deployment } = await must(api, SEED, { kind: 'deploy', name: id, resources });
  // What was published for an earlier caller is in force already.
  await api.execute(SEED, { kind: 'publish', deployment: String(deployment) });
  const { instance } = await must(api, clerk, { kind: 'startInstance', process: id });
  const items = await api.parts.queries.itemsOf(String(instance));
  return { instance: String(instance), item: items[0]?.item ?? '' };
}

async function atDesk(api: Api): Promise<{ instance: string; item: string }> {
  await seat(api, 'desk', ['clerk', 'otherClerk', 'designer', 'publisher', 'catalogueOwner', 'operator']);
  return begun(api, 'Desk', 'desk');
}

/** An open item that everybody in business is offered. */
export async function openItem(api: Api, body: Record<string, unknown>): Promise<Partial<Sent>> {
  return { params: await atDesk(api), body };
}

/** The clerk has asked a colleague for an opinion. */
export async function addedItem(api: Api): Promise<Partial<Sent>> {
  const params = await atDesk(api);
  await must(api, clerk, { kind: 'addSigner', ...params, person: 'otherClerk', mode: 'before', reason: '请核对' });
  return { params: { ...params, item: `${params.item}.a1` } };
}

/** The clerk has done the first step. */
export async function doneStep(api: Api): Promise<Partial<Sent>> {
  const { instance, item } = await atDesk(api);
  await must(api, clerk, { kind: 'completeWork', instance, item });
  return { params: { instance }, body: { activity: 'First', reason: '填错' } };
}

let made = 0;
/** The only one at a counter has an interest, and somebody else is there since. */
export async function strandedItem(api: Api): Promise<Partial<Sent>> {
  const post = `counter${++made}`;
  await seat(api, post, ['clerk']);
  const params = await begun(api, `Counter${made}`, post);
  await must(api, clerk, { kind: 'recuseWork', ...params, reason: '近亲属' });
  const [item] = (await api.parts.queries.itemsOf(params.instance)).filter(({ status }) => status === 'open');
  await seat(api, post, ['otherClerk'], Date.now() + 86_400_000);
  return { params: { ...params, item: item?.item ?? '' } };
}
