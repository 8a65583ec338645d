import { deploymentOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { useNames } from '../../parts/person/use-names.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import styles from './processes.module.css';
import { Publish } from './publish.js';
import { useProcessesTexts } from './texts.js';

type Deployment = ResultOf<typeof deploymentOperations.listDeployments>['items'][number];

export function Deployments() {
  const say = useProcessesTexts();
  const { items, more, readMore, query } = usePages(deploymentOperations.listDeployments, {});
  const nameOf = useNames(items.map(({ by }) => by));
  const [chosen, setChosen] = useState<Deployment | null>(null);
  if (query.error !== null) return <Trouble problem={query.error} />;
  if (query.isSuccess && items.length === 0) return <p className={styles.empty}>{say('empty')}</p>;
  return (
    <>
      <table className={styles.table} aria-busy={query.isPending}>
        <thead>
          <tr>
            <th>{say('name')}</th>
            <th>{say('by')}</th>
            <th>{say('at')}</th>
            <th>{say('state')}</th>
            <th>{say('act')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <tr key={each.id}>
              <td>{each.name}</td>
              <td>{nameOf(each.by)}</td>
              <td>{new Date(each.at).toLocaleString('zh-CN', { hour12: false })}</td>
              <td>
                <Tag color={each.publishedAt === null ? 'orange' : 'green'}>
                  {say(each.publishedAt === null ? 'waiting' : 'published')}
                </Tag>
              </td>
              <td>
                <Link to={`/designer?deployment=${each.id}`}>{say('open')}</Link>
                {each.publishedAt === null ? (
                  <Button type="link" size="small" onClick={() => setChosen(each)}>
                    {say('publish')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more ? <Button onClick={readMore}>{say('more')}</Button> : null}
      {chosen === null ? null : <Publish deployment={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
