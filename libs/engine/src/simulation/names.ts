import type { Definition } from '../compile/graph.js';
import { messageOf } from '../compile/message-names.js';
import type { Model } from '../parse/model.js';

/** The messages and signals of a world. A scenario may call them by their name or by their id in a document. */
export class EventNames {
  private readonly messages = new Map<string, string>();
  private readonly signals = new Map<string, string>();

  constructor(definition: Definition, models: readonly Model[]) {
    for (const model of models) {
      for (const message of model.messages.values()) this.messages.set(message.id, message.name ?? message.id);
      for (const signal of model.signals.values()) this.signals.set(signal.id, signal.name ?? signal.id);
    }
    for (const node of definition.nodes) {
      const message = messageOf(node);
      if (message !== null) this.messages.set(message.name, message.name);
      const trigger = node.event?.trigger;
      if (trigger?.kind === 'signal') this.signals.set(trigger.name, trigger.name);
    }
  }

  /** What the engine calls the message; undefined when no document knows it. */
  message(nameOrId: string): string | undefined {
    return this.messages.get(nameOrId);
  }

  signal(nameOrId: string): string | undefined {
    return this.signals.get(nameOrId);
  }

  get messageNames(): readonly string[] {
    return [...new Set(this.messages.values())];
  }

  get signalNames(): readonly string[] {
    return [...new Set(this.signals.values())];
  }
}
