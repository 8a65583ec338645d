import type { CompiledDecision } from '../compile/links.js';
import type { Finding } from '../findings/finding.js';
import { compileDmn, type DecisionModel } from './compile.js';
import { parseDmn } from './parse.js';

export interface DeployedDecisions {
  /** By name or id; the first document in order of names that has it. */
  find(nameOrId: string): CompiledDecision | undefined;
  readonly findings: readonly Finding[];
}

/** The decisions of a deployment. Its documents import each other by namespace. */
export function decisionsOf(resources: readonly { readonly name: string; readonly text: string }[]): DeployedDecisions {
  const findings: Finding[] = [];
  const texts = new Map<string, string>();
  const documents = [...resources]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ text }) => {
      const parsed = parseDmn(text);
      findings.push(...parsed.findings);
      if (parsed.model === undefined) return [];
      texts.set(parsed.model.namespace, text);
      return [parsed.model];
    });
  const models = documents.map((document) => {
    const compiled = compileDmn(document, { resolveImport: ({ namespace }) => texts.get(namespace) });
    findings.push(...compiled.findings);
    return compiled.decisions;
  });
  return { findings, find: (nameOrId) => findIn(models, nameOrId) };
}

function findIn(models: readonly DecisionModel[], nameOrId: string): CompiledDecision | undefined {
  for (const model of models) {
    const invocable = model.find(nameOrId);
    if (invocable === undefined) continue;
    return {
      name: invocable.name,
      inputs: Object.keys(model.inputNames),
      evaluate: (input, env) => model.evaluate(invocable, input, env),
      tests: model.tests(invocable),
    };
  }
  return undefined;
}
