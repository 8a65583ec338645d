/** Papers that are there before a step is done, and who brings them: a person, or whoever does the step or started the matter. */
export const PAPERS: Readonly<Record<string, readonly string[]>> = {
  'SmallPurchase Review': ['采购需求说明'],
  'SmallPurchase Quotes': ['报价单一', '报价单二', '报价单三'],
  'SmallPurchase Order': ['采购合同或订单'],
  'SmallPurchase Acceptance': ['验收单'],
  'SmallPurchase Pens': ['发票'],
  'Reimbursement DepartmentCheck': ['费用票据'],
  'Reimbursement InternalCheck': ['记账凭证'],
  'CollectiveDecision LegalReview': ['议题材料'],
  'CollectiveDecision ConfirmMinutes': ['会议纪要'],
};
/** Activities that are done without an answer. */
export const PLAIN: ReadonlySet<string> = new Set([
  ...['Apply', 'Quotes', 'Order', 'Cashier', 'Booking', 'Archive', 'ArchiveRefused', 'Plan', 'Claim', 'Propose'],
  ...['AnswerObjection', 'WriteMinutes', 'CarryOut'],
]);

/** What comes with an answer: what was ticked, what was said, how votes were counted. */
export function answerTo(name: string): Readonly<Record<string, unknown>> {
  const body = { outcome: 'approve', verified: ['票据真实', '金额一致'] };
  if (/：签到$/.test(name)) return { outcome: 'approve', attendance: 'inPerson' };
  if (/：发表意见$/.test(name)) return { outcome: 'approve', opinion: '同意' };
  if (/：(?:计票|监票)$/.test(name)) return { outcome: 'approve', tally: { approve: 6, disapprove: 1, defer: 0 } };
  return body;
}
