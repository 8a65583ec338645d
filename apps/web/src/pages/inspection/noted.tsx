import { inspectionOperations, type ResultOf } from '@quanheng/contracts';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { DateInput } from '../../parts/date-input/date-input.js';
import { endOfDay, startOfDay } from '../../parts/format/day.js';
import { toSecond } from '../../parts/format/time.js';
import { useCommandNames } from '../../parts/office/command-names.js';
import { Listing } from '../../parts/office/listing.js';
import office from '../../parts/office/office.module.css';
import { Pairs } from '../../parts/office/pairs.js';
import { Panel } from '../../parts/office/panel.js';
import type { Column } from '../../parts/office/table.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { useNames } from '../../parts/person/use-names.js';
import { Opening } from './opening.js';
import { useInspectionTexts } from './texts.js';

type Row = ResultOf<typeof inspectionOperations.listNoted>['items'][number];
interface NotedProps {
  readonly noted: 'refusal' | 'exception' | 'reading';
  readonly mayOpen: boolean;
}

const EMPTY = { refusal: 'noRefusal', exception: 'noException', reading: 'noReading' } as const;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Refusals, exceptions or readings, by the day. */
export function Noted({ noted, mayOpen }: NotedProps) {
  const say = useInspectionTexts();
  const commandName = useCommandNames();
  const processName = useProcessNames();
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<Row | null>(null);
  const [from, until] = [search.get('from') ?? '', search.get('until') ?? ''];
  const pages = usePages(
    inspectionOperations.listNoted,
    {
      query: {
        noted,
        ...(DAY.test(from) ? { from: String(startOfDay(from)) } : {}),
        ...(DAY.test(until) ? { until: String(endOfDay(until)) } : {}),
      },
    },
    { limit: 50 },
  );
  const nameOf = useNames(pages.items.map(({ principal }) => principal));
  const set = (key: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  const why: Column<Row> =
    noted === 'refusal'
      ? { key: 'rule', head: say('rule'), cell: ({ reasons, refused }) => reasons[0]?.message ?? refused }
      : { key: 'reason', head: say('reason'), cell: ({ said }) => said };
  const columns: Column<Row>[] = [
    { key: 'act', head: say('act'), cell: ({ kind }) => commandName(kind) },
    { key: 'who', head: say('who'), isShort: true, cell: ({ principal }) => nameOf(principal) },
    { key: 'at', head: say('at'), isShort: true, cell: ({ at }) => toSecond(at) },
    {
      key: 'matter',
      head: say('matter'),
      cell: ({ process, number }) => [processName(process), number].join(' ').trim(),
    },
    why,
  ];
  const idOf = ({ stream, seq }: Row): string => `${stream} ${seq}`;
  return (
    <>
      <div className={office.filters}>
        {(['from', 'until'] as const).map((key) => (
          <label key={key}>
            {say(key)}
            <DateInput value={search.get(key) ?? ''} onChange={(day) => set(key, day)} />
          </label>
        ))}
      </div>
      <Listing
        label={say(noted)}
        pages={pages}
        columns={columns}
        idOf={idOf}
        chosen={chosen === null ? null : idOf(chosen)}
        onChoose={setChosen}
        empty={{ title: say(EMPTY[noted]), hint: say('noNotedHint') }}
      />
      {chosen === null ? null : (
        <Panel title={commandName(chosen.kind)} onClose={() => setChosen(null)}>
          <One of={chosen} who={nameOf(chosen.principal)} />
          {chosen.instance === null ? null : <Opening instance={chosen.instance} mayOpen={mayOpen} />}
        </Panel>
      )}
    </>
  );
}

function One({ of, who }: { readonly of: Row; readonly who: string }) {
  const say = useInspectionTexts();
  const processName = useProcessNames();
  const { process, number, at, said, stream, seq, isErased, reasons } = of;
  return (
    <>
      <section className={office.section}>
        <Pairs
          of={[
            [say('who'), who],
            [say('at'), toSecond(at)],
            [say('matter'), [processName(process), number].join(' ').trim()],
            [say('reason'), said],
            [say('entry'), say('entryAt', { stream: stream.startsWith('instance:') ? say('ownChain') : stream, seq })],
          ]}
        />
        {isErased ? <p className={office.hint}>{say('erased')}</p> : null}
      </section>
      {reasons.length === 0 ? null : (
        <section className={office.section}>
          <h2>{say('reasons')}</h2>
          <ol className={office.reasons}>
            {reasons.map(({ code, message }) => (
              <li key={code + message}>
                {message} <code>{code}</code>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
