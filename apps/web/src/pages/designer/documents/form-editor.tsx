import { FormEditor as Editor } from '@bpmn-io/form-js-editor';
import { useEffect, useRef } from 'react';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js-editor/dist/assets/properties-panel.css';
import { language } from '../../../i18n/texts.js';
import styles from './documents.module.css';
import type { DocumentEditorProps } from './document.js';
import { dateFieldsModule } from '../../../parts/form/date-field.js';
import { formsInChinese } from './form-chinese.js';
import { registerOfFieldModule } from './form-register.js';
import { drawnInChinese } from './form-editor-chinese.js';
import { lendNonce } from './style-nonce.js';

/** The form that people fill in, as the viewer of their desk will show it. */
export default function FormEditor({ text, onChange, onTrouble }: DocumentEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const first = useRef({ text, onChange, onTrouble });
  useEffect(() => {
    first.current = { ...first.current, onChange, onTrouble };
  }, [onChange, onTrouble]);
  useEffect(() => {
    if (place.current === null) return undefined;
    const takeBack = lendNonce();
    const isChinese = language() !== 'en';
    const editor = new Editor({
      container: place.current,
      additionalModules: [dateFieldsModule, registerOfFieldModule, ...(isChinese ? [formsInChinese] : [])],
    });
    const leave = isChinese ? drawnInChinese(place.current) : () => undefined;
    let isGone = false;
    const open = async (): Promise<void> => {
      try {
        await editor.importSchema(JSON.parse(first.current.text));
        if (isGone) return;
        editor.on('changed', () => first.current.onChange(`${JSON.stringify(editor.saveSchema(), null, 2)}\n`));
      } catch (error) {
        if (!isGone) first.current.onTrouble(error instanceof Error ? error.message : String(error));
      }
    };
    void open();
    return () => {
      isGone = true;
      leave();
      editor.destroy();
      takeBack();
    };
  }, []);
  return <div ref={place} className={styles.editor} />;
}
