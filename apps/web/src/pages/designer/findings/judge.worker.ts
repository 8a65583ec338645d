import {
  judgeDrawing,
  playDrawing,
  simulateDrawing,
  type Course,
  type DrawingAnswer,
  type DrawingRequest,
  type PlayedStep,
  type SimulationAnswer,
  type SimulationRequest,
} from '@quanheng/policy';
import { z } from 'zod';

/** A question of the page: judge a drawing, play the scenario of a finding on it, or what somebody lets happen. */
export type Question =
  | { readonly kind: 'judge'; readonly request: DrawingRequest }
  | { readonly kind: 'play'; readonly request: DrawingRequest; readonly scenario: unknown }
  | { readonly kind: 'simulate'; readonly request: SimulationRequest; readonly course: Course | null };
export type Asked = Question & { readonly id: number };
export type Reply =
  | { readonly id: number; readonly answer: DrawingAnswer }
  | { readonly id: number; readonly steps: readonly PlayedStep[] }
  | { readonly id: number; readonly simulation: SimulationAnswer }
  | { readonly id: number; readonly failed: string };

// Nothing may be compiled at run time here, either.
z.config({ jitless: true });

self.onmessage = ({ data }: MessageEvent<Asked>): void => {
  void replyTo(data)
    .catch((error: unknown): Reply => ({ id: data.id, failed: error instanceof Error ? error.message : String(error) }))
    .then((reply) => self.postMessage(reply));
};

async function replyTo({ id, ...asked }: Asked): Promise<Reply> {
  switch (asked.kind) {
    case 'judge':
      return { id, answer: await judgeDrawing(asked.request, () => performance.now()) };
    case 'play':
      return { id, steps: await playDrawing(asked.request, asked.scenario) };
    case 'simulate':
      return { id, simulation: await simulateDrawing(asked.request, asked.course) };
  }
}
