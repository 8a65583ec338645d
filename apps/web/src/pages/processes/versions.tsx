import { definitionOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { useTold } from '../../parts/told/use-told.js';
import { Listing } from '../../parts/office/listing.js';
import styles from './processes.module.css';
import { useProcessesTexts } from './texts.js';

const COLOURS = { draft: 'orange', scheduled: 'blue', published: 'green', retired: 'default' } as const;
const Compare = lazy(() => import('./compare/compare.js'));

type Version = ResultOf<typeof definitionOperations.listDefinitions>['items'][number];

export function Versions() {
  const say = useProcessesTexts();
  const tell = useTold();
  const pages = usePages(definitionOperations.listDefinitions, {});
  const [compared, setCompared] = useState<{ readonly from: string; readonly to: string } | null>(null);
  if (compared !== null) {
    return (
      <Suspense fallback={<p role="status">{say('comparing')}</p>}>
        <Compare {...compared} onClose={() => setCompared(null)} />
      </Suspense>
    );
  }
  const before = ({ process, version }: Version): Version | undefined =>
    pages.items.find((each) => each.process === process && each.version < version);
  return (
    <Listing
      label={say('versions')}
      {...{ pages }}
      idOf={({ digest }) => digest}
      empty={{ title: say('empty'), hint: say('emptyHint') }}
      columns={[
        {
          key: 'process',
          head: say('process'),
          cell: ({ name, process }) => (name === '' ? process : tell(process, name)),
        },
        { key: 'id', head: say('id'), cell: ({ process }) => process },
        { key: 'version', head: say('version'), isNumber: true, cell: ({ version }) => version },
        { key: 'state', head: say('state'), cell: ({ status }) => <Tag color={COLOURS[status]}>{say(status)}</Tag> },
        {
          key: 'act',
          head: say('act'),
          cell: (item) => {
            const earlier = before(item);
            return (
              <span className={styles.acts}>
                <Link to={`/designer?deployment=${item.deployment}`}>{say('open')}</Link>
                {earlier === undefined ? null : (
                  <Button
                    type="link"
                    size="small"
                    onClick={() => setCompared({ from: earlier.digest, to: item.digest })}
                  >
                    {say('compare', { version: earlier.version })}
                  </Button>
                )}
              </span>
            );
          },
        },
      ]}
    />
  );
}
