import { createHash } from 'node:crypto';
import {
  ROOT,
  formatInstant,
  formatValue,
  stateText,
  type CompensationRecord,
  type EngineEvent,
  type FeelValue,
  type InstanceState,
  type Rejection,
  type Trigger,
} from '@quanheng/engine';

interface Known {
  readonly key: string;
  /** Which inner instance it is, or that it is the body around them. */
  readonly suffix: string;
  readonly parent: number;
}

/** Writes the events of one instance as the lines of a golden trace; knows the names of what it has seen begin. */
export class TraceWriter {
  private readonly lines: string[] = [];
  private readonly elements = new Map<number, Known>();
  private readonly subscriptions = new Map<number, string>();

  step(title: string): void {
    if (this.lines.length > 0) this.lines.push('');
    this.lines.push(`== ${title}`);
  }

  rejected({ code, message, elementId }: Rejection): void {
    const at = elementId === undefined ? '' : ` at ${elementId}`;
    this.lines.push(`rejected ${code}${at}: ${message}`);
  }

  event(event: EngineEvent): void {
    const { at, text } = this.describe(event);
    this.lines.push('  '.repeat(this.depth(at)) + text);
  }

  state(state: InstanceState): void {
    const waiting = state.elements.values().flatMap((element) => {
      const { work, incident, subscriptions } = element;
      const reasons = [
        ...(work === null ? [] : [work.kind]),
        ...(incident === null ? [] : [`incident ${incident.code}`]),
        ...subscriptions.map((id) => {
          const subscription = state.subscriptions.get(id);
          if (subscription === undefined) return `subscription ${id}, which does not exist`;
          const own = subscription.element === element.element ? '' : `${subscription.element} `;
          return `${own}${triggerText(subscription.trigger)}`;
        }),
      ];
      return reasons.length === 0 ? [] : [`${this.name(element.id)}: ${reasons.join(', ')}`];
    });
    for (const text of waiting) this.lines.push(`-- waits ${text}`);
    for (const element of state.elements.values()) {
      const tokens = [...(element.tokens ?? [])].map(([flow, count]) => (count === 1 ? flow : `${flow} x${count}`));
      if (tokens.length > 0) this.lines.push(`-- tokens in ${this.name(element.id)}: ${tokens.join(', ')}`);
    }
    for (const { name, key, expiresAt } of state.messages) {
      this.lines.push(`-- keeps message ${name}${keyText(key)} until ${formatInstant(expiresAt)}`);
    }
    const digest = createHash('sha256').update(stateText(state)).digest('hex').slice(0, 12);
    this.lines.push(`-- ${state.status}, state ${digest}`);
  }

  text(): string {
    return this.lines.join('\n') + '\n';
  }

  private describe(event: EngineEvent): { at: number; text: string } {
    switch (event.type) {
      case 'instanceStarted':
        this.elements.set(ROOT, { key: event.process, suffix: '', parent: -1 });
        return { at: -1, text: `* ${event.process} #0 started${keyText(event.businessKey)}` };
      case 'instanceCompleted':
        return { at: -1, text: '* completed' };
      case 'instanceCancelled':
        return { at: -1, text: `* cancelled, reason ${String(event.reason)}` };
      case 'instanceSuspended':
        return { at: -1, text: '* suspended' };
      case 'instanceResumed':
        return { at: -1, text: '* resumed' };
      case 'instanceMigrated':
        return this.migrated(event);
      case 'elementActivated':
      case 'bodyActivated':
        return this.activated(event);
      case 'elementCompleted': {
        const outcome = event.outcome === undefined ? '' : `, outcome ${event.outcome}`;
        const output = event.output === undefined ? '' : `, gives ${valueText(event.output)}`;
        return this.of(event.id, `- ${this.name(event.id)}${outcome}${output}`);
      }
      case 'bodyCompleted':
        return this.of(event.id, `- ${this.name(event.id)}`);
      case 'elementCancelled':
      case 'bodyCancelled':
        return this.of(event.id, `x ${this.name(event.id)}`);
      case 'loopPlanned': {
        const items = event.items === undefined ? '' : ` for ${valueText(event.items)}`;
        return this.in(event.id, `loop of ${event.total}${items}`);
      }
      case 'flowTaken':
        return this.in(event.scope, `> ${event.flow}`);
      case 'tokensRemoved':
        return this.in(event.scope, `x> ${event.flow}${event.count === 1 ? '' : ` x${event.count}`}`);
      case 'variablesSet':
        return this.in(event.scope, `= ${variablesText(event.values)} at ${this.name(event.scope)}`);
      case 'workOpened': {
        const { kind, handler, retries } = event.work;
        const by = (handler === null ? '' : ` ${handler}`) + (retries === 0 ? '' : `, ${retries} retries`);
        return this.in(event.id, `? ${kind}${by}`);
      }
      case 'workClosed':
        return this.in(event.id, '? closed');
      case 'jobFailed':
        return this.in(event.id, `failed: ${event.message}; ${event.retries} retries left`);
      case 'subscriptionOpened':
        this.subscriptions.set(event.id, `${event.element} #${event.id}`);
        return this.in(event.owner, `~ ${event.element} #${event.id} ${triggerText(event.trigger)}`);
      case 'subscriptionUpdated':
        return { at: ROOT, text: `~ ${this.subscription(event.id)} ${triggerText(event.trigger)}` };
      case 'subscriptionClosed':
        return { at: ROOT, text: `/ ${this.subscription(event.id)}` };
      case 'messageBuffered': {
        const { name, key, variables, expiresAt } = event.message;
        const until = formatInstant(expiresAt);
        return { at: ROOT, text: `keeps message ${name}${keyText(key)} ${variablesText(variables)} until ${until}` };
      }
      case 'messageUnbuffered':
        return { at: ROOT, text: `kept message ${event.index} is gone` };
      case 'messageThrown': {
        const to = event.targets.length === 0 ? '' : ` to ${event.targets.join(', ')}`;
        return this.in(
          event.id,
          `throws message ${event.name}${keyText(event.key)}${to} ${variablesText(event.variables)}`,
        );
      }
      case 'signalThrown':
        return this.in(event.id, `throws signal ${event.name} ${variablesText(event.variables)}`);
      case 'errorThrown':
      case 'escalationThrown': {
        const what = event.type === 'errorThrown' ? 'error' : 'escalation';
        return this.in(
          event.id,
          `throws ${what} ${event.code ?? '(no code)'}, caught by ${event.caughtBy ?? 'nobody'}`,
        );
      }
      case 'compensationRecorded':
        return this.in(event.scope, `can compensate ${recordText(event.record)}`);
      case 'compensationTaken':
        return this.in(event.scope, `compensates record #${event.record}`);
      case 'compensationScopeOpened':
        this.elements.set(event.id, { key: event.element, suffix: '', parent: event.parent });
        return this.of(event.id, `+ ${this.name(event.id)} opened again for ${recordText(event.record)}`);
      case 'compensationScopeClosed':
        return this.of(event.id, `- ${this.name(event.id)} closed again`);
      case 'completionsForgotten':
        return this.in(event.scope, `forgets the completions in slots ${event.slots.join(', ')}`);
      case 'returned':
        return this.in(event.from, `returned to ${event.target}`);
      case 'incidentRaised': {
        const { code, phase, message, outcome } = event.incident;
        const where = outcome === undefined ? phase : `${phase}, outcome ${outcome}`;
        return this.in(event.id, `! ${code} (${where}): ${message}`);
      }
      case 'incidentResolved':
        return this.in(event.id, '! resolved');
    }
  }

