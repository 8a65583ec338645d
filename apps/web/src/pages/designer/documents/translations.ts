import { translationGaps } from '@quanheng/policy';
import type { Texts } from '@quanheng/policy/texts';

/** A text that is translated, or should be. */
export interface Translation {
  readonly text: string;
  /** Empty: there is none. */
  readonly words: string;
  readonly state: 'translated' | 'missing' | 'superfluous';
}

/** What the process says in the order in which it says it, then what nothing says any more. Codes and numbers that nobody has translated need none. */
export function translationsOf(texts: Texts, shown: ReadonlySet<string>): readonly Translation[] {
  const { missing, superfluous } = translationGaps(texts, shown);
  const lacking = new Set(missing);
  const needed = [...shown].flatMap((text): readonly Translation[] => {
    if (lacking.has(text)) return [{ text, words: '', state: 'missing' }];
    return Object.hasOwn(texts, text) ? [{ text, words: texts[text] ?? '', state: 'translated' }] : [];
  });
  return [...needed, ...superfluous.map((text) => ({ text, words: texts[text] ?? '', state: 'superfluous' as const }))];
}

/** The document with another translation of a text; without words, with none. What stands there keeps its place. */
export function translated(texts: Texts, text: string, words: string): string {
  const changed = Object.entries({ ...texts, [text]: words }).filter(([, each]) => each.trim() !== '');
  return `${JSON.stringify(Object.fromEntries(changed), null, 2)}\n`;
}
