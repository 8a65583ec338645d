import type { Definition } from '@quanheng/engine';

export type CourseValues = Readonly<Record<string, unknown>>;

/** What somebody lets happen, as a step of a scenario file says it (docs/simulation.md). */
export type CourseStep =
  | {
      readonly complete: string;
      readonly outcome?: string;
      readonly variables?: CourseValues;
      readonly loopCounter?: number;
    }
  | { readonly throw: string; readonly code: string; readonly loopCounter?: number }
  | { readonly message: string; readonly variables?: CourseValues }
  | { readonly signal: string; readonly variables?: CourseValues }
  | { readonly advance: string }
  | { readonly set: CourseValues };

/** A simulation from its beginning. Everything that is seen of it follows from this: to go back is to leave out the last step. */
export interface Course {
  readonly process: string;
  readonly variables: CourseValues;
  readonly steps: readonly CourseStep[];
}

/** The course as a scenario file, in which all work waits for its step, as people and handlers do. */
export function scenarioText({ process, variables, steps }: Course, { nodes }: Definition): string {
  const work = nodes.filter((node) => node.element.isWork?.(node) === true).map(({ id }) => id);
  const behaviours = Object.fromEntries([...new Set(work)].map((id) => [id, { wait: true }]));
  return `${JSON.stringify({ process, variables, behaviours, steps }, null, 2)}\n`;
}
