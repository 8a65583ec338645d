import { inspectionOperations, type ResultOf } from '@quanheng/contracts';
import { Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { useClear } from '../../parts/clear/use-clear.js';
import { toSecond } from '../../parts/format/time.js';
import { Listing } from '../../parts/office/listing.js';
import office from '../../parts/office/office.module.css';
import { Panel } from '../../parts/office/panel.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { useNames } from '../../parts/person/use-names.js';
import { Opening } from './opening.js';
import { useInspectionTexts } from './texts.js';

type Row = ResultOf<typeof inspectionOperations.listMatters>['items'][number];
const STATUSES = ['active', 'suspended', 'completed', 'cancelled', 'quarantined'] as const;
const COLOURS = { active: 'blue', suspended: 'orange', completed: 'green', cancelled: 'default', quarantined: 'red' };

/** All matters of the unit, without what is in them. */
export function Matters({ mayOpen }: { readonly mayOpen: boolean }) {
  const say = useInspectionTexts();
  const clear = useClear();
  const processName = useProcessNames();
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<Row | null>(null);
  const status = STATUSES.find((each) => each === search.get('status'));
  const number = search.get('number') ?? '';
  const pages = usePages(inspectionOperations.listMatters, {
    query: { ...(status === undefined ? {} : { status }), ...(number === '' ? {} : { number }) },
  });
  const nameOf = useNames(pages.items.map(({ startedBy }) => startedBy));
  const set = (key: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  const titleOf = ({ number: named, process }: Row): string => `${processName(process)} ${named ?? say('noNumber')}`;
  return (
    <>
      <div className={office.filters}>
        <Input.Search
          className={office.find ?? ''}
          allowClear={clear}
          aria-label={say('findNumber')}
          placeholder={say('findNumber')}
          defaultValue={number}
          onSearch={(value) => set('number', value.trim())}
        />
        <Select
          aria-label={say('status')}
          className={office.short ?? ''}
          value={status ?? ''}
          onChange={(value) => set('status', value)}
          options={[{ value: '', label: say('all') }, ...STATUSES.map((value) => ({ value, label: say(value) }))]}
        />
      </div>
      <Listing
        label={say('matters')}
        pages={pages}
        idOf={({ id }) => id}
        chosen={chosen?.id ?? null}
        onChoose={setChosen}
        columns={[
          { key: 'number', head: say('number'), cell: (row) => row.number ?? say('noNumber') },
          { key: 'process', head: say('process'), cell: ({ process }) => processName(process) },
          {
            ...{ key: 'status', head: say('status') },
            cell: ({ status: is }) => <Tag color={COLOURS[is]}>{say(is)}</Tag>,
          },
          { key: 'startedBy', head: say('startedBy'), isShort: true, cell: ({ startedBy }) => nameOf(startedBy) },
          { key: 'startedAt', head: say('startedAt'), isShort: true, cell: ({ startedAt }) => toSecond(startedAt) },
          {
            key: 'opened',
            head: say('access'),
            isShort: true,
            cell: ({ isOpened }) => say(isOpened ? 'opened' : 'notOpened'),
          },
        ]}
        empty={{ title: say('noMatters'), hint: say('noMattersHint') }}
      />
      {chosen === null ? null : (
        <Panel title={titleOf(chosen)} onClose={() => setChosen(null)}>
          <Opening key={chosen.id} instance={chosen.id} mayOpen={mayOpen} />
        </Panel>
      )}
    </>
  );
}
