import type { Finding } from '@quanheng/engine';
import { DOCUMENTS_ZH } from './documents.js';
import { POWER_EN } from './power.js';
import { RULES_ZH } from './rules.js';

export { incidentText } from './incidents.js';

const ENGINE_ZH: Readonly<Record<string, string>> = { ...RULES_ZH, ...DOCUMENTS_ZH };
/** Of a document the text by code leaves open which attribute, function or file is meant. */
const QUOTED = /"([^"]{1,120})"/g;

/**
 * A finding in the language that is asked for. What the engine finds is worded in English, what is found about power in Chinese, each with all
 * particulars; in the other language it is the text of its code, of documents with what the message quotes.
 */
export function findingText({ code, message }: Pick<Finding, 'code' | 'message'>, language: 'zh-CN' | 'en'): string {
  if (language === 'en') return POWER_EN[code] ?? message;
  const text = ENGINE_ZH[code];
  if (text === undefined) return message;
  const quoted = code in DOCUMENTS_ZH ? [...message.matchAll(QUOTED)].map(([, said = '']) => said) : [];
  return quoted.length === 0 ? text : `${text}(${[...new Set(quoted)].join('、')})`;
}
