import type { OpenIncident } from '@quanheng/engine';
import { particularsOf } from './particulars.js';

/** Why a case stands still, in Chinese by code; the engine words it in English. */
export const INCIDENTS_ZH: Readonly<Record<OpenIncident['code'], string>> = {
  'expression-failed': '表达式得不出所需的值。请检查表达式和它所用的数据。',
  'no-flow-taken': '没有一条去向的条件成立，也没有默认路径。请补全条件或设置默认路径。',
  'uncaught-error': '环节报错，图上没有处理它的边界事件。请补画，或不报错。',
  'job-failed': '自动环节执行失败。请查明原因后重试。',
  'called-process-missing': '找不到被调用的流程。请先部署并发布它，或改正编号。',
  'decision-failed': '决策没有得出结果。请检查决策表和它所用的数据。',
  'limit-exceeded': '数量超过引擎的上限。请减少。',
};

/** Why a case stands still, in the language that is asked for, with what the engine's message speaks of. */
export function incidentText(
  { code, message }: { readonly code: string; readonly message: string },
  language: 'zh-CN' | 'en',
): string {
  const text = (INCIDENTS_ZH as Readonly<Record<string, string>>)[code];
  if (language === 'en' || text === undefined) return message;
  const said = particularsOf(message);
  return said.length === 0 ? text : `${text}(${said.join('、')})`;
}
