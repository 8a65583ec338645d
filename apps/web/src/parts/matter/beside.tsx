import { besideOperations } from '@quanheng/contracts';
import { Button } from 'antd';
import { useRead, useSend } from '../../api/hooks.js';
import { useAnnounce } from '../announcement/announcements.js';
import { toSecond } from '../format/time.js';
import { useNames } from '../person/use-names.js';
import { Trouble } from '../trouble/trouble.js';
import { useMatterTexts } from './texts.js';
import { useComments } from './use-matter.js';
import styles from './matter.module.css';

/** 已阅: for whom the matter was shown to and who has not said so yet. */
export function Acknowledge({ instance }: { readonly instance: string }) {
  const say = useMatterTexts();
  const announce = useAnnounce();
  const copies = useRead(besideOperations.listCopies, { query: { box: 'toRead', limit: '200' } });
  const send = useSend(besideOperations.acknowledgeCopy);
  const copy = copies.data?.items.find((each) => each.instance === instance);
  if (copy === undefined) return send.error === null ? null : <Trouble problem={send.error} />;
  return (
    <Button
      type="primary"
      loading={send.isPending}
      onClick={() => send.mutate({ params: { instance } }, { onSuccess: () => announce(say('haveRead')) })}
    >
      {say('haveRead')}
    </Button>
  );
}

/** 附言 and what was written with 催办. */
export function Comments({ instance }: { readonly instance: string }) {
  const say = useMatterTexts();
  const comments = useComments(instance).data?.items ?? [];
  const nameOf = useNames(comments.map(({ person }) => `person:${person}`));
  if (comments.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{say('comments')}</h2>
      {comments.map(({ seq, person, at, act, text }) => (
        <div key={seq} className={styles.opinion}>
          <p className={styles.who}>
            <span>{nameOf(`person:${person}`)}</span>
            {act === 'urge' ? <span>{say('urge')}</span> : null}
            <time>{toSecond(at)}</time>
          </p>
          <blockquote>{text ?? say('erased')}</blockquote>
        </div>
      ))}
    </section>
  );
}
