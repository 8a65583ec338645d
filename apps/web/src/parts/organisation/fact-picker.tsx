import { organisationOperations, type FACT_KINDS } from '@quanheng/contracts';
import { Select } from 'antd';
import { useRead } from '../../api/hooks.js';
import { useClear } from '../clear/use-clear.js';
import { useOrganisationTexts } from './texts.js';

type Kind = (typeof FACT_KINDS)[number];

interface FactPickerProps {
  readonly kind: Kind;
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly isMultiple?: boolean;
  readonly isOptional?: boolean;
  readonly label: string;
  readonly id?: string;
}

/** Chooses among what the organisation has of a kind now: departments, posts, bodies, thresholds. */
export function FactPicker({ kind, value, onChange, isMultiple, isOptional, label, id }: FactPickerProps) {
  const say = useOrganisationTexts();
  const clear = useClear();
  const { data, isFetching } = useRead(organisationOperations.readOrganisation, { query: { kind } });
  const options = (data?.facts ?? []).map(({ id: fact, data: said }) => ({
    value: fact,
    label: 'name' in said ? `${said.name} · ${fact}` : fact,
  }));
  const shared = {
    ...(id === undefined ? {} : { id }),
    'aria-label': label,
    style: { width: '100%' },
    placeholder: say('choose'),
    showSearch: { optionFilterProp: 'label' },
    loading: isFetching,
    allowClear: isOptional === true && clear,
    options,
  };
  if (isMultiple === true)
    return <Select<string[]> {...shared} mode="multiple" value={[...value]} onChange={(ids) => onChange(ids)} />;
  const [first = null] = value;
  return (
    <Select<string | null>
      {...shared}
      value={first}
      onChange={(chosen?: string | null) => onChange(chosen == null ? [] : [chosen])}
    />
  );
}
