import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Reason } from '../../api/problem.js';
import { useLanguage } from '../../i18n/texts.js';
import { useTold } from '../told/use-told.js';

/** Why something is refused, in the language of the page: as the server words it until the English texts are there. */
export function useReasonText(): (reason: Reason) => string {
  const isEnglish = useLanguage() === 'en';
  const tell = useTold();
  const { data: inEnglish } = useQuery({
    queryKey: ['refusalsInEnglish'],
    // Who reads Chinese loads none of them.
    queryFn: async () => (await import('./reason-text.js')).reasonInEnglish,
    enabled: isEnglish,
    staleTime: Infinity,
  });
  return useCallback(
    (reason) => (isEnglish && inEnglish !== undefined ? inEnglish(reason, (text) => tell(null, text)) : reason.message),
    [isEnglish, inEnglish, tell],
  );
}