  private activated(event: Extract<EngineEvent, { type: 'elementActivated' | 'bodyActivated' }>): {
    at: number;
    text: string;
  } {
    const isBody = event.type === 'bodyActivated';
    const loopCounter = isBody ? undefined : event.loopCounter;
    const suffix = isBody ? ' body' : loopCounter === undefined ? '' : `(${loopCounter})`;
    this.elements.set(event.id, { key: event.element, suffix, parent: event.parent });
    const consumed = event.consumed === undefined ? '' : ` <- ${event.consumed.join(', ')}`;
    const outcome = isBody || event.outcome === undefined ? '' : `, outcome ${event.outcome}`;
    const variables = isBody || event.variables === undefined ? '' : ` ${variablesText(event.variables)}`;
    return this.of(event.id, `+ ${this.name(event.id)}${consumed}${outcome}${variables}`);
  }

  private migrated(event: Extract<EngineEvent, { type: 'instanceMigrated' }>): { at: number; text: string } {
    for (const [id, known] of this.elements) {
      this.elements.set(id, { ...known, key: event.keys.get(known.key) ?? known.key });
    }
    const keys = [...event.keys].map(([from, to]) => `${from} -> ${to}`);
    const slots = [...event.slots].map(([from, to]) => `${from} -> ${to}`);
    return {
      at: -1,
      text: `* migrated to ${event.definition}; keys ${keys.join(', ') || 'as they were'}; slots ${slots.join(', ') || 'none'}`,
    };
  }

  /** A line about an element, at the depth of the element itself. */
  private of(id: number, text: string): { at: number; text: string } {
    return { at: this.elements.get(id)?.parent ?? -1, text };
  }

  /** A line about what is inside an element. */
  private in(id: number, text: string): { at: number; text: string } {
    return { at: id, text };
  }

  private depth(id: number): number {
    let depth = 0;
    for (let at = id; at >= 0; at = this.elements.get(at)?.parent ?? -1) depth++;
    return depth;
  }

  private name(id: number): string {
    const known = this.elements.get(id);
    return known === undefined ? `? #${id}` : `${known.key}${known.suffix} #${id}`;
  }

  private subscription(id: number): string {
    return this.subscriptions.get(id) ?? `? #${id}`;
  }
}

function triggerText(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'message':
      return `message ${trigger.name}${keyText(trigger.key)}`;
    case 'signal':
      return `signal ${trigger.name}`;
    case 'timer': {
      const cycle =
        trigger.every === null ? '' : `, then every ${trigger.every}, ${trigger.remaining ?? 'endless'} left`;
      return `timer ${formatInstant(trigger.due)}${cycle}`;
    }
    case 'condition':
      return `condition ${trigger.met ? 'met' : 'not met'}`;
  }
}

function keyText(key: string | null): string {
  return key === null ? '' : ` "${key}"`;
}

function variablesText(variables: ReadonlyMap<string, FeelValue>): string {
  return `{${[...variables].map(([name, value]) => `${name}: ${valueText(value)}`).join(', ')}}`;
}

function valueText(value: FeelValue): string {
  return formatValue(value) ?? '?';
}

function recordText(record: CompensationRecord): string {
  const loop = record.loopCounter === 0 ? '' : `(${record.loopCounter})`;
  const variables = record.variables === null ? '' : ` ${variablesText(record.variables)}`;
  const inner = record.inner.length === 0 ? '' : ` [${record.inner.map(recordText).join('; ')}]`;
  return `${record.element}${loop} #${record.id}${variables}${inner}`;
}
