import { textOperations } from '@quanheng/contracts';
import { inEnglish } from '@quanheng/policy';
import { useCallback } from 'react';
import { useRead } from '../../api/hooks.js';
import { useLanguage } from '../../i18n/texts.js';

/** Milliseconds after which it is asked whether a process says something new. */
const FRESH = 300_000;
const NOTHING = {};

/** A text of a process, told in the language of the page. */
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
  return useCallback(
    (process, text) => (processes === undefined ? text : inEnglish(processes[process ?? ''] ?? NOTHING, text)),
    [processes],
  );
}
