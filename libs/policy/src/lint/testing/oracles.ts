import type { Drawn } from './drawings.js';

export interface Answer {
  /** Acts that can be begun although no control was passed. */
  readonly acts: ReadonlySet<string>;
  /** Whether the process can end although no control was passed. */
  readonly ends: boolean;
}

/** Every path that comes to no node twice, one by one. For drawings without parallel gateways. */
export function bySimplePaths({ nodes, flows, attached }: Drawn): Answer {
  const acts = new Set<string>();
  let ends = false;
  const [start = ''] = nodes.keys();
  const last = [...nodes.keys()].at(-1);
  const walk = (at: string, path: ReadonlySet<string>): void => {
    if (nodes.get(at) === 'act') acts.add(at);
    if (at === last) ends = true;
    const timer = attached.get(at);
    const behind = nodes.get(at) === 'control' ? [] : flows.filter(([from]) => from === at).map(([, to]) => to);
    for (const next of timer === undefined ? behind : [...behind, timer]) {
      if (!path.has(next)) walk(next, new Set([...path, next]));
    }
  };
  walk(start, new Set([start]));
  return { acts, ends };
}

/** Every state that the tokens can be in, one by one: what a token on a control can do is wait or be interrupted. */
export function byTokens({ nodes, flows, attached }: Drawn, limit: number): Answer | null {
  const acts = new Set<string>();
  let ends = false;
  const [start = ''] = nodes.keys();
  const incoming = (id: string): number[] => flows.flatMap(([, to], i) => (to === id ? [i] : []));
  const outgoing = (id: string): number[] => flows.flatMap(([from], i) => (from === id ? [i] : []));
  const first = outgoing(start);
  const seen = new Map([[first.join(), first]]);
  for (const tokens of seen.values()) {
    if (seen.size > limit) return null;
    if (tokens.length === 0) ends = true;
    const next = (taken: readonly number[], made: readonly number[]): void => {
      const rest = [...tokens];
      for (const token of taken) rest.splice(rest.indexOf(token), 1);
      const marking = [...rest, ...made].sort((a, b) => a - b);
      seen.set(marking.join(), seen.get(marking.join()) ?? marking);
    };
    for (const token of new Set(tokens)) {
      const id = flows[token]?.[1] ?? '';
      const kind = nodes.get(id);
      if (kind === 'act') acts.add(id);
      const timer = attached.get(id);
      if (timer !== undefined) next([token], outgoing(timer));
      if (kind === 'control') continue;
      if (kind === 'parallel') {
        const needed = incoming(id);
        if (needed.every((flow) => tokens.includes(flow))) next(needed, outgoing(id));
      } else if (kind === 'choice') for (const flow of outgoing(id)) next([token], [flow]);
      else next([token], outgoing(id));
    }
  }
  return { acts, ends };
}
