import type { Course, CourseStep, SimulationAnswer, SimulationRequest } from '@quanheng/policy';
import { useEffect, useRef, useState } from 'react';
import type { Modeler } from '../canvas/modeler.js';
import { Judge } from '../findings/judge.js';

/** Milliseconds of quiet before a drawing that was changed is played anew. */
const QUIET = 200;

/** What became of a course on the drawing as it stood. */
export interface Answered {
  /** null: nothing was started. */
  readonly course: Course | null;
  readonly answer: SimulationAnswer;
}

export interface Simulation {
  /** null: not answered yet. */
  readonly answered: Answered | null;
  readonly isWorking: boolean;
  readonly failure: string | null;
  readonly begin: (course: Course) => void;
  readonly go: (step: CourseStep) => void;
  readonly back: () => void;
  readonly again: () => void;
}

/** Plays a course on the drawing as it stands: after each step, and after each change of the drawing, from the beginning. */
export function useSimulation(modeler: Modeler, around: Omit<SimulationRequest, 'text'>): Simulation {
  const [course, setCourse] = useState<Course | null>(null);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [isWorking, setWorking] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);
  const judge = useRef<Judge | null>(null);

  useEffect(() => {
    const own = new Judge();
    judge.current = own;
    return () => own.end();
  }, []);

  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const run = async (): Promise<void> => {
      const turn = (last += 1);
      setWorking(true);
      try {
        const text = await modeler.xml();
        const answer = await judge.current?.simulate({ ...around, text }, course);
        if (isGone || turn !== last || answer === undefined) return;
        setAnswered({ course, answer });
        setFailure(null);
      } catch (error) {
        if (!isGone && turn === last) setFailure(error instanceof Error ? error.message : String(error));
      } finally {
        if (!isGone && turn === last) setWorking(false);
      }
    };
    void run();
    const leave = modeler.subscribe((change) => {
      if (change !== 'drawing') return;
      clearTimeout(timer);
      timer = setTimeout(() => void run(), QUIET);
    });
    return () => {
      isGone = true;
      clearTimeout(timer);
      leave();
    };
  }, [modeler, around, course]);

  // What is shown is of the course before until the answer comes: nothing is done to it twice.
  const change = (changed: (now: Course) => Course | null): void => {
    if (course !== null && answered?.course === course) setCourse(changed(course));
  };
  return {
    ...{ answered, isWorking, failure, begin: setCourse },
    go: (step) => change((now) => ({ ...now, steps: [...now.steps, step] })),
    back: () => change((now) => (now.steps.length === 0 ? null : { ...now, steps: now.steps.slice(0, -1) })),
    again: () => change((now) => ({ ...now, steps: [] })),
  };
}
