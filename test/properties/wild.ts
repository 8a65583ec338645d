import fc from 'fast-check';

/** A drawing without any structure: nodes and flows at random. Targets are numbers of nodes; -1 is the end event. */
export interface WildSpec {
  readonly nodes: readonly {
    readonly type: 'userTask' | 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway';
    readonly targets: readonly number[];
    readonly boundary: { readonly interrupting: boolean; readonly target: number } | null;
  }[];
}

export const wild: fc.Arbitrary<WildSpec> = fc.integer({ min: 2, max: 8 }).chain((size) => {
  const target = fc.integer({ min: -1, max: size - 1 });
  return fc.record({
    nodes: fc.array(
      fc.record({
        type: fc.constantFrom(
          'userTask' as const,
          'userTask' as const,
          'exclusiveGateway' as const,
          'parallelGateway' as const,
          'inclusiveGateway' as const,
          'inclusiveGateway' as const,
        ),
        targets: fc.uniqueArray(target, { minLength: 1, maxLength: 3 }),
        boundary: fc.option(fc.record({ interrupting: fc.boolean(), target }), { freq: 2 }),
      }),
      { minLength: size, maxLength: size },
    ),
  });
});

export function wildText({ nodes }: WildSpec): string {
  const name = (n: number): string => (n < 0 ? 'end' : `n${n}`);
  const flow = (from: string, to: string, when?: string): string =>
    `<sequenceFlow id="F_${from}_${to}" sourceRef="${from}" targetRef="${to}">${when === undefined ? '' : `<conditionExpression>${when}</conditionExpression>`}</sequenceFlow>`;
  let content = `<startEvent id="start"/><endEvent id="end"/>${flow('start', 'n0')}`;
  nodes.forEach(({ type, targets, boundary }, index) => {
    const from = name(index);
    // Every node must be led to, and so must the end.
    const isUnled =
      index + 1 < nodes.length && !nodes.some((node, other) => other <= index && node.targets.includes(index + 1));
    const needed = index + 1 === nodes.length ? -1 : isUnled ? index + 1 : targets[0]!;
    const all = [...new Set([...targets, needed])];
    const chooses = (type === 'exclusiveGateway' || type === 'inclusiveGateway') && all.length > 1;
    content += `<${type} id="${from}"${chooses ? ` default="F_${from}_${name(all[0]!)}"` : ''}/>`;
    all.forEach(
      (to, place) =>
        (content += flow(
          from,
          name(to),
          chooses && place > 0 ? `v${(index + place) % 4} > ${(index * 3) % 8}` : undefined,
        )),
    );
    if (boundary === null || type !== 'userTask') return;
    content += `<boundaryEvent id="b${index}" attachedToRef="${from}" cancelActivity="${boundary.interrupting}"><signalEventDefinition signalRef="S"/></boundaryEvent>`;
    content += flow(`b${index}`, name(boundary.target));
  });
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="Doc" targetNamespace="urn:test"><signal id="S" name="s"/><process id="P0" isExecutable="true">${content}</process></definitions>`;
}
