import { Link } from 'react-router';
import { useNow } from '../page/use-now.js';
import { useNames } from '../person/use-names.js';
import { TimeLeft } from '../box/time-left.js';
import { useMatterTexts } from './texts.js';
import { useItems, useTell } from './use-matter.js';
import styles from './matter.module.css';

/** Where the matter is, and who is waited for. Each step opens, also for who only hands in a paper there. */
export function Progress({ instance }: { readonly instance: string }) {
  const say = useMatterTexts();
  const now = useNow();
  const tell = useTell(instance);
  const open = (useItems(instance).data?.items ?? []).filter(({ status }) => status === 'open');
  const nameOf = useNames(
    open.flatMap(({ assignee, offers }) => [assignee === null ? null : `person:${assignee}`, ...offers]),
  );
  if (open.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{say('progress')}</h2>
      <ul className={styles.progress}>
        {open.map(({ item, name, assignee, offers, due }) => (
          <li key={item}>
            <Link to={`/matters/${instance}/${encodeURIComponent(item)}`}>{tell(name)}</Link>
            <span className={styles.weak}>
              {assignee === null
                ? say('waitingFor', { names: offers.map(nameOf).join('、') })
                : say('claimed', { name: nameOf(`person:${assignee}`) })}
            </span>
            <TimeLeft due={due} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}
