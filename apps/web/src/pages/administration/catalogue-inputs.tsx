import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { organisationOperations } from '@quanheng/contracts';
import { Button, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/hooks.js';
import office from '../../parts/office/office.module.css';
import { FactPicker } from '../../parts/organisation/fact-picker.js';
import { PersonPicker } from '../../parts/person/person-picker.js';
import type { Disclosed } from './show.js';
import { useAdministrationTexts } from './texts.js';

interface Given<T> {
  readonly id?: string;
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: unknown) => void;
}

export interface Article {
  readonly article: string;
  readonly mark: string | null;
}

/** One article a line; what is known of how sure one is of it stays. */
export function Articles({ id, value, onChange }: Given<readonly Article[]>) {
  const marks = new Map(value.map(({ article, mark }) => [article, mark]));
  const read = (text: string): readonly Article[] =>
    text === '' ? [] : text.split('\n').map((article) => ({ article, mark: marks.get(article) ?? null }));
  return (
    <Input.TextArea
      {...(id === undefined ? {} : { id })}
      autoSize={{ minRows: 1, maxRows: 6 }}
      value={value.map(({ article }) => article).join('\n')}
      onChange={({ target }) => onChange(read(target.value))}
    />
  );
}

/** An entry of a register, or words of one's own. */
function EntryOrWords({
  register,
  id,
  label,
  value,
  onChange,
}: Given<string> & { readonly register: 'complaintChannel' | 'disclosureItem' }) {
  const { data } = useRead(organisationOperations.readOrganisation, { query: { kind: register } });
  const [isOpen, setOpen] = useState(false);
  const entries = (data?.facts ?? []).map((fact) => ({
    value: fact.id,
    label: 'name' in fact.data ? `${fact.data.name} · ${fact.id}` : fact.id,
  }));
  return (
    <Select<string[]>
      {...(id === undefined ? {} : { id })}
      mode="tags"
      maxCount={1}
      open={isOpen}
      onOpenChange={setOpen}
      aria-label={label}
      className={office.full ?? ''}
      value={value === '' ? [] : [value]}
      options={entries}
      onChange={([chosen = '']) => {
        setOpen(false);
        onChange({ chosen, isEntry: entries.some((entry) => entry.value === chosen) });
      }}
    />
  );
}
interface Chosen {
  readonly chosen: string;
  readonly isEntry: boolean;
}

/** Whereto one complains. */
export function Channel({ value, onChange, ...rest }: Given<unknown>) {
  const text = typeof value === 'object' && value !== null ? (value as { channel: string }).channel : value;
  return (
    <EntryOrWords
      {...rest}
      register="complaintChannel"
      value={typeof text === 'string' ? text : ''}
      onChange={(given) => {
        const { chosen, isEntry } = given as Chosen;
        onChange(isEntry ? { channel: chosen } : chosen);
      }}
    />
  );
}

/** What is made public, and within how many working days; of an entry of the catalogue, that says it. */
export function Disclosures({ label, value, onChange }: Given<readonly Disclosed[]>) {
  const say = useAdministrationTexts();
  const put = (index: number, said: Disclosed): void => onChange(value.map((each, at) => (at === index ? said : each)));
  return (
    <div role="group" aria-label={label} className={office.lines}>
      {value.map((said, index) => (
        <div key={index} className={office.line}>
          <EntryOrWords
            register="disclosureItem"
            label={`${label} ${index + 1}`}
            value={'item' in said ? said.item : said.name}
            onChange={(given) => {
              const { chosen, isEntry } = given as Chosen;
              const days = 'item' in said ? 20 : said.dueWorkingDays;
              put(index, isEntry ? { item: chosen } : { name: chosen, dueWorkingDays: days });
            }}
          />
          {'item' in said ? null : (
            <InputNumber<number>
              aria-label={`${say('dueWorkingDays')} ${index + 1}`}
              suffix={say('workingDays')}
              min={0}
              max={1000}
              precision={0}
              value={said.dueWorkingDays}
              onChange={(days) => put(index, { ...said, dueWorkingDays: days ?? 0 })}
            />
          )}
          <Button
            icon={<DeleteOutlined aria-hidden />}
            aria-label={`${say('removeLine')} ${index + 1}`}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...value, { name: '', dueWorkingDays: 20 }])}
      >
        {say('addLine')}
      </Button>
    </div>
  );
}

/** Who reviews: a person, or whoever holds a post. */
export function PersonOrPost({ id, label, value, onChange }: Given<unknown>) {
  const say = useAdministrationTexts();
  const { person, post } = (value ?? { person: '' }) as { readonly person?: string; readonly post?: string };
  const oneOf = (text: string | undefined): readonly string[] => (text === undefined || text === '' ? [] : [text]);
  return (
    <div className={office.lines}>
      <Radio.Group
        aria-label={label}
        value={post === undefined ? 'person' : 'post'}
        options={(['person', 'post'] as const).map((each) => ({ value: each, label: say(each) }))}
        onChange={({ target }) => onChange({ [target.value as string]: '' })}
      />
      {post === undefined ? (
        <PersonPicker
          {...{ label }}
          {...(id === undefined ? {} : { id })}
          value={oneOf(person)}
          onChange={([first]) => onChange({ person: first ?? '' })}
        />
      ) : (
        <FactPicker
          {...{ label }}
          {...(id === undefined ? {} : { id })}
          kind="post"
          value={oneOf(post)}
          onChange={([first]) => onChange({ post: first ?? '' })}
        />
      )}
    </div>
  );
}

/** The SHA-256 of a document: typed, or worked out here from its file, which stays on this computer. */
export function Digest({ id, label, value, onChange }: Given<string>) {
  const say = useAdministrationTexts();
  const read = async (file: File): Promise<void> => {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    onChange(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''));
  };
  return (
    <div className={office.lines}>
      <Input
        {...(id === undefined ? {} : { id })}
        maxLength={64}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {globalThis.isSecureContext ? (
        <input
          type="file"
          aria-label={say('digestOf', { label })}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file !== undefined) void read(file);
          }}
        />
      ) : null}
    </div>
  );
}
