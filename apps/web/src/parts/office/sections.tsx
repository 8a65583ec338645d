import { Select, Tabs } from 'antd';
import { useWidth } from '../page/use-width.js';
import styles from './office.module.css';

/** What of the window is not for them: menu and margins. */
const ASIDE = 240;
const GAP = 34;
const HAN = 14;
const LATIN = 8;

interface SectionsProps<K extends string> {
  readonly label: string;
  readonly value: K;
  readonly onChange: (key: K) => void;
  readonly of: readonly { readonly key: K; readonly label: string }[];
}

/** The parts of a page side by side; where they do not fit beside each other, one chooses among them. */
export function Sections<K extends string>({ label, value, onChange, of }: SectionsProps<K>) {
  const isNarrow = useWidth() < ASIDE + of.reduce((width, { label: text }) => width + GAP + widthOf(text), 0);
  if (isNarrow) {
    return (
      <Select<K>
        aria-label={label}
        className={styles.sections ?? ''}
        value={value}
        onChange={onChange}
        options={of.map(({ key, label: text }) => ({ value: key, label: text }))}
      />
    );
  }
  return <Tabs activeKey={value} onChange={(key) => onChange(key as K)} items={[...of]} />;
}

/** About so many pixels. */
function widthOf(text: string): number {
  return Array.from(text).reduce((width, letter) => width + (letter > '\u2e80' ? HAN : LATIN), 0);
}
