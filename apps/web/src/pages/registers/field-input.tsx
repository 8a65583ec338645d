import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { DateInput } from '../../parts/date-input/date-input.js';
import { FactPicker } from '../../parts/organisation/fact-picker.js';
import { PersonPicker } from '../../parts/person/person-picker.js';
import { CHOICES, isSeveral, PARTS, type Field, type Several } from './fields.js';
import styles from './registers.module.css';
import { textOf } from './show.js';
import { SupplierInput } from './supplier-input.js';
import { useRegisterTexts } from './texts.js';

interface InputProps {
  readonly id: string;
  readonly of: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** What one thing of an entry is filled in with. */
export function FieldInput({ id, of, value, onChange }: InputProps) {
  const say = useRegisterTexts();
  const label = say(of.label);
  const { kind } = of;
  if (isSeveral(kind)) return <Lines {...{ label, kind, onChange }} value={(value ?? []) as readonly Line[]} />;
  switch (kind) {
    case 'risk':
    case 'category':
    case 'unit':
      return (
        <Select<string | null>
          id={id}
          aria-label={label}
          className={styles.wide ?? ''}
          value={textOf(value) || null}
          onChange={onChange}
          options={CHOICES[kind].map((each) => ({ value: each, label: say(each) }))}
        />
      );
    case 'department':
    case 'body':
    case 'threshold':
      return (
        <FactPicker
          {...{ id, label, kind }}
          isOptional={of.isOptional === true}
          value={textOf(value) === '' ? [] : [textOf(value)]}
          onChange={([first]) => onChange(first ?? null)}
        />
      );
    case 'posts':
      return (
        <FactPicker {...{ id, label, onChange }} kind="post" isMultiple value={(value ?? []) as readonly string[]} />
      );
    case 'person':
      return (
        <PersonPicker
          {...{ id, label }}
          value={textOf(value) === '' ? [] : [textOf(value)]}
          onChange={([person]) => onChange(person ?? '')}
        />
      );
    case 'list':
      return (
        <Input
          id={id}
          placeholder={say('listHint')}
          value={((value ?? []) as readonly string[]).join('、')}
          onChange={({ target }) => onChange(target.value === '' ? [] : target.value.split(/[、,,]/))}
        />
      );
    case 'supplier':
      return <SupplierInput id={id} label={label} value={textOf(value)} onChange={onChange} />;
    case 'day':
      return <DateInput id={id} value={textOf(value)} onChange={onChange} />;
    case 'line':
    case 'whole':
    case 'percent':
    case 'money':
      return (
        <Input
          id={id}
          inputMode={kind === 'line' ? 'text' : 'decimal'}
          maxLength={200}
          value={textOf(value)}
          onChange={({ target }) => onChange(target.value)}
        />
      );
  }
}

type Line = Readonly<Record<string, unknown>>;
interface LinesProps {
  readonly label: string;
  readonly kind: Several;
  readonly value: readonly Line[];
  readonly onChange: (lines: readonly Line[]) => void;
}

/** Something that is said several times: each line of parts. */
function Lines({ label, kind, value, onChange }: LinesProps) {
  const say = useRegisterTexts();
  const put = (index: number, name: string, part: unknown): void =>
    onChange(value.map((line, each) => (each === index ? { ...line, [name]: part } : line)));
  return (
    <div className={styles.lines} role="group" aria-label={label}>
      {value.map((line, index) => (
        <div key={index} className={styles.line}>
          {PARTS[kind].map(({ name, label: part, kind: how }) => {
            const called = `${say(part)} ${index + 1}`;
            const given = textOf(line[name]);
            const change = (said: string): void => put(index, name, said);
            if (how === 'person') {
              return (
                <PersonPicker
                  key={name}
                  label={called}
                  value={given === '' ? [] : [given]}
                  onChange={([person]) => change(person ?? '')}
                />
              );
            }
            if (how === 'day') {
              return (
                <label key={name} className={styles.day}>
                  {say(part)}
                  <DateInput label={called} value={given} onChange={change} />
                </label>
              );
            }
            return (
              <Input
                key={name}
                aria-label={called}
                placeholder={say(part)}
                title={say(part)}
                maxLength={200}
                value={given}
                onChange={({ target }) => change(target.value)}
              />
            );
          })}
          <Button
            icon={<DeleteOutlined aria-hidden />}
            aria-label={`${say('removeLine')} ${index + 1}`}
            onClick={() => onChange(value.filter((_, each) => each !== index))}
          />
        </div>
      ))}
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => onChange([...value, {}])}>
        {say('addLine')}
      </Button>
    </div>
  );
}
