import { definitionOperations } from '@quanheng/contracts';
import { Input, Segmented, Select } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ApiProblem } from '../../api/problem.js';
import { useRead } from '../../api/hooks.js';
import { useClear } from '../clear/use-clear.js';
import { lateness } from '../format/time.js';
import { Notice } from '../notice/notice.js';
import { Title } from '../page/title.js';
import { useNow } from '../page/use-now.js';
import { useWidth } from '../page/use-width.js';
import { useTold } from '../told/use-told.js';
import { Trouble } from '../trouble/trouble.js';
import { matching, type Line } from './line.js';
import { Lines, LinesLoading } from './lines.js';
import { Pane } from './pane.js';
import { SavedViews, type Filters } from './saved-views.js';
import { useBoxTexts } from './texts.js';
import { useSearched } from './use-searched.js';
import styles from './box.module.css';

const Matter = lazy(async () => ({ default: (await import('../matter/matter.js')).Matter }));

/** Lines that are read for a search: whoever looks for something older asks by its number. */
const MOST_SEARCHED = 1000;
/** Pixels below which list and pane do not stand beside each other. */
const BESIDE = 900;

export interface Box {
  readonly lines: readonly Line[];
  readonly isLoading: boolean;
  readonly problem: ApiProblem | null;
  readonly more: boolean;
  readonly readMore: () => void;
  readonly again: () => void;
}

interface BoxPageProps {
  /** First part of its address, and the name under which its filters are kept. */
  readonly name: 'todo' | 'to-read' | 'done' | 'mine' | 'cc' | 'drafts';
  readonly title: string;
  readonly box: Box;
  readonly empty: { readonly title: string; readonly hint: string; readonly act?: ReactNode };
  readonly act?: ReactNode;
  readonly process: string;
  readonly onProcess: ((process: string) => void) | null;
  /** With times by which work is due. */
  readonly hasDue?: boolean;
  readonly chosen: { readonly instance: string; readonly item?: string } | null;
}

export function BoxPage({ name, title, box, empty, act, process, onProcess, hasDue = false, chosen }: BoxPageProps) {
  const say = useBoxTexts();
  const clear = useClear();
  const now = useNow();
  const width = useWidth();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const words = search.get('find') ?? '';
  const when = search.get('when') ?? 'all';
  const isWhole = words === '' && when === 'all';
  const found = matching(box.lines, words, useSearched(box.lines, words !== ''));
  const shown = when === 'all' ? found : found.filter(({ due }) => due != null && lateness(due, now) === when);
  const { more, readMore, lines } = box;
  useEffect(() => {
    if (!isWhole && more && lines.length < MOST_SEARCHED) readMore();
  }, [isWhole, more, lines.length, readMore]);
  const onEnd = useCallback(() => {
    if (isWhole) readMore();
  }, [isWhole, readMore]);
  const isBeside = width >= BESIDE;
  const set = (key: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '' || value === 'all') next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  const close = (): void => void navigate({ pathname: `/${name}`, search: search.toString() });
  const path = chosen === null ? null : `${chosen.instance}/${chosen.item ?? ''}`;
  const list = (
    <section className={styles.list} aria-label={title}>
      <Title act={act}>{title}</Title>
      <div className={styles.filters}>
        <Input.Search
          allowClear={clear}
          aria-label={say('search')}
          placeholder={say('search')}
          key={words}
          defaultValue={words}
          onSearch={(value) => set('find', value.trim())}
        />
        {onProcess === null ? null : <ProcessFilter process={process} onProcess={onProcess} />}
        {hasDue ? (
          <Segmented
            aria-label={say('left')}
            value={when}
            onChange={(value) => set('when', value)}
            options={(['all', 'soon', 'overdue'] as const).map((value) => ({ value, label: say(value) }))}
          />
        ) : null}
        <SavedViews box={name} filters={filtersOf(words, when, process)} />
      </div>
      {box.problem === null ? null : <Trouble problem={box.problem} onAgain={box.again} />}
      {box.isLoading ? <LinesLoading /> : null}
      {shown.length > 0 ? (
        <Lines
          label={title}
          lines={shown}
          chosen={path}
          isNarrow={chosen !== null || !isBeside}
          hasDue={hasDue}
          now={now}
          onEnd={onEnd}
        />
      ) : null}
      {shown.length === 0 && !box.isLoading && box.problem === null ? (
        isWhole ? (
          <Notice title={empty.title} hint={empty.hint}>
            {empty.act}
          </Notice>
        ) : (
          <Notice title={say('nothingFound')} hint={say('nothingFoundHint')} />
        )
      ) : null}
      <p className={styles.count} role="status">
        {isWhole
          ? say(more ? 'countMore' : 'count', { count: lines.length })
          : more
            ? say('searched', { count: lines.length })
            : say('count', { count: shown.length })}
      </p>
    </section>
  );
  if (chosen === null) return <div className={styles.page}>{list}</div>;
  const pane = (
    <Pane onClose={close}>
      <Suspense fallback={<LinesLoading />}>
        <Matter key={path} instance={chosen.instance} item={chosen.item ?? null} onDone={close} />
      </Suspense>
    </Pane>
  );
  return (
    <div className={styles.page} data-pane={isBeside}>
      {isBeside ? list : null}
      {pane}
    </div>
  );
}

function filtersOf(find: string, when: string, process: string): Filters {
  const due: Pick<Filters, 'when'> = when === 'soon' || when === 'overdue' ? { when } : {};
  return { ...(find === '' ? {} : { find }), ...due, ...(process === '' ? {} : { process }) };
}

function ProcessFilter({ process, onProcess }: { readonly process: string; readonly onProcess: (p: string) => void }) {
  const say = useBoxTexts();
  const tell = useTold();
  const [isOpen, setOpen] = useState(process !== '');
  const { data } = useRead(
    definitionOperations.listDefinitions,
    { query: { status: 'published', limit: '200' } },
    { enabled: isOpen },
  );
  const names = new Map((data?.items ?? []).map((each) => [each.process, tell(each.process, each.name)]));
  return (
    <Select
      className={styles.process ?? ''}
      aria-label={say('process')}
      value={process}
      onOpenChange={() => setOpen(true)}
      onChange={onProcess}
      options={[{ value: '', label: say('allProcesses') }, ...[...names].map(([value, label]) => ({ value, label }))]}
    />
  );
}
