import type { Rules } from '../../policy/campaign/audit/rules.js';

const CHECK = (...acts: string[]) => ({ kind: 'check', acts }) as const;
const PENS = (one: string, other: string) => ({ kind: 'pens', pens: [one, other], before: [] }) as const;
const TIER_ONE = 5_000;
const LEADERS_FROM = 2_000_000;
/** The price, which decides who signs, is at most so much below the sum that was applied for. */
const CEILING_ABOVE_PRICE = 50_001;
const CONSTRUCTION_LEADERS_FROM = 1_000_000;

/** What the auditor demands of the flows of the demonstration, written down a second time; by process. Meetings that vote in secret are judged by `meeting-audit.ts`. */
export const YEAR_RULES: Readonly<Record<string, Rules>> = {
  SmallPurchase: {
    payments: ['Payment'],
    writers: {
      Apply: ['item', 'category', 'amount', 'budgetLine'],
      Quotes: ['supplier', 'price', 'quoteOne', 'quoteTwo', 'quoteThree'],
      PayApply: ['payee', 'invoiceNumber'],
    },
    controls: {
      PriceCheck: CHECK('审核'),
      Acceptance: CHECK('使用部门验收', '资产验收'),
      Pens: PENS('业务负责人签字', '财务负责人签字'),
    },
    // The payee is not known before the payment is applied for.
    signed: { PriceCheck: ['amount'], Acceptance: ['amount'] },
    demanded: () => ['PriceCheck', 'Acceptance', 'Pens'],
    order: {
      ...{ Apply: 1, Review: 2, Quotes: 3, PriceCheck: 4, Order: 5, Acceptance: 6, PayApply: 6.5, Pens: 7, Cashier: 8 },
      Payment: 9,
    },
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
    writers: { Plan: ['kind'], Claim: ['amount', 'payee', 'budgetLine', 'invoices'] },
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
  Procurement: {
    payments: ['Payment'],
    registered: ['Payment'],
    names: { contract: 'contractNumber', amount: 'payAmount' },
    writers: { Apply: ['item', 'category', 'amount'], DraftContract: ['contractNumber', 'payee'] },
    controls: {
      NeedCheck: CHECK('审核'),
      BudgetCheck: CHECK('预算审核', '财务负责人核定'),
      Panel: CHECK('采购审查', '财务审查', '业务审查', '监督审查'),
      AgencyCheck: CHECK('采购部门审定', '法务审核'),
      DocumentCheck: CHECK('采购复核', '法务复核', '需求部门确认'),
      DrawExperts: CHECK('抽取', '财务监督', '纪检监督'),
      Qualification: CHECK('资格审查'),
      Award: CHECK('采购部门审定', '分管采购领导审定'),
      Challenge: { kind: 'publicity', days: 8 },
      ContractReview: CHECK('法务审核', '财务审核'),
      SignContract: PENS('采购负责人签字', '财务负责人签字'),
      Accept: CHECK('使用部门验收', '资产验收', '技术验收'),
      Pens: { kind: 'pens', pens: ['业务负责人签字', '财务负责人签字'], before: ['财务审核'] },
      LeaderPens: CHECK('分管业务领导签字', '分管财务领导签字'),
    },
    // The payee is not known before the contract is drawn up.
    signed: {
      ...Object.fromEntries(
        [
          'NeedCheck',
          'BudgetCheck',
          'Panel',
          'AgencyCheck',
          'DocumentCheck',
          'DrawExperts',
          'Qualification',
          'Award',
          'Challenge',
        ].map((activity) => [activity, ['amount']]),
      ),
    },
    demanded: (amount) => [
      ...['NeedCheck', 'BudgetCheck', 'Panel', 'AgencyCheck', 'DocumentCheck', 'DrawExperts', 'Qualification', 'Award'],
      ...['Challenge', 'ContractReview', 'SignContract', 'Accept', 'Pens'],
      ...(amount >= LEADERS_FROM + CEILING_ABOVE_PRICE ? ['LeaderPens'] : []),
    ],
    order: {
      ...{
        Apply: 1,
        NeedCheck: 2,
        BudgetCheck: 3,
        Demand: 4,
        Plan: 5,
        Panel: 6,
        OtherCheck: 7,
        OpenCheck: 7,
        Decide: 8,
      },
      ...{
        Agency: 9,
        AgencyCheck: 9.5,
        DraftDocument: 10,
        DocumentCheck: 11,
        Publish: 12,
        Clarify: 13,
        DrawExperts: 14,
        Opening: 15,
      },
      ...{ Qualification: 16, Evaluate: 17, DeliverReport: 18, Award: 19, ResultNotice: 20, Challenge: 21 },
      ...{ DraftContract: 22, ContractReview: 23, SignContract: 24, Seal: 25, ContractNotice: 26, FileContract: 26 },
      ...{ Deliver: 27, Accept: 28, AssetCard: 29, PayApply: 30, Pens: 31, LeaderPens: 32, Cashier: 33, Payment: 34 },
    },
    separated: [
      ['Demand', 'Panel', 'P'],
      ['DraftDocument', 'DocumentCheck', 'P'],
      ['DrawExperts', 'Evaluate', 'P'],
      ['Opening', 'Evaluate', 'P'],
      ['Award', 'Accept', 'P'],
      ['DraftDocument', 'Accept', 'P'],
      ['SignContract', 'Accept', 'P'],
      ['SignContract', 'Seal', 'P'],
      ['Accept', 'AssetCard', 'P'],
      ['PayApply', 'Pens', 'P'],
      ['Pens', 'Cashier', 'P'],
      ['Cashier', 'Booking', 'P'],
      ['Demand', 'Award', 'PD'],
    ],
    ...{ atMost: [], bound: [], recused: ['NeedCheck', 'Pens', 'Cashier'] },
  },
  ConstructionPayment: {
    payments: ['PayWages', 'Payment'],
    registered: ['Payment'],
    names: { contract: 'contractNumber' },
    writers: { Apply: ['amount', 'payee'], Invoice: ['invoiceNumber'] },
    controls: {
      Confirm: CHECK('核对'),
      Measure: CHECK('总监理工程师签认'),
      Opinions: CHECK('造价审核', '跟踪审计'),
      Pens: { kind: 'pens', pens: ['项目管理部门签字', '财务部门签字'], before: ['财务审核'] },
      LeaderPens: CHECK('分管基建领导签字', '分管财务领导签字'),
    },
    demanded: (amount) => [
      ...['Confirm', 'Measure', 'Opinions', 'Pens'],
      ...(amount >= CONSTRUCTION_LEADERS_FROM ? ['LeaderPens'] : []),
    ],
    order: {
      ...{
        Apply: 1,
        Confirm: 2,
        Measure: 3,
        SiteCheck: 4,
        Opinions: 5,
        Decide: 6,
        Invoice: 6.5,
        Pens: 7,
        LeaderPens: 8,
      },
      ...{ Cashier: 9, PayWages: 10, Payment: 11, Booking: 12, Disclose: 13 },
    },
    separated: [
      ['Apply', 'Confirm', 'P'],
      ['Apply', 'Measure', 'P'],
      ['Apply', 'SiteCheck', 'P'],
      ['Confirm', 'Measure', 'P'],
      ['Confirm', 'SiteCheck', 'P'],
      ['Measure', 'SiteCheck', 'P'],
      ['SiteCheck', 'Cashier', 'PD'],
      ['SiteCheck', 'Opinions#造价审核', 'PD'],
      ['Pens', 'Cashier', 'P'],
      ['LeaderPens', 'Cashier', 'P'],
      ['Cashier', 'Booking', 'P'],
    ],
    ...{ atMost: [], bound: [], recused: ['Pens', 'Cashier'] },
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
