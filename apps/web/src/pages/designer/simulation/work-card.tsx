import type { CourseStep, WaitingWork } from '@quanheng/policy';
import { AutoComplete, Button, Select } from 'antd';
import { useId, useState } from 'react';
import { DataForm, useFilling } from './data-form.js';
import styles from './simulation.module.css';
import { useSimulationTexts } from './texts.js';
import type { Typed } from './values.js';
import type { Terms } from './words.js';

interface WorkCardProps {
  readonly work: WaitingWork;
  readonly name: string;
  /** Data as they are: what is filled in begins with them. */
  readonly known: Typed;
  readonly terms: Terms;
  readonly onDone: (step: CourseStep) => void;
}

/** What one waiting step answers. */
export function WorkCard({ work, name, known, terms, onDone }: WorkCardProps) {
  const say = useSimulationTexts();
  const id = useId();
  const { element, loopCounter, outcomes, errors } = work;
  const [outcome, setOutcome] = useState<string | null>(outcomes[0] ?? null);
  const [code, setCode] = useState(errors[0] ?? '');
  const filling = useFilling(work.fields, known);
  const { values } = filling;
  const which = loopCounter === 0 ? {} : { loopCounter };
  const title = loopCounter === 0 ? name : say('nth', { name, count: loopCounter });
  return (
    <section className={styles.card} role="group" aria-label={title}>
      <h4>{title}</h4>
      {outcomes.length === 0 ? null : (
        <div className={styles.field}>
          <label htmlFor={`${id}o`}>{say('outcome')}</label>
          <Select
            id={`${id}o`}
            className={styles.wide ?? ''}
            placeholder={say('unnamedOutcome')}
            value={outcome}
            options={outcomes.map((value) => ({ value, label: terms.outcome(value) }))}
            onChange={setOutcome}
          />
        </div>
      )}
      <DataForm filling={filling} />
      <div className={styles.acts}>
        <Button
          type="primary"
          size="small"
          disabled={values === null}
          onClick={() =>
            onDone({
              ...{ complete: element, ...which, variables: values ?? {} },
              ...(outcome === null ? {} : { outcome }),
            })
          }
        >
          {say('complete')}
        </Button>
        <AutoComplete
          size="small"
          className={styles.code ?? ''}
          aria-label={say('errorCode')}
          placeholder={say('errorCode')}
          value={code}
          options={errors.map((value) => ({ value }))}
          onChange={(text: string) => setCode(text)}
        />
        <Button
          size="small"
          disabled={code.trim() === ''}
          onClick={() => onDone({ throw: element, code: code.trim(), ...which })}
        >
          {say('throwError')}
        </Button>
      </div>
    </section>
  );
}
