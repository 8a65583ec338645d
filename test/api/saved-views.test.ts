import { MOST_SAVED_VIEWS, OPERATIONS } from '@quanheng/contracts';
import { openOffice, startApi, type Api, type Got, type Who } from './harness.js';

let api: Api;
beforeAll(async () => {
  api = await startApi();
  await openOffice(api);
});
afterAll(() => api.close());

const save = (who: Who, box: string, name: string, body: unknown = { find: '采购' }): Promise<Got> =>
  api.call(who, OPERATIONS.saveView, { params: { box, name }, body });
const listed = async (who: Who) => (await api.call(who, OPERATIONS.listSavedViews)).json.items;

test('a view is kept, replaced, listed by box and name, and thrown away', async () => {
  expect((await save('clerk', 'todo', '采购 急件（本周）', { find: '采购', when: 'soon' })).status).toBe(200);
  await save('clerk', 'done', '旧', { process: '报销' });
  await save('clerk', 'todo', '采购 急件（本周）', { when: 'overdue' });
  expect(await listed('clerk')).toEqual([
    { box: 'done', name: '旧', filters: { process: '报销' }, savedAt: expect.any(Number) },
    { box: 'todo', name: '采购 急件（本周）', filters: { when: 'overdue' }, savedAt: expect.any(Number) },
  ]);
  expect(await listed('otherClerk')).toEqual([]);
  const params = { box: 'done', name: '旧' };
  expect((await api.call('otherClerk', OPERATIONS.dropView, { params })).status).toBe(404);
  expect((await api.call('clerk', OPERATIONS.dropView, { params })).status).toBe(204);
  expect((await api.call('clerk', OPERATIONS.dropView, { params })).status).toBe(404);
});

test('one too many is a conflict that says what to do; replacing one is not', async () => {
  for (let i = 0; i < MOST_SAVED_VIEWS; i++) await save('operator', 'todo', `v${i}`);
  const { status, json } = await save('operator', 'mine', 'one more');
  expect([status, json.code, json.detail]).toEqual([409, 'conflict', expect.stringContaining('请先删除')]);
  expect((await save('operator', 'todo', 'v3')).status).toBe(200);
});

test.each([
  ['a box that there is not', 'everything', 'v', {}],
  ['a name of nothing visible', 'todo', '\u200b', {}],
  ['a name that an address could not hold', 'todo', 'a/b', {}],
  ['a name of two lines', 'todo', 'a\nb', {}],
  ['a name that is too long', 'todo', 'x'.repeat(41), {}],
  ['a filter that there is not', 'todo', 'v', { whose: 'everybody' }],
  ['a time that there is not', 'todo', 'v', { when: 'yesterday' }],
])('%s is invalid', async (_, box, name, body) => {
  const { status, json } = await save('auditor', box, name, body);
  expect([status, json.code]).toEqual([400, 'invalid-input']);
});
