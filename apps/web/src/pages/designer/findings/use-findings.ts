import type { DrawingAnswer, DrawingRequest } from '@quanheng/policy';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Modeler } from '../canvas/modeler.js';
import { Judge } from './judge.js';

/** Milliseconds of quiet before a drawing is judged. */
const QUIET = 10;

export interface Findings {
  /** null: not judged yet. */
  readonly answer: DrawingAnswer | null;
  /** What the answer is about. */
  readonly judged: DrawingRequest | null;
  readonly isWorking: boolean;
  /** Why it could not be judged. */
  readonly failure: string | null;
  readonly play: (scenario: unknown) => Promise<Awaited<ReturnType<Judge['play']>>>;
}

/** Judges the drawing after each change, never two at once: a change that comes meanwhile is judged afterwards. */
export function useFindings(modeler: Modeler | null, around: Omit<DrawingRequest, 'text'>): Findings {
  const [answer, setAnswer] = useState<DrawingAnswer | null>(null);
  const [judged, setJudged] = useState<DrawingRequest | null>(null);
  const [isWorking, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const judge = useRef<Judge | null>(null);

  useEffect(() => {
    if (modeler === null) return undefined;
    const own = new Judge();
    judge.current = own;
    let isGone = false;
    let isBusy = false;
    // How many changes there were: an answer to an older one is followed by another question.
    let changes = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async (): Promise<void> => {
      if (isBusy) return;
      isBusy = true;
      setWorking(true);
      const seen = changes;
      try {
        const request = { ...around, text: await modeler.xml() };
        const found = await own.judge(request);
        if (isGone) return;
        setAnswer(found);
        setJudged(request);
        setFailure(null);
      } catch (error) {
        if (!isGone) setFailure(error instanceof Error ? error.message : String(error));
      } finally {
        isBusy = false;
        if (!isGone && seen !== changes) void run();
        else if (!isGone) setWorking(false);
      }
    };
    const soon = (): void => {
      changes += 1;
      clearTimeout(timer);
      timer = setTimeout(() => void run(), QUIET);
    };
    const leave = modeler.subscribe((change) => {
      if (change === 'drawing') soon();
    });
    soon();
    return () => {
      isGone = true;
      clearTimeout(timer);
      leave();
      own.end();
    };
  }, [modeler, around]);

  const play = useCallback(
    (scenario: unknown) => {
      if (judge.current === null || judged === null) return Promise.resolve([]);
      return judge.current.play(judged, scenario);
    },
    [judged],
  );
  return { answer, judged, isWorking, failure, play };
}
