import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, Select } from 'antd';
import { FactPicker } from '../../parts/organisation/fact-picker.js';
import { PersonPicker } from '../../parts/person/person-picker.js';
import { CHOICES, isSeveral, PARTS, type Field, type Several } from './fields.js';
import styles from './registers.module.css';
import { textOf } from './show.js';
import { useRegisterTexts } from './texts.js';
import { useSupplierNames } from './use-supplier-names.js';

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
    case 'line':
    case 'day':
    case 'whole':
    case 'percent':
    case 'money':
      return (
        <Input
          id={id}
          type={kind === 'day' ? 'date' : 'text'}
          inputMode={kind === 'line' || kind === 'day' ? 'text' : 'decimal'}
          maxLength={200}
          value={textOf(value)}
          onChange={({ target }) => onChange(target.value)}
        />
      );
  }
}

interface SupplierProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The number of a supplier, found by its name among the first two hundred. */
function SupplierInput({ id, label, value, onChange }: SupplierProps) {
  const options = [...useSupplierNames(true)].map(([number, name]) => ({
    value: number,
    label: `${name} · ${number}`,
  }));
  return (
    <AutoComplete
      id={id}
      aria-label={label}
      className={styles.wide ?? ''}
      value={value}
      options={options}
      showSearch={{ filterOption: (typed, option) => (option?.label ?? '').includes(typed) }}
      onChange={(typed: string) => onChange(typed)}
    />
  );
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
            return how === 'person' ? (
              <PersonPicker
                key={name}
                label={called}
                value={given === '' ? [] : [given]}
                onChange={([person]) => put(index, name, person ?? '')}
              />
            ) : (
              <Input
                key={name}
                aria-label={called}
                placeholder={say(part)}
                title={say(part)}
                type={how === 'day' ? 'date' : 'text'}
                maxLength={200}
                value={given}
                onChange={({ target }) => put(index, name, target.value)}
              />
            );
          })}
          <Button
            icon={<DeleteOutlined />}
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
