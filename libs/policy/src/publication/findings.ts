import { hasErrors, type Finding } from '@quanheng/engine';
import { carriedBinding } from '../catalogue/index.js';
import { lint, type Publication } from '../lint/index.js';
import type { Effects } from '../model/index.js';
import type { OrganisationView, ProcessDefinition } from '../ports/index.js';
import { underBinding, type Profile, type Profiles } from '../profiles/index.js';
import { finding, readDrawn } from './drawn.js';
import { isCollecting, oracleFor, proofFindings, staffedFindings } from './proof.js';
import { differingThresholds } from './differing-thresholds.js';
import { renamedLimits } from './renamed-limits.js';

/** What is known besides the drawing when it is judged. */
export interface PublicationContext {
  readonly view: OrganisationView;
  readonly at: number;
  readonly effectOf: Effects;
  readonly profiles: Profiles;
  /** null: a draft, which nobody publishes yet. */
  readonly publication: Publication | null;
  /** The version that is in force. */
  readonly superseded?: ProcessDefinition | undefined;
}

/**
 * What is to be said of a definition before it may be made runnable: what the drawing says about power and cannot mean, whether it is sound, and every rule about power, of the
 * profile too once the process is bound to the power it exercises. An error refuses publication. Called documents were judged when they were published
 * themselves.
 */
export function publicationFindings(definition: ProcessDefinition, context: PublicationContext): readonly Finding[] {
  const model = definition.models.get('');
  if (model === undefined) return [];
  const { process } = definition;
  const { view, at, effectOf: effects, profiles, publication } = context;
  const { policy, findings: meaningless } = readDrawn(model);
  const findings = [
    ...meaningless,
    ...differingThresholds(definition),
    ...renamedLimits(model, policy, context.superseded),
  ];
  const bound = boundProfile(process, context);
  if ('unknown' in bound) {
    const message = `流程绑定的规范“${bound.unknown}”不存在；请职权目录管理岗位改正绑定。`;
    return [...findings, finding(model, process, { code: 'profile-unknown', message })];
  }
  const own = { ...model, processes: model.processes.filter(({ id }) => id === process) };
  const known = {
    profile: bound.profile,
    organisation: { view, at },
    effects,
    profiles,
    publication,
    models: definition.models,
    oracle: oracleFor(definition),
  };
  const drawn = [...findings, ...lint({ model: own, policy, ...known }), ...proofFindings(definition)];
  const staffing = { view, at, profile: bound.profile };
  if (isCollecting(definition)) return [...drawn, ...staffedFindings(definition, staffing, 'untold')];
  // Asked of what is otherwise right. Whom it cannot do without is told of a draft: nobody publishes because of it, or not.
  const indispensable = publication === null ? 'told' : 'untold';
  return hasErrors(drawn) ? drawn : [...drawn, ...staffedFindings(definition, staffing, indispensable)];
}

function boundProfile(
  process: string,
  { view, at, profiles }: PublicationContext,
): { readonly profile: Profile | null } | { readonly unknown: string } {
  const binding = view.fact('processBinding', process, at)?.data;
  if (binding === undefined) return { profile: null };
  const profile = profiles.get(binding.profile);
  return profile === undefined
    ? { unknown: binding.profile }
    : { profile: underBinding(profile, carriedBinding(binding, view, at)) };
}
