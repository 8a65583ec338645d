import type { Definition, GraphNode } from '../compile/graph.js';
import { NetBuilder } from './builder.js';
import type { Net, NetOptions } from './net.js';
import { addReturns } from './returns.js';
import { NetScope } from './scope.js';

/** By process and by what is left out; not kept when the policy has a say in it. */
const KNOWN = new WeakMap<GraphNode, Map<string, Net>>();

/**
 * The net of one process of a definition. Made when it is first asked for, so that deploying and running pay nothing for it.
 * @throws Error when the definition has no such process.
 */
export function netOf(definition: Definition, options: NetOptions = {}): Net {
  const key = options.process ?? definition.processes.values().next().value?.key;
  const process = [...definition.processes.values()].find((candidate) => candidate.key === key);
  if (process === undefined) throw new Error(`the definition has no process ${key ?? ''}`);
  if (options.outcomesOf !== undefined) return make(process, options);
  const kind = `${options.returns ?? 'permitted'} ${options.unconditional ?? 'first'}`;
  const known = KNOWN.get(process) ?? new Map<string, Net>();
  KNOWN.set(process, known);
  let net = known.get(kind);
  if (net === undefined) known.set(kind, (net = make(process, options)));
  return net;
}

function make(process: GraphNode, options: NetOptions): Net {
  const { container } = process;
  if (container === null) throw new Error(`${process.key} contains nothing`);
  const net = new NetBuilder(options);
  const place = (role: 'start' | 'end'): number =>
    net.place({ kind: 'token', role, node: null, detail: null, path: [] });
  const start = place('start');
  const end = place('end');
  const self = net.place({ kind: 'token', role: 'open', node: process, detail: null, path: [] });
  const scope = new NetScope(net, process, container, [], null, self);

  const begin = (target: GraphNode | null, entries: readonly number[]): void =>
    net.add('start', [], { node: process, target, consume: [start], produce: [self, ...entries] });
  if (container.startEvents.length === 0) begin(null, scope.entries);
  for (const event of container.startEvents) begin(event, [scope.entry(event), ...scope.begun]);
  net.add('complete', [], {
    node: process,
    consume: [self],
    empty: scope.direct,
    clear: scope.content,
    produce: [end],
  });
  net.finishPostponed();
  if (options.returns !== 'none') addReturns(scope);
  return net.finish(start, end);
}
