import { useCallback } from 'react';
import type { Reason } from '../../api/problem.js';
import { useLanguage } from '../../i18n/texts.js';
import { useTold } from '../told/use-told.js';
import { reasonInEnglish } from './reason-text.js';

/** Why something is refused, in the language of the page. */
export function useReasonText(): (reason: Reason) => string {
  const isEnglish = useLanguage() === 'en';
  const tell = useTold();
  return useCallback(
    (reason) => (isEnglish ? reasonInEnglish(reason, (text) => tell(null, text)) : reason.message),
    [isEnglish, tell],
  );
}
