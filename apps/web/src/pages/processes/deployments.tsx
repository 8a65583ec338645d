import { deploymentOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { useNow } from '../../parts/page/use-now.js';
import { useNames } from '../../parts/person/use-names.js';
import { toSecond } from '../../parts/format/time.js';
import { List } from './list.js';
import { Publish } from './publish.js';
import { useProcessesTexts } from './texts.js';

type Deployment = ResultOf<typeof deploymentOperations.listDeployments>['items'][number];

export function Deployments() {
  const say = useProcessesTexts();
  const { items, more, readMore, query } = usePages(deploymentOperations.listDeployments, {});
  const nameOf = useNames(items.map(({ by }) => by));
  const [chosen, setChosen] = useState<Deployment | null>(null);
  const row = (each: Deployment) => (
    <tr key={each.id}>
      <td>{each.name}</td>
      <td>{nameOf(each.by)}</td>
      <td>{toSecond(each.at)}</td>
      <td>
        <State publishedAt={each.publishedAt} />
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
  );
  const heads = [say('name'), say('by'), say('at'), say('state'), say('act')];
  return (
    <>
      <List {...{ query, items, more, heads, row }} onMore={readMore} />
      {chosen === null ? null : <Publish deployment={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function State({ publishedAt }: Pick<Deployment, 'publishedAt'>) {
  const say = useProcessesTexts();
  const now = useNow();
  if (publishedAt === null) return <Tag color="orange">{say('waiting')}</Tag>;
  if (publishedAt > now) return <Tag color="blue">{say('effectOn', { at: toSecond(publishedAt) })}</Tag>;
  return <Tag color="green">{say('published')}</Tag>;
}
