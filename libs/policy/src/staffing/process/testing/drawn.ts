import { compile, parseBpmn } from '@quanheng/engine';
import { constraintsOf } from '../../../guard/drawn-constraints.js';
import { readOrganisation } from '../../../lint/organisation-file/read.js';
import { policyOf } from '../../../model/index.js';
import type { Staff } from '../candidates.js';
import type { GraphNode } from '@quanheng/engine';

/** A process and who there is, ready to be asked. */
export interface Drawn {
  readonly process: GraphNode;
  readonly staff: Staff;
}

/** @param body what stands inside the process `P` @param organisation the value of an organisation file */
export async function drawn(body: string, organisation: unknown): Promise<Drawn> {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
    <process id="P" isExecutable="true">${body}</process></definitions>`;
  const { model, findings } = await parseBpmn(xml);
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const { definition, findings: faults } = compile(model, { digest: '' });
  const process = definition?.processes.get('P');
  if (process === undefined) throw new Error(JSON.stringify(faults));
  const { organisation: filed, problems } = readOrganisation(organisation);
  if (filed === undefined) throw new Error(problems.join('\n'));
  const policy = policyOf({ models: new Map([['', model]]) });
  const { view, at } = filed;
  const constraints = constraintsOf(policy, 'P');
  return {
    process,
    staff: { process: 'P', model: policy, constraints, organisation: view, at, lines: [], isBound: true },
  };
}

/** People by the posts they hold, posts by department, and who leads each department. */
export function officeOf(
  people: Readonly<Record<string, readonly string[]>>,
  posts: Readonly<Record<string, string>>,
  leaders: Readonly<Record<string, string>> = {},
): object {
  const departments = [...new Set(Object.values(posts))];
  return {
    departments: Object.fromEntries(departments.map((id) => [id, { name: id, parent: null }])),
    persons: Object.fromEntries(Object.keys(people).map((id) => [id, { name: id }])),
    posts: Object.fromEntries(
      Object.entries(posts).map(([id, department]) => [id, { name: id, department, roles: ['staff'] }]),
    ),
    holdings: Object.fromEntries(
      Object.entries(people).flatMap(([person, held]) =>
        held.map((post) => [`${person}-${post}`, { person, post, kind: 'formal', document: '任1号' }]),
      ),
    ),
    leaderLines: Object.fromEntries(
      Object.entries(leaders).map(([department, leader]) => [`L-${department}`, { leader, departments: [department] }]),
    ),
  };
}

/** Of an organisation file: who is related to whom. */
export function relationsOf(pairs: readonly (readonly [string, string])[]): object {
  return Object.fromEntries(pairs.map((persons, at) => [`R${at}`, { persons, kind: '配偶' }]));
}

export const task = (id: string, assign: string, more = ''): string =>
  `<userTask id="${id}" name="${id}" ${more}><extensionElements><qh:assign ${assign}/></extensionElements></userTask>`;

/** Flows between nodes in a row. */
export const flows = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((to, at) => `<sequenceFlow id="${ids[at]}_${to}" sourceRef="${ids[at]}" targetRef="${to}"/>`)
    .join('');
