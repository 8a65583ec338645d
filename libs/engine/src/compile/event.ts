import type { EventDefinitionModel, EventModel, ExpressionModel, Model } from '../parse/model.js';
import { parseDuration, parseInstant, parseRecurrence } from '../time/iso8601.js';
import type { ElementCompiler } from './element-compiler.js';
import type { EventSpec, TriggerSpec } from './graph.js';
import type { TimerSpec } from './timer.js';

/** What all events have in common: what triggers or is thrown, whether it interrupts, and the data it carries. */
export function compileEvent(model: EventModel, compiler: ElementCompiler, document: Model): EventSpec {
  if (model.definitions.length > 1) {
    compiler.fault(
      'multiple-event-not-supported',
      `${model.id}: an event with several definitions cannot be executed yet.`,
    );
  }
  const definition = model.definitions[0];
  return {
    trigger: definition === undefined ? null : compileTrigger(definition, model, compiler, document),
    interrupting: model.type === 'boundaryEvent' ? model.cancelActivity : model.isInterrupting,
    attachedTo: null,
  };
}

function compileTrigger(
  definition: EventDefinitionModel,
  model: EventModel,
  compiler: ElementCompiler,
  document: Model,
): TriggerSpec | null {
  switch (definition.kind) {
    case 'message':
      return { kind: 'message', message: compiler.message(model) };
    case 'signal': {
      const signal = definition.signalRef === undefined ? undefined : document.signals.get(definition.signalRef);
      return { kind: 'signal', name: signal?.name ?? definition.signalRef ?? model.name ?? model.id };
    }
    case 'timer': {
      const timer = compileTimer(definition, compiler);
      return timer === null ? null : { kind: 'timer', timer };
    }
    case 'conditional': {
      const condition =
        definition.condition === undefined ? null : compiler.expression(definition.condition, 'the condition');
      return condition === null ? null : { kind: 'conditional', condition };
    }
    case 'error': {
      const error = definition.errorRef === undefined ? undefined : document.errors.get(definition.errorRef);
      return { kind: 'error', code: error?.errorCode ?? definition.errorRef ?? null };
    }
    case 'escalation': {
      const ref = definition.escalationRef;
      const escalation = ref === undefined ? undefined : document.escalations.get(ref);
      return { kind: 'escalation', code: escalation?.escalationCode ?? ref ?? null };
    }
    case 'compensate':
      return { kind: 'compensate', activity: null, waitForCompletion: definition.waitForCompletion };
    case 'link':
      return { kind: 'link', name: definition.name ?? model.name ?? model.id, target: null };
    case 'terminate':
      return { kind: 'terminate' };
    case 'cancel':
      compiler.fault(
        'element-not-supported',
        `${model.id}: cancel events belong to transactions, which cannot be executed yet.`,
      );
      return null;
  }
}

/** The zone only matters for reading an instant, not for deciding whether the text is one. */
const ANY_ZONE = '+00:00';

function compileTimer(
  definition: Extract<EventDefinitionModel, { kind: 'timer' }>,
  compiler: ElementCompiler,
): TimerSpec | null {
  const kinds = [
    ['date', definition.timeDate, (text: string) => parseInstant(text, ANY_ZONE) !== undefined],
    ['duration', definition.timeDuration, (text: string) => parseDuration(text) !== undefined],
    ['cycle', definition.timeCycle, (text: string) => parseRecurrence(text) !== undefined],
  ] as const;
  for (const [kind, source, isLiteral] of kinds) {
    if (source === undefined) continue;
    const value = literalOrFeel(source, isLiteral, kind, compiler);
    return value === null ? null : { kind, value, calendar: definition.calendar ?? null };
  }
  return null; // refused by validate
}

function literalOrFeel(
  source: ExpressionModel,
  isLiteral: (text: string) => boolean,
  kind: string,
  compiler: ElementCompiler,
): TimerSpec['value'] | null {
  const text = source.text.trim();
  return isLiteral(text) ? text : compiler.expression(source, `the timer ${kind}`);
}
