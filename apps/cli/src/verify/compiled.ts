import { compile, hasErrors, prepareWorld, type LocatedFinding, type Model, type Surroundings } from '@quanheng/engine';
import type { Drawn } from '@quanheng/policy';
import { documentOf } from '../simulate/files.js';

interface ReadyToRun {
  /** Absent when a finding is an error. */
  readonly drawn?: Drawn;
  readonly findings: readonly LocatedFinding[];
}

/** A drawing that keeps the rules of BPMN as the engine would run it, with what it calls and asks. */
export async function readyToRun(
  file: string,
  bytes: Uint8Array,
  model: Model,
  surroundings: Surroundings,
): Promise<ReadyToRun> {
  const document = documentOf(file, bytes);
  if (callsNothing(model)) {
    const decided: LocatedFinding[] = [];
    const decision = (nameOrId: string) => {
      const found = surroundings.decision?.(nameOrId);
      decided.push(...(found?.findings ?? []).map((finding) => ({ document: found?.name ?? file, finding })));
      return found?.decision;
    };
    const { definition, findings } = compile(model, { digest: document.digest, links: { decision } });
    const all = [...findings.map((finding) => ({ document: file, finding })), ...decided];
    const isWrong = definition === undefined || hasErrors(all.map(({ finding }) => finding));
    return isWrong ? { findings: all } : { drawn: { definition, models: new Map([['', model]]) }, findings: all };
  }
  const { world, findings } = await prepareWorld(document, surroundings);
  return { ...(world === undefined ? {} : { drawn: world }), findings };
}

function callsNothing({ processes }: Model): boolean {
  const containers = [...processes.map(({ nodes }) => nodes)];
  for (const nodes of containers) {
    for (const node of nodes) {
      if (node.type === 'callActivity') return false;
      if ('container' in node) containers.push(node.container.nodes);
    }
  }
  return true;
}
