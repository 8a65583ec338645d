import { DeleteOutlined, SaveOutlined } from '@ant-design/icons';
import { savedViewOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Popover, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useRead, useSend } from '../../api/hooks.js';
import { Trouble } from '../trouble/trouble.js';
import { useBoxTexts } from './texts.js';
import styles from './box.module.css';

/** Forms are loaded by whoever fills one in: lists open without. */
const NameOfView = lazy(async () => ({ default: (await import('./name-of-view.js')).NameOfView }));

type View = ResultOf<typeof savedViewOperations.listSavedViews>['items'][number];
export type Filters = View['filters'];

export interface SavedViewsProps {
  readonly box: View['box'];
  /** Those that the list is narrowed by now. */
  readonly filters: Filters;
}

/** The filters of this box that somebody has kept under a name: chosen, saved anew, thrown away. */
export function SavedViews({ box, filters }: SavedViewsProps) {
  const say = useBoxTexts();
  const [, setSearch] = useSearchParams();
  const { data } = useRead(savedViewOperations.listSavedViews, {});
  const drop = useSend(savedViewOperations.dropView);
  const views = (data?.items ?? []).filter((view) => view.box === box);
  const chosen = views.find((view) => isSame(view.filters, filters));
  const isNarrowed = Object.keys(filters).length > 0;
  const apply = (name: string): void => {
    const view = views.find((each) => each.name === name);
    // An empty process is said too, or the one that was chosen last would stay.
    setSearch({ process: '', ...view?.filters }, { replace: true });
  };
  if (views.length === 0 && !isNarrowed) return null;
  return (
    <>
      {views.length === 0 ? null : (
        <Select
          className={styles.process ?? ''}
          aria-label={say('view')}
          placeholder={say('view')}
          value={chosen?.name ?? null}
          onChange={apply}
          options={views.map(({ name }) => ({ value: name, label: name }))}
        />
      )}
      {chosen !== undefined ? (
        <Button
          icon={<DeleteOutlined aria-hidden />}
          loading={drop.isPending}
          onClick={() => drop.mutate({ params: { box, name: chosen.name } })}
        >
          {say('dropView')}
        </Button>
      ) : isNarrowed ? (
        <SaveAs box={box} filters={filters} />
      ) : null}
      {drop.error === null ? null : <Trouble problem={drop.error} />}
    </>
  );
}

function SaveAs({ box, filters }: SavedViewsProps) {
  const say = useBoxTexts();
  const [isOpen, setOpen] = useState(false);
  const content = (
    <div className={styles.saveAs}>
      <Suspense>
        <NameOfView box={box} filters={filters} onSaved={() => setOpen(false)} />
      </Suspense>
    </div>
  );
  return (
    <Popover
      content={content}
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      placement="bottomLeft"
    >
      <Button icon={<SaveOutlined aria-hidden />} aria-expanded={isOpen}>
        {say('saveAs')}
      </Button>
    </Popover>
  );
}

function isSame(one: Filters, other: Filters): boolean {
  return (['find', 'when', 'process'] as const).every((key) => (one[key] ?? '') === (other[key] ?? ''));
}
