import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { TextField } from '../panel/fields.js';
import { useDesignerTexts } from '../texts.js';
import { kindOf, nameFault, newDocument, type Document, type DocumentEditorProps, type Kind } from './document.js';
import styles from './documents.module.css';

const EDITORS = {
  form: lazy(() => import('./form-editor.js')),
  dmn: lazy(() => import('./decision-editor.js')),
  texts: lazy(() => import('./texts-editor.js')),
};
const NEW = { form: 'newForm', dmn: 'newDecision', texts: 'newTexts' } as const;
const HINTS = { form: 'formHint', dmn: 'decisionHint', texts: 'textsHint' } as const;

interface DocumentsProps {
  readonly drawing: string;
  readonly documents: readonly Document[];
  /** Name of the document that is open; null: the drawing. */
  readonly open: string | null;
  readonly onOpen: (name: string | null) => void;
  readonly onChange: (documents: readonly Document[]) => void;
}

/** The documents of the project, which are deployed together: one of them is open. */
export function DocumentTabs({ drawing, documents, open, onOpen, onChange }: DocumentsProps) {
  const say = useDesignerTexts();
  const hasTexts = documents.some(({ name }) => kindOf(name) === 'texts');
  const kinds: readonly Kind[] = hasTexts ? ['form', 'dmn'] : ['form', 'dmn', 'texts'];
  const add = (kind: Kind): void => {
    const made = newDocument(
      kind,
      documents.map(({ name }) => name),
    );
    onChange([...documents, made]);
    onOpen(made.name);
  };
  const tab = (name: string | null, label: string) => (
    <button key={label} type="button" aria-pressed={open === name} onClick={() => onOpen(name)}>
      {label}
    </button>
  );
  return (
    <nav className={styles.tabs} aria-label={say('documents')}>
      {tab(null, drawing)}
      {documents.map(({ name }) => tab(name, name))}
      {kinds.map((kind) => (
        <Button key={kind} type="text" size="small" icon={<PlusOutlined aria-hidden />} onClick={() => add(kind)}>
          {say(NEW[kind])}
        </Button>
      ))}
    </nav>
  );
}

type DeskProps = Omit<DocumentsProps, 'drawing'> & Pick<DocumentEditorProps, 'drawing'>;

export function DocumentDesk({ drawing, documents, open, onOpen, onChange }: DeskProps) {
  const say = useDesignerTexts();
  const [trouble, setTrouble] = useState<string | null>(null);
  const document = documents.find(({ name }) => name === open);
  const kind = document === undefined ? null : kindOf(document.name);
  if (document === undefined || kind === null) return null;
  const Editor = EDITORS[kind];
  const others = documents.filter((each) => each !== document);
  const put = (changed: Document): void => onChange(documents.map((each) => (each === document ? changed : each)));
  return (
    <section className={styles.desk} aria-label={document.name}>
      <header>
        <TextField
          label={say('fileName')}
          value={document.name}
          check={(name) => {
            const fault = nameFault(
              name,
              others.map((each) => each.name),
            );
            return fault === null && kindOf(name) === kind ? null : say(fault ?? 'fileWrong');
          }}
          onChange={(name) => {
            put({ ...document, name });
            onOpen(name);
          }}
        />
        <span className={styles.hint}>{say(HINTS[kind])}</span>
        <Button
          icon={<DeleteOutlined aria-hidden />}
          onClick={() => {
            onChange(others);
            onOpen(null);
          }}
        >
          {say('removeDocument')}
        </Button>
      </header>
      {trouble === null ? null : <Alert type="error" showIcon title={say('notOpened', { reason: trouble })} />}
      <Suspense fallback={<Spin />}>
        <Editor
          key={document.name}
          name={document.name}
          text={document.text}
          {...{ drawing }}
          forms={documents.filter(({ name }) => kindOf(name) === 'form')}
          onChange={(text) => put({ ...document, text })}
          onTrouble={setTrouble}
        />
      </Suspense>
    </section>
  );
}
