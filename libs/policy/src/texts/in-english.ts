import { titleInEnglish } from './titles.js';

/**
 * Texts of a process in another language, each by the text that it translates, as in gettext: a text that is changed loses its translation rather than keep a
 * wrong one.
 */
export type Texts = Readonly<Record<string, string>>;

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
