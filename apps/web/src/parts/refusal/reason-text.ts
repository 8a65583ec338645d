import { BLOCK_TEXTS, wordBlock, type BlockCode } from '@quanheng/policy/texts';
import type { Reason } from '../../api/problem.js';

/** A refusal in English: the text of its code, with what the process is told to say in it. The server words refusals in Chinese. */
export function reasonInEnglish({ code, message, parameters = {} }: Reason, tell: (text: string) => string): string {
  if (!Object.hasOwn(BLOCK_TEXTS, code)) return message;
  const told = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? listed(value, tell) : value,
  ]);
  return wordBlock(code as BlockCode, Object.fromEntries(told) as NonNullable<Reason['parameters']>, 'en');
}

/** One name, or several as they are listed in Chinese. */
export function listed(value: string, tell: (text: string) => string): string {
  const whole = tell(value);
  if (whole !== value) return whole;
  return value
    .split('、')
    .map((each) => tell(each).replace(/“([^”]+)”/g, (_, name: string) => `“${tell(name)}”`))
    .join(', ');
}
