import { LockOutlined } from '@ant-design/icons';
import { toSecond } from '../../format/time.js';
import { lineOf } from '../../format/value.js';
import { useNames } from '../../person/use-names.js';
import { FieldList } from '../field-list.js';
import { Outcome } from '../outcome.js';
import { useTell, type Sheet, type Step } from '../use-matter.js';
import { LostSignatures } from './lost-signatures.js';
import { useActTexts } from './texts.js';
import styles from '../matter.module.css';

interface FrozenProps {
  readonly instance: string;
  readonly step: Step;
  readonly sheet: Sheet | undefined;
}

/** What a signature given now covers, and whose it follows. */
export function Frozen({ instance, step, sheet }: FrozenProps) {
  const { signs, acts, isPen } = step;
  const say = useActTexts();
  const tell = useTell(instance);
  const nameOf = useNames(acts.map(({ done }) => (done === null ? null : `person:${done.person}`)));
  if (signs === null) return null;
  const known = new Map((sheet?.fields ?? []).map((field) => [field.name, field]));
  const fields = signs.data
    .filter(({ value }) => value !== null)
    .map((datum) => {
      const { label = datum.name, value, chosen = null } = known.get(datum.name) ?? {};
      return { ...datum, label, chosen: lineOf(value ?? null) === lineOf(datum.value) ? chosen : null };
    });
  return (
    <section className={styles.frozen}>
      <h3>
        <LockOutlined aria-hidden /> {say(isPen ? 'frozen' : 'frozenCheck')}
      </h3>
      <FieldList {...{ instance, fields }} />
      {signs.papers.map(({ name, file, digest }) => (
        <p key={name}>
          {say('paper', { name: tell(name), file })} <code title={digest}>{digest.slice(0, 16)}…</code>
        </p>
      ))}
      <p className={styles.digest}>
        {say('digest')} <code>{signs.digest}</code>
      </p>
      {/* Of a meeting, its own page tells who has done what. */}
      {acts.length === 0 || step.control === 'collectiveDecision' ? null : (
        <ul className={styles.pens} aria-label={say('pens')}>
          {acts.map(({ act, title, done }) => (
            <li key={act}>
              <span>{tell(title)}</span>
              {done === null ? (
                <span className={styles.weak}>{say('notSigned')}</span>
              ) : (
                <span>
                  <Outcome instance={instance} outcome={done.outcome} />{' '}
                  {say('signedBefore', { name: nameOf(`person:${done.person}`), at: toSecond(done.at) })},
                  {say(done.digest === signs.digest ? 'sameDigest' : 'otherDigest')}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <LostSignatures {...{ instance, step }} />
    </section>
  );
}
