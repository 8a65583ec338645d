/** What answers to acts of controls are called on paper. */
export const ANSWERS: Readonly<Record<string, string>> = {
  ...{ approve: '同意', disapprove: '不同意', defer: '缓议', recuse: '回避', supplement: '要求补充材料' },
  ...{ passed: '通过', failed: '未通过', referred: '报上级决定' },
};
/** What an act of an activity is called. */
export type ActTitles = (act: string) => string;

export const STATES: Readonly<Record<string, string>> = {
  ...{ active: '办理中', suspended: '挂起', completed: '已办结', cancelled: '已终止', quarantined: '待核查' },
};
