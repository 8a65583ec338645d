import type { Fact } from '@quanheng/runtime';

/** What the demonstration's process exercises, as an owner of the catalogue of powers would say it. */
export function bindingOf(document: string): Omit<Extract<Fact, { kind: 'processBinding' }>, 'from' | 'to'> {
  return {
    kind: 'processBinding',
    id: 'Reimbursement',
    data: {
      ...{ power: 'reimbursement', riskLevel: 'medium', profile: 'reimbursement', document },
      powerItem: {
        name: '费用报销',
        legalBasis: [{ article: '演示用报销办法(待本单位确认)', mark: 'D' }],
        responsibleSubject: 'finance',
      },
      descriptors: {
        conditions: '费用真实、标准合规、预算可用',
        posts: ['business-clerk', 'business-head', 'finance-auditor', 'finance-head', 'cashier', 'bookkeeper'],
        procedure: '填报、部门复核、归口审核、财务审核、两支笔会签、支付、记账、稽核、归档',
        disclosure: '本单位内部公开',
      },
      complaintChannel: '演示单位纪检监察机构',
      disclosureItems: [{ name: '报销情况', dueWorkingDays: 20 }],
    },
  };
}
