import { definitionOperations, instanceOperations, itemOperations } from '@quanheng/contracts';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../api/client.js';
import { usePages, useSend } from '../../api/hooks.js';
import { usePerson } from '../../api/session.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { FOCUSED } from '../../parts/box/follow.js';
import { Notice } from '../../parts/notice/notice.js';
import { Title } from '../../parts/page/title.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { useTold } from '../../parts/told/use-told.js';
import { Expected } from './expected.js';
import styles from './start.module.css';
import { useStartTexts } from './texts.js';

/** Every process that is in force; whoever starts one goes on with the first step that is theirs. */
export function Component() {
  const say = useStartTexts();
  const tell = useTold();
  const { id: person } = usePerson();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const pages = usePages(definitionOperations.listDefinitions, { query: { status: 'published' } }, { limit: 200 });
  const [shown, setShown] = useState<string | null>(null);
  const start = useSend(instanceOperations.startInstance);
  const { error, isLoading, refetch } = pages.query;
  // The newest of each comes first.
  const newest = pages.items.filter(
    ({ process }, index) => pages.items.findIndex((each) => each.process === process) === index,
  );
  const open = async (instance: string): Promise<void> => {
    const { items } = await call(itemOperations.listInstanceItems, { params: { instance } });
    const mine = items.find(
      ({ status, assignee, offers }) =>
        status === 'open' && (assignee === person || (assignee === null && offers.includes(`person:${person}`))),
    );
    announce(say(mine === undefined ? 'startedElsewhere' : 'started'));
    const to = mine === undefined ? `/mine/${instance}` : `/todo/${instance}/${encodeURIComponent(mine.item)}`;
    await navigate(to, FOCUSED);
  };
  return (
    <>
      <Title>{say('title')}</Title>
      <div className={styles.page}>
        <p>{say('choose')}</p>
        {error === null ? null : <Trouble problem={error} onAgain={() => void refetch()} />}
        {start.error === null ? null : <Trouble problem={start.error} />}
        {isLoading ? <Skeleton active /> : null}
        {!isLoading && error === null && newest.length === 0 ? (
          <Notice title={say('empty')} hint={say('emptyHint')} />
        ) : null}
        <ul className={styles.processes}>
          {newest.map(({ digest, process, name, version }) => (
            <li key={process}>
              <strong>{tell(process, name)}</strong>
              <span>{say('version', { count: version })}</span>
              <Button
                type="link"
                aria-label={`${tell(process, name)} ${say('expected')}`}
                aria-expanded={shown === digest}
                onClick={() => setShown(shown === digest ? null : digest)}
              >
                {say('expected')}
              </Button>
              <Button
                aria-label={`${say('start')} ${tell(process, name)}`}
                loading={start.isPending && start.variables.body.process === process}
                onClick={() =>
                  start.mutate(
                    { body: { process } },
                    { onSuccess: ({ result }) => void open(String(result['instance'])) },
                  )
                }
              >
                {say('start')}
              </Button>
              {shown === digest ? (
                <div className={styles.expected}>
                  <Expected definition={digest} />
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
