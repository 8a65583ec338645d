import type { Finding, Model } from '@quanheng/engine';
import { readConstraints } from '../constraints/index.js';
import { planOf } from '../controls/plan.js';
import { lint } from '../lint/index.js';
import { readPolicy } from '../model/index.js';
import type { OrganisationView, ProcessDefinition } from '../ports/index.js';
import type { Profile } from '../profiles/index.js';

/** What is known besides the drawing when it is judged. */
export interface PublicationContext {
  readonly view: OrganisationView;
  readonly at: number;
  readonly effectOf: (handler: string) => string | undefined;
  /** Of the product, by name. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Natural persons. */
  readonly designers: readonly string[];
  readonly publisher: string;
  /** Digest of its opinion; absent: there was none. */
  readonly legalityCheck?: string;
}

/**
 * What stands against making a definition runnable: what the drawing says about power and cannot mean, and, once the process is bound to the power it
 * exercises, every rule of its profile. Called documents were judged when they were published themselves.
 */
export function publicationFindings(definition: ProcessDefinition, context: PublicationContext): readonly Finding[] {
  const model = definition.models.get('');
  if (model === undefined) return [];
  const { policy, findings } = readPolicy(model);
  const controls = [...policy.activities.values()].flatMap((activity): Finding[] => {
    const plan = planOf(activity);
    if (plan === null || 'control' in plan) return [];
    return [{ ...plan.wrong, severity: 'error', elementId: activity.key, ...lineOf(model, activity.key) }];
  });
  const { process } = definition;
  const constraints = readConstraints(policy, process).problems.map(({ message }): Finding => ({
    code: 'constraint-meaningless',
    severity: 'error',
    elementId: process,
    message,
    ...lineOf(model, process),
  }));
  return [...findings, ...controls, ...constraints, ...underProfile(definition, model, policy, context)];
}

function lineOf({ locations }: Model, id: string): { readonly line?: number } {
  const line = locations.get(id)?.line;
  return line === undefined ? {} : { line };
}

function underProfile(
  { process }: ProcessDefinition,
  model: Model,
  policy: ReturnType<typeof readPolicy>['policy'],
  { view, at, effectOf, profiles, designers, publisher, legalityCheck }: PublicationContext,
): readonly Finding[] {
  const binding = view.fact('processBinding', process, at);
  if (binding === undefined) return [];
  const profile = profiles.get(binding.data.profile);
  if (profile === undefined) {
    const message = `流程绑定的规范“${binding.data.profile}”不存在；请职权目录管理岗位改正绑定。`;
    return [{ code: 'profile-unknown', severity: 'error', elementId: process, message, ...lineOf(model, process) }];
  }
  return lint({
    ...{ model, policy, profile, organisation: { view, at }, effects: effectsIn(model, effectOf) },
    publication: { designers, publisher, legalityCheck: legalityCheck ?? null },
  }).filter(({ severity }) => severity === 'error');
}

function effectsIn(model: Model, effectOf: PublicationContext['effectOf']): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open = model.processes.flatMap(({ nodes }) => nodes);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!('handler' in node || 'container' in node)) continue;
    const effect = node.handler === undefined ? undefined : effectOf(node.handler);
    if (node.handler !== undefined && effect !== undefined) found.set(node.handler, effect);
    open.push(...(node.container?.nodes ?? []));
  }
  return found;
}
