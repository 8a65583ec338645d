import { Button } from 'antd';
import type { PlayedStep } from '@quanheng/policy';
import { useEffect, useState } from 'react';
import type { Modeler } from '../canvas/modeler.js';
import { labelOf } from '../panel/drawn.js';
import { useDesignerTexts } from '../texts.js';
import styles from './findings.module.css';

/** Milliseconds between two steps. */
const PACE = 700;

interface PlayerProps {
  readonly modeler: Modeler;
  readonly steps: readonly PlayedStep[];
  readonly message: string;
  readonly onEnd: () => void;
}

/** Goes the way of a counterexample on the drawing, step by step, as the engine went it. */
export function Player({ modeler, steps, message, onEnd }: PlayerProps) {
  const say = useDesignerTexts();
  const drawn = steps.filter(({ element }) => modeler.get('elementRegistry').get(element)?.parent != null);
  const [at, setAt] = useState(0);
  const [isRunning, setRunning] = useState(true);
  const last = drawn.length - 1;
  useEffect(() => {
    if (!isRunning || at >= last) return undefined;
    const timer = setTimeout(() => setAt(at + 1), PACE);
    return () => clearTimeout(timer);
  }, [at, last, isRunning]);
  useWay(modeler, drawn, at);
  const step = drawn[at];
  const move = (by: number): void => {
    setRunning(false);
    setAt(Math.min(last, Math.max(0, at + by)));
  };
  const named = step === undefined ? '' : nameOf(modeler, step.element);
  return (
    <div className={styles.player} role="group" aria-label={say('playIt')}>
      <p>{message}</p>
      <p role="status">
        {step === undefined
          ? say('notPlayable')
          : say('stepOf', { at: at + 1, of: drawn.length, what: say(step.event, { name: named }) })}
      </p>
      <div>
        <Button size="small" disabled={at === 0} onClick={() => move(-1)}>
          {say('previous')}
        </Button>
        <Button size="small" disabled={at >= last} onClick={() => move(1)}>
          {say('next')}
        </Button>
        <Button size="small" onClick={onEnd}>
          {say('stop')}
        </Button>
      </div>
    </div>
  );
}

function nameOf(modeler: Modeler, id: string): string {
  const shape = modeler.get('elementRegistry').get(id);
  return shape === undefined ? id : labelOf(shape);
}

/** What was gone so far, and where it is. */
function useWay(modeler: Modeler, steps: readonly PlayedStep[], at: number): void {
  useEffect(() => {
    const canvas = modeler.get('canvas');
    const registry = modeler.get('elementRegistry');
    const gone = [...new Set(steps.slice(0, at + 1).map(({ element }) => element))];
    const here = steps[at]?.element;
    const marked = gone.flatMap((id) => {
      const shape = registry.get(id);
      return shape === undefined ? [] : [{ shape, mark: id === here ? 'qh-at' : 'qh-way' }];
    });
    for (const { shape, mark } of marked) canvas.addMarker(shape, mark);
    const seen = here === undefined ? undefined : registry.get(here);
    if (seen !== undefined) canvas.scrollToElement(seen);
    return () => {
      for (const { shape, mark } of marked) if (registry.get(shape.id) === shape) canvas.removeMarker(shape, mark);
    };
  }, [modeler, steps, at]);
}
