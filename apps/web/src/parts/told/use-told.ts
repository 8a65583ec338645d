import { textOperations } from '@quanheng/contracts';
import { inEnglish, type Texts } from '@quanheng/policy/texts';
import { useMemo } from 'react';
import { useRead } from '../../api/hooks.js';
import { useLanguage } from '../../i18n/texts.js';

/** Milliseconds after which it is asked whether a process says something new. */
const FRESH = 300_000;
const NOTHING: Texts = {};

/** A text of a process, told in the language of the page; null: it is not known which process says it. */
export type Tell = (process: string | null | undefined, text: string) => string;

/**
 * Tells what processes say, such as names of steps and labels of forms: in Chinese as it stands there, in English by its translation where it has one.
 * What people entered is never told by it.
 */
export function useTold(): Tell {
  const isEnglish = useLanguage() === 'en';
  const { data } = useRead(
    textOperations.readTexts,
    { params: { language: 'en' } },
    { enabled: isEnglish, fresh: FRESH },
  );
  const processes = isEnglish ? data?.processes : undefined;
  return useMemo(() => tellOf(processes), [processes]);
}

function tellOf(processes: Readonly<Record<string, Texts>> | undefined): Tell {
  if (processes === undefined) return (_process, text) => text;
  const any: Texts = Object.assign({}, ...Object.values(processes)) as Texts;
  return (process, text) => inEnglish(process == null ? any : (processes[process] ?? NOTHING), text);
}
