import { toSecond } from '../../format/time.js';
import { useNames } from '../../person/use-names.js';
import { useTrail, type Step } from '../use-matter.js';
import { lostSignatures } from './lost.js';
import { useActTexts } from './texts.js';
import styles from '../matter.module.css';

/** Who signed here before what they signed was changed or returned: it has to be signed anew. */
export function LostSignatures({ instance, step }: { readonly instance: string; readonly step: Step }) {
  const say = useActTexts();
  const lost = lostSignatures(step, useTrail(instance).data?.records ?? []);
  const nameOf = useNames(lost.map(({ person }) => `person:${person}`));
  if (lost.length === 0) return null;
  const list = lost.map(({ person, at }) => say('lostOne', { name: nameOf(`person:${person}`), at: toSecond(at) }));
  return (
    <p role="status" className={styles.lost}>
      {say('lost', { list: list.join(say('listed')) })}
    </p>
  );
}
