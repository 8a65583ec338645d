import type { useRuleTexts } from './rule-texts.js';

type Say = ReturnType<typeof useRuleTexts>;
const WORDS = [
  ...(['personnel', 'finance', 'construction', 'procurement', 'licensing', 'stay', 'leave'] as const),
  ...(['workingDays', 'clearDays', 'true', 'false'] as const),
] as const;

/** What a rule of the unit says, as people read it; codes of the unit's own stay as they are. */
export function ruleText(value: unknown, say: Say): string {
  if (Array.isArray(value))
    return value.length === 0 ? say('nothing') : value.map((each) => ruleText(each, say)).join('、');
  if (typeof value === 'object' && value !== null) {
    const { length } = Object.keys(value);
    return length === 0 ? say('nothing') : say('each', { count: length });
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return '';
  const text = String(value);
  const known = WORDS.find((each) => each === text);
  return known === undefined ? text : say(known);
}
