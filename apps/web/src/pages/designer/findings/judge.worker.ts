import { judgeDrawing, playDrawing, type DrawingAnswer, type DrawingRequest, type PlayedStep } from '@quanheng/policy';
import { z } from 'zod';

/** A question of the page: judge a drawing, or play the scenario of a finding on it. */
export interface Question {
  readonly id: number;
  readonly request: DrawingRequest;
  readonly scenario?: unknown;
}
export type Reply =
  | { readonly id: number; readonly answer: DrawingAnswer }
  | { readonly id: number; readonly steps: readonly PlayedStep[] }
  | { readonly id: number; readonly failed: string };

// Nothing may be compiled at run time here, either.
z.config({ jitless: true });

self.onmessage = ({ data }: MessageEvent<Question>): void => {
  void replyTo(data)
    .catch((error: unknown): Reply => ({ id: data.id, failed: error instanceof Error ? error.message : String(error) }))
    .then((reply) => self.postMessage(reply));
};

async function replyTo({ id, request, scenario }: Question): Promise<Reply> {
  if (scenario !== undefined) return { id, steps: await playDrawing(request, scenario) };
  return { id, answer: await judgeDrawing(request, () => performance.now()) };
}
