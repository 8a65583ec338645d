import type { BothLanguages } from '@quanheng/contracts';

/** What acts are called that no drawing names. `{name}` is filled in. */
const TITLES = {
  agenda: { zh: '议题确定', en: 'Set the agenda' },
  open: { zh: '开会', en: 'Open the meeting' },
  notice: { zh: '紧急上会通报', en: 'Tell why it is urgent' },
  fileAfter: { zh: '会后补报', en: 'File after the meeting' },
  present: { zh: '签到', en: 'Sign in' },
  speak: { zh: '发表意见', en: 'Speak' },
  vote: { zh: '表决', en: 'Vote' },
  count: { zh: '计票', en: 'Count the votes' },
  witness: { zh: '监票', en: 'Witness the count' },
  file: { zh: '报备', en: 'File' },
  receive: { zh: '接收报备', en: 'Receive the filing' },
  supply: { zh: '补充材料（第{number}次）', en: 'Supply more papers ({number})' },
  receiveAgain: { zh: '接收报备（补充材料第{number}次之后）', en: 'Receive the filing after more papers ({number})' },
  publish: { zh: '发布公示', en: 'Publish' },
  answer: { zh: '处理异议', en: 'Answer objections' },
  answerOne: { zh: '处理异议（第{number}件）', en: 'Answer objection {number}' },
  answerAbove: {
    zh: '处理异议（第{number}件，逾期由上级决定）',
    en: 'Answer objection {number}, overdue and for the superior',
  },
  objectProcedure: { zh: '程序异议（第{number}次）', en: 'Objection to the procedure ({number})' },
  answerProcedure: { zh: '答复程序异议（第{number}次）', en: 'Answer the objection to the procedure ({number})' },
  close: { zh: '结束公示', en: 'End the publicity' },
  inform: { zh: '通报纪检监察', en: 'Inform discipline inspection' },
  addition: { zh: '加签意见（{name}请提）', en: 'Opinion asked for by {name}' },
  review: { zh: '替代复核（{name}办理）', en: 'Substitute review of what {name} does' },
  termination: { zh: '终止确认', en: 'Confirm the end' },
} as const satisfies Readonly<Record<string, BothLanguages>>;
export type Title = keyof typeof TITLES;

type Values = Readonly<Record<string, string | number>>;

/** The title in Chinese, as it stands in the record. */
export function titleOf(title: Title, values: Values = {}): string {
  return filled(TITLES[title].zh, values);
}

/** A title of the record in English; undefined: it is none of these. */
export function titleInEnglish(said: string): string | undefined {
  for (const { zh, en } of Object.values(TITLES)) {
    const values = new RegExp(`^${zh.replace(/\{(\w+)\}/g, '(?<$1>.+)')}$`, 'u').exec(said);
    if (values !== null) return filled(en, values.groups ?? {});
  }
  return undefined;
}

function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
