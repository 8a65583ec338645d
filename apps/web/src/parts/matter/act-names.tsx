import { texts } from '../../i18n/texts.js';
import type { TrailRecord } from './records.js';
import { useTell } from './use-matter.js';

const NAMES = {
  claim: '签收',
  release: '放回待办',
  complete: '办理',
  return: '退回',
  transfer: '转办给 {{to}}',
  addSigner: '请 {{to}} 加签',
  removeSigner: '减签',
  advise: '加签意见',
  recuse: '申请回避',
  retrieve: '取回',
  withdrawSignature: '撤回签字',
  withdraw: '撤回签字',
  copy: '传阅给 {{to}}',
  acknowledge: '已阅',
  comment: '附言',
  urge: '催办',
  deemed: '逾期未答复，视为同意',
  object: '提出异议',
  start: '发起',
  cancel: '终止',
  askTermination: '提出终止',
  suspend: '冻结',
  resume: '恢复',
  present: '签到',
  speak: '发表意见',
  vote: '表决',
  open: '开会',
  notice: '紧急上会通报',
  fileAfter: '会后补报',
  agenda: '议题确定',
  count: '计票',
  witness: '监票',
} as const;

const { use: useActNames, bundles } = texts('acts', NAMES, {
  claim: 'taken on',
  release: 'given back',
  complete: 'done',
  return: 'returned',
  transfer: 'passed to {{to}}',
  addSigner: 'asked {{to}} for an opinion',
  removeSigner: 'did without an opinion',
  advise: 'opinion',
  recuse: 'recused',
  retrieve: 'taken back',
  withdrawSignature: 'signature taken back',
  withdraw: 'signature taken back',
  copy: 'shown to {{to}}',
  acknowledge: 'read',
  comment: 'comment',
  urge: 'urged',
  deemed: 'not answered in time, taken to agree',
  object: 'objected',
  start: 'started',
  cancel: 'ended',
  askTermination: 'asked for its end',
  suspend: 'suspended',
  resume: 'resumed',
  present: 'signed in',
  speak: 'spoke',
  vote: 'voted',
  open: 'opened the meeting',
  notice: 'told why it is urgent',
  fileAfter: 'filed after the meeting',
  agenda: 'set the agenda',
  count: 'counted',
  witness: 'witnessed',
});
export { bundles };

interface ActNamesProps {
  readonly instance: string;
  readonly record: TrailRecord;
  readonly nameOf: (key: string) => string;
}

/** What kind of act it was; acts of controls are called as the drawing calls them. */
export function ActNames({ instance, record: { act, to }, nameOf }: ActNamesProps) {
  const say = useActNames();
  const tell = useTell(instance);
  const kind = act.split(':')[0] ?? act;
  if (!Object.hasOwn(NAMES, kind)) return <span>{tell(act)}</span>;
  return <span>{say(kind as keyof typeof NAMES, { to: to === undefined ? '' : nameOf(`person:${to}`) })}</span>;
}
