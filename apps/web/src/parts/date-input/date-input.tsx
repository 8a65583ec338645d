import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import styles from './date-input.module.css';
import { readDay, readMoment } from './read-date.js';
import { useDateTexts } from './texts.js';

interface DateInputProps {
  /** `2026-11-21`, with a time `2026-11-21T09:30`; empty: none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly id?: string;
  readonly label?: string;
  /** What it means that nothing is typed, where it means something. */
  readonly empty?: string;
  readonly hasTime?: boolean;
}

/** A date as offices write it, whatever the language of the browser: typed, or chosen in the calendar. What is no date is taken back. */
export function DateInput({ value, onChange, id, label, empty, hasTime = false }: DateInputProps) {
  const say = useDateTexts();
  const native = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const read = hasTime ? readMoment : readDay;
  const change = (text: string): void => {
    setTyped(text);
    const found = text.trim() === '' ? '' : read(text);
    if (found !== null) onChange(found);
  };
  return (
    <span className={styles.picker}>
      <Input
        {...(id === undefined ? {} : { id })}
        {...(label === undefined ? {} : { 'aria-label': label })}
        value={typed ?? value.replace('T', ' ')}
        placeholder={empty ?? say('like', { example: hasTime ? '2026-01-31 09:00' : '2026-01-31' })}
        autoComplete="off"
        onChange={({ target }) => change(target.value)}
        onBlur={() => setTyped(null)}
        onPressEnter={() => setTyped(null)}
        suffix={
          <Button
            size="small"
            type="text"
            icon={<CalendarOutlined aria-hidden />}
            aria-label={say('calendar')}
            onClick={() => native.current?.showPicker()}
          />
        }
      />
      <input
        ref={native}
        className={styles.native}
        type={hasTime ? 'datetime-local' : 'date'}
        max={hasTime ? '9999-12-31T23:59' : '9999-12-31'}
        tabIndex={-1}
        aria-hidden
        value={value}
        onChange={({ target }) => {
          setTyped(null);
          onChange(target.value);
        }}
      />
    </span>
  );
}
