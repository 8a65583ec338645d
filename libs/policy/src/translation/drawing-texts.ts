import type { Container, Lane, Model, NodeModel } from '@quanheng/engine';
import { wordsOf } from '../controls/control.js';
import { readPolicy } from '../model/index.js';
import type { ActivityPolicy, Basis, PropertySpec } from '../model/types.js';

/** Everything of a drawing that people read while a matter runs, each text once; what only a designer reads is not among it. */
export function textsOfDrawing(model: Model): ReadonlySet<string> {
  const found: (string | null | undefined)[] = [];
  for (const process of model.processes) {
    found.push(process.name, ...containerTexts(process), ...process.lanes.flatMap(laneTexts));
  }
  for (const { participants, messageFlows } of model.collaborations) {
    found.push(...[...participants, ...messageFlows].map(({ name }) => name));
  }
  const { activities, constraints, basis, protectedData } = readPolicy(model).policy;
  found.push(...[...protectedData.values()].map(({ title }) => title));
  found.push(...basis.flatMap(basisTexts), ...[...activities.values()].flatMap(activityTexts));
  for (const { name, properties, basis: rests } of constraints)
    found.push(name, ...saidInRefusals(properties), ...rests.flatMap(basisTexts));
  return new Set(found.filter((text): text is string => typeof text === 'string' && text.trim() !== ''));
}

function containerTexts({ nodes, flows, dataObjects }: Container): (string | undefined)[] {
  return [
    ...nodes.flatMap(nodeTexts),
    ...flows.flatMap(({ name, outcome }) => [name, outcome]),
    ...dataObjects.map(({ name }) => name),
  ];
}

function nodeTexts(node: NodeModel): (string | undefined)[] {
  const inside = 'container' in node ? containerTexts(node.container) : [];
  return [node.name, ...inside];
}

function laneTexts({ name, lanes }: Lane): (string | undefined)[] {
  return [name, ...lanes.flatMap(laneTexts)];
}

function activityTexts({ evidence, basis, control }: ActivityPolicy): (string | null)[] {
  const acts = control?.acts ?? [];
  return [
    ...evidence.flatMap(({ name, secrecy }) => [name, secrecy]),
    ...[...basis, ...(control?.basis ?? [])].flatMap(basisTexts),
    ...verified(control?.properties ?? []),
    ...acts.flatMap((act) => [
      act.name,
      ...act.evidence.flatMap(({ name, secrecy }) => [name, secrecy]),
      ...act.basis.flatMap(basisTexts),
      ...verified(act.properties),
    ]),
  ];
}

function basisTexts({ article, text }: Basis): (string | null)[] {
  return [article, text];
}

/** Words that a limit fills the text of its refusal with: the strings in the expressions under its `code`. */
function saidInRefusals(properties: readonly PropertySpec[]): string[] {
  const expressions = properties.filter(({ name }) => name === 'code').flatMap((code) => code.properties);
  const strings = expressions.flatMap(({ value }) => [...value.matchAll(/"([^"\\]*)"/g)]);
  return strings.flatMap(([, text = '']) => (/\p{L}/u.test(text) ? [text] : []));
}

/** What has to be ticked as looked at. */
function verified(properties: readonly PropertySpec[]): string[] {
  return wordsOf(properties, 'verify');
}
