import { findingText, type SimulationRequest } from '@quanheng/policy';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../../i18n/texts.js';
import type { Modeler } from '../canvas/modeler.js';
import { download } from '../project/download.js';
import { Running } from './running.js';
import styles from './simulation.module.css';
import { StartForm } from './start-form.js';
import { useSimulationTexts } from './texts.js';
import { useSimulation } from './use-simulation.js';
import { useTokens } from './use-tokens.js';

interface SimulationProps {
  readonly modeler: Modeler;
  readonly around: Omit<SimulationRequest, 'text'>;
  /** File name of the drawing. */
  readonly file: string;
  readonly onEnd: () => void;
}

/** Plays the drawing as it stands, in the place of its properties. */
export function Simulation({ modeler, around, file, onEnd }: SimulationProps) {
  const say = useSimulationTexts();
  const speaks = useLanguage();
  const played = useSimulation(modeler, around);
  const { answered, failure, isWorking } = played;
  const { course = null, answer = null } = answered ?? {};
  const simulated = answer?.simulated ?? null;
  useTokens(modeler, simulated);
  const head = useRef<HTMLHeadingElement>(null);
  const steps = course?.steps.length ?? -1;
  // What was pressed is gone with the step that it did.
  useEffect(() => head.current?.focus(), [steps]);
  return (
    <aside className={styles.panel} aria-label={say('title')} aria-busy={isWorking}>
      <header className={styles.head}>
        <h2 ref={head} tabIndex={-1}>
          {say('title')}
        </h2>
        <Button size="small" onClick={onEnd}>
          {say('end')}
        </Button>
      </header>
      {course === null ? (
        <p className={styles.hint}>{say('hint')}</p>
      ) : (
        <div className={styles.acts}>
          <Button size="small" onClick={played.back}>
            {say('back')}
          </Button>
          <Button size="small" disabled={course.steps.length === 0} onClick={played.again}>
            {say('again')}
          </Button>
          {simulated === null ? null : (
            <Button
              size="small"
              onClick={() =>
                download(simulated.scenario, file.replace(/(\.bpmn)?$/, '.scenario.json'), 'application/json')
              }
            >
              {say('saveScenario')}
            </Button>
          )}
        </div>
      )}
      {failure === null ? null : <p role="alert">{say('failed', { reason: failure })}</p>}
      {answer === null ? <p role="status">{say('running')}</p> : null}
      {answer === null || answer.findings.length === 0 ? null : (
        <div role="alert">
          <p>{say('notRunnable')}</p>
          <ul className={styles.findings}>
            {answer.findings.map((finding, index) => (
              <li key={index}>{findingText(finding, speaks)}</li>
            ))}
          </ul>
        </div>
      )}
      {course === null && answer !== null && answer.findings.length === 0 ? (
        <StartForm processes={answer.processes} onStart={played.begin} />
      ) : null}
      {course === null || simulated === null ? null : <Running {...{ modeler, course, simulated }} go={played.go} />}
    </aside>
  );
}
