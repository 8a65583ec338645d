import type { BlockText } from './block-text.js';

/** Procurement, assets, cadres and admissions. */
export const BUSINESS_TEXTS = {
  /** Worded for every purchase: below the limit of government procurement no open tender is meant. */
  SPLIT_SUSPECT: {
    zh: '同一品目本年度累计{sum}元，超过{limit}元的标准，不得化整为零。请合并办理，按达到该标准的采购程序申请；属预算调整或已经批准的，请在申请中附上文件。',
    en: 'Purchases of this category come to {sum} yuan this year, over the figure of {limit}, and are not split. Combine them, and apply for a purchase of that size; if the budget was adjusted or this was approved, attach the document there.',
  },
  METHOD_UNAPPROVED: {
    zh: '达到公开招标数额标准，拟用“{m}”须先取得财政部门批准。',
    en: 'The amount calls for open tender; to use “{m}” get the approval of the finance authority first.',
  },
  BIDDERS_LT3: {
    zh: '有效投标人不足 {n} 家，不得开标/评标。',
    en: 'There are fewer than {n} valid bidders: bids can be neither opened nor evaluated.',
    next: {
      zh: '请重新组织采购，或先报批变更采购方式。',
      en: 'Hold the procurement again, or get another method approved first.',
    },
  },
  TIME_SHORT: {
    zh: '采购文件准备时间不足：应 {n} 日，实际 {x} 日。',
    en: 'Bidders have {x} days to prepare, and {n} are due.',
    next: { zh: '请顺延截止时间。', en: 'Put off the deadline.' },
  },
  AWARD_ORDER: {
    zh: '应按评审报告推荐顺序确定中标(成交)供应商。',
    en: 'Award in the order in which the evaluation report recommends the suppliers.',
  },
  CHALLENGE_OPEN: {
    zh: '质疑处理期间暂停签订合同。',
    en: 'While a challenge is being dealt with the contract cannot be signed.',
    next: { zh: '请待质疑答复后办理。', en: 'Go on after it has been answered.' },
  },
  CENTRAL_AGENCY: {
    zh: '该品目须委托集中采购机构办理。',
    en: 'Entrust the central procurement agency with this item.',
  },
  PRICE_FLOOR: {
    zh: '不得设置最低限价，请修改采购文件。',
    en: 'No lowest price may be set. Change the tender documents.',
  },
  NO_APPRAISAL: {
    zh: '请先办理资产评估并上传报告。',
    en: 'Have the asset appraised first and upload the report.',
  },
  PRICE_LOW: {
    zh: '成交价低于评估价，请报原审批单位同意后继续。',
    en: 'The price is below the appraisal. Get the consent of the authority that approved the disposal, then go on.',
  },
  ASSET_STATE: {
    zh: '该资产当前状态为“{x}”，不能处置。',
    en: 'The asset is “{x}” and cannot be disposed of.',
    next: { zh: '请先核实并更新资产状态。', en: 'Verify and update its state first.' },
  },
  ELIGIBILITY_FAIL: {
    zh: '资格条件“{x}”未满足。破格的，请先报批。',
    en: 'The condition “{x}” is not met. For an exception get approval first.',
  },
  POST_OVERFILL: {
    zh: '该职务职数已满，请先核定。',
    en: 'All seats of this office are taken. Have the number settled first.',
  },
  INSPECT_TEAM: {
    zh: '考察须由两人以上署名，请补签。',
    en: 'An inspection is signed by two persons at least. Add the missing signature.',
  },
  RECOMMEND_UNSIGNED: {
    zh: '请补充推荐人署名的推荐登记表。',
    en: 'Add the recommendation form signed by whoever recommends.',
  },
  RANK_BREAK: {
    zh: '未按排序录取，请说明依据或更正。',
    en: 'The admission does not follow the ranking. Give the grounds, or correct it.',
  },
} as const satisfies Record<string, BlockText>;
