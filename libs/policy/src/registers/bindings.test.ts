import { carriedBinding } from '../catalogue/index.js';
import type { OrganisationChange, ProcessBindingData } from '../ports/index.js';
import { attempt, changed, end, NEW_YEAR, office as founded, put } from '../organisation/testing/office.js';

const office = (...changes: readonly OrganisationChange[]) =>
  changes.length === 0 ? founded() : changed(founded(), changes);
const BASIS = [{ article: '单位章程', mark: 'D' }];
const NAMED: ProcessBindingData = {
  ...{ power: 'P-7', riskLevel: 'low', profile: 'reimbursement', document: '职权目录〔2026〕1号' },
  descriptors: { conditions: '有预算', posts: ['clerk'], procedure: '申请、支付', disclosure: '本单位' },
  complaintChannel: { channel: 'hotline' },
  disclosureItems: [{ item: 'spending' }, { name: '结果', dueWorkingDays: 3 }],
};
const ENTRIES: readonly OrganisationChange[] = [
  put('powerItem', 'P-7', {
    ...{
      name: '费用报销',
      legalBasis: BASIS,
      responsibleSubject: 'FIN',
      responsiblePosts: ['clerk'],
      riskLevel: 'low',
    },
  }),
  put('complaintChannel', 'hotline', {
    ...{ name: '监督电话', phone: '0000-000', email: null, address: '一号楼', responsibleSubject: 'OFFICE' },
  }),
  put('disclosureItem', 'spending', {
    ...{ name: '报销情况', basis: BASIS, content: '金额', manner: '网站', scope: '本单位', dueWorkingDays: 20 },
    responsibleSubject: 'OFFICE',
  }),
];
const BOUND = put('processBinding', 'Reimbursement', NAMED);

test('a binding names entries of the registers, and says what they say', () => {
  const view = office(...ENTRIES, BOUND);
  const carried = carriedBinding(view.fact('processBinding', 'Reimbursement', NEW_YEAR)!.data, view, NEW_YEAR);
  expect(carried).toMatchObject({
    powerItem: { name: '费用报销', legalBasis: BASIS, responsibleSubject: 'FIN' },
    complaintChannel: '监督电话：0000-000、一号楼',
    disclosureItems: [
      { name: '报销情况', dueWorkingDays: 20 },
      { name: '结果', dueWorkingDays: 3 },
    ],
  });
});

test('one that carries what it says is read as it stands', () => {
  const powerItem = { name: '报销', legalBasis: BASIS, responsibleSubject: 'FIN' };
  const own: ProcessBindingData = {
    ...NAMED,
    powerItem,
    complaintChannel: '纪检监察组',
    disclosureItems: [{ name: '甲', dueWorkingDays: 1 }],
  };
  expect(carriedBinding(own, office(), NEW_YEAR)).toEqual(own);
});

test('what it names has to be there as long as it is', () => {
  expect(attempt(office(), [BOUND])).toMatchObject({
    status: 'rejected',
    findings: [{ code: 'missing-reference' }, {}, {}],
  });
  const view = office(...ENTRIES, BOUND);
  for (const [kind, id] of [
    ['powerItem', 'P-7'],
    ['complaintChannel', 'hotline'],
    ['disclosureItem', 'spending'],
  ] as const) {
    expect(attempt(view, [end(kind, id, NEW_YEAR + 100)])).toMatchObject({ findings: [{ code: 'relied-on' }] });
  }
});

test('asked for a time when nothing was said, it has no basis and no channel', () => {
  expect(carriedBinding(NAMED, office(), NEW_YEAR)).toMatchObject({
    powerItem: { name: 'P-7', legalBasis: [] },
    complaintChannel: null,
    disclosureItems: [{ name: '结果' }],
  });
});

test('one company is one supplier', () => {
  const code = '91110000000000000A';
  const company = { name: '演示公司', creditCode: code, accounts: [], relations: [] };
  const view = office(put('supplier', 'S-1', company));
  expect(attempt(view, [put('supplier', 'S-2', company)])).toMatchObject({
    findings: [{ code: 'credit-code-taken', parameters: { code, other: 'S-1' } }],
  });
  expect(attempt(view, [put('supplier', 'S-1', { ...company, name: '演示公司(更名)' })]).status).toBe('changed');
  expect(attempt(view, [put('supplier', 'S-2', { ...company, creditCode: null })]).status).toBe('changed');
});
