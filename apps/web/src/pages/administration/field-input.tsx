import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { POST_ROLES, roleNames } from '@quanheng/contracts';
import { Button, Input, Select } from 'antd';
import { useLanguage } from '../../i18n/texts.js';
import { useClear } from '../../parts/clear/use-clear.js';
import office from '../../parts/office/office.module.css';
import { FactPicker } from '../../parts/organisation/fact-picker.js';
import { PersonPicker } from '../../parts/person/person-picker.js';
import { Articles, Channel, Digest, Disclosures, PersonOrPost, type Article } from './catalogue-inputs.js';
import type { Field } from './fields.js';
import type { Disclosed } from './show.js';
import { useAdministrationTexts } from './texts.js';
import { useProfiles } from './use-fact-names.js';

interface InputProps {
  readonly id: string;
  readonly of: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const oneOf = (value: unknown): readonly string[] => (textOf(value) === '' ? [] : [textOf(value)]);
const PICKED = { department: 'department', departments: 'department', post: 'post', posts: 'post' } as const;

/** What one thing of a fact is filled in with. */
export function FieldInput({ id, of, value, onChange }: InputProps) {
  const say = useAdministrationTexts();
  const clear = useClear();
  const label = say(of.label);
  const { kind } = of;
  switch (kind) {
    case 'person':
      return <PersonPicker {...{ id, label }} value={oneOf(value)} onChange={([first]) => onChange(first ?? '')} />;
    case 'persons':
      return <PersonPicker {...{ id, label, onChange }} most={2} value={(value ?? []) as readonly string[]} />;
    case 'department':
    case 'post':
      return (
        <FactPicker
          {...{ id, label }}
          kind={PICKED[kind]}
          isOptional={of.empty !== undefined}
          value={oneOf(value)}
          onChange={([first]) => onChange(first ?? '')}
        />
      );
    case 'departments':
    case 'posts':
      return (
        <FactPicker
          {...{ id, label, onChange }}
          kind={PICKED[kind]}
          isMultiple
          value={(value ?? []) as readonly string[]}
        />
      );
    case 'roles':
      return <Roles {...{ id, label, onChange }} value={(value ?? []) as readonly string[]} />;
    case 'members':
      return <Members {...{ label, onChange }} value={(value ?? []) as readonly Member[]} />;
    case 'choice':
      return (
        <Select<string | null>
          id={id}
          aria-label={label}
          className={office.full ?? ''}
          allowClear={of.empty !== undefined && clear}
          value={textOf(value) || null}
          onChange={onChange}
          options={(of.choices ?? []).map(([each, text]) => ({ value: each, label: say(text) }))}
        />
      );
    case 'words':
      return (
        <Select<string[]>
          {...{ id, onChange }}
          mode="tags"
          aria-label={label}
          className={office.full ?? ''}
          value={[...((value ?? []) as readonly string[])]}
        />
      );
    case 'articles':
      return <Articles {...{ id, label, onChange }} value={(value ?? []) as readonly Article[]} />;
    case 'channel':
      return <Channel {...{ id, label, value, onChange }} />;
    case 'disclosures':
      return <Disclosures {...{ id, label, onChange }} value={(value ?? []) as readonly Disclosed[]} />;
    case 'personOrPost':
      return <PersonOrPost {...{ id, label, value, onChange }} />;
    case 'digest':
      return <Digest {...{ id, label, onChange }} value={textOf(value)} />;
    case 'profile':
      return <ProfilePicker {...{ id, label, onChange }} value={textOf(value)} />;
    case 'line':
    case 'whole':
      return (
        <Input
          id={id}
          inputMode={kind === 'whole' ? 'numeric' : 'text'}
          maxLength={200}
          value={textOf(value)}
          onChange={({ target }) => onChange(target.value)}
        />
      );
  }
}

interface ProfileProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (profile: string) => void;
}

/** One of the profiles of this installation, by its title or its name. */
function ProfilePicker({ id, label, value, onChange }: ProfileProps) {
  const profiles = useProfiles(true);
  return (
    <Select
      {...{ id, onChange }}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      className={office.full ?? ''}
      value={value === '' ? null : value}
      options={profiles.map(({ name, title }) => ({ value: name, label: `${title} · ${name}` }))}
    />
  );
}

interface RolesProps {
  readonly id?: string;
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (roles: readonly string[]) => void;
}

/** Roles by name; a unit's own business roles are typed in capitals. */
export function Roles({ id, label, value, onChange }: RolesProps) {
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  return (
    <Select<string[]>
      {...(id === undefined ? {} : { id })}
      mode="tags"
      aria-label={label}
      className={office.full ?? ''}
      value={[...value]}
      onChange={onChange}
      options={[...POST_ROLES, ...value.filter((code) => !POST_ROLES.includes(code))].map((code) => {
        const name = roleNames(code)?.[language];
        return { value: code, label: name === undefined ? code : `${name} · ${code}` };
      })}
    />
  );
}

interface Member {
  readonly person: string;
  readonly role: 'chair' | 'member' | 'secretary';
}
interface MembersProps {
  readonly label: string;
  readonly value: readonly Member[];
  readonly onChange: (members: readonly Member[]) => void;
}

function Members({ label, value, onChange }: MembersProps) {
  const say = useAdministrationTexts();
  const put = (index: number, part: Partial<Member>): void =>
    onChange(value.map((member, each) => (each === index ? { ...member, ...part } : member)));
  return (
    <div role="group" aria-label={label} className={office.lines}>
      {value.map(({ person, role }, index) => (
        <div key={index} className={office.line}>
          <PersonPicker
            label={`${say('person')} ${index + 1}`}
            value={oneOf(person)}
            onChange={([first]) => put(index, { person: first ?? '' })}
          />
          <Select<Member['role']>
            aria-label={`${say('role')} ${index + 1}`}
            value={role}
            onChange={(as) => put(index, { role: as })}
            options={(['chair', 'member', 'secretary'] as const).map((each) => ({ value: each, label: say(each) }))}
          />
          <Button
            icon={<DeleteOutlined aria-hidden />}
            aria-label={`${say('removeLine')} ${index + 1}`}
            onClick={() => onChange(value.filter((_, each) => each !== index))}
          />
        </div>
      ))}
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => onChange([...value, { person: '', role: 'member' }])}>
        {say('addLine')}
      </Button>
    </div>
  );
}
