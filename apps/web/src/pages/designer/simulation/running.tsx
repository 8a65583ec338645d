import { incidentText, type Course, type CourseValues, type Simulated } from '@quanheng/policy';
import { Button } from 'antd';
import { useLanguage } from '../../../i18n/texts.js';
import type { Modeler } from '../canvas/modeler.js';
import { labelOf } from '../panel/drawn.js';
import { named, useDesignerTexts } from '../texts.js';
import { CourseList } from './course-list.js';
import { EventCard } from './event-card.js';
import styles from './simulation.module.css';
import { useSimulationTexts, type SaySimulation } from './texts.js';
import type { Simulation } from './use-simulation.js';
import { shown } from './values.js';
import { WorkCard } from './work-card.js';
import { durationTo, momentText, type NameOf, type Terms } from './words.js';

interface RunningProps {
  readonly modeler: Modeler;
  readonly course: Course;
  readonly simulated: Simulated;
  readonly go: Simulation['go'];
}

/** How it stands: what waits, what can happen, the data, and what has happened. */
export function Running({ modeler, course, simulated, go }: RunningProps) {
  const say = useSimulationTexts();
  const sayDesigner = useDesignerTexts();
  const speaks = useLanguage();
  const { stand, work, lines } = simulated;
  const { at, next, awaited, incidents, variables, unmet } = stand;
  const nameOf: NameOf = (id) => {
    const shape = modeler.get('elementRegistry').get(id);
    return shape === undefined ? id : labelOf(shape);
  };
  const terms: Terms = {
    outcome: (outcome) => named(sayDesigner, outcome),
    incident: (incident) => incidentText(incident, speaks),
  };
  const turn = course.steps.length;
  const known = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, shown(value)]));
  const timers = awaited.flatMap((each) => (each.kind === 'timer' && each.due === next ? [nameOf(each.element)] : []));
  const calls = new Map(
    awaited.flatMap((each) =>
      each.kind === 'message' || each.kind === 'signal' ? [[`${each.kind} ${each.name}`, each] as const] : [],
    ),
  );
  const set = (values: CourseValues): void => go({ set: values });
  return (
    <>
      <p role="status" className={styles.state} data-result={stand.result}>
        {stateText(stand, say, nameOf)}
      </p>
      {unmet === undefined ? null : <p role="alert">{say('unmet')}</p>}
      {incidents.map(({ element, code, message }, index) => (
        <p key={index} role="alert" className={styles.wrong}>
          {say('incident', { name: nameOf(element), reason: incidentText({ code, message }, speaks) })}
        </p>
      ))}
      {work.length === 0 ? null : <h3>{say('waitingWork')}</h3>}
      {work.map((each) => (
        <WorkCard
          key={`${turn} ${each.instance} ${each.key} ${each.loopCounter}`}
          {...{ work: each, known, terms }}
          name={nameOf(each.element)}
          onDone={go}
        />
      ))}
      {calls.size === 0 && next === null && !awaited.some(({ kind }) => kind === 'condition') ? null : (
        <h3>{say('events')}</h3>
      )}
      {[...calls].map(([key, { kind, name }]) => {
        const act = say(kind === 'message' ? 'messageComes' : 'signalComes', { name });
        const step = (variables: CourseValues) =>
          kind === 'message' ? { message: name, variables } : { signal: name, variables };
        return <EventCard key={`${turn} ${key}`} title={act} act={act} onGo={(values) => go(step(values))} />;
      })}
      {awaited.some(({ kind }) => kind === 'condition') ? (
        <EventCard key={`${turn} set`} title={say('changeData')} act={say('change')} onGo={set} />
      ) : null}
      {next === null ? null : (
        <div className={styles.card}>
          <p>{say('nextTimer', { time: momentText(next), names: timers.join('、') })}</p>
          <Button size="small" onClick={() => go({ advance: durationTo(next, at) })}>
            {say('letTimePass')}
          </Button>
        </div>
      )}
      <p className={styles.hint}>{say('clock', { time: momentText(at) })}</p>
      <h3>{say('data')}</h3>
      {Object.keys(variables).length === 0 ? (
        <p className={styles.hint}>{say('noData')}</p>
      ) : (
        <dl className={styles.data}>
          {Object.entries(variables).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value === null ? say('empty') : shown(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <h3>{say('course')}</h3>
      <CourseList steps={course.steps} {...{ lines, nameOf, terms }} />
    </>
  );
}

function stateText(stand: Simulated['stand'], say: SaySimulation, nameOf: NameOf): string {
  const { result, waiting, isStuck } = stand;
  const names = [...new Set(waiting.map(nameOf))].join('、');
  if (isStuck) return say('state_stuck', { names });
  // What was played was not refused.
  return result === 'refused' ? '' : say(`state_${result}`, { names });
}
