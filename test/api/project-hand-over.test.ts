import { OPERATIONS } from '@quanheng/contracts';
import { must } from './desk.js';
import { startApi, type Api, type Got } from './harness.js';
import { officeChanges, type PersonName } from './office.js';

const SEED = { kind: 'system', name: 'seed' } as const;
const clerk = { kind: 'person', person: 'clerk', account: 'account-clerk', authenticatedAt: 0 } as const;
/** Filled in under a project, and waiting for whoever filled it in. */
const DRAWING = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
  <process id="Project" isExecutable="true"><extensionElements><qh:protected name="project" type="text"/><qh:record kind="project" of="project"/></extensionElements>
  <userTask id="Go"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask></process></definitions>`;
const LIST = { from: 'clerk', to: 'publisher', witness: 'otherClerk', document: '交接〔2026〕7号' };

describe('a hand-over of a whole project', () => {
  let api: Api;
  const ofBridge: string[] = [];
  let ofRoad = '';
  beforeAll(async () => {
    api = await startApi();
    await must(api, SEED, { kind: 'changeOrganisation', changes: officeChanges() });
    const resources = [{ name: 'p.bpmn', text: DRAWING }];
    const { deployment } = await must(api, SEED, { kind: 'deploy', name: 'Project', resources });
    await must(api, SEED, { kind: 'publish', deployment: String(deployment) });
    // The same project, typed in another width.
    for (const project of ['桥梁1', ' 桥梁１']) ofBridge.push(await begun(project));
    ofRoad = await begun('道路1');
  });
  afterAll(() => api.close());

  async function begun(project: string): Promise<string> {
    const { instance } = await must(api, clerk, { kind: 'startInstance', process: 'Project', variables: { project } });
    return String(instance);
  }
  const give = (who: PersonName, body: object): Promise<Got> =>
    api.call(who, OPERATIONS.handOver, { body: { ...LIST, ...body } });
  const record = { kind: 'project', id: '桥梁１ ' };
  const told = ({ json }: Got): readonly (readonly [string, string])[] =>
    (json.instances as { instance: string; status: string }[])
      .map(({ instance, status }) => [instance, status] as const)
      .sort();

  it('is signed in every open matter of it, and in no other; each has an answer of its own', async () => {
    // To whom nothing was shown yet, there is nothing.
    expect((await give('publisher', { record })).status).toBe(404);
    const own = await give('clerk', { record });
    expect(own.status).toBe(200);
    const both = [...ofBridge].sort().map((instance) => [instance, 'accepted']);
    expect(told(own)).toEqual(both);
    expect(told(await give('publisher', { record }))).toEqual(both);
    // Signed already: told for each, and nothing is done twice.
    expect(told(await give('publisher', { record }))).toEqual(
      [...ofBridge].sort().map((instance) => [instance, 'rejected']),
    );
    for (const [instance, count] of [...ofBridge.map((id) => [id, 2] as const), [ofRoad, 0] as const]) {
      const { json } = await api.call('clerk', OPERATIONS.listHandOvers, { params: { instance } });
      expect((json.handOvers as { signed: object[] }[]).flatMap(({ signed }) => signed)).toHaveLength(count);
    }
  });

  it('names either a record or instances, of a record that is known', async () => {
    expect((await give('clerk', {})).status).toBe(422);
    expect((await give('clerk', { record, instances: ofBridge })).status).toBe(422);
    expect((await give('clerk', { record: { kind: 'project', id: '隧道' } })).status).toBe(404);
    expect((await give('clerk', { record: { kind: 'contract', id: '桥梁1' } })).status).toBe(404);
    expect((await give('clerk', { record: { kind: 'project', id: ' ' } })).status).toBe(400);
  });
});
