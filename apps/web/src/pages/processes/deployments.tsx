import { deploymentOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { Listing } from '../../parts/office/listing.js';
import { useNow } from '../../parts/page/use-now.js';
import { useNames } from '../../parts/person/use-names.js';
import { toSecond } from '../../parts/format/time.js';
import styles from './processes.module.css';
import { Publish } from './publish.js';
import { useProcessesTexts } from './texts.js';
import { Withdraw } from './withdraw.js';

type Deployment = ResultOf<typeof deploymentOperations.listDeployments>['items'][number];

export function Deployments() {
  const say = useProcessesTexts();
  const now = useNow();
  const pages = usePages(deploymentOperations.listDeployments, {});
  const nameOf = useNames(pages.items.map(({ by }) => by));
  const [publishing, setPublishing] = useState<Deployment | null>(null);
  const [withdrawing, setWithdrawing] = useState<Deployment | null>(null);
  return (
    <>
      <Listing
        label={say('deployments')}
        {...{ pages }}
        idOf={({ id }) => id}
        empty={{ title: say('empty'), hint: say('emptyHint') }}
        columns={[
          { key: 'name', head: say('name'), cell: ({ name }) => name },
          { key: 'by', head: say('by'), cell: ({ by }) => nameOf(by) },
          { key: 'at', head: say('at'), isShort: true, cell: ({ at }) => toSecond(at) },
          { key: 'state', head: say('state'), cell: (each) => <State {...{ now }} publishedAt={each.publishedAt} /> },
          {
            key: 'act',
            head: say('act'),
            cell: (each) => (
              <span className={styles.acts}>
                <Link to={`/designer?deployment=${each.id}`}>{say('open')}</Link>
                {each.publishedAt === null ? (
                  <Button type="link" size="small" onClick={() => setPublishing(each)}>
                    {say('publish')}
                  </Button>
                ) : each.publishedAt > now ? (
                  <Button type="link" size="small" onClick={() => setWithdrawing(each)}>
                    {say('withdraw')}
                  </Button>
                ) : null}
              </span>
            ),
          },
        ]}
      />
      {publishing === null ? null : <Publish deployment={publishing} onClose={() => setPublishing(null)} />}
      {withdrawing === null ? null : <Withdraw deployment={withdrawing} onClose={() => setWithdrawing(null)} />}
    </>
  );
}

function State({ publishedAt, now }: Pick<Deployment, 'publishedAt'> & { readonly now: number }) {
  const say = useProcessesTexts();
  if (publishedAt === null) return <Tag color="orange">{say('waiting')}</Tag>;
  if (publishedAt > now) return <Tag color="blue">{say('effectOn', { at: toSecond(publishedAt) })}</Tag>;
  return <Tag color="green">{say('published')}</Tag>;
}
