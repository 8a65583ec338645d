import type { ProcessModel } from '@quanheng/engine';
import { parseBpmn } from '@quanheng/engine';
import fc from 'fast-check';

/** A block-structured drawing as a tree. `control` and `act` may come any number of times. */
export type Block =
  | { readonly kind: 'task' | 'control' | 'act' }
  | { readonly kind: 'sequence' | 'choice' | 'parallel'; readonly parts: readonly Block[] }
  | { readonly kind: 'loop'; readonly body: Block }
  /** An interrupting timer on the first, which leads to the second; both go on together. */
  | { readonly kind: 'timed'; readonly host: 'task' | 'control'; readonly after: Block };

export interface Drawn {
  readonly nodes: ReadonlyMap<string, 'task' | 'control' | 'act' | 'choice' | 'parallel' | 'event' | 'boundary'>;
  readonly flows: readonly (readonly [string, string])[];
  /** Boundary events by their hosts. */
  readonly attached: ReadonlyMap<string, string>;
}

export function blocks(parallel: boolean): fc.Arbitrary<Block> {
  const { block } = fc.letrec<{ block: Block }>((tie) => {
    const parts = fc.array(tie('block'), { minLength: 1, maxLength: 3 });
    const leaf = fc.constantFrom<Block>({ kind: 'task' }, { kind: 'control' }, { kind: 'act' });
    const kinds = fc.constantFrom<'sequence' | 'choice' | 'parallel'>(...inner(parallel));
    return {
      block: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        leaf,
        fc.record({ kind: kinds, parts }),
        fc.record({ kind: fc.constant('loop' as const), body: tie('block') }),
        fc.record({
          kind: fc.constant('timed' as const),
          host: fc.constantFrom('task' as const, 'control' as const),
          after: tie('block'),
        }),
      ),
    };
  });
  return block;
}

function inner(parallel: boolean): ('sequence' | 'choice' | 'parallel')[] {
  return parallel ? ['sequence', 'choice', 'parallel', 'parallel'] : ['sequence', 'choice', 'choice'];
}

export function draw(block: Block): Drawn {
  const nodes = new Map<string, 'task' | 'control' | 'act' | 'choice' | 'parallel' | 'event' | 'boundary'>();
  const flows: [string, string][] = [];
  const attached = new Map<string, string>();
  const add = (kind: 'task' | 'control' | 'act' | 'choice' | 'parallel' | 'event' | 'boundary'): string => {
    const id = `${kind}${nodes.size}`;
    nodes.set(id, kind);
    return id;
  };
  const after = (from: string, kind: Parameters<typeof add>[0]): string => {
    const id = add(kind);
    flows.push([from, id]);
    return id;
  };
  /** Draws the block behind `from` and gives its last node. */
  const place = (one: Block, from: string): string => {
    switch (one.kind) {
      case 'sequence':
        return one.parts.reduce((last, part) => place(part, last), from);
      case 'choice':
      case 'parallel': {
        const split = after(from, one.kind);
        const join = add(one.kind);
        for (const part of one.parts) flows.push([place(part, split), join]);
        return join;
      }
      case 'loop': {
        const begin = after(from, 'choice');
        const end = after(place(one.body, begin), 'choice');
        flows.push([end, begin]);
        return end;
      }
      case 'timed': {
        const host = after(from, one.host);
        const timer = add('boundary');
        attached.set(host, timer);
        const join = after(host, 'choice');
        flows.push([place(one.after, timer), join]);
        return join;
      }
      default:
        return after(from, one.kind);
    }
  };
  after(place(block, add('event')), 'event');
  return { nodes, flows, attached };
}

const TAGS = {
  task: 'task',
  control: 'userTask',
  act: 'task',
  choice: 'exclusiveGateway',
  parallel: 'parallelGateway',
};

/** The same as BPMN, read by the engine. */
export async function modelOf({ nodes, flows, attached }: Drawn): Promise<ProcessModel> {
  const ids = [...nodes.keys()];
  const hosts = new Map([...attached].map(([host, event]) => [event, host]));
  const shapes = [...nodes].map(([id, kind]) => {
    if (kind === 'boundary') {
      const timer = '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>';
      return `<boundaryEvent id="${id}" attachedToRef="${hosts.get(id)}">${timer}</boundaryEvent>`;
    }
    if (kind === 'event') return `<${id === ids[0] ? 'startEvent' : 'endEvent'} id="${id}"/>`;
    return `<${TAGS[kind]} id="${id}"/>`;
  });
  const lines = flows.map(([from, to], i) => `<sequenceFlow id="f${i}" sourceRef="${from}" targetRef="${to}"/>`);
  const { model, findings } = await parseBpmn(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t"><process id="P">
    ${[...shapes, ...lines].join('')}</process></definitions>`,
  );
  if (findings.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(findings));
  const [process] = model?.processes ?? [];
  if (process === undefined) throw new Error('no process');
  return process;
}
