import { findingText, readTexts } from '@quanheng/policy';
import { Alert, Input } from 'antd';
import { useLanguage } from '../../../i18n/texts.js';
import { useDesignerTexts } from '../texts.js';
import type { DocumentEditorProps } from './document.js';

/** What the process says in another language, as translators write it: each text with its translation. */
export default function TextsEditor({ text, onChange }: DocumentEditorProps) {
  const say = useDesignerTexts();
  const language = useLanguage();
  const { findings } = readTexts(text);
  return (
    <>
      {findings.map((finding) => (
        <Alert key={finding.message} type="error" showIcon title={findingText(finding, language)} />
      ))}
      <Input.TextArea
        aria-label={say('translations')}
        spellCheck={false}
        autoSize={{ minRows: 12 }}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}
