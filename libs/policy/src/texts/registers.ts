import type { BlockText } from './block-text.js';

/** Registers and ledgers; `register` is a code and is worded in the reader's language. None of these codes is in the domain reference. */
export const REGISTER_TEXTS = {
  REGISTER_TWO_PERSONS: {
    zh: '“{register}”须由一人提出变更、另一人确认，不能由一人直接修改。请在该台账中提出变更。',
    en: 'Changes of the {register} are proposed by one person and confirmed by another. Propose it there.',
  },
  REGISTER_PROPOSER: {
    zh: '“{register}”的变更由{posts}提出，请联系办理。',
    en: 'Changes of the {register} are proposed by {posts}: ask there.',
    nobody: {
      zh: '“{register}”的变更由台账管理岗位提出。目前无人符合条件，请联系组织(人事)部门安排，或由职权目录管理员调整单位规则。',
      en: 'No post proposes changes of the {register} at present: ask the personnel office, or let the owner of the catalogue change the rule of the unit.',
    },
  },
  REGISTER_CONFIRMER: {
    zh: '“{register}”的变更由{posts}确认或退回，请联系办理。',
    en: 'Changes of the {register} are confirmed or turned down by {posts}: ask there.',
    nobody: {
      zh: '“{register}”的变更由另一人确认。目前无人符合条件，请联系组织(人事)部门安排，或由职权目录管理员调整单位规则。',
      en: 'No post confirms changes of the {register} at present: ask the personnel office, or let the owner of the catalogue change the rule of the unit.',
    },
  },
  PROPOSAL_SELF: {
    zh: '本次变更由您提出，须由他人确认或退回，可由{posts}中的其他人员办理；您可以撤回。',
    en: 'You proposed this change, so somebody else confirms it or turns it down: {posts}. You can withdraw it.',
    nobody: {
      zh: '本次变更由您提出，须由他人确认。目前无人符合条件，请联系组织(人事)部门安排。您可以撤回。',
      en: 'You proposed this change, so somebody else confirms it. No post can at present: ask the personnel office. You can withdraw it.',
    },
  },
  PROPOSAL_OTHERS: {
    zh: '只有提出人可以撤回本次变更；不同意的，请由确认岗位退回。',
    en: 'Only who proposed this change withdraws it; whoever confirms changes can turn it down.',
  },
  REGISTER_NONE: {
    zh: '“{register}”中没有生效的“{id}”。请核对编号，或请{posts}先登记。',
    en: 'The {register} have no “{id}” in force. Check the number, or have it entered first: {posts}.',
    nobody: {
      zh: '“{register}”中没有生效的“{id}”。请核对编号，先登记后再办理；目前无人符合条件登记的，请联系组织(人事)部门安排。',
      en: 'The {register} have no “{id}” in force. Check the number. It has to be entered first; where nobody can, ask the personnel office.',
    },
  },
  SUPPLIER_BARRED: {
    zh: '供应商“{name}”被禁止参加采购，至{date}({document})。请另选供应商。',
    en: 'The supplier “{name}” is barred from procurement until {date} ({document}). Choose another.',
  },
  SUPPLIER_OTHER: {
    zh: '合同“{id}”登记的供应商是“{name}”，与本件的供应商不一致。请核对合同台账，或更正供应商。',
    en: 'Contract “{id}” is registered with “{name}”, which is not the supplier here. Check the register, or correct the supplier.',
  },
  INVOICE_USED: {
    zh: '发票“{id}”已经报销，或正在报销，不得重复报销。请核对发票号码，或去掉这张发票。',
    en: 'Invoice “{id}” has been claimed, or is being claimed, and is not claimed twice. Check its number, or leave it out.',
  },
  PERIOD_PAID: {
    zh: '合同“{id}”第{period}期已经付款，同一期不得再付。请核对期次；本期尚有未付的，并入下一期申请。',
    en: 'Period {period} of contract “{id}” has been paid, and is not paid again. Check the period; what is left of it goes into the next application.',
  },
  APPLICATION_OPEN: {
    zh: '合同“{id}”已有一期申请在办。请在其办结或退回后再提出本期申请。',
    en: 'Under contract “{id}” an application is under way. Hand in this one when that has ended or was returned.',
  },
  CLAIMS_SPLIT: {
    zh: '同一收款人、同类费用本年度以一级审批的累计{sum}元，超过{limit}元。请退回填报人，选择合并办理，由上一层级审批。',
    en: 'Claims of this kind to this payee that tier one signed come to {sum} yuan this year, over {limit}. Return it to whoever claims, to have it combined and signed one tier higher.',
  },
} as const satisfies Record<string, BlockText>;
