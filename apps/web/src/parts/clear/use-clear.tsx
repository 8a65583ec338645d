import { CloseCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useClearTexts } from './texts.js';

interface Clear {
  readonly label: string;
  readonly clearIcon: ReactNode;
}

/** `allowClear` of a field, with a button that is called in the language of the page: the library's own has an English name. */
export function useClear(): Clear {
  const say = useClearTexts();
  const label = say('clear');
  return { label, clearIcon: <CloseCircleFilled aria-label={label} /> };
}
