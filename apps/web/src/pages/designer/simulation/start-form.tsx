import type { Course, StartableProcess } from '@quanheng/policy';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { DataForm, useFilling } from './data-form.js';
import styles from './simulation.module.css';
import { useSimulationTexts } from './texts.js';

interface StartFormProps {
  readonly processes: readonly StartableProcess[];
  readonly onStart: (course: Course) => void;
}

/** Which process begins, and with which data. */
export function StartForm({ processes, onStart }: StartFormProps) {
  const say = useSimulationTexts();
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const process = processes.find((each) => each.id === chosen) ?? processes[0];
  if (process === undefined) return <p>{say('noProcess')}</p>;
  return (
    <>
      {processes.length === 1 ? null : (
        <div className={styles.field}>
          <label htmlFor={id}>{say('process')}</label>
          <Select
            id={id}
            className={styles.wide ?? ''}
            value={process.id}
            options={processes.map((each) => ({ value: each.id, label: each.name }))}
            onChange={setChosen}
          />
        </div>
      )}
      <Begin key={process.id} process={process} onStart={onStart} />
    </>
  );
}

function Begin({ process, onStart }: { readonly process: StartableProcess } & Pick<StartFormProps, 'onStart'>) {
  const say = useSimulationTexts();
  const filling = useFilling(process.fields);
  const { values } = filling;
  return (
    <section className={styles.card} role="group" aria-label={say('givenData')}>
      <h4>{say('givenData')}</h4>
      <DataForm filling={filling} />
      <div className={styles.acts}>
        <Button
          type="primary"
          disabled={values === null}
          onClick={() => onStart({ process: process.id, variables: values ?? {}, steps: [] })}
        >
          {say('start')}
        </Button>
      </div>
    </section>
  );
}
