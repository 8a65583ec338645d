import { DeleteOutlined, DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { findingText, readTexts } from '@quanheng/policy';
import type { Texts } from '@quanheng/policy/texts';
import { Alert, Button, Input, Segmented, Skeleton, Tag } from 'antd';
import { memo, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../../i18n/texts.js';
import { Notice } from '../../../parts/notice/notice.js';
import { download } from '../project/download.js';
import { useDesignerTexts } from '../texts.js';
import type { DocumentEditorProps } from './document.js';
import styles from './documents.module.css';
import { translated, translationsOf, type Translation } from './translations.js';
import { useShownTexts } from './use-shown-texts.js';

/** What the process says in another language: each text beside its translation. A file that cannot be read is mended as it was written. */
export default function TextsEditor(props: DocumentEditorProps) {
  const { name, text, onChange } = props;
  const say = useDesignerTexts();
  const language = useLanguage();
  const shown = useShownTexts(props);
  const [refused, setRefused] = useState<string | null>(null);
  const { texts, findings } = readTexts(text);
  const take = async (file: File): Promise<void> => {
    const given = await file.text();
    const [wrong] = readTexts(given).findings;
    setRefused(wrong === undefined ? null : say('notTexts', { reason: findingText(wrong, language) }));
    if (wrong === undefined) onChange(given);
  };
  return (
    <div className={styles.texts}>
      <div className={styles.textsTools}>
        <Import label={say('importTexts')} onFile={(file) => void take(file)} />
        <Button icon={<DownloadOutlined aria-hidden />} onClick={() => download(text, name, 'application/json')}>
          {say('exportTexts')}
        </Button>
      </div>
      {refused === null ? null : (
        <Alert type="error" showIcon title={refused} closable={{ onClose: () => setRefused(null) }} />
      )}
      {findings.map((finding) => (
        <Alert key={finding.message} type="error" showIcon title={findingText(finding, language)} />
      ))}
      {texts === undefined ? (
        <Input.TextArea
          aria-label={say('translations')}
          spellCheck={false}
          autoSize={{ minRows: 12 }}
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : shown === null ? (
        <Skeleton active />
      ) : (
        <Translations {...{ texts, shown, onChange }} />
      )}
    </div>
  );
}

function Import({ label, onFile }: { readonly label: string; readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        aria-label={label}
        onChange={({ target }) => {
          const [given] = target.files ?? [];
          target.value = '';
          if (given !== undefined) onFile(given);
        }}
      />
    </>
  );
}

interface TranslationsProps {
  readonly texts: Texts;
  readonly shown: ReadonlySet<string>;
  readonly onChange: (text: string) => void;
}
const STATES = ['missing', 'superfluous'] as const;
const COUNTS = { missing: 'textsMissing', superfluous: 'textsSuperfluous' } as const;

function Translations({ texts, shown, onChange }: TranslationsProps) {
  const say = useDesignerTexts();
  const [only, setOnly] = useState<'all' | (typeof STATES)[number]>('all');
  const all = translationsOf(texts, shown);
  const rows = all.filter(({ state }) => only === 'all' || state === only);
  const latest = useRef({ texts, onChange });
  useEffect(() => {
    latest.current = { texts, onChange };
  });
  const [change] = useState(() => (text: string, words: string) => {
    latest.current.onChange(translated(latest.current.texts, text, words));
  });
  return (
    <>
      <Segmented
        value={only}
        onChange={setOnly}
        options={[
          { value: 'all' as const, label: say('textsAll', { count: all.length }) },
          ...STATES.map((value) => ({
            value,
            label: say(COUNTS[value], { count: all.filter(({ state }) => state === value).length }),
          })),
        ]}
      />
      {rows.length === 0 ? (
        <Notice title={say('noTexts')} hint={say('noTextsHint')} />
      ) : (
        <table aria-label={say('translations')}>
          <thead>
            <tr>
              <th scope="col">{say('original')}</th>
              <th scope="col">{say('translation')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ text, words, state }) => (
              <Row key={text} {...{ text, words, state, change }} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

interface RowProps extends Translation {
  readonly change: (text: string, words: string) => void;
}

/** Taken when it is left: the document is not written anew with each key. */
const Row = memo(function Row({ text, words, state, change }: RowProps) {
  const say = useDesignerTexts();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <tr>
      <th scope="row">{text}</th>
      <td>
        <div>
          <textarea
            rows={1}
            lang="en"
            aria-label={say('translationOf', { text })}
            value={typed ?? words}
            onChange={({ target }) => setTyped(target.value)}
            onBlur={() => {
              if (typed !== null && typed !== words) change(text, typed);
              setTyped(null);
            }}
          />
          {state === 'missing' ? <Tag color="orange">{say('untranslated')}</Tag> : null}
          {state === 'superfluous' ? (
            <>
              <Tag>{say('superfluous')}</Tag>
              <Button size="small" icon={<DeleteOutlined aria-hidden />} onClick={() => change(text, '')}>
                {say('remove')}
              </Button>
            </>
          ) : null}
        </div>
      </td>
    </tr>
  );
});
