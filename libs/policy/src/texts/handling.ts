import type { BlockText } from './block-text.js';

/** How a matter is handled: data, papers, returns, hand-overs, publication. */
export const HANDLING_TEXTS = {
  /** The domain reference names a correction as well, which key elements do not have (§6.6): only what is open is named. */
  PROTECTED_DATA: {
    zh: '“{field}”属关键要素，本环节不能修改。请在“{name}”修改，该环节已经办结的，先退回该环节。',
    en: '“{field}” is a key element and cannot be changed in this step. Change it in “{name}”; where that is done, return to it first.',
    nobody: {
      zh: '“{field}”属关键要素，本环节不能修改，也不能再退回填写环节。确需改变的，请按“不同意”办理或申请终止本件，改正后重新发起。',
      en: '“{field}” is a key element and cannot be changed in this step, and the step that fills it in can no longer be returned to. To change it, answer no or ask for the matter to be ended, and start another one.',
    },
  },
  COMPUTED_DATA: {
    zh: '“{field}”由流程环节“{step}”自动得出，不能另行填写。请改正其所依据的内容，由该环节重新得出。',
    en: '“{field}” is worked out by the step “{step}” and is not filled in. Correct what it is worked out from, so that the step works it out anew.',
  },
  RETURN_REFUSED: {
    zh: '不能退回到“{step}”：{reason}。可退回到：{steps}。',
    en: 'This cannot be returned to “{step}”: {reason}. It can be returned to: {steps}.',
  },
  RETURN_UNDER_WAY: {
    zh: '“{activity}”正在办理，不能退回到“{step}”。请待办理结果返回后再退回。',
    en: '“{activity}” is under way, so this cannot be returned to “{step}”. Wait for its result, then return.',
  },
  /** Not in the domain reference: whoever carries a payment out reads what was signed when they come to it. */
  SIGNED_UNDER_WAY: {
    zh: '“{activity}”正在办理，为其签署的内容不能修改。请待办理结果返回后再修改。',
    en: '“{activity}” is under way, so what was signed for it cannot be changed. Wait for its result, then change it.',
  },
  WITHDRAW_REFUSED: {
    zh: '下一环节已由{name}打开，不能撤回；可请其退回。',
    en: '{name} has opened the next step, so it cannot be withdrawn; ask them to return it.',
    nobody: {
      zh: '只能取回本人最后办结、其后尚未继续办理的环节；如需修改，请联系当前环节承办人退回。',
      en: 'Only the last step can be taken back, by whoever did it, while nothing has been done since. To change something, ask whoever has the present step to return it.',
    },
  },
  /** Not in the domain reference: a signature on a payment that was made. */
  WITHDRAW_PAID: {
    zh: '“{step}”已办理，款项已经付出，签字不能再撤回。付款有误的，请联系财务部门追回或更正。',
    en: '“{step}” is done and the money has gone out, so the signature cannot be taken back. If the payment is wrong, ask the finance department to recover or correct it.',
  },
  TRANSFER_REFUSED: {
    zh: '本环节不能转办；可转交范围：{scope}。',
    en: 'This step cannot be transferred so. It can be passed on to: {scope}.',
    next: {
      zh: '请在上述范围内另选人员；本人不能办理的，可退回待办或申请回避。',
      en: 'Choose somebody of those; if you cannot do it yourself, give it back or recuse yourself.',
    },
  },
  ADD_SIGN_REFUSED: {
    zh: '{name}与本件存在职责冲突，请另选。',
    en: '{name} has a conflicting duty in this matter. Choose somebody else.',
  },
  /** Not in the domain reference: what is decided by those named in the drawing alone. */
  ADD_SIGN_NOT_HERE: {
    zh: '“{step}”由规定的人员办理，不能加签；需要听取意见的，可用附言沟通，或退回前面的环节。',
    en: 'Nobody can be added to “{step}”, which is for those named in the process. To hear others, write a note, or return to an earlier step.',
  },
  /** Not in the domain reference: an opinion that was asked for comes first. */
  ADD_SIGN_PENDING: {
    zh: '{name}的加签意见尚未提出，请待其答复或催办；不再需要的，请先减签。',
    en: 'The opinion of {name} has not come yet. Wait for it or urge it; if it is no longer needed, remove the signer first.',
  },
  /** Not in the domain reference: only one's own additions are removed (§5.2). */
  REMOVE_SIGN_REFUSED: {
    zh: '该加签由{name}提出，只能由其减签；请联系{name}。',
    en: '{name} asked for this opinion, and only {name} can do without it: ask them.',
  },
  URGE_TOO_SOON: {
    zh: '{time}后可再次催办。',
    en: 'You can urge again after {time}.',
  },
  EVIDENCE_MISSING: {
    zh: '缺少必备材料：{list}。',
    en: 'Required papers are missing: {list}.',
    next: { zh: '请补充上传。', en: 'Upload them.' },
  },
  ARCHIVE_INCOMPLETE: {
    zh: '归档材料缺少：{list}。',
    en: 'Missing from the file: {list}.',
    next: { zh: '请补齐后归档。', en: 'Complete it, then archive.' },
  },
  INSTANCE_FROZEN: {
    zh: '本件有需核实事项，暂停办理；核实后恢复。联系人：{name}。',
    en: 'Something about this matter is being verified; it goes on afterwards. Contact: {name}.',
  },
  PUBLISH_SELF: {
    zh: '流程须由设计人以外的人员发布。',
    en: 'A process is published by somebody other than its designer.',
  },
  PUBLISH_FINDINGS: {
    zh: '尚有{n}项问题未解决，不能发布：{list}。',
    en: '{n} findings are open, so it cannot be published: {list}.',
    next: { zh: '请逐项解决后再发布。', en: 'Resolve each of them first.' },
  },
} as const satisfies Record<string, BlockText>;
