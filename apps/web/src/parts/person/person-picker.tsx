import { deskOperations } from '@quanheng/contracts';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useRead } from '../../api/hooks.js';
import { usePersonTexts } from './texts.js';

interface PersonPickerProps {
  readonly value: readonly string[];
  readonly onChange: (persons: readonly string[]) => void;
  readonly most?: number;
  readonly label: string;
  readonly id?: string;
}

/** Finds people by their names; shows post and department, as two people may have one name. */
export function PersonPicker({ value, onChange, most = 1, label, id }: PersonPickerProps) {
  const say = usePersonTexts();
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const { data, isFetching } = useRead(deskOperations.findPersons, { query: { text } }, { enabled: text !== '' });
  const [isOpen, setOpen] = useState(false);
  const [known, setKnown] = useState<Readonly<Record<string, string>>>({});
  const found = (text === '' ? [] : (data?.items ?? [])).map(({ id: person, name, posts, departments }) => ({
    value: person,
    label: name,
    title: [...departments, ...posts].join(' · '),
  }));
  const options = [
    ...found,
    ...value
      .filter((person) => !found.some((each) => each.value === person))
      .map((person) => ({ value: person, label: known[person] ?? person, title: '' })),
  ];
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      aria-label={label}
      style={{ width: '100%' }}
      placeholder={say('placeholder')}
      maxCount={most}
      open={isOpen}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={[...value]}
      loading={isFetching}
      notFoundContent={text === '' ? say('type') : say('none')}
      options={options}
      optionRender={({ data: { label: name, title } }) => (
        <span>
          {name} <small>{title}</small>
        </span>
      )}
      onChange={(persons: string[]) => {
        setKnown({ ...known, ...Object.fromEntries(found.map((each) => [each.value, each.label])) });
        onChange(persons);
        setTyped('');
        // Nothing more can be chosen, and the list covers what comes next.
        if (persons.length >= most) setOpen(false);
      }}
    />
  );
}
