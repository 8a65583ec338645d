import { PlusOutlined } from '@ant-design/icons';
import { organisationOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useRead } from '../../api/hooks.js';
import { useClear } from '../../parts/clear/use-clear.js';
import { DateInput } from '../../parts/date-input/date-input.js';
import { useSession } from '../../api/session.js';
import { dayOf, endOfDay, lastDayOf } from '../../parts/format/day.js';
import { Notice } from '../../parts/notice/notice.js';
import office from '../../parts/office/office.module.css';
import { Table, type Column } from '../../parts/office/table.js';
import { useOfficeTexts } from '../../parts/office/texts.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { FactForm } from './fact-form.js';
import { FactPanel } from './fact-panel.js';
import { descriptionOf, type Field, type Kind } from './fields.js';
import { valueAt } from './places.js';
import { namesIn, shown, type Data } from './show.js';
import { useAdministrationTexts } from './texts.js';
import { useFactNames } from './use-fact-names.js';

export type Fact = ResultOf<typeof organisationOperations.readOrganisation>['facts'][number];
/** More than anybody reads at once; who looks for something else types its name. */
const MOST = 200;

const BY_NAME = new Intl.Collator('zh-CN', { numeric: true });

/** By what they are called, where they have a name of their own; otherwise as the server gives them. */
function inOrder(facts: readonly Fact[], lead: Field | undefined): readonly Fact[] {
  if (lead?.kind !== 'line') return facts;
  const nameOf = ({ data }: Fact): string => String(valueAt(data, lead.name));
  return [...facts].sort((a, b) => BY_NAME.compare(nameOf(a), nameOf(b)));
}

/** What there is of one kind on a day. */
export function Facts({ kind }: { readonly kind: Kind }) {
  const say = useAdministrationTexts();
  const clear = useClear();
  const sayOffice = useOfficeTexts();
  const { roles } = useSession();
  const [search, setSearch] = useSearchParams();
  const [words, setWords] = useState('');
  const [isAdding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const day = search.get('on') ?? '';
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? { at: String(endOfDay(day) - 1) } : {};
  const { data, error, refetch } = useRead(organisationOperations.readOrganisation, { query: { kind, ...at } });
  const { by, id, fields } = descriptionOf(kind);
  const mayChange = roles.includes(by);
  const wanted = words.trim().toLowerCase();
  const found = (data?.facts ?? []).filter((fact) =>
    `${fact.id} ${JSON.stringify(fact.data)}`.toLowerCase().includes(wanted),
  );
  const rows = inOrder(found, fields[0]).slice(0, MOST);
  const nameOf = useFactNames(
    rows.flatMap((fact) => namesIn(fields, fact.data as Data)),
    kind === 'processBinding',
  );
  const processName = useProcessNames();
  const numberOf = (fact: Fact): string => {
    const name = fact.kind === 'processBinding' ? processName(fact.id) : fact.id;
    return name === fact.id ? name : `${name} · ${fact.id}`;
  };
  const columns: Column<Fact>[] = fields
    .filter(({ isListed }) => isListed === true)
    .map((field) => ({
      ...{ key: field.name, head: say(field.label) },
      cell: (fact: Fact) => shown(field, valueAt(fact.data, field.name), say, nameOf),
    }));
  // People, posts and bodies are looked for by what they are called; only an id that says what it is of leads.
  columns.splice(id === undefined ? 1 : 0, 0, { key: 'id', head: say(id ?? 'id'), cell: numberOf });
  columns.push({
    ...{ key: 'validity', head: say('validity'), isShort: true },
    cell: ({ from, to }) =>
      to === null ? say('since', { from: dayOf(from) }) : say('span', { from: dayOf(from), to: lastDayOf(to) }),
  });
  const fact = found.find((each) => each.id === chosen);
  return (
    <>
      <div className={office.filters}>
        <Input.Search
          className={office.find ?? ''}
          allowClear={clear}
          aria-label={say('find')}
          placeholder={say('find')}
          onChange={({ target }) => setWords(target.value)}
        />
        <label>
          {say('on')}
          <DateInput
            value={day}
            empty={say('today')}
            onChange={(chosen) => setSearch(chosen === '' ? {} : { on: chosen }, { replace: true })}
          />
        </label>
        {mayChange ? (
          <span className={office.acts}>
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
              {say('add')}
            </Button>
          </span>
        ) : null}
      </div>
      {error === null ? null : <Trouble problem={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {data !== undefined && rows.length === 0 ? <Notice title={say('none')} hint={say('noneHint')} /> : null}
      {rows.length === 0 ? null : (
        <Table
          label={say(kind)}
          rows={rows}
          columns={columns}
          idOf={(each) => each.id}
          chosen={chosen}
          onChoose={(each) => setChosen(each.id)}
        />
      )}
      <p className={office.count} role="status">
        {rows.length < found.length ? `${rows.length}/${found.length}` : sayOffice('count', { count: rows.length })}
      </p>
      {isAdding ? <FactForm kind={kind} onClose={() => setAdding(false)} /> : null}
      {fact === undefined || isAdding ? null : (
        <FactPanel key={fact.id} kind={kind} fact={fact} mayChange={mayChange} onClose={() => setChosen(null)} />
      )}
    </>
  );
}
