import type { Dice } from '../../simulation/index.js';
import type { Matter } from './matters.js';

/** The line that a purchase of the year is paid out of. One out of the same line would be the same purchase in parts. */
const procurementLine = (index: number): string => `2026-演示采购-${index}`;
const DAY = 86_400_000;
/** From the notice on; open tenders ask for twenty. */
export const NOTICE_DAYS = 22;
const OPEN_TENDER = 2_000_000;
const SUPPLIERS = [
  ['S-4', '90000004', 'S-5'],
  ['S-5', '90000005', 'S-6'],
] as const;
/** What the law wants in the file of a purchase. */
const FILED = [
  ...['采购活动记录', '采购预算', '采购文件', '响应文件', '评审标准', '评审报告', '定标文件', '合同文本', '验收证明'],
];

/** A purchase at or above the limit of government procurement: by consultation, or by open tender from its figure on. */
export function procurement(index: number, initiator: string, begins: number, dice: Dice): Matter {
  const isOpen = dice.chance(0.25);
  const amount = isOpen ? OPEN_TENDER + dice.below(500_000) : 1_000_000 + dice.below(900_000);
  const [supplier, payee, second] = dice.pick(SUPPLIERS);
  const price = amount - 1 - dice.below(50_000);
  const [item, contractNumber] = [`演示设备第${index}批`, `演采〔2026〕${100 + index}号`];
  const [method, ground] = isOpen ? ['公开招标', '不适用'] : ['竞争性磋商', '技术复杂或者性质特殊'];
  const what = { item, category: '教学设备', line: procurementLine(index), amount };
  const apply = { ...what, objectType: '货物', quantity: 1_000, standard: 3_000 };
  const flags = { inCatalogue: false, keyProject: false, urgent: false };
  const plan = { method, ground, ceiling: amount, risks: '按计划管理' };
  const report = { supplier, price, firstRenounced: false };
  const draft = {
    ...{ contractNumber, contractPrice: price, contractItem: item, contractQuantity: 1_000, contractTermDays: 30 },
    ...{ payee, paymentTerms: '验收合格后付款' },
  };
  const evaluated = {
    ...{ committeeSize: 5, committeeExperts: 4, chairIsBuyer: false },
    ...{ firstSupplier: supplier, firstPrice: price, secondSupplier: second, secondPrice: price + 1 },
    averagePrice: price + 1,
  };
  const invoice = { invoiceAmount: price, invoiceNumber: `演票${index}号` };
  const notice = { noticeNumber: `演采告${index}号`, medium: '演示采购网' };
  return {
    ...{ process: 'Procurement', initiator, begins },
    filled: {
      Apply: { ...apply, ...flags },
      Demand: { requirements: '技术要求见需求书' },
      Plan: plan,
      'CollectiveDecision:Propose': { title: item, content: '按采购计划办理' },
      'CollectiveDecision:WriteMinutes': { minutes: '演示纪要' },
      Agency: { agency: '社会代理机构' },
      DraftDocument: { documentSummary: '综合评分', termDays: 30 },
      Publish: (at) => ({ ...notice, deadline: dateOf(at + NOTICE_DAYS * DAY) }),
      Clarify: { clarified: false },
      Opening: { bidders: 4, failedTender: false },
      Evaluate: evaluated,
      DeliverReport: report,
      ResultNotice: (at) => ({ resultNumber: `演结告${index}号`, resultOn: dateOf(at) }),
      DraftContract: draft,
      ContractNotice: (at) => ({ contractNoticeNumber: `演合告${index}号`, contractNoticeOn: dateOf(at) }),
      FileContract: { filingNumber: `演备${index}号` },
      Deliver: (at) => ({
        deliveredOn: dateOf(at),
        acceptedAmount: price,
        deliveryRecord: '按合同到货',
        addition: false,
      }),
      AssetCard: { assetCard: `演卡${index}号` },
      PayApply: { ...invoice, payAmount: price, finalPayment: true },
      Booking: { voucher: `演证${index}号` },
      Rate: { rating: '良' },
      Archive: { archived: FILED, fileNumber: `演档${index}号` },
    },
    wrong: {
      Apply: { ...apply, ...flags, amount: 10_000 },
      Plan: { ...plan, floorPrice: 1 },
      Publish: { ...notice, deadline: '2026-01-01' },
      Opening: { bidders: 2, failedTender: false },
      Evaluate: { ...evaluated, committeeSize: 4 },
      DeliverReport: { ...report, supplier: second, price: price + 1 },
      DraftContract: { ...draft, contractPrice: price + 10_000 },
      PayApply: { ...invoice, payAmount: price + 10_000, finalPayment: true },
      Archive: { archived: FILED.slice(1), fileNumber: `演档${index}号` },
    },
    entered: {
      ...{ before: 'FileContract', contract: contractNumber },
      data: (at) => ({
        ...{ name: item, supplier, project: null, sum: String(price), openingPaid: '0', retentionPercent: null },
        ...{ signedOn: dateOf(at), liabilityUntil: null },
      }),
    },
  };
}

/** The day in China. */
function dateOf(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}
