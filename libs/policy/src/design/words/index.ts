import type { Finding } from '@quanheng/engine';
import { DOCUMENTS_ZH } from './documents.js';
import { particularsOf } from './particulars.js';
import { POWER_EN } from './power.js';
import { reasonsInEnglish } from './reasons.js';
import { RULES_ZH } from './rules.js';

export { incidentText } from './incidents.js';

const ENGINE_ZH: Readonly<Record<string, string>> = { ...RULES_ZH, ...DOCUMENTS_ZH };

/**
 * A finding in the language that is asked for. What the engine finds is worded in English, what is found about power in Chinese; in the other language
 * it is the text of its code, with all particulars of the message.
 */
export function findingText({ code, message }: Pick<Finding, 'code' | 'message'>, language: 'zh-CN' | 'en'): string {
  const known = language === 'en' ? POWER_EN[code] : ENGINE_ZH[code];
  if (known === undefined) return message;
  const text = language === 'en' ? [known, ...reasonsInEnglish(message)].join(' ') : known;
  const said = particularsOf(message);
  if (said.length === 0) return text;
  return language === 'en' ? `${text} Concerned: ${said.join(', ')}.` : `${text}(${said.join('、')})`;
}
