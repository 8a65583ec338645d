import { titleInEnglish } from '../texts/titles.js';
import type { Texts } from './texts-file.js';

/** Between the name of a step and that of one act of it. */
const BETWEEN = '：';

/** What a process says in English: by its texts, and what the product itself calls its acts; a text that nobody has translated stays. */
export function inEnglish(texts: Texts, said: string): string {
  const found = one(texts, said);
  if (found !== undefined || !said.includes(BETWEEN)) return found ?? said;
  const parts = said.split(BETWEEN);
  const known = parts.map((part) => one(texts, part));
  return known.every((part) => part === undefined) ? said : parts.map((part, i) => known[i] ?? part).join(': ');
}

function one(texts: Texts, said: string): string | undefined {
  return Object.hasOwn(texts, said) ? texts[said] : titleInEnglish(said);
}
