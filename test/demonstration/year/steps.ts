/** Papers that are there before a step is done. */
const PAPERS: Readonly<Record<string, readonly string[]>> = {
  'SmallPurchase Review': ['采购需求说明'],
  'SmallPurchase Quotes': ['报价单一', '报价单二', '报价单三'],
  'SmallPurchase Order': ['采购合同或订单'],
  'SmallPurchase Acceptance': ['验收单'],
  'SmallPurchase PayApply': ['发票'],
  'Procurement NeedCheck': ['采购申请表'],
  'Procurement BudgetCheck': ['预算批复'],
  'Procurement Demand': ['采购需求书'],
  'Procurement Plan': ['采购实施计划'],
  'Procurement Agency': ['委托代理协议'],
  'Procurement DraftDocument': ['采购文件'],
  'Procurement Publish': ['采购公告'],
  'Procurement DrawExperts': ['抽取记录'],
  'Procurement Opening': ['开标记录', '开标录像'],
  'Procurement Qualification': ['资格审查表'],
  'Procurement Evaluate': ['评审报告'],
  'Procurement ResultNotice': ['结果公告', '中标（成交）通知书'],
  'Procurement DraftContract': ['合同文本'],
  'Procurement Seal': ['用印登记'],
  'Procurement ContractNotice': ['合同公告'],
  'Procurement FileContract': ['备案回执'],
  'Procurement Deliver': ['送货单'],
  'Procurement Accept': ['验收书'],
  'Procurement PayApply': ['发票'],
  'Procurement Archive': ['采购文件汇编'],
  'ConstructionPayment Apply': ['承包人付款申请', '工程量报表', '现场照片', '工人工资表'],
  'ConstructionPayment Confirm': ['承包人确认记录'],
  'ConstructionPayment Measure': ['计量证书', '隐蔽工程验收记录'],
  'ConstructionPayment SiteCheck': ['现场复核记录'],
  'ConstructionPayment Opinions': ['计价审核表', '扣减项目清单'],
  'ConstructionPayment Invoice': ['发票'],
  'ConstructionPayment Cashier': ['支付凭证'],
  'ConstructionPayment Booking': ['记账凭证'],
  'Reimbursement DepartmentCheck': ['费用票据'],
  'Reimbursement InternalCheck': ['记账凭证'],
  'CollectiveDecision Propose': ['议题材料'],
  'CollectiveDecision ConfirmMinutes': ['会议纪要'],
};
/** Papers that whoever started the matter brings before somebody else looks at them. */
const BROUGHT: ReadonlySet<string> = new Set([
  ...['采购需求说明', '验收单', '采购申请表', '费用票据', '议题材料', '会议纪要'],
]);

/** Activities of a called process carry its name in front. */
export function papersOf(process: string, { activity, name }: { activity: string; name: string }): readonly string[] {
  if (name.endsWith('：计票')) return ['选票扫描件'];
  return PAPERS[activity.includes(':') ? activity.replace(':', ' ') : `${process} ${activity}`] ?? [];
}
export function isBrought(paper: string, process: string): boolean {
  if (paper === '发票') return process !== 'Procurement';
  return BROUGHT.has(paper) || (paper === '记账凭证' && process === 'Reimbursement');
}

const HOUR = 3_600_000;
/** Until the next step: a meeting is held days after the filing, over the longest holiday too; bids come in until the deadline; challenges have their days. */
const WAITS: Readonly<Record<string, number>> = { FileMatter: 14 * 24, Publish: 23 * 24, Challenge: 24 * 24 };
const USUAL = 20;

export function waitAfter(activity: string): number {
  return (WAITS[activity.replace(/^.*:/, '')] ?? USUAL) * HOUR;
}

/** An act of a control, which is called by both; everything else is just done. */
export function isControl(name: string): boolean {
  return name.includes('：');
}

/** What has to be ticked at an act; elsewhere nobody minds a tick more. */
const TICKED: Readonly<Record<string, readonly string[]>> = {
  '预算审核：预算审核': ['指标可用', '支出标准'],
  '需求与计划审查：采购审查': ['非歧视', '竞争', '采购政策', '履约风险'],
  '非公开方式审核：审核': ['法定情形', '理由充分'],
  '采购文件复核：采购复核': ['资格条件', '评审因素', '采购政策'],
  '资格审查：资格审查': ['信用记录', '合格家数足够'],
  '合同审核：财务审核': ['资金来源', '付款条件'],
  '付款两支笔会签：财务审核': ['合同', '验收', '发票'],
  '与承包人核对：核对': ['盖章原件', '金额账户'],
  '两支笔会签：财务审核': ['合同', '发票', '收款账户', '预算', '工资专户'],
};

/** What comes with an answer: what was ticked, what was said, how votes were counted. */
export function answerTo(name: string): Readonly<Record<string, unknown>> {
  if (/：签到$/.test(name)) return { outcome: 'approve', attendance: 'inPerson' };
  if (/：发表意见$/.test(name)) return { outcome: 'approve', opinion: '同意' };
  if (/：(?:计票|监票)$/.test(name)) return { outcome: 'approve', tally: { approve: 6, disapprove: 1, defer: 0 } };
  return { outcome: 'approve', verified: TICKED[name] ?? ['票据真实', '金额一致'] };
}
