import { definitionOperations } from '@quanheng/contracts';
import { Button, Tag } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import styles from './processes.module.css';
import { useProcessesTexts } from './texts.js';

const COLOURS = { draft: 'orange', published: 'green', retired: 'default' } as const;

export function Versions() {
  const say = useProcessesTexts();
  const { items, more, readMore, query } = usePages(definitionOperations.listDefinitions, {});
  if (query.error !== null) return <Trouble problem={query.error} />;
  if (query.isSuccess && items.length === 0) return <p className={styles.empty}>{say('empty')}</p>;
  return (
    <>
      <table className={styles.table} aria-busy={query.isPending}>
        <thead>
          <tr>
            <th>{say('process')}</th>
            <th>{say('id')}</th>
            <th className={styles.number}>{say('version')}</th>
            <th>{say('state')}</th>
            <th>{say('act')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ digest, name, process, version, status, deployment }) => (
            <tr key={digest}>
              <td>{name || process}</td>
              <td>{process}</td>
              <td className={styles.number}>{version}</td>
              <td>
                <Tag color={COLOURS[status]}>{say(status)}</Tag>
              </td>
              <td>
                <Link to={`/designer?deployment=${deployment}`}>{say('open')}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more ? <Button onClick={readMore}>{say('more')}</Button> : null}
    </>
  );
}
