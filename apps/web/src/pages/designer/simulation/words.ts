import type { CourseLine, CourseStep } from '@quanheng/policy';
import type { SaySimulation } from './texts.js';
import { shown } from './values.js';

type Line = CourseLine['line'];
/** What an element is called. */
export type NameOf = (id: string) => string;
/** What an outcome and an incident are called. */
export interface Terms {
  readonly outcome: (outcome: string) => string;
  readonly incident: (incident: { readonly code: string; readonly message: string }) => string;
}

/** What somebody let happen. */
export function stepText(step: CourseStep | null, say: SaySimulation, nameOf: NameOf, { outcome }: Terms): string {
  if (step === null) return say('stepStart');
  if ('complete' in step) {
    const name = nameOf(step.complete);
    return step.outcome === undefined
      ? say('stepComplete', { name })
      : say('stepCompleteWith', { name, outcome: outcome(step.outcome) });
  }
  if ('throw' in step) return say('stepThrow', { name: nameOf(step.throw), code: step.code });
  if ('message' in step) return say('stepMessage', { name: step.message });
  if ('signal' in step) return say('stepSignal', { name: step.signal });
  return say('advance' in step ? 'stepAdvance' : 'stepSet');
}

/** One thing that happened, in words; null: it shows on the drawing, or in what follows. */
export function lineText(line: Line, say: SaySimulation, nameOf: NameOf, terms: Terms): string | null {
  const { event, element } = line;
  const name = nameOf(element);
  const text = (detail: string): string => {
    const said = line[detail];
    return typeof said === 'string' ? said : '';
  };
  switch (event) {
    case 'instanceStarted':
      return say('started', { name });
    case 'instanceCompleted':
    case 'instanceCancelled':
      return say('ended', { name });
    case 'elementActivated':
      return isWork(line) ? say('begun', { name }) : null;
    case 'elementCompleted': {
      if (!isWork(line)) return say('passed', { name });
      const outcome = text('outcome');
      return outcome === '' ? say('done', { name }) : say('doneWith', { name, outcome: terms.outcome(outcome) });
    }
    case 'elementCancelled':
      return say('cancelled', { name });
    case 'messageThrown':
      return say('sent', { name, message: text('name') });
    case 'signalThrown':
      return say('signalled', { name, message: text('name') });
    case 'errorThrown': {
      const by = text('caughtBy');
      const said = { name, code: text('code') };
      return by === '' ? say('errorLost', said) : say('errorCaught', { ...said, by: nameOf(by) });
    }
    case 'escalationThrown':
      return say('escalated', { name, code: text('code') });
    case 'incidentRaised':
      return say('incident', { name, reason: terms.incident({ code: text('code'), message: text('message') }) });
    case 'variablesSet':
      return say('wrote', { values: valuesText(line['variables']) });
    default:
      return null;
  }
}

function isWork({ elementType }: Line): boolean {
  return /(Task|task|subProcess|transaction|callActivity|adHocSubProcess)$/.test(elementType);
}

function valuesText(variables: unknown): string {
  if (typeof variables !== 'object' || variables === null) return '';
  return Object.entries(variables)
    .map(([name, value]) => `${name} = ${shown(value)}`)
    .join(', ');
}

/** Moments of the simulated world, which lives in UTC: `2026-01-04 09:00`. */
export function momentText(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

/** The ISO duration from one moment to another. */
export function durationTo(next: number, at: number): string {
  return `PT${(next - at) / 1000}S`;
}
