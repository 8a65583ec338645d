import { useLanguage } from '../../i18n/texts.js';
import { typedDate } from '../form/dates.js';
import { writtenDay } from '../format/day.js';
import { capitals, decimalOf, money } from '../format/money.js';
import { isDated, lineOf } from '../format/value.js';
import { useNames } from '../person/use-names.js';
import { useMatterTexts } from './texts.js';
import { useTell, type Sheet } from './use-matter.js';
import styles from './matter.module.css';

type Field = Omit<Sheet['fields'][number], 'label'> & { readonly label: string };

interface FieldListProps {
  readonly instance: string;
  readonly fields: readonly Field[];
}

/** What was filled in, as on a printed form; amounts in figures and in words. */
export function FieldList({ instance, fields }: FieldListProps) {
  const tell = useTell(instance);
  const nameOf = useNames(fields.flatMap(({ type, value }) => (type === 'person' ? `person:${lineOf(value)}` : [])));
  return (
    <dl className={styles.fields}>
      {fields.map(({ name, label, type, value, chosen }) => (
        <div key={name}>
          <dt>{tell(label)}</dt>
          <dd>
            {type === 'person' ? (
              nameOf(`person:${lineOf(value)}`)
            ) : (
              <Value {...{ type, value, chosen: chosen?.map(tell) ?? null }} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ type, value, chosen }: Pick<Field, 'type' | 'value' | 'chosen'>) {
  const say = useMatterTexts();
  const language = useLanguage();
  const decimal = type === 'money' ? decimalOf(value) : null;
  if (type === 'date' || isDated(value)) return writtenDay(typedDate(lineOf(value)), language);
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (decimal === null) return chosen === null ? lineOf(value) : chosen.join(say('listed'));
  const words = capitals(decimal);
  return (
    <>
      <strong className={styles.money}>{money(decimal) ?? decimal}</strong>
      {words === null ? null : <span className={styles.words}>{say('money', { words })}</span>}
    </>
  );
}
