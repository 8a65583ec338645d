import type { AnonymousOrganisation } from '@quanheng/contracts';
import { parseBpmn, type Finding } from '@quanheng/engine';
import {
  ANONYMOUS_MOMENT,
  judgeDrawing,
  judgeStaffing,
  peopled,
  playDrawing,
  simulateDrawing,
  textsOfDrawing,
  type Course,
  type DrawingAnswer,
  type DrawingRequest,
  type PlayedStep,
  type SimulationAnswer,
  type SimulationRequest,
} from '@quanheng/policy';
import { z } from 'zod';

/** Once, before a thread is asked who there is to do what is drawn. */
export interface Given {
  readonly organisation: AnonymousOrganisation;
}
/** A question of the page: judge a drawing, ask who there is to do it, play the scenario of a finding on it, or what somebody lets happen; say what people read of it. */
export type Question =
  | { readonly kind: 'judge'; readonly request: DrawingRequest }
  | { readonly kind: 'staff'; readonly request: DrawingRequest }
  | { readonly kind: 'play'; readonly request: DrawingRequest; readonly scenario: unknown }
  | { readonly kind: 'simulate'; readonly request: SimulationRequest; readonly course: Course | null }
  | { readonly kind: 'texts'; readonly text: string };
export type Asked = Question & { readonly id: number };
export type Reply =
  | { readonly id: number; readonly answer: DrawingAnswer }
  | { readonly id: number; readonly findings: readonly Finding[] }
  | { readonly id: number; readonly steps: readonly PlayedStep[] }
  | { readonly id: number; readonly simulation: SimulationAnswer }
  | { readonly id: number; readonly texts: readonly string[] }
  | { readonly id: number; readonly failed: string };

// Nothing may be compiled at run time here, either.
z.config({ jitless: true });

let organisation: ReturnType<typeof peopled> | null = null;

self.onmessage = ({ data }: MessageEvent<Asked | Given>): void => {
  if ('organisation' in data) {
    organisation = peopled(data.organisation);
    return;
  }
  void replyTo(data)
    .catch((error: unknown): Reply => ({ id: data.id, failed: error instanceof Error ? error.message : String(error) }))
    .then((reply) => self.postMessage(reply));
};

async function replyTo({ id, ...asked }: Asked): Promise<Reply> {
  switch (asked.kind) {
    case 'judge':
      return { id, answer: await judgeDrawing(asked.request, () => performance.now()) };
    case 'staff': {
      if (organisation === null) throw new Error('the thread was given no organisation');
      const present = { view: organisation, at: ANONYMOUS_MOMENT };
      return { id, findings: await judgeStaffing(asked.request, present, () => performance.now()) };
    }
    case 'play':
      return { id, steps: await playDrawing(asked.request, asked.scenario) };
    case 'simulate':
      return { id, simulation: await simulateDrawing(asked.request, asked.course) };
    case 'texts': {
      const { model } = await parseBpmn(asked.text);
      return { id, texts: model === undefined ? [] : [...textsOfDrawing(model)] };
    }
  }
}
