import type { BoundarySpec, LoopSpec, Trigger } from './blocks.js';

/** The BPMN text of the small parts: definitions of events, loops, content of tasks. */

/** Above this number an error is caught whatever its code. */
const ANY_ERROR = 5;
const SCRIPTS = ['v0 + 1', '7', 'if v1 > 2 then 0 else v1 + 1', '[1, 2, v2]', '{a: v3}', 'count([1])', 'v2 * 2', '"x"'];

export function condition(n: number): string {
  return `v${n % 4} > ${(n * 3) % 7}`;
}

export function extensions(content: string): string {
  return content === '' ? '' : `<extensionElements>${content}</extensionElements>`;
}

export function taskAttributes(type: string, n: number, sound: boolean): string {
  switch (type) {
    case 'receiveTask':
      return ` messageRef="Message${n % 3}"`;
    case 'sendTask':
      return n % 2 === 0 ? ` messageRef="Message${n % 3}"` : ' qh:handler="post"';
    case 'scriptTask':
      return ` qh:resultVariable="${sound ? 's' : 'v'}${n % 4}"`;
    default:
      return '';
  }
}

export function taskContent(type: string, n: number, sound: boolean): string {
  return type === 'scriptTask' ? `<script>${SCRIPTS[sound ? 1 : n % SCRIPTS.length] ?? ''}</script>` : '';
}

export function loopContent(loop: LoopSpec): string {
  if (loop.kind === 'standard') {
    const test = loop.conditional ? '<loopCondition>loopCounter &lt; 2</loopCondition>' : '';
    return `<standardLoopCharacteristics testBefore="${loop.testBefore}" loopMaximum="${loop.maximum}">${test}</standardLoopCharacteristics>`;
  }
  const items = `[${Array.from({ length: loop.size }, (_, i) => i + 1).join(', ')}]`;
  const attributes =
    ` isSequential="${loop.sequential}"` +
    (loop.collection ? ` qh:collection="${items}" qh:element="item0"` : '') +
    (loop.output ? ' qh:outputCollection="collected" qh:outputElement="loopCounter"' : '');
  const content =
    (loop.collection ? '' : `<loopCardinality>${loop.size}</loopCardinality>`) +
    (loop.enough ? '<completionCondition>numberOfCompletedInstances &gt;= 2</completionCondition>' : '');
  return `<multiInstanceLoopCharacteristics${attributes}>${content}</multiInstanceLoopCharacteristics>`;
}

export function triggerKey({ kind, n }: Trigger): string {
  if (kind === 'error' && n > ANY_ERROR) return 'every error';
  const names = kind === 'message' ? 3 : kind === 'signal' || kind === 'error' || kind === 'escalation' ? 2 : 1;
  return kind === 'timer' || kind === 'cycle' || kind === 'conditional' ? `${kind} ${n}` : `${kind} ${n % names}`;
}

export function distinct(boundaries: readonly BoundarySpec[]): readonly BoundarySpec[] {
  const seen = new Set<string>();
  return boundaries.filter(({ trigger }) => {
    const key = triggerKey(trigger);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

export function definition({ kind, n }: Trigger, isThrown = false): string {
  switch (kind) {
    case 'timer':
      return `<timerEventDefinition><timeDuration>PT${(n % 5) + 1}H</timeDuration></timerEventDefinition>`;
    case 'cycle':
      return `<timerEventDefinition><timeCycle>R${(n % 2) + 1}/PT${(n % 3) + 1}H</timeCycle></timerEventDefinition>`;
    case 'message':
      return `<messageEventDefinition messageRef="Message${n % 3}"/>`;
    case 'signal':
      return `<signalEventDefinition signalRef="Signal${n % 2}"/>`;
    case 'conditional':
      return `<conditionalEventDefinition><condition>${condition(n)}</condition></conditionalEventDefinition>`;
    case 'error':
      return `<errorEventDefinition${!isThrown && n > ANY_ERROR ? '' : ` errorRef="Error${n % 2}"`}/>`;
    case 'escalation':
      return `<escalationEventDefinition escalationRef="Escalation${n % 2}"/>`;
    case 'compensate':
      return '<compensateEventDefinition/>';
  }
}
