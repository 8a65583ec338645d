import { compileExpression } from '@quanheng/engine';
import { findingText } from '@quanheng/policy';
import { AutoComplete, Input, Select } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { language } from '../../../i18n/texts.js';
import { useClear } from '../../../parts/clear/use-clear.js';
import { useDesignerTexts } from '../texts.js';
import type { Choice } from './context.js';
import styles from './panel.module.css';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function Field({
  label,
  id,
  children,
}: {
  readonly label: string;
  readonly id: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

/** What is being typed, until it is left: each change of the drawing is one that can be undone. */
function useTyped(value: string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  return {
    shown: typed ?? value,
    type: setTyped,
    leave: () => {
      if (typed !== null && typed !== value) onChange(typed);
      setTyped(null);
    },
  };
}

export function TextField({
  label,
  value,
  onChange,
  check,
}: FieldProps & { readonly check?: (text: string) => string | null }) {
  const id = useId();
  const { shown, type, leave } = useTyped(value, (text) => {
    if ((check?.(text) ?? null) === null) onChange(text);
  });
  const wrong = check?.(shown) ?? null;
  return (
    <Field label={label} id={id}>
      <Input
        id={id}
        value={shown}
        status={wrong === null ? '' : 'error'}
        aria-invalid={wrong !== null}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
        onPressEnter={leave}
      />
      <Wrong text={wrong} />
    </Field>
  );
}

/** FEEL, read as it is typed by the code that will run it. */
export function FeelField({ label, value, onChange }: FieldProps) {
  const id = useId();
  const say = useDesignerTexts();
  const { shown, type, leave } = useTyped(value, onChange);
  const wrong = feelFault(shown, say);
  return (
    <Field label={label} id={id}>
      <Input.TextArea
        id={id}
        className={styles.feel ?? ''}
        value={shown}
        autoSize={{ minRows: 1, maxRows: 8 }}
        status={wrong === null ? '' : 'error'}
        aria-invalid={wrong !== null}
        placeholder={say('feelHint')}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
      />
      <Wrong text={wrong} />
    </Field>
  );
}

function feelFault(text: string, say: ReturnType<typeof useDesignerTexts>): string | null {
  const source = text.replace(/^\s*=/, '');
  if (source.trim() === '') return null;
  const compiled = compileExpression(source);
  if (compiled.ok) return null;
  const [fault] = compiled.faults;
  return fault === undefined ? null : say('feelWrong', { ...fault, message: findingText(fault, language()) });
}

function Wrong({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <p className={styles.wrong} role="alert">
      {text}
    </p>
  );
}

/** One of what is offered; what the document says and nobody offers stays. */
export function ChoiceField({ label, value, onChange, choices }: FieldProps & { readonly choices: readonly Choice[] }) {
  const clear = useClear();
  const id = useId();
  const isKnown = value === '' || choices.some((each) => each.value === value);
  const options = isKnown ? choices : [...choices, { value, label: value }];
  return (
    <Field label={label} id={id}>
      <Select
        id={id}
        className={styles.wide ?? ''}
        allowClear={clear}
        showSearch={{ optionFilterProp: 'label' }}
        value={value === '' ? null : value}
        options={[...options]}
        onChange={(chosen: string | null | undefined) => onChange(chosen ?? '')}
      />
    </Field>
  );
}

/** Several of what is offered, or of what one writes, kept as words with blanks between. */
export function WordsField({
  label,
  value,
  onChange,
  choices,
  isFree = false,
}: FieldProps & { readonly choices: readonly Choice[]; readonly isFree?: boolean }) {
  const id = useId();
  return (
    <Field label={label} id={id}>
      <Select
        id={id}
        className={styles.wide ?? ''}
        mode={isFree ? 'tags' : 'multiple'}
        tokenSeparators={[' ', ',', '，', '、']}
        value={value.split(/[\s,]+/).filter((word) => word !== '')}
        options={[...choices]}
        onChange={(words: string[]) => onChange(words.join(' '))}
      />
    </Field>
  );
}

/** What is offered, or anything else. */
export function SuggestedField({
  label,
  value,
  onChange,
  choices,
}: FieldProps & { readonly choices: readonly Choice[] }) {
  const id = useId();
  const { shown, type, leave } = useTyped(value, onChange);
  return (
    <Field label={label} id={id}>
      <AutoComplete
        id={id}
        className={styles.wide ?? ''}
        value={shown}
        options={[...choices]}
        onChange={(text: string) => type(text)}
        onSelect={(text: string) => onChange(text)}
        onBlur={leave}
      />
    </Field>
  );
}
