import type { BlockText } from './block-text.js';

/** Who may act: separation and binding of duties, recusal, the chief, posts and delegations. */
export const DUTY_TEXTS = {
  SOD_SAME_PERSON: {
    zh: '本件“{a}”由您办理，“{b}”须由其他人员办理，可由{posts}办理。',
    en: 'You did “{a}” in this matter; “{b}” is for somebody else. It can be done by {posts}.',
    nobody: {
      zh: '本件“{a}”由您办理，“{b}”须由其他人员办理；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'You did “{a}” in this matter; “{b}” is for somebody else. Nobody fits at present: ask the personnel office.',
    },
  },
  SOD_SAME_DEPT: {
    zh: '“{a}”与“{b}”须由不同部门办理，当前均为“{dept}”。',
    en: '“{a}” and “{b}” are for different departments; now both are “{dept}”.',
    next: { zh: '可由{posts}办理。', en: 'It can be done by {posts}.' },
    nobody: {
      zh: '“{a}”与“{b}”须由不同部门办理，当前均为“{dept}”。目前无人符合条件，请联系组织(人事)部门安排。',
      en: '“{a}” and “{b}” are for different departments; now both are “{dept}”. Nobody fits at present: ask the personnel office.',
    },
  },
  SOD_SAME_LEADER: {
    zh: '“{a}”与“{b}”须由不同分管领导负责，当前均由“{leader}”分管。',
    en: '“{a}” and “{b}” are for different supervising leaders; now “{leader}” supervises both.',
    next: { zh: '可由{posts}办理。', en: 'It can be done by {posts}.' },
    nobody: {
      zh: '“{a}”与“{b}”须由不同分管领导负责，当前均由“{leader}”分管。目前无人符合条件，请联系组织(人事)部门安排。',
      en: '“{a}” and “{b}” are for different supervising leaders; now “{leader}” supervises both. Nobody fits at present: ask the personnel office.',
    },
  },
  /** Not in the domain reference: where no leader is on record, it cannot be shown that two lines differ. */
  LEADER_UNKNOWN: {
    zh: '“{a}”与“{b}”须由不同分管领导负责，但“{dept}”尚未登记分管领导。请联系组织(人事)部门登记分管关系。',
    en: '“{a}” and “{b}” are for different supervising leaders, but none is on record for “{dept}”. Ask the personnel office to record who supervises it.',
  },
  /** Told beside an answer, and refuses nothing: nobody could do what is left. Not in the domain reference. */
  NOBODY_LEFT: {
    zh: '由您办理后，{list}将无人可以办理，本件无法办完。建议由{posts}办理本环节。',
    en: 'Once you have done this, nobody can do {list}, and the matter cannot be finished. {posts} can do this step instead.',
    nobody: {
      zh: '由您办理后，{list}将无人可以办理，本件无法办完；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'As things stand, once you have done this nobody can do {list}, and the matter cannot be finished: ask the personnel office.',
    },
  },
  /** The matter is not begun: what every such matter comes to is left to nobody, because it is this person's. Not in the domain reference. */
  NOBODY_FOR_OWN: {
    zh: '由您发起，{list}将无人可以办理（{name}），本件无法办完，不能发起。请由其他人员发起；确需由您发起的，请先为有关岗位安排其他任职人员。',
    en: 'If you start it, nobody can do {list} ({name}), and the matter could not be finished: it is not started. Let somebody else start it; if it has to be you, have somebody else appointed to that post first.',
    nobody: {
      zh: '由您发起，{list}将无人可以办理，本件无法办完，不能发起。请由其他人员发起；确需由您发起的，请先为有关岗位安排其他任职人员。',
      en: 'If you start it, nobody can do {list}, and the matter could not be finished: it is not started. Let somebody else start it; if it has to be you, have somebody else appointed to that post first.',
    },
  },
  BINDING_REQUIRED: {
    zh: '“{b}”须由办理“{a}”的人员({name})继续办理；确需更换的，请先办理交接单。',
    en: '“{b}” is for whoever did “{a}” ({name}). If somebody else has to do it, make a hand-over document first.',
  },
  PHASE_CONFLICT: {
    zh: '您在本件中已承担{phase}职责，“{b}”须由{posts}办理。',
    en: 'In this matter you already have the duty of {phase}; “{b}” is for {posts}.',
    nobody: {
      zh: '您在本件中已承担{phase}职责，不能办理“{b}”；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'In this matter you already have the duty of {phase} and cannot do “{b}”. Nobody fits at present: ask the personnel office.',
    },
  },
  TOO_MANY_STEPS: {
    zh: '同一人在“{list}”中最多办理{r}个环节，请由{posts}办理。',
    en: 'One person does at most {r} of “{list}”. Leave this one to {posts}.',
    nobody: {
      zh: '同一人在“{list}”中最多办理{r}个环节；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'One person does at most {r} of “{list}”. Nobody fits at present: ask the personnel office.',
    },
  },
  /** Not in the domain reference, which has no code for a constraint of kind `atLeast`. */
  TOO_FEW_PERSONS: {
    zh: '“{list}”至少须由{r}人分别办理，由您办理后仅有{n}人，请由{posts}办理。',
    en: '“{list}” needs at least {r} persons; with you there would be {n}. Leave this one to {posts}.',
    nobody: {
      zh: '“{list}”至少须由{r}人分别办理，由您办理后仅有{n}人；目前无人符合条件，可退回前面的环节由其他人员办理，或联系组织(人事)部门安排。',
      en: '“{list}” needs at least {r} persons; with you there would be {n}. Nobody fits at present: return an earlier step to somebody else, or ask the personnel office.',
    },
  },
  SELF_APPROVE: {
    zh: '涉及本人或利害关系人的事项，请由{posts}办理。',
    en: 'A matter that concerns yourself or somebody close to you is for {posts}.',
    nobody: {
      zh: '涉及本人或利害关系人的事项，您不能办理；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'You cannot deal with a matter that concerns yourself or somebody close to you. Nobody fits at present: ask the personnel office.',
    },
  },
  RECUSE_REQUIRED: {
    zh: '您与“{x}”存在利害关系，应当回避。',
    en: 'You have a conflict of interest with “{x}” and must recuse yourself.',
    next: { zh: '可由{posts}办理。', en: 'It can be done by {posts}.' },
    nobody: {
      zh: '您与“{x}”存在利害关系，应当回避。目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'You have a conflict of interest with “{x}” and must recuse yourself. Nobody fits at present: ask the personnel office.',
    },
  },
  CHIEF_RESTRICTED: {
    zh: '按班子分工，“{line}”事项由分管领导审批，请{name}办理；您可在集体研究时发表意见。',
    en: 'By the division of work among the leaders, matters of “{line}” are for the supervising leader: leave it to {name}. You can speak when it is discussed collectively.',
    nobody: {
      zh: '按班子分工，“{line}”事项由分管领导审批；目前无人符合条件，请联系组织(人事)部门安排。您可在集体研究时发表意见。',
      en: 'By the division of work among the leaders, matters of “{line}” are for the supervising leader. Nobody fits at present: ask the personnel office. You can speak when it is discussed collectively.',
    },
  },
  AUTH_STRENGTH: {
    zh: '请用密码、通行密钥或证书再次确认身份。',
    en: 'Confirm who you are again, by password, passkey or certificate.',
  },
  POST_NOT_HELD: {
    zh: '您目前不在“{post}”岗位，本件请由{posts}办理。',
    en: 'You do not hold the post “{post}” at present; this matter is for {posts}.',
    nobody: {
      zh: '您目前不在“{post}”岗位，不能办理本件；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'You do not hold the post “{post}” at present and cannot do this. Nobody fits at present: ask the personnel office.',
    },
  },
  DELEGATION_INVALID: {
    zh: '委托不在有效期或范围内，请委托人重新办理委托。',
    en: 'The delegation is not valid at this time or for this matter. Ask the person you stand in for to delegate anew.',
  },
} as const satisfies Record<string, BlockText>;
