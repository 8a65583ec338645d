import {
  compile,
  decisionsOf,
  hasErrors,
  parseBpmn,
  prefixesOf,
  sortFindings,
  validate,
  type Finding,
  type Links,
  type Model,
} from '@quanheng/engine';
import { lint, type LintContext } from '../lint/index.js';
import type { Profile } from '../profiles/index.js';
import { readDrawn } from '../publication/drawn.js';
import { oracleOf, prove, UNPROVED, type Drawn, type Proof } from '../verify/index.js';

/** A drawing in the making and what is known around it: plain data, as it goes to another thread. */
export interface DrawingRequest {
  readonly text: string;
  readonly decisions: readonly { readonly name: string; readonly text: string }[];
  /** Texts of processes that calls may lead to. */
  readonly called: readonly { readonly process: string; readonly text: string }[];
  /** What the drawing is judged by; null: it is not said yet which power it exercises. */
  readonly profile: Profile | null;
  /** What handlers (`name`) and forms (`form:name`) do, as the installation says. */
  readonly effects: Readonly<Record<string, string>>;
  /** Markings and milliseconds for the proof. */
  readonly budget: { readonly states: number; readonly milliseconds: number };
}

export interface DrawingAnswer {
  /** Errors first; each of them would refuse publication. */
  readonly findings: readonly Finding[];
  readonly proof: Omit<Proof, 'findings'>;
  readonly milliseconds: number;
}

/**
 * Judges a drawing by all that can be judged without the organisation: the rules of BPMN, what it says about power, and its proof. `judgeStaffing` asks
 * who there is to do it.
 * @param clock milliseconds since some moment
 */
export async function judgeDrawing(request: DrawingRequest, clock: () => number): Promise<DrawingAnswer> {
  const start = clock();
  const answer = await judged(request, clock);
  return { ...answer, findings: once(answer.findings), milliseconds: clock() - start };
}

async function judged(request: DrawingRequest, clock: () => number): Promise<Omit<DrawingAnswer, 'milliseconds'>> {
  const { model, findings } = await parseBpmn(request.text);
  if (model === undefined || hasErrors(findings)) return { findings, proof: UNPROVED };
  const { policy, findings: misread } = readDrawn(model);
  const rules = [...findings, ...validate(model)];
  const { drawn, findings: uncompiled } = hasErrors(rules)
    ? { drawn: undefined, findings: [] }
    : await compiled(model, request);
  const budget = { ...request.budget, clock };
  const context: LintContext = {
    ...{ model, policy, organisation: null, profiles: null, profile: request.profile },
    effects: (key) => request.effects[key],
    ...(drawn === undefined ? {} : { models: drawn.models, oracle: oracleOf(drawn, budget) }),
  };
  const power = lint(context);
  const { findings: flaws, ...proof } = drawn === undefined ? { ...UNPROVED, findings: [] } : prove(drawn, budget);
  return { findings: [...rules, ...misread, ...uncompiled, ...power, ...flaws], proof };
}

/** As the engine would run it, with what it calls and asks. */
export async function compiled(
  model: Model,
  { decisions, called }: Pick<DrawingRequest, 'decisions' | 'called'>,
): Promise<{ readonly drawn?: Drawn; readonly findings: readonly Finding[] }> {
  const models = new Map<string, Model>();
  for (const { process, text } of called) {
    const { model: found } = await parseBpmn(text);
    if (found !== undefined) models.set(process, found);
  }
  const tables = decisionsOf(decisions);
  const links: Links = {
    process: (processId) => {
      const found = models.get(processId);
      return found === undefined ? undefined : { model: found, processId, digest: processId };
    },
    decision: (name) => tables.find(name),
  };
  const { definition, findings } = compile(model, { digest: 'drawing', links });
  if (definition === undefined) return { findings };
  const all = new Map([['', model]]);
  for (const [prefix, process] of prefixesOf(definition)) {
    const found = models.get(process);
    if (found !== undefined) all.set(prefix, found);
  }
  return { drawn: { definition, models: all }, findings };
}

/** What several have found is told once. */
function once(findings: readonly Finding[]): Finding[] {
  const said = ({ code, elementId, message }: Finding): string => JSON.stringify([code, elementId, message]);
  return sortFindings([...new Map(findings.map((finding) => [said(finding), finding])).values()]);
}
