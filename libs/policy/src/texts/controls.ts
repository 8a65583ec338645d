import type { BlockText } from './block-text.js';

/** What the controls ask for: two pens, meetings, filing, publicity, opinions. */
export const CONTROL_TEXTS = {
  DUAL_MISSING: {
    zh: '本环节须“两支笔”会签，尚缺：{office}。',
    en: 'This step needs two pens. Still missing: {office}.',
  },
  DUAL_CONTENT_CHANGED: {
    zh: '审核、会签后，所签的内容或材料已变更，原签字失效，请退回重新审核或会签。',
    en: 'Contents or papers have changed since they were checked or signed. The signatures no longer count: return it, and have it signed again.',
  },
  /** Not in the domain reference: an approval is used up by what it approved. */
  APPROVAL_USED: {
    zh: '“{name}”已凭现有会签或决议办理过一次，不能凭同一审批再次办理。',
    en: '“{name}” has been done once on these signatures or this resolution, and is not done again on them.',
    next: {
      zh: '确需再次办理的，请退回会签或集体研究环节重新审批；误走到本环节的，请联系运维人员终止多余的分支。',
      en: 'If it is to be done again, return to the signatures or the meeting. If the matter came here by mistake, ask an operator.',
    },
  },
  /** Not in the domain reference: what was signed and paid on is not exchanged. */
  PAPER_SIGNED: {
    zh: '“{name}”已经会签或集体研究，并已据此付款，不能替换。',
    en: '“{name}” was signed or decided on, and has been paid on: it is not replaced.',
    next: {
      zh: '确有错误的，请把更正页作为另一份文件上传，并办理勘误，由另一人确认。',
      en: 'If it is wrong, attach the corrected page as another file and propose a correction, which a second person confirms.',
    },
  },
  DUAL_CROSS_DELEGATE: {
    zh: '“两支笔”不得委托对方部门人员代签。',
    en: 'Neither of the two pens may be delegated to the other’s department.',
    next: {
      zh: '请由本人签署，或委托对方部门以外的人员。',
      en: 'Sign in person, or delegate to somebody outside that department.',
    },
  },
  COLLECTIVE_REQUIRED: {
    zh: '该事项属于“三重一大”({cat})，尚未形成集体决议。',
    en: 'This matter is one for collective decision ({cat}), and there is no resolution yet.',
    next: { zh: '请先提交集体研究。', en: 'Bring it before the body first.' },
  },
  /** Not in the domain reference: what is done under a power is done under a profile that knows of it (§0.6, effects). */
  EFFECT_NOT_GOVERNED: {
    zh: '“{name}”会办理{effect}，但流程现未绑定管辖此类行为的职权，不能办理。请联系{post}把流程绑定到：{kinds}。',
    en: '“{name}” does {effect}, and the process is bound to no power that governs it. Ask {post} to bind it to one of: {kinds}.',
  },
  /** Not in the domain reference: a control that the profile sets before the act (`guards`). */
  STEP_REQUIRED: {
    zh: '办理“{name}”前须先通过：{list}。请先办结上述环节；流程中没有的，请联系流程设计人员补上。',
    en: 'Before “{name}” these have to be passed: {list}. Finish them first; where the drawing has none, ask the designer to add it.',
  },
  /** Not in the domain reference: what an act rests on is not the designer's to leave out (§6.6, key elements). */
  KEY_ELEMENT_UNSIGNED: {
    zh: '“{name}”须依据已签署的关键要素办理，以下要素在本流程中未受保护或未经签署：{list}。',
    en: '“{name}” rests on key elements that were signed. These are not protected in this process, or nobody has signed them: {list}.',
    next: {
      zh: '请联系流程设计人员声明上述要素（qh:protected），并列入会签或决议的签署内容（signs）；新版本发布后重新办理会签。',
      en: 'Ask the designer to declare them (qh:protected) and to have the signatures or the resolution cover them (signs); then sign again in the new version.',
    },
  },
  KEY_ELEMENT_EMPTY: {
    zh: '“{name}”依据的关键要素尚未填写：{list}。',
    en: 'Key elements that “{name}” rests on have not been filled in: {list}.',
    next: {
      zh: '请退回填写环节补填，再重新会签。',
      en: 'Return to where they are filled in, and have them signed again.',
    },
  },
  FILING_TOO_LATE: {
    zh: '报备至会议仅{n}个工作日，一般应不少于{q}个。最早可于{date}上会。',
    en: 'Only {n} working days lie between filing and meeting; there should be at least {q}. The meeting can be on {date} at the earliest.',
  },
  /** Said behind it where the drawing allows an emergency: not a code of the domain reference, whose text says both. */
  URGENT_UNTOLD: {
    zh: '确属紧急的，请先办理“紧急上会通报”，说明理由并通报纪检监察和成员，再开会；会后{n}个工作日内须补报。',
    en: 'If it is urgent, do “Tell why it is urgent” first: the reason is told to discipline inspection and the members. Then open the meeting, and file it within {n} working days afterwards.',
  },
  URGENT_UNSEEN: {
    zh: '紧急上会须通报纪检监察，但目前无人担任纪检监察岗位({role})；请联系安全保密管理员登记任职，或按期上会。',
    en: 'Discipline inspection has to be told why it is urgent, but nobody holds a post of it ({role}). Ask the security administrator to put a holder on record, or hold the meeting in time.',
  },
  QUORUM_NOT_MET: {
    zh: '到会 {p} 人，未达法定人数({q})，不得表决。',
    en: '{p} are present, fewer than the quorum of {q}: no vote can be taken.',
    next: { zh: '请通知其他成员到会，或改期开会。', en: 'Call the other members in, or hold the meeting another day.' },
  },
  VOTE_NOT_PASSED: {
    zh: '应到会{m}人，同意{y}票、不同意{n}票、缓议{z}票，未达到{rule}，本议题未获通过。',
    en: 'Of {m} members {y} agreed, {n} disagreed and {z} deferred, short of {rule}: the item was not passed.',
    next: {
      zh: '可按会议意见修改后重新提请研究。',
      en: 'It can be brought up again after being revised as the meeting asked.',
    },
  },
  CHAIR_LAST: {
    zh: '尚有{n}位成员未发言，请您最后表态。',
    en: '{n} members have not spoken yet. Please state your view last.',
  },
  DISC_NEGATIVE: {
    zh: '按程序，该事项尚不具备上会条件。详情由有权限人员查阅。',
    en: 'By procedure this matter is not ready for the meeting. Those with the right to can see the details.',
  },
  DISC_PENDING: {
    zh: '尚未收到纪检监察机关书面意见，已于{date}发出，可催办。',
    en: 'The written opinion of the discipline inspection, asked for on {date}, has not come. You can urge it.',
  },
  ARCHIVE_DOUBT: {
    zh: '按程序，该事项尚不具备上会条件。详情由有权限人员查阅。',
    en: 'By procedure this matter is not ready for the meeting. Those with the right to can see the details.',
  },
  REPORT_UNVERIFIED: {
    zh: '按程序，该事项尚不具备上会条件。详情由有权限人员查阅。',
    en: 'By procedure this matter is not ready for the meeting. Those with the right to can see the details.',
  },
  CLUE_OPEN: {
    zh: '按程序，该事项尚不具备上会条件。详情由有权限人员查阅。',
    en: 'By procedure this matter is not ready for the meeting. Those with the right to can see the details.',
  },
  MEETING_BLOCKED: {
    zh: '尚有{n}项前置程序未完成：{list}。',
    en: '{n} steps that come before are not done: {list}.',
    next: { zh: '请先办结上述程序。', en: 'Finish them first.' },
  },
  PUBLICITY_SHORT: {
    zh: '公示期应不少于 {n} 个工作日，至 {date} 止。',
    en: 'The publicity period is at least {n} working days, until {date}.',
    next: { zh: '请待公示期满后办理。', en: 'Go on after it has ended.' },
  },
  OBJECTION_OPEN: {
    zh: '公示期内收到异议 {n} 件，处理完毕前不得进入下一环节。',
    en: '{n} objections came in during the publicity period; the next step waits until they are dealt with.',
    next: { zh: '请先处理异议并答复。', en: 'Deal with them and answer first.' },
  },
  PROCEDURE_OBJECTED: {
    zh: '本次会议有程序异议尚未答复，答复前不得继续。',
    en: 'An objection to the procedure of this meeting has not been answered; it does not go on before.',
    next: {
      zh: '请负责议题确定的人员先办理“答复程序异议”。',
      en: 'Whoever set the agenda answers it first (“Answer the objection to the procedure”).',
    },
  },
  OBJECTION_NOT_THEIRS: {
    zh: '程序异议由会议成员、列席监督人员或纪检监察人员提出。',
    en: 'Objections to the procedure are raised by members of the body, whoever sits in for supervision, and discipline inspection.',
    next: { zh: '请向其反映，或通过监督举报渠道反映。', en: 'Tell one of them, or use the complaint channel.' },
  },
  OPINION_MISSING: {
    zh: '请填写意见，或勾选已核对的事项。',
    en: 'Write your opinion, or tick what you have checked.',
  },
} as const satisfies Record<string, BlockText>;
