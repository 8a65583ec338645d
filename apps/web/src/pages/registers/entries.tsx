import { DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { registerOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { addressOf } from '../../api/client.js';
import { useClear } from '../../parts/clear/use-clear.js';
import { DateInput } from '../../parts/date-input/date-input.js';
import { usePages } from '../../api/hooks.js';
import { endOfDay } from '../../parts/format/day.js';
import { Listing } from '../../parts/office/listing.js';
import type { Column } from '../../parts/office/table.js';
import office from '../../parts/office/office.module.css';
import { useSettled } from '../../parts/page/use-settled.js';
import { Entry } from './entry.js';
import { DESCRIPTIONS } from './fields.js';
import { Import } from './import.js';
import type { Known } from './index.js';
import { Propose } from './propose.js';
import { shown } from './show.js';
import { useRegisterTexts } from './texts.js';
import { useShownNames } from './use-shown-names.js';
import { validity } from './validity.js';

type Row = ResultOf<typeof registerOperations.listRegisterEntries>['items'][number];
const SHORT = new Set(['day', 'whole', 'risk', 'percent']);

/** What is in force on a day. */
export function Entries({ of }: { readonly of: Known }) {
  const say = useRegisterTexts();
  const clear = useClear();
  const { register } = of;
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const [words, setWords] = useState('');
  const wanted = useSettled(words.trim());
  const day = search.get('on') ?? '';
  const chosen = search.get('entry');
  const set = (key: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? { at: String(endOfDay(day) - 1) } : {};
  const text = wanted === '' ? {} : { text: wanted };
  const pages = usePages(
    registerOperations.listRegisterEntries,
    { params: { register }, query: { ...at, ...text } },
    { isKept: true },
  );
  const { items, more, readMore, query } = pages;
  const isUnfound = wanted !== '' && items.length === 0 && more && !query.isPlaceholderData;
  // Of a long register the server looks through a part at a time.
  useEffect(() => {
    if (isUnfound) readMore();
  }, [isUnfound, readMore]);
  const nameOf = useShownNames(
    register,
    pages.items.map(({ data }) => data),
  );
  const { number, fields } = DESCRIPTIONS[register];
  const columns: Column<Row>[] = [
    { key: 'id', head: say(number), cell: ({ id }) => id },
    ...fields
      .filter(({ isListed }) => isListed)
      .map(({ name, label, kind }) => ({
        ...{ key: name, head: say(label), isNumber: kind === 'money', isShort: SHORT.has(kind) },
        cell: ({ data }: Row) => shown(kind, data[name], say, nameOf),
      })),
    { key: 'validity', head: say('validity'), isShort: true, cell: (row) => validity(row, say) },
  ];
  return (
    <>
      <div className={office.filters}>
        <Input.Search
          className={office.find ?? ''}
          allowClear={clear}
          aria-label={say('find')}
          placeholder={say('find')}
          maxLength={100}
          onChange={({ target }) => setWords(target.value)}
        />
        <label>
          {say('on')}
          <DateInput value={day} empty={say('today')} onChange={(chosen) => set('on', chosen)} />
        </label>
        {day === '' ? null : <Button onClick={() => set('on', '')}>{say('today')}</Button>}
        <span className={office.acts}>
          {of.maySeeProposals ? (
            <Button
              icon={<DownloadOutlined aria-hidden />}
              href={addressOf(registerOperations.exportRegister, { params: { register }, query: at })}
            >
              {say('export')}
            </Button>
          ) : null}
          {of.mayPropose ? (
            <>
              <Button icon={<UploadOutlined aria-hidden />} onClick={() => setOpen('import')}>
                {say('import')}
              </Button>
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('add')}>
                {say('add')}
              </Button>
            </>
          ) : null}
        </span>
      </div>
      <Listing
        label={say(register)}
        pages={pages}
        columns={columns}
        idOf={({ id }) => id}
        chosen={chosen}
        onChoose={({ id }) => set('entry', id)}
        empty={
          wanted === ''
            ? { title: say('empty'), hint: say('emptyHint') }
            : { title: say('nothingFound'), hint: say('nothingFoundHint') }
        }
      />
      {open === 'add' ? <Propose of={of} onClose={() => setOpen(null)} /> : null}
      {open === 'import' ? <Import register={register} onClose={() => setOpen(null)} /> : null}
      {chosen === null || open !== null ? null : (
        <Entry key={chosen} of={of} id={chosen} at={at} onClose={() => set('entry', '')} />
      )}
    </>
  );
}
