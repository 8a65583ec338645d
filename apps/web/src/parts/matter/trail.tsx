import { Skeleton } from 'antd';
import { toSecond } from '../format/time.js';
import { useNames } from '../person/use-names.js';
import { ActNames } from './act-names.js';
import { Outcome } from './outcome.js';
import { entriesOf, opinionsOf, type Entry } from './records.js';
import { useMatterTexts } from './texts.js';
import { useItems, useTell, useTrail, useWritten } from './use-matter.js';
import styles from './matter.module.css';

function useEntries(instance: string): readonly Entry[] | null {
  const trail = useTrail(instance).data;
  const written = useWritten(instance).data;
  const items = useItems(instance).data;
  if (trail === undefined || written === undefined || items === undefined) return null;
  return entriesOf(trail.records, written.items, items.items);
}

function useEntryNames(entries: readonly Entry[] | null) {
  const keys = (entries ?? []).flatMap(({ record: { person, onBehalfOf, post, department, to } }) => [
    `person:${person}`,
    onBehalfOf === undefined ? null : `person:${onBehalfOf}`,
    to === undefined ? null : `person:${to}`,
    post === undefined ? null : `post:${post}`,
    department === undefined ? null : `department:${department}`,
  ]);
  return useNames(keys);
}

/** 流转记录: who did what, for whom, in which post, when, and what they wrote. `only`: of one step. */
export function Trail({ instance, only }: { readonly instance: string; readonly only?: string }) {
  const say = useMatterTexts();
  const all = useEntries(instance);
  const nameOf = useEntryNames(all);
  if (all === null) return <Skeleton active />;
  const entries = only === undefined ? all : all.filter(({ record }) => record.activity === only);
  if (entries.length === 0) return <p className={styles.weak}>{say(only === undefined ? 'noTrail' : 'notDone')}</p>;
  return (
    <ol className={styles.trail}>
      {entries.map((entry) => (
        <TrailLine key={`${entry.record.seq}-${entry.record.act}`} {...{ instance, entry, nameOf }} />
      ))}
    </ol>
  );
}

interface EntryProps {
  readonly instance: string;
  readonly entry: Entry;
  readonly nameOf: (key: string) => string;
}

function TrailLine({ instance, entry, nameOf }: EntryProps) {
  const tell = useTell(instance);
  const { record, step } = entry;
  return (
    <li>
      <time dateTime={new Date(record.at).toISOString()}>{toSecond(record.at)}</time>
      <div>
        <p>
          {record.act === 'start' ? null : <strong>{tell(step)}</strong>} <ActNames {...{ instance, record, nameOf }} />
          {record.outcome === undefined ? null : <Outcome instance={instance} outcome={record.outcome} />}
        </p>
        <Who {...{ entry, nameOf }} />
        <Words {...{ instance, entry }} />
      </div>
    </li>
  );
}

function Who({ entry: { record }, nameOf }: Omit<EntryProps, 'instance'>) {
  const say = useMatterTexts();
  const { person, department, post, onBehalfOf } = record;
  return (
    <p className={styles.who}>
      <span>{nameOf(`person:${person}`)}</span>
      {department === undefined ? null : <span>{nameOf(`department:${department}`)}</span>}
      {post === undefined ? null : <span>{nameOf(`post:${post}`)}</span>}
      {onBehalfOf === undefined ? null : <em>{say('onBehalf', { name: nameOf(`person:${onBehalfOf}`) })}</em>}
    </p>
  );
}

function Words({ instance, entry: { text, verified } }: Omit<EntryProps, 'nameOf'>) {
  const say = useMatterTexts();
  const tell = useTell(instance);
  return (
    <>
      {text === null ? <p className={styles.weak}>{say('erased')}</p> : null}
      {text === undefined || text === null || text === '' ? null : <blockquote>{text}</blockquote>}
      {verified.length === 0 ? null : (
        <p className={styles.weak}>{say('verified', { list: verified.map(tell).join(say('listed')) })}</p>
      )}
    </>
  );
}

/** 意见栏: by step, as on the printed form. */
export function Opinions({ instance }: { readonly instance: string }) {
  const say = useMatterTexts();
  const tell = useTell(instance);
  const entries = useEntries(instance);
  const nameOf = useEntryNames(entries);
  if (entries === null) return <Skeleton active />;
  const opinions = opinionsOf(entries);
  if (opinions.length === 0) return <p className={styles.weak}>{say('noOpinions')}</p>;
  return (
    <dl className={styles.opinions}>
      {opinions.map(([step, of]) => (
        <div key={step}>
          <dt>{tell(step)}</dt>
          <dd>
            {of.map((entry) => (
              <div key={`${entry.record.seq}-${entry.record.act}`} className={styles.opinion}>
                {entry.record.outcome === undefined ? null : (
                  <Outcome instance={instance} outcome={entry.record.outcome} />
                )}
                <Words {...{ instance, entry }} />
                <div className={styles.signature}>
                  <Who {...{ entry, nameOf }} />
                  <time>{toSecond(entry.record.at)}</time>
                </div>
              </div>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
