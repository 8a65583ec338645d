import { definitionOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { useTold } from '../../parts/told/use-told.js';
import { List } from './list.js';
import styles from './processes.module.css';
import { useProcessesTexts } from './texts.js';

const COLOURS = { draft: 'orange', scheduled: 'blue', published: 'green', retired: 'default' } as const;
const Compare = lazy(() => import('./compare/compare.js'));

type Version = ResultOf<typeof definitionOperations.listDefinitions>['items'][number];

export function Versions() {
  const say = useProcessesTexts();
  const tell = useTold();
  const { items, more, readMore, query } = usePages(definitionOperations.listDefinitions, {});
  const [compared, setCompared] = useState<{ readonly from: string; readonly to: string } | null>(null);
  if (compared !== null) {
    return (
      <Suspense fallback={<p role="status">{say('comparing')}</p>}>
        <Compare {...compared} onClose={() => setCompared(null)} />
      </Suspense>
    );
  }
  const before = ({ process, version }: Version): Version | undefined =>
    items.find((each) => each.process === process && each.version < version);
  const row = (item: Version) => {
    const { digest, name, process, version, status, deployment } = item;
    const earlier = before(item);
    return (
      <tr key={digest}>
        <td>{name === '' ? process : tell(process, name)}</td>
        <td>{process}</td>
        <td className={styles.number}>{version}</td>
        <td>
          <Tag color={COLOURS[status]}>{say(status)}</Tag>
        </td>
        <td>
          <Link to={`/designer?deployment=${deployment}`}>{say('open')}</Link>
          {earlier === undefined ? null : (
            <Button type="link" size="small" onClick={() => setCompared({ from: earlier.digest, to: digest })}>
              {say('compare', { version: earlier.version })}
            </Button>
          )}
        </td>
      </tr>
    );
  };
  const heads = [
    say('process'),
    say('id'),
    <span key="version" className={styles.number}>
      {say('version')}
    </span>,
    say('state'),
    say('act'),
  ];
  return <List {...{ query, items, more, heads, row }} onMore={readMore} />;
}
