import type { CourseStep, Simulated } from '@quanheng/policy';
import styles from './simulation.module.css';
import { useSimulationTexts } from './texts.js';
import { stepText, lineText, type NameOf, type Terms } from './words.js';

interface CourseListProps {
  readonly steps: readonly CourseStep[];
  readonly lines: Simulated['lines'];
  readonly nameOf: NameOf;
  readonly terms: Terms;
}

/** What happened, step by step, in words. */
export function CourseList({ steps, lines, nameOf, terms }: CourseListProps) {
  const say = useSimulationTexts();
  return (
    <ol className={styles.course} aria-label={say('course')}>
      {[null, ...steps].map((step, at) => {
        const told = lines.flatMap(({ step: of, line }) =>
          of === at ? (lineText(line, say, nameOf, terms) ?? []) : [],
        );
        return (
          <li key={at}>
            <b>{stepText(step, say, nameOf, terms)}</b>
            <ul>
              {told.map((text, index) => (
                <li key={index}>{text}</li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
