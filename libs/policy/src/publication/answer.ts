import { compile, decisionsOf, parseBpmn, prefixesOf, type Model } from '@quanheng/engine';
import type { DefinitionSource, ProofAnswer, ProofQuestion } from '../ports/index.js';
import { oracleOf, prove, type Drawn } from '../verify/index.js';
import { staffedOf } from './staffed.js';

/** Questions about a drawing, as they go to another thread: of a server or of a browser. */
export interface ProofRequest {
  readonly source: DefinitionSource;
  readonly questions: readonly ProofQuestion[];
  /** Markings for each question, and milliseconds for them all. */
  readonly budget: { readonly states: number; readonly milliseconds: number };
}

/**
 * What the thread answers: the same as would be found out where the question was asked.
 * @param clock milliseconds since some moment
 * @throws Error when the source does not compile: it did where the question comes from.
 */
export async function answerProof(
  { source, questions, budget }: ProofRequest,
  clock: () => number,
): Promise<readonly ProofAnswer[]> {
  const until = clock() + budget.milliseconds;
  const drawn = await remade(source);
  return questions.map((question): ProofAnswer => {
    if (question.kind === 'staffed') return { kind: 'staffed', findings: staffedOf(drawn, question, clock, until) };
    const left = { states: budget.states, milliseconds: until - clock(), clock };
    if (question.kind !== 'sound') return { kind: question.kind, answer: oracleOf(drawn, left).ask(question) };
    const own = [...drawn.definition.processes.values()].filter(({ id }) => id === question.process);
    return { kind: question.kind, findings: prove(drawn, left, own).findings };
  });
}

async function remade({ digest, text, decisions, pins, called }: DefinitionSource): Promise<Drawn> {
  const model = await readModel(digest, text);
  const linked = new Map<string, Model>();
  for (const [key, document] of called) linked.set(key, await readModel(key, document));
  const tables = decisionsOf(decisions);
  const { definition, findings } = compile(model, {
    digest,
    links: {
      process: (process, binding) => {
        const pin = pins.find((each) => each.process === process && each.binding === binding);
        const target = pin === undefined ? undefined : linked.get(pin.digest);
        return target === undefined ? undefined : { model: target, processId: process, digest: pin?.digest ?? '' };
      },
      decision: (name) => tables.find(name),
    },
  });
  if (definition === undefined) throw new Error(`${digest} does not compile: ${findings[0]?.message ?? ''}`);
  const models = new Map([['', model]]);
  for (const [prefix, key] of prefixesOf(definition)) {
    const target = linked.get(key);
    if (target !== undefined) models.set(prefix, target);
  }
  return { definition, models };
}

async function readModel(digest: string, text: string): Promise<Model> {
  const { model, findings } = await parseBpmn(text);
  if (model === undefined) throw new Error(`${digest} cannot be read: ${findings[0]?.message ?? ''}`);
  return model;
}
