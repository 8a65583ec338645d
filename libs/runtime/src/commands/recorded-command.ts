import {
  eventToJson,
  toWire,
  type Command as EngineCommand,
  type EngineEvent,
  type FeelValue,
  type WireValue,
} from '@quanheng/engine';

/** Engine commands as they are kept in an entry's content: enough to carry them out again. A definition is named by its digest. */
export function recordedCommand(command: EngineCommand): Readonly<Record<string, unknown>> {
  const { type, ...rest } = command;
  const fields: Record<string, unknown> = { type };
  for (const [name, value] of Object.entries(rest)) {
    if (name === 'variables' || name === 'constants')
      fields[name] = wired(value as Readonly<Record<string, FeelValue>>);
    else if (name === 'to') fields[name] = command.type === 'migrate' ? command.to.digest : value;
    else if (value !== undefined) fields[name] = value;
  }
  return fields;
}

export function recordedEvents(events: readonly EngineEvent[]): readonly unknown[] {
  return events.map(eventToJson);
}

function wired(variables: Readonly<Record<string, FeelValue>>): Readonly<Record<string, WireValue>> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]): [string, WireValue] => {
      const made = toWire(value);
      if (!made.ok) throw new Error(`${name}: ${made.message}`);
      return [name, made.value];
    }),
  );
}
