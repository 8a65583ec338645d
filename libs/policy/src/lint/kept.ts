import type { Model } from '@quanheng/engine';
import { wordsOf as namesIn } from '../controls/control.js';
import {
  readPolicy,
  type ConstraintSpec,
  type ControlSpec,
  type PropertySpec,
  type RecordSpec,
} from '../model/index.js';
import type { KeptProcess } from '../profiles/index.js';
import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from './context.js';
import { keptActivities } from './kept-activities.js';
import { articlesOf, once } from './kept-articles.js';
import { comesTo, Runs } from './paths/index.js';

type KeptControl = KeptProcess['controls'][number];
type KeptThreshold = KeptProcess['thresholds'][number];

/** What a document has that a profile may keep, process by process. */
export function keptIn(model: Model): readonly KeptProcess[] {
  const { policy } = readPolicy(model);
  const context: LintContext = {
    ...{ model, policy, profile: null, organisation: null, profiles: null },
    effects: () => undefined,
  };
  return drawingsOf(context).map((drawing) => keptOf(drawing, context));
}

/** What a drawing has that a profile may keep: every control with what stands behind it, every constraint, every record, every threshold, the duties of every activity, the papers that it asks for and what it has ticked. */
function keptOf(drawing: Drawing, { policy }: LintContext): KeptProcess {
  return {
    process: drawing.process.id,
    controls: drawing.controls().map((control) => keptControl(drawing, control)),
    constraints: policy.constraints.map((spec, index) => ({
      name: spec.name ?? `${spec.kind}:${index + 1}`,
      says: wordsOf(spec),
      basis: articlesOf(spec.basis),
    })),
    records: policy.records.map(({ kind, of, by, each }) => ({
      ...{ kind, of: [...of], by, each },
      basis: once(articlesOf(policy.constraints.filter(({ extent }) => extent === kind).flatMap(({ basis }) => basis))),
    })),
    thresholds: policy.thresholds.map(({ variable, threshold: { key, jurisdiction, objectType = null } }) => ({
      ...{ variable, key, jurisdiction, objectType },
      basis: once(
        articlesOf(policy.constraints.filter((spec) => isAbout(spec, variable)).flatMap(({ basis }) => basis)),
      ),
    })),
    activities: drawing.activities.flatMap(keptActivities),
  };
}

function keptControl(drawing: Drawing, activity: DrawnActivity): KeptControl {
  const { key, name, control } = activity;
  if (control === null) throw new Error(`${key} is no control`);
  const before = behind(drawing, key);
  const signs = signedBy(control);
  const instead = drawing.controls().flatMap((other) => (standsIn(other.key, key, drawing) ? [other.key] : []));
  return {
    ...{ activity: key, name, kind: control.kind, acts: control.acts.map((act) => act.name) },
    ...{ signs: signs.length === 0 ? 'all' : [...signs], says: controlWords(control), before, instead },
    exempt: exemptFlows(drawing, [key, ...instead], before).map((flow) => ({
      flow,
      condition: conditionOf(drawing, flow),
    })),
    basis: articlesOf([...control.basis, ...control.acts.flatMap((act) => act.basis)]),
  };
}

/** Names of the protected data that a control signs; none: all of them. */
export function signedBy({ properties }: ControlSpec): readonly string[] {
  return namesIn(properties, 'signs');
}

/** What a control and its acts say beside what is signed and what is ticked: the body, the quorum, the days, which pen comes first. */
export function controlWords({ properties, acts }: ControlSpec): string[] {
  const own = properties.filter(({ name }) => name !== 'signs').map(propertyWords);
  const ofActs = acts.flatMap((act) =>
    act.properties.filter(({ name }) => name !== 'verify').map((each) => `${act.name}: ${propertyWords(each)}`),
  );
  return [...own.sort(), ...ofActs.sort()];
}

/** Whoever has passed it comes to what stands behind the other one, and to the other one no more. */
function standsIn(id: string, other: string, drawing: Drawing): boolean {
  const before = new Set(behind(drawing, other));
  if (id === other || before.has(id) || !behind(drawing, id).some((node) => before.has(node))) return false;
  const flows = flowsIn(drawing.process);
  const open = flows.filter(({ sourceRef, outcome }) => sourceRef === id && (outcome ?? 'passed') === 'passed');
  const seen = new Set(open.map(({ targetRef }) => targetRef));
  for (const node of seen) {
    if (before.has(node)) continue;
    for (const { sourceRef, targetRef } of flows) if (sourceRef === node) seen.add(targetRef);
  }
  return !seen.has(other);
}

/** A way to what stands behind the control on which it is neither passed nor exempted. */
export function wayPast(
  drawing: Drawing,
  { activity, instead, before, exempt }: KeptControl,
): readonly string[] | null {
  const runs = runsPast(drawing, [activity, ...instead], new Set(exempt.map(({ flow }) => flow)));
  for (const node of before) {
    const path = runs.pathTo(node);
    if (path !== null) return path;
  }
  return null;
}

