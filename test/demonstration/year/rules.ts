import type { Rules } from '../../policy/campaign/audit/rules.js';

const CHECK = (...acts: string[]) => ({ kind: 'check', acts }) as const;
const PENS = (one: string, other: string) => ({ kind: 'pens', pens: [one, other], before: [] }) as const;
const TIER_ONE = 5_000;

/** What the auditor demands of the flows of the demonstration, written down a second time; by process. Meetings that vote in secret are judged by `meeting-audit.ts`. */
export const YEAR_RULES: Readonly<Record<string, Rules>> = {
  SmallPurchase: {
    payments: ['Payment'],
    writers: { Apply: ['item', 'category', 'amount'], Quotes: ['supplier', 'price', 'payee'] },
    controls: {
      PriceCheck: CHECK('审核'),
      Acceptance: CHECK('使用部门验收', '资产验收'),
      Pens: PENS('业务负责人签字', '财务负责人签字'),
    },
    demanded: () => ['PriceCheck', 'Acceptance', 'Pens'],
    order: { Apply: 1, Review: 2, Quotes: 3, PriceCheck: 4, Order: 5, Acceptance: 6, Pens: 7, Cashier: 8, Payment: 9 },
    separated: [
      ['Apply', 'Review', 'P'],
      ['Quotes', 'Acceptance', 'P'],
      ['Order', 'Acceptance', 'P'],
      ['Apply', 'Pens', 'P'],
      ['Pens', 'Cashier', 'P'],
      ['Cashier', 'Booking', 'P'],
      ['Pens#业务负责人签字', 'Pens#财务负责人签字', 'PD'],
    ],
    ...{ atMost: [], bound: [], recused: ['Review', 'Pens', 'Cashier'] },
  },
  Reimbursement: {
    payments: ['Payment'],
    writers: { Plan: ['kind'], Claim: ['amount', 'payee'] },
    controls: {
      DepartmentCheck: CHECK('复核'),
      StandardCheck: CHECK('审核'),
      FinanceCheck: CHECK('审核'),
      SmallPens: PENS('部门负责人签字', '财务审核岗签字'),
      Signatures: PENS('业务负责人签字', '财务负责人签字'),
    },
    demanded: (amount) => [
      ...['DepartmentCheck', 'StandardCheck', 'FinanceCheck'],
      amount <= TIER_ONE ? 'SmallPens' : 'Signatures',
    ],
    order: {
      ...{ Plan: 1, PriorApproval: 2, Claim: 3, DepartmentCheck: 4, StandardCheck: 5, FinanceCheck: 6 },
      ...{ SmallPens: 7, Signatures: 7, Cashier: 8, Payment: 9 },
    },
    separated: [
      ['Claim', 'DepartmentCheck', 'P'],
      ['Claim', 'SmallPens', 'P'],
      ['Claim', 'Signatures', 'P'],
      ['StandardCheck', 'FinanceCheck', 'P'],
      ['SmallPens', 'Cashier', 'P'],
      ['Signatures', 'Cashier', 'P'],
      ['Cashier', 'Booking', 'P'],
      ['Cashier', 'InternalCheck', 'P'],
    ],
    ...{
      atMost: [],
      bound: [],
      recused: ['DepartmentCheck', 'StandardCheck', 'FinanceCheck', 'SmallPens', 'Signatures', 'Cashier'],
    },
  },
  CollectiveDecision: {
    payments: [],
    writers: { Propose: ['title', 'content', 'amount'] },
    controls: {
      LegalReview: CHECK('审查'),
      FinanceOpinion: CHECK('意见'),
      LeaderReview: CHECK('审核'),
      ConfirmMinutes: CHECK('成员确认', '主持人签发'),
    },
    demanded: () => [],
    order: {
      Propose: 1,
      LegalReview: 2,
      FinanceOpinion: 3,
      LeaderReview: 4,
      FileMatter: 5,
      Meeting: 6,
      WriteMinutes: 7,
    },
    separated: [
      ['Propose', 'WriteMinutes', 'P'],
      ['Meeting#count', 'Meeting#witness', 'P'],
    ],
    ...{ atMost: [], bound: [], recused: [] },
  },
};
