import { usePerson } from '../../api/session.js';
import { toSecond } from '../format/time.js';
import { useNames } from '../person/use-names.js';
import { useActTexts } from './acts/texts.js';
import type { Item } from './use-matter.js';
import styles from './matter.module.css';

/** Why there is nothing to do in a step any more that somebody still has before them. */
export function Over({ item: { status, closedBy, closedAt } }: { readonly item: Item }) {
  const say = useActTexts();
  const { id } = usePerson();
  const nameOf = useNames([closedBy === null ? null : `person:${closedBy}`]);
  if (closedBy === id) return null;
  const isByOther = status === 'completed' && closedBy !== null && closedAt !== null;
  return (
    <p role="status" className={styles.lost}>
      {isByOther
        ? say('doneByOther', { name: nameOf(`person:${closedBy}`), at: toSecond(closedAt) })
        : say('notNeeded')}
    </p>
  );
}