/** What leads to a flow: its condition, or, of a default flow, those of the others; null where there are none, or there is no such flow. */
export function conditionOf({ process }: Drawing, id: string): string | null {
  const flows = flowsIn(process);
  const flow = flows.find((each) => each.id === id);
  if (flow?.condition !== undefined) return flow.condition.text.trim();
  const others = flows.flatMap(({ sourceRef, condition }) =>
    sourceRef === flow?.sourceRef && condition !== undefined ? [condition.text.trim()] : [],
  );
  return others.length === 0 ? null : `otherwise: ${others.sort().join(' | ')}`;
}

/** What a record is told by. */
export function recordWords({ of, by, each }: Pick<RecordSpec, 'of' | 'by' | 'each'>): string {
  return [`of=${of.join(' ')}`, ...(by === null ? [] : [`by=${by}`]), ...(each ? ['each=true'] : [])].join('; ');
}

/** The same words for the same constraint, in whatever order it was written. */
export function wordsOf({ kind, extent, between, levels, count, properties }: ConstraintSpec): string {
  const acts = between.map(({ activity, act }) => (act === null ? activity : `${activity}#${act}`)).sort();
  const said = properties.map(propertyWords).sort();
  return [
    ...[kind, `extent=${extent}`, `between=${acts.join(' ')}`, `level=${[...levels].sort().join(' ')}`],
    ...(count === null ? [] : [`count=${count}`]),
    ...said,
  ].join('; ');
}

function isAbout(spec: ConstraintSpec, variable: string): boolean {
  return wordsOf(spec).split(/\W+/).includes(variable);
}

/** Which threshold it is, as limits name it. */
export function thresholdWords({ key, jurisdiction, objectType }: Omit<KeptThreshold, 'variable' | 'basis'>): string {
  return [key, jurisdiction, ...(objectType === null ? [] : [objectType])].join(':');
}

function propertyWords({ name, value, properties }: PropertySpec): string {
  const inside = properties.map(propertyWords).sort();
  return inside.length === 0 ? `${name}=${value}` : `${name}=${value} (${inside.join(', ')})`;
}

const GATEWAYS = new Set(['exclusiveGateway', 'inclusiveGateway', 'parallelGateway', 'eventBasedGateway']);

/** What is begun first once the control has passed. */
function behind({ process, flow }: Drawing, id: string): string[] {
  const flows = flowsIn(process);
  const leave = (from: string, isFirst: boolean): string[] =>
    flows
      .filter(({ sourceRef, outcome }) => sourceRef === from && (!isFirst || (outcome ?? 'passed') === 'passed'))
      .map(({ targetRef }) => targetRef);
  const open = leave(id, true);
  const found = new Set<string>();
  const seen = new Set<string>();
  for (const next of open) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (GATEWAYS.has(flow.nodes.get(next)?.type ?? '')) open.push(...leave(next, false));
    else found.add(next);
  }
  return [...found].filter((node) => node !== id);
}

/** The fewest flows that gateways choose on which one comes behind the control without it; none that leads to it, where another will do. */
function exemptFlows(drawing: Drawing, controls: readonly [string, ...string[]], before: readonly string[]): string[] {
  const [id] = controls;
  const flows = flowsIn(drawing.process);
  const short = new Set(before);
  const leads = ({ targetRef }: Flow): boolean => comesTo(drawing.flow, targetRef, id, short);
  const chosen = flows.filter((flow) => isChosen(flow, drawing, flows));
  const holds = (barred: ReadonlySet<string>): boolean => {
    const runs = runsPast(drawing, controls, barred);
    return before.every((node) => runs.pathTo(node) === null);
  };
  let exempt = new Set(chosen.map((flow) => flow.id));
  if (!holds(exempt)) throw new Error(`${id} can be passed by without a choice`);
  for (const { id: each } of [...chosen.filter(leads), ...chosen.filter((flow) => !leads(flow))]) {
    const fewer = new Set([...exempt].filter((other) => other !== each));
    if (holds(fewer)) exempt = fewer;
  }
  return [...exempt];
}

function isChosen({ sourceRef, outcome }: Flow, { flow }: Drawing, flows: readonly Flow[]): boolean {
  const isGateway = flow.nodes.get(sourceRef)?.type === 'exclusiveGateway';
  return isGateway && outcome === undefined && flows.filter((each) => each.sourceRef === sourceRef).length > 1;
}

function runsPast({ flow }: Drawing, controls: readonly string[], barred: ReadonlySet<string>): Runs {
  return new Runs(flow, new Set(controls), { allowed: (each) => !barred.has(each) });
}

type Container =
  Drawing['process'] | NonNullable<Extract<Drawing['process']['nodes'][number], { container?: unknown }>['container']>;

type Flow = Drawing['process']['flows'][number];

function flowsIn(container: Container): readonly Flow[] {
  const inside = container.nodes.flatMap((node) => ('container' in node ? flowsIn(node.container) : []));
  return [...container.flows, ...inside];
}
