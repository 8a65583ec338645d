import Modeler from 'dmn-js/lib/Modeler.js';
import { useEffect, useRef } from 'react';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import { language } from '../../../i18n/texts.js';
import { decisionsInChinese } from './chinese.js';
import styles from './documents.module.css';
import type { DocumentEditorProps } from './document.js';
import { lendNonce } from './style-nonce.js';

/** Decision tables and how they hang together, drawn by dmn-js in whichever of its views. */
export default function DecisionEditor({ text, onChange, onTrouble }: DocumentEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const first = useRef({ text, onChange, onTrouble });
  useEffect(() => {
    first.current = { ...first.current, onChange, onTrouble };
  }, [onChange, onTrouble]);
  useEffect(() => {
    if (place.current === null) return undefined;
    const takeBack = lendNonce();
    const additionalModules = [decisionsInChinese(() => language() === 'zh-CN')];
    const view = { additionalModules };
    const editor = new Modeler({
      container: place.current,
      ...{ drd: view, decisionTable: view, literalExpression: view, boxedExpression: view },
    });
    let isGone = false;
    const save = async (): Promise<void> => {
      const { xml } = await editor.saveXML({ format: true });
      if (!isGone) first.current.onChange(xml);
    };
    const heard = new Set<object>();
    const listen = (): void => {
      const viewer = editor.getActiveViewer();
      if (viewer === undefined || heard.has(viewer)) return;
      heard.add(viewer);
      viewer.on('commandStack.changed', () => void save());
    };
    editor.on('views.changed', listen);
    editor.importXML(first.current.text).then(listen, (error: unknown) => {
      if (!isGone) first.current.onTrouble(error instanceof Error ? error.message : String(error));
    });
    return () => {
      isGone = true;
      editor.destroy();
      takeBack();
    };
  }, []);
  return <div ref={place} className={styles.editor} />;
}
