import type { Definition, Gap, GapCode, GraphNode } from '@quanheng/engine';
import { named } from '../lint/words.js';
import { isUnclear } from './choices.js';
import type { Assignment } from './samples.js';
import type { Flaw } from './soundness.js';
import { isWork } from './scenario.js';

/** What is wrong, an example of how it comes about, and what to do. */
export function flawText({ kind, at, way }: Flaw): string {
  const where = at.slice(0, SHOWN).map(nameOf).join('、');
  const how = wayText(way.filter(({ action }) => action === 'activate').map(({ node }) => node));
  switch (kind) {
    case 'stuck':
      return `流程会停在${where}，不能办结${how}。请检查汇聚所等待的分支是否都会到达，分支与汇聚的网关类型是否一致。`;
    case 'lost':
      return `流程会在${where}附近循环，永远不能办结${how}。请画出离开循环、通向结束的路径。`;
    case 'doubled':
      return `${where}会被同一件办理两次：前一次尚未结束，后一次又到达${how}。请用与分支同类型的网关汇聚后再继续。`;
    case 'endedTwice':
      return `同一件会两次到达结束${where}：到达结束以后仍在继续办理${how}。请先汇聚各分支，再到达结束。`;
    case 'dead':
      return `${where}永远不会办理。请检查通向该环节的路径，或删除该环节。`;
    case 'unheard':
      return `${where}所等待的消息不会再来，各方的流程不能都办结${how}。请检查消息流：对方在各种情况下是否都会发出该消息，双方是否互相等待。`;
  }
}

export const WHY_POSSIBLE = {
  lost: '永远不能办结，无法以一次重放证实。',
  tooLong: '该路径过长，未经引擎重放。',
  late: '限定的时间已用完，未经引擎重放。',
  apart: '引擎重放时两次到达未在此处相遇，办理的先后或数据可能使其不会发生。',
  elsewhere: '引擎重放时未走到此处，数据可能使其不会发生。',
  unclear: '的条件无法精确判断，数据可能使其不会发生。',
};

/** Why the engine has not shown a counterexample. */
export function whyPossible({ kind, way }: Pick<Flaw, 'kind' | 'way'>, isTooLong: boolean, isLate: boolean): string {
  if (kind === 'lost') return WHY_POSSIBLE.lost;
  if (isTooLong) return WHY_POSSIBLE.tooLong;
  if (isLate) return WHY_POSSIBLE.late;
  const unclear = new Set(
    way.flatMap(({ node, taken }) => (taken.length > 0 && isUnclear(node) ? [nameOf(node)] : [])),
  );
  if (unclear.size === 0) return kind === 'doubled' ? WHY_POSSIBLE.apart : WHY_POSSIBLE.elsewhere;
  return `${[...unclear].slice(0, SHOWN).join('、')}${WHY_POSSIBLE.unclear}`;
}

export function choiceText(node: GraphNode, example: Assignment | null): string {
  const name = nameOf(node);
  if (example === null) return `${name}没有默认路径，各条件是否涵盖所有情况无法判断。请设置默认路径。`;
  const data = Object.entries(example).map(([variable, value]) => `${variable} = ${JSON.stringify(value)}`);
  return `${name}没有默认路径；${data.join('，')} 时各条件均不成立，办理会中断。请设置默认路径，或补全条件。`;
}

export const AFTER_RETURN = '退回以后，已经收到的消息不会再来一次；可以限定退回到哪些环节。';

/** Why it is not known what becomes of the messages after a return: the time was over, or there are gaps. */
export function returnUnknownText(gaps: readonly Gap[], definition: Definition): string {
  if (gaps.length === 0)
    return '在限定的时间内未能查清：退回以后，各方是否都还能收到所等待的消息。可以限定退回到哪些环节，或提高验证的时限。';
  return `无法证明退回以后各方都还能收到所等待的消息。${gapsText(gaps, definition)}。可以限定退回到哪些环节。`;
}

export function keysText(nodes: readonly GraphNode[]): string {
  const names = nodes.slice(0, SHOWN).map(nameOf).join('、');
  return `${names}按关联键等待消息；能够办结的结论以发送方与接收方的关联键一致为前提。请核对双方的关联键取自同一数据。`;
}

export const NOTHING_DRAWN = '流程中没有任何环节，没有可以证明的内容。请画出开始、各环节和结束。';

/** What is outside what can be proved, and what to do about it. */
export const GAPS: Readonly<Record<GapCode, string>> = {
  'inclusive-join-not-matched': '包容网关没有与之对应的分支网关，请成对使用包容网关',
  'call-recursive': '调用活动直接或间接调用自身，请改为循环',
  'call-unresolved': '找不到调用活动所调用的流程，请一并提供该流程',
  'trigger-repeated':
    '不中断的事件可以反复发生，其路径与其他路径汇合或自身有汇聚，请限定次数、将该路径画成子流程或改为中断事件',
  compensation: '含有补偿，请由人工核对',
  'net-too-large': '流程过大，请拆分为几个流程',
  'messages-of-many': '并行的多个实例或可以反复发生的事件与对方互发消息，份数无法计数，请改为逐一办理',
  'messages-pile-up': '消息可以不断发出而无人接收，请在继续发送之前等待对方答复',
  'pool-started-again': '同一对方流程可能同时办理几件，请在再次启动之前等待前一件办结',
};

/** Why nothing could be proved, which refuses as a fault does. */
export function unknownText(gaps: readonly Gap[], definition: Definition): { code: string; message: string } {
  if (gaps.length === 0) {
    const message =
      '在限定的时间内未能证明流程能够正常办结。请拆分流程，或减少并行分支之间的交叉；也可以提高验证的时限。';
    return { code: 'proof-out-of-budget', message };
  }
  const message = `流程中有不在可证明范围内的部分。${gapsText(gaps, definition)}。`;
  return { code: 'proof-not-governed', message };
}

function gapsText(gaps: readonly Gap[], { nodesByKey }: Definition): string {
  const reasons = gaps.slice(0, SHOWN).map(({ code, elementId }) => {
    const node = nodesByKey.get(elementId);
    return `${node === undefined ? `“${elementId}”` : nameOf(node)}：${GAPS[code]}`;
  });
  return reasons.join('；');
}

const SHOWN = 5;

function nameOf({ key, id, name }: GraphNode): string {
  return named({ key, name: name === null || name.trim() === '' ? id : name });
}

/** The steps of people and systems on the way; the middle of a long one is left out. */
function wayText(nodes: readonly GraphNode[]): string {
  const names = nodes
    .filter(isWork)
    .map(({ id, name }) => (name === null || name.trim() === '' ? id : name.replace(/\s+/g, ' ').trim()));
  if (names.length === 0) return '';
  const shown = names.length <= 2 * SHOWN ? names : [...names.slice(0, SHOWN), '…', ...names.slice(-SHOWN)];
  return `：${shown.join(' → ')}`;
}
