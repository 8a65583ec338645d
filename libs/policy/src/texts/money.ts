import type { BlockText } from './block-text.js';

/** Budget, contract, payment and limits. */
export const MONEY_TEXTS = {
  BUDGET_NONE: {
    zh: '未查到可用预算指标。请核对项目编码，或先办理预算调剂。',
    en: 'No budget line is available. Check the project code, or have the budget adjusted first.',
  },
  BUDGET_OVER: {
    zh: '本件{a}元，可用预算{x}元，超出{y}元。请调整金额或先办理预算调剂。',
    en: 'This is {a} yuan, {x} yuan of the budget are available: {y} yuan too much. Change the amount, or have the budget adjusted first.',
  },
  BUDGET_STANDARD: {
    zh: '超过资产配置(开支)标准：{std}。',
    en: 'This exceeds the standard: {std}.',
    next: { zh: '请调整配置或开支，或先报批。', en: 'Ask for less, or get approval first.' },
  },
  CONTRACT_DEVIATE: {
    zh: '合同与采购文件/投标文件实质性内容不一致：{diff}。',
    en: 'The contract differs in substance from the tender documents or the bid: {diff}.',
    next: { zh: '请更正合同后重新提交。', en: 'Correct the contract and submit again.' },
  },
  SUPPLEMENT_OVER10: {
    zh: '连同本次，累计将达原合同的 {p}%，超过上限。',
    en: 'With this one, they come to {p}% of the original contract: above the most that is allowed.',
    next: {
      zh: '请调减本次金额；确需超过的，按超过上限的程序重新决策，或另行组织采购。',
      en: 'Reduce the amount; where it has to be more, have it decided as above the limit, or hold a new procurement.',
    },
  },
  MATCH3_FAIL: {
    zh: '合同、验收、票据三单不一致：{diff}。',
    en: 'Contract, acceptance and invoice do not agree: {diff}.',
    next: { zh: '请核对更正后重新提交。', en: 'Correct them and submit again.' },
  },
  PAYEE_MISMATCH: {
    zh: '收款人/账号与合同不一致。',
    en: 'Payee or account differ from the contract.',
    next: { zh: '请按合同更正，或先办理合同变更。', en: 'Correct them, or have the contract changed first.' },
  },
  PAY_AHEAD: {
    zh: '本期最多可付{x}元(累计已付{p}元)。请调整金额或补充计量资料。',
    en: 'At most {x} yuan can be paid in this period ({p} yuan are paid already). Change the amount, or add the measurement papers.',
  },
  PAY_OVER: {
    zh: '累计支付将超过合同及已批准变更{y}元。请核对金额，或先办理变更。',
    en: 'Payments would exceed the contract and its approved changes by {y} yuan. Check the amount, or have a change approved first.',
  },
  CHANGE_UNAPPROVED: {
    zh: '项目内容变更未经集体研究决定，不得实施或计量。',
    en: 'The change of the project was not decided collectively; it can be neither carried out nor measured.',
    next: { zh: '请先提交集体研究。', en: 'Bring it before the body first.' },
  },
  RETENTION_EARLY: {
    zh: '缺陷责任期未满({date})，不得返还质量保证金。',
    en: 'The defects liability period lasts until {date}; the retention money cannot be returned yet.',
    next: { zh: '请于期满后办理。', en: 'Do it after that day.' },
  },
  STANDARD_OVER: {
    zh: '超出标准{x}元，请调整或先报批。',
    en: 'This is {x} yuan above the standard. Change it, or get approval first.',
  },
  RULE_NOT_CONFIGURED: {
    zh: '“{name}”限额尚未设置，请联系{post}。',
    en: 'The limit “{name}” is not set yet. Ask {post}.',
  },
} as const satisfies Record<string, BlockText>;
