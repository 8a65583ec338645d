import { OPERATIONS } from '@quanheng/contracts';
import { writeSheet } from '../../apps/api/src/registers/sheet/write.js';
import { readSheet } from '../../apps/api/src/registers/sheet/read.js';
import { must } from './desk.js';
import { officeChanges } from './office.js';
import { startApi, type Api, type Who } from './harness.js';
import { POWER_SHEET, secondOwner } from './registers.js';

const params = { register: 'powerItem' } as const;
const query = { document: '请示1号' };
/** Another owner of the catalogue, whom the test office does not have by itself. */
const OTHER = 'otherOwner' as Who;

describe('registers over the API', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await api.execute({ kind: 'system', name: 'seed' }, { kind: 'changeOrganisation', changes: officeChanges() });
    await secondOwner(api);
  });
  afterAll(() => api.close());

  it('tells the wrong cells of a sheet by row and column, and proposes nothing', async () => {
    const [headings, good] = POWER_SHEET as readonly [readonly string[], readonly string[]];
    const twisted = (id: string, column: number, text: string) =>
      good.map((each, index) => (index === 0 ? id : index === column ? text : each));
    const before = await api.entries();
    const wrong = [headings, good, twisted('P-2', 5, '极高'), twisted('P-3', 1, '')];
    const got = await api.call('catalogueOwner', OPERATIONS.importRegister, {
      params,
      query,
      body: await writeSheet('a', wrong),
    });
    expect(got).toMatchObject({
      status: 422,
      json: {
        details: [
          { row: 3, column: 'F 风险等级', message: '“极高”不符合要求。填写：高、中、低。' },
          { row: 4, column: 'B 职权名称' },
        ],
      },
    });
    // What a sheet cannot know the rules do: they are told with the row, too.
    const unruly = [headings, good, twisted('P-2', 3, 'nowhere')];
    const ruled = await api.call('catalogueOwner', OPERATIONS.importRegister, {
      params,
      query,
      body: await writeSheet('a', unruly),
    });
    expect(ruled).toMatchObject({ status: 422, json: { details: [{ code: 'missing-reference', row: 3 }] } });
    const bytes = await api.call('catalogueOwner', OPERATIONS.importRegister, {
      params,
      query,
      body: Buffer.from('no sheet'),
    });
    expect(bytes).toMatchObject({ status: 422, json: { details: [{ code: 'sheet' }] } });
    expect(await api.entries()).toBe(before);
  });

  it('imports a sheet as one proposal, shows its rows to a second person, and holds what that one confirms', async () => {
    const body = await writeSheet('a', POWER_SHEET);
    const imported = await api.call('catalogueOwner', OPERATIONS.importRegister, { params, query, body });
    expect(imported.status).toBe(201);
    const { proposal, digest } = imported.json.result as { proposal: string; digest: string };
    const of = { params: { ...params, proposal } };
    const rows = await api.call(OTHER, OPERATIONS.listProposedChanges, of);
    expect(rows.json).toMatchObject({
      items: [{ change: { id: 'P-1', data: { name: '费用报销' } }, now: null }],
      next: null,
    });
    const own = await api.call('catalogueOwner', OPERATIONS.confirmProposal, { ...of, body: { digest } });
    expect(own).toMatchObject({ status: 403, json: { reasons: [{ code: 'PROPOSAL_SELF' }] } });
    const confirmed = await api.call(OTHER, OPERATIONS.confirmProposal, { ...of, body: { digest } });
    expect(confirmed.status).toBe(200);
    const entry = await api.call('clerk', OPERATIONS.readRegisterEntry, { params: { ...params, entry: 'P-1' } });
    expect(entry.json).toMatchObject({
      inForce: { data: { riskLevel: 'low' }, proposal },
      versions: [{}],
      proposals: [],
    });
    const then = await api.call('clerk', OPERATIONS.readRegisterEntry, {
      params: { ...params, entry: 'P-1' },
      query: { at: '1' },
    });
    expect(then.json).toMatchObject({ inForce: null });
    const open = await api.call('auditor', OPERATIONS.listRegisterProposals, { params, query: { state: 'confirmed' } });
    expect(open.json).toMatchObject({ items: [{ proposal, state: 'confirmed', decidedBy: 'person:otherOwner' }] });
  });

  it('shows of a supplier to everybody what they need, and the rest to those who keep and audit', async () => {
    const seed = { kind: 'system', name: 'seed' } as const;
    const data = {
      ...{ name: '演示公司', creditCode: null, relations: [{ person: 'clerk', kind: '近亲属' }] },
      accounts: [{ number: '62001234', bank: '演示银行', from: null, until: null }],
    };
    const fact = { kind: 'supplier', id: 'S-1', from: Date.UTC(2026, 0, 2), to: null, data } as const;
    await api.execute(seed, { kind: 'changeOrganisation', changes: [{ change: 'put', fact }] });
    const suppliers = { params: { register: 'supplier' } };
    const clerk = await api.call('clerk', OPERATIONS.listRegisterEntries, suppliers);
    expect(clerk.json).toMatchObject({
      items: [{ id: 'S-1', data: { accounts: [{ number: '****1234' }] } }],
      next: null,
    });
    expect(clerk.text).not.toMatch(/62001234|近亲属/);
    const auditor = await api.call('auditor', OPERATIONS.listRegisterEntries, suppliers);
    expect(auditor.text).toMatch(/62001234.*近亲属|近亲属.*62001234/);
    const organisation = await api.call('clerk', OPERATIONS.readOrganisation, { query: { kind: 'supplier' } });
    expect(organisation.text).not.toMatch(/62001234|近亲属/);
  });

  it('finds entries by number and name, as they are chosen in forms', async () => {
    const seed = { kind: 'system', name: 'seed' } as const;
    const [from, to] = [Date.UTC(2026, 0, 2), null];
    const lines = [
      ['2026-设备', '教学设备(演示)'],
      ['2026-维修', 'Repairs of buildings'],
    ] as const;
    const changes = lines.map(([id, name]) => {
      const data = { year: 2026, department: 'office', project: null, category: null, granted: '1', openingSpent: '0' };
      return { change: 'put', id, from, to, data: { name, ...data } } as const;
    });
    await must(api, seed, { kind: 'proposeRegister', register: 'budgetLine', document: '文', changes }).then(
      ({ proposal, digest }) =>
        must(api, seed, {
          ...{ kind: 'confirmProposal', register: 'budgetLine' },
          ...{ proposal: String(proposal), digest: String(digest) },
        }),
    );
    const found = async (register: string, text: string): Promise<unknown> => {
      const answer = await api.call('clerk', OPERATIONS.listRegisterEntries, { params: { register }, query: { text } });
      return answer.json['items'];
    };
    expect(await found('budgetLine', '设备')).toMatchObject([{ id: '2026-设备' }]);
    expect(await found('budgetLine', 'REPAIRS')).toMatchObject([{ id: '2026-维修' }]);
    expect(await found('budgetLine', '没有')).toEqual([]);
    expect(await found('supplier', '演示公司')).toMatchObject([{ id: 'S-1' }]);
    expect(await found('supplier', 's-2')).toEqual([]);
  });

  it('gives an empty sheet that the import reads the headings of', async () => {
    const response = await api.app.inject({
      method: 'GET',
      url: '/api/v1/registers/powerItem/template',
      headers: { 'x-test-caller': 'clerk' },
    });
    expect(response.headers['content-type']).toContain('spreadsheetml');
    const [row] = await readSheet(response.rawPayload);
    expect([...(row?.cells.values() ?? [])].map(({ text }) => text)).toEqual(POWER_SHEET[0]);
  });
});
