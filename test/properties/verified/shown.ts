import { readScenario, simulate, type EngineEvent, type Finding, type PreparedWorld } from '@quanheng/engine';

interface Span {
  readonly place: string;
  readonly element: string;
  readonly from: number;
  to: number;
}

/** Whether the scenario of a finding, played as it is, shows what the finding says of its element. It reads the events of the whole run, and looks back. */
export function isShownBy(world: PreparedWorld, { code, elementId: told, scenario: file }: Finding): boolean {
  const { scenario } = readScenario(JSON.stringify(file));
  const elementId = told ?? '';
  if (scenario === undefined) return false;
  const events: (readonly [EngineEvent, string])[] = [];
  const { result, waiting, unmet } = simulate(world, scenario, {
    maxEvents: 20_000,
    onEngineEvent: (event, instance) => events.push([event, instance]),
  });
  if (unmet !== undefined) return false;
  const id = world.definition.nodesByKey.get(elementId)?.id ?? elementId;
  if (code === 'proof-stuck') return (result === 'waiting' || result === 'incident') && waiting.includes(id);
  const spans = spansOf(events, world);
  if (code === 'proof-ended-twice') {
    const ends = spans.filter(
      ({ element, place, to }) => element === elementId && !place.includes('>') && to < Infinity,
    );
    return ends.some((one, at) => ends.slice(at + 1).some(({ place }) => place === one.place));
  }
  const there = spans.filter(({ element }) => element === elementId);
  return there.some((one) =>
    there.some((other) => other !== one && other.place === one.place && other.from > one.from && other.from < one.to),
  );
}

/** From when to when each token was on a flow or in an element of its scope; of a flow, `element` is where it leads. */
function spansOf(events: readonly (readonly [EngineEvent, string])[], { definition }: PreparedWorld): readonly Span[] {
  const spans: Span[] = [];
  const byId = new Map<string, Span>();
  const begin = (place: string, element: string, from: number): Span => {
    const span = { place, element, from, to: Infinity };
    spans.push(span);
    return span;
  };
  const leave = (place: string, at: number): void => {
    const span = spans.find((each) => each.place === place && each.to === Infinity);
    if (span !== undefined) span.to = at;
  };
  for (const [at, [event, instance]] of events.entries()) {
    if (event.type === 'flowTaken') {
      const target = definition.flowsByKey.get(event.flow)!.target.key;
      begin(`${instance} ${event.scope} >${event.flow}`, target, at);
    }
    if (event.type === 'tokensRemoved')
      for (let count = 0; count < event.count; count++) leave(`${instance} ${event.scope} >${event.flow}`, at);
    if (event.type === 'elementActivated' || event.type === 'bodyActivated') {
      for (const flow of event.consumed ?? []) leave(`${instance} ${event.parent} >${flow}`, at);
      const isInner = event.type === 'elementActivated' && (event.loopCounter ?? 0) > 0;
      const place = `${instance} ${event.parent} ${event.element}`;
      if (!isInner) byId.set(`${instance} ${event.id}`, begin(place, event.element, at));
    }
    const isOver = /^(element|body)(Completed|Cancelled)$/.test(event.type);
    const span = isOver && 'id' in event ? byId.get(`${instance} ${event.id}`) : undefined;
    if (span !== undefined) span.to = at;
  }
  return spans;
}
