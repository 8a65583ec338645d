import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { CourseValues, DataField } from '@quanheng/policy';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useClear } from '../../../parts/clear/use-clear.js';
import styles from './simulation.module.css';
import { useSimulationTexts } from './texts.js';
import { isFitting, valuesOf, type Typed } from './values.js';

/** What is being filled in. */
export interface Filling {
  readonly fields: readonly DataField[];
  readonly typed: Typed;
  readonly type: (name: string, text: string) => void;
  /** Data that nobody foresaw. */
  readonly others: readonly { readonly name: string; readonly text: string }[];
  readonly setOthers: (others: Filling['others']) => void;
  /** null: something is not filled in rightly. */
  readonly values: CourseValues | null;
}

export function useFilling(fields: readonly DataField[], begun: Typed = {}): Filling {
  const [typed, setTyped] = useState(begun);
  const [others, setOthers] = useState<Filling['others']>([]);
  const isRight = fields.every((field) => isFitting(field, typed[field.name] ?? ''));
  const free = Object.fromEntries(others.map(({ name, text }) => [name, text]));
  return {
    ...{ fields, typed, others, setOthers },
    type: (name, text) => setTyped({ ...typed, [name]: text }),
    values: isRight
      ? {
          ...valuesOf(fields, typed),
          ...valuesOf(
            others.map(({ name }) => ({ name, type: 'any' })),
            free,
          ),
        }
      : null,
  };
}

/** The fields that are known, and any others. */
export function DataForm({ filling }: { readonly filling: Filling }) {
  const say = useSimulationTexts();
  const { fields, typed, type, others, setOthers } = filling;
  const change = (at: number, changed: Partial<Filling['others'][number]>): void =>
    setOthers(others.map((each, index) => (index === at ? { ...each, ...changed } : each)));
  return (
    <>
      {fields.map((field) => (
        <DataInput key={field.name} field={field} text={typed[field.name] ?? ''} onType={type} />
      ))}
      {others.map(({ name, text }, at) => (
        <div key={at} className={styles.other}>
          <Input
            aria-label={say('dataName')}
            placeholder={say('dataName')}
            value={name}
            onChange={({ target }) => change(at, { name: target.value })}
          />
          <Input
            aria-label={say('dataValue')}
            placeholder={say('dataValue')}
            value={text}
            onChange={({ target }) => change(at, { text: target.value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={say('removeData')}
            onClick={() => setOthers(others.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {others.length === 0 ? null : <p className={styles.hint}>{say('dataHint')}</p>}
      <Button
        type="link"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => setOthers([...others, { name: '', text: '' }])}
      >
        {say('addData')}
      </Button>
    </>
  );
}

interface DataInputProps {
  readonly field: DataField;
  readonly text: string;
  readonly onType: (name: string, text: string) => void;
}

function DataInput({ field, text, onType }: DataInputProps) {
  const say = useSimulationTexts();
  const clear = useClear();
  const id = useId();
  const { name, type, label, choices } = field;
  const isWrong = !isFitting(field, text);
  const options =
    type === 'truth' ? (['true', 'false'] as const).map((value) => ({ value, label: say(value) })) : choices;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label === undefined || label === '' ? name : label}</label>
      {options === undefined ? (
        <Input
          id={id}
          value={text}
          status={isWrong ? 'error' : ''}
          aria-invalid={isWrong}
          {...(type === 'date' ? { type: 'date' } : {})}
          onChange={({ target }) => onType(name, target.value)}
        />
      ) : (
        <Select
          id={id}
          className={styles.wide ?? ''}
          allowClear={clear}
          value={text === '' ? null : text}
          options={[...options]}
          onChange={(chosen: string | null | undefined) => onType(name, chosen ?? '')}
        />
      )}
      {isWrong ? (
        <p className={styles.wrong} role="alert">
          {say('notNumber')}
        </p>
      ) : null}
    </div>
  );
}
