import type { CourseValues } from '@quanheng/policy';
import { Button } from 'antd';
import { DataForm, useFilling } from './data-form.js';
import styles from './simulation.module.css';

interface EventCardProps {
  readonly title: string;
  readonly act: string;
  readonly onGo: (variables: CourseValues) => void;
}

/** Something that comes from outside, with the data that it brings. */
export function EventCard({ title, act, onGo }: EventCardProps) {
  const filling = useFilling([]);
  const { values } = filling;
  return (
    <section className={styles.card} role="group" aria-label={title}>
      <DataForm filling={filling} />
      <div className={styles.acts}>
        <Button size="small" disabled={values === null} onClick={() => onGo(values ?? {})}>
          {act}
        </Button>
      </div>
    </section>
  );
}
