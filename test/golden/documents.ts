import { existsSync, readFileSync } from 'node:fs';
import {
  compile,
  compileExpression,
  parseBpmn,
  scopeOf,
  validate,
  type CompiledDecision,
  type Definition,
  type Finding,
  type LinkedProcess,
  type Links,
  type Model,
} from '@quanheng/engine';

/** The diagrams of a case, and how they are found and compiled. */
export interface CaseDocuments {
  readonly model: Model;
  readonly definition: Definition;
  /** The version that `migrate` leads to. */
  readonly next: Definition | null;
}

/** @throws Error when a diagram of the case has a finding that is an error. */
export async function compileCase(base: string, decisions: Readonly<Record<string, string>>): Promise<CaseDocuments> {
  const links: Links = {
    process: await calledProcesses(base),
    decision: (name) => (Object.hasOwn(decisions, name) ? decisionOf(name, decisions[name] ?? '') : undefined),
  };
  const model = await read(`${base}.bpmn`);
  const nextFile = `${base}.v2.bpmn`;
  const next = existsSync(nextFile) ? definitionOf(await read(nextFile), 'v2', links) : null;
  return { model, definition: definitionOf(model, 'v1', links), next };
}

async function calledProcesses(base: string): Promise<NonNullable<Links['process']>> {
  const versions = new Map<string, { readonly model: Model; readonly digest: string }>();
  for (let n = 1; existsSync(`${base}.called-${n}.bpmn`); n++) {
    const version = { model: await read(`${base}.called-${n}.bpmn`), digest: `v${n}` };
    versions.set(`version:${n}`, version);
    versions.set('latest', version);
  }
  if (existsSync(`${base}.called.bpmn`)) {
    versions.set('latest', { model: await read(`${base}.called.bpmn`), digest: 'called' });
  }
  return (processId, binding): LinkedProcess | undefined => {
    const version = versions.get(binding);
    const isThere = version?.model.processes.some((process) => process.id === processId) === true;
    return version !== undefined && isThere ? { ...version, processId } : undefined;
  };
}

async function read(file: string): Promise<Model> {
  const { model, findings } = await parseBpmn(readFileSync(file, 'utf8'));
  const judged = model === undefined ? [] : validate(model);
  refuseErrors([...findings, ...judged], file);
  if (model === undefined) throw new Error(`${file} cannot be read`);
  return model;
}

function definitionOf(model: Model, digest: string, links: Links): Definition {
  const { definition, findings } = compile(model, { digest, links });
  refuseErrors(findings, model.id);
  if (definition === undefined) throw new Error(`${model.id} cannot be compiled`);
  return definition;
}

function refuseErrors(findings: readonly Finding[], where: string): void {
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return;
  throw new Error(errors.map(({ code, line, message }) => `${where}:${line ?? 0}: ${code}: ${message}`).join('\n'));
}

/** A FEEL expression in place of a decision: what the engine sees of DMN is no more than this. */
function decisionOf(name: string, source: string): CompiledDecision {
  const compiled = compileExpression(source);
  if (!compiled.ok) throw new Error(`decision ${name}: ${compiled.faults[0]?.message ?? 'no FEEL'}`);
  const expression = compiled.value;
  return {
    name,
    inputs: expression.variables,
    evaluate: (input, env) => expression.evaluate(scopeOf(input), env),
  };
}
