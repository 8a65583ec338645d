import { textsOfForm } from '@quanheng/policy/texts';
import { useEffect, useState } from 'react';
import { Judge } from '../findings/judge.js';
import type { DocumentEditorProps } from './document.js';

/** What the drawing and its forms say; null: not read yet. */
export function useShownTexts({
  drawing,
  forms,
}: Pick<DocumentEditorProps, 'drawing' | 'forms'>): ReadonlySet<string> | null {
  const [shown, setShown] = useState<ReadonlySet<string> | null>(null);
  // While the texts are open nobody draws: what is asked once is what is said.
  const [given] = useState({ drawing, forms });
  useEffect(() => {
    const judge = new Judge();
    let isGone = false;
    const read = async (): Promise<void> => {
      const drawn = await judge.texts(await given.drawing());
      if (!isGone) setShown(new Set([...drawn, ...given.forms.flatMap(({ text }) => [...textsOfForm(text)])]));
    };
    void read();
    return () => {
      isGone = true;
      judge.end();
    };
  }, [given]);
  return shown;
}
