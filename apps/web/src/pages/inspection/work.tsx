import { itemOperations, type ResultOf } from '@quanheng/contracts';
import { Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { usePages } from '../../api/hooks.js';
import { toSecond } from '../../parts/format/time.js';
import { Listing } from '../../parts/office/listing.js';
import { Panel } from '../../parts/office/panel.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { useInspectionTexts } from './texts.js';

const Matter = lazy(async () => ({ default: (await import('../../parts/matter/matter.js')).Matter }));
type Item = ResultOf<typeof itemOperations.listItems>['items'][number];

/** What was filed, and whatever else waits for those who supervise. */
export function Work() {
  const say = useInspectionTexts();
  const processName = useProcessNames();
  const [chosen, setChosen] = useState<Item | null>(null);
  const pages = usePages(itemOperations.listItems, { query: { box: 'open' } });
  const idOf = ({ instance, item }: Item): string => `${instance}/${item}`;
  return (
    <>
      <Listing
        label={say('work')}
        pages={pages}
        idOf={idOf}
        chosen={chosen === null ? null : idOf(chosen)}
        onChoose={setChosen}
        columns={[
          { key: 'item', head: say('item'), cell: ({ name }) => name },
          { key: 'process', head: say('process'), cell: ({ process }) => processName(process) },
          { key: 'number', head: say('number'), cell: ({ number }) => number ?? say('noNumber') },
          { key: 'arrived', head: say('arrived'), isShort: true, cell: ({ openedAt }) => toSecond(openedAt) },
          { key: 'due', head: say('due'), isShort: true, cell: ({ due }) => (due === null ? '' : toSecond(due)) },
        ]}
        empty={{ title: say('noWork'), hint: say('noWorkHint') }}
      />
      {chosen === null ? null : (
        <Panel title={chosen.name} size="wide" onClose={() => setChosen(null)}>
          <Suspense fallback={<Skeleton active />}>
            <Matter instance={chosen.instance} item={chosen.item} onDone={() => setChosen(null)} />
          </Suspense>
        </Panel>
      )}
    </>
  );
}
