import { ANSWERS } from '../printed-form/words.js';
import { timeText, type Labelled } from '../printed-form/sheet.js';
import { isThere, type Held, type Said } from './held.js';

/** What nothing on record says, for whoever writes the minutes. */
const PLACE = '（待填写）';
const DISCUSSION = '（待填写：汇报人、讨论的主要问题、主要分歧）';

/**
 * What is on record of a meeting in the words of minutes (纪要): time, chair, who was there and who was not, the matter, each opinion by name and in
 * order, the vote and the result (domain §2.d, M15). Who voted how is not in it.
 * @param about what was decided on
 */
export function draftOf(held: Held, about: readonly Labelled[]): string {
  const { body, openedAt, endedAt, members, observers, recorder, recusals, opinions, filedAt, filedDays } = held;
  const { urgentBecause } = held;
  const away = members.filter(({ attendance }) => attendance === null).map(({ name }) => name);
  return [
    `会议：${body}`,
    `时间：${timeText(openedAt).slice(0, 16)} 开会，${timeText(endedAt).slice(0, 16)} 形成结果`,
    `地点：${PLACE}`,
    `主持：${chairOf(held)}`,
    attendanceOf(held),
    `到会：${members.flatMap(presentOf).join('、')}`,
    `回避：${recusals.map(({ name, words }) => (words === '' ? name : `${name}（${words}）`)).join('、') || '无'}`,
    `缺席：${away.join('、') || '无'}`,
    `列席：${observers.join('、') || '无'}`,
    `记录：${recorder}`,
    '',
    ...about.map(({ label, value }) => `${label}：${value}`),
    ...(filedAt === null ? [] : [`会前报备：${timeText(filedAt).slice(0, 10)}，提前 ${filedDays} 个工作日`]),
    ...(urgentBecause === null ? [] : [`紧急上会理由：${urgentBecause}`]),
    '',
    `汇报与讨论：${DISCUSSION}`,
    '',
    '各成员意见（按发言先后）：',
    ...opinions.map((said, index) => `${index + 1}. ${opinionOf(said)}`),
    ...held.objections.map(objectionOf),
    '',
    `表决：${ballotOf(held)}`,
    `结果：${resultOf(held)}`,
  ].join('\n');
}

export function attendanceOf({ members, view }: Pick<Held, 'members' | 'view'>): string {
  const present = members.filter(({ attendance }) => isThere(attendance)).length;
  return `应到 ${members.length} 人，到会 ${present} 人，法定人数 ${view.quorum} 人`;
}

export function ballotOf({
  view,
  votes,
  counter,
  witness,
}: Pick<Held, 'view' | 'votes' | 'counter' | 'witness'>): string {
  const who = [counter === null ? '' : `${counter}计票`, witness === null ? '' : `${witness}监票`].filter(Boolean);
  const how = view.ballot === 'secret' ? '无记名投票' : '记名表决';
  const needed = view.majority === 'half' ? '超过半数' : '三分之二以上';
  return [
    `${[how, ...who].join('，')}。`,
    `以应到会成员 ${view.entitled} 人计，须${needed}同意；`,
    `同意 ${votes.approve} 票，不同意 ${votes.disapprove} 票，缓议 ${votes.defer} 票`,
  ].join('');
}

export function resultOf({ view: { outcome } }: Pick<Held, 'view'>): string {
  return outcome === null ? '' : (ANSWERS[outcome] ?? outcome);
}

function chairOf({ chair, actingBy }: Held): string {
  if (chair === null) return '无';
  return actingBy === null ? chair : `${chair}（代理主持，${actingBy}）`;
}

function presentOf({ name, attendance }: Held['members'][number]): readonly string[] {
  return isThere(attendance) ? [attendance === 'video' ? `${name}（视频参加）` : name] : [];
}

function objectionOf({ raised, answered }: Held['objections'][number]): string {
  const answer = answered === null ? '' : `；${answered.name}答复：${answered.words}`;
  return `程序异议：${raised.name}：${raised.words}${answer}`;
}

function opinionOf({ name, isChair, answer, words }: Said): string {
  const who = isChair ? `${name}（主持）` : name;
  return [`${who}：${ANSWERS[answer] ?? answer}`, ...(words === '' ? [] : [words])].join('。');
}
