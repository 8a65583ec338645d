import type { Definition, StateJson } from '@quanheng/engine';
import { policyOf, subjectOf, type StepView } from '@quanheng/policy';
import { visibleVariables } from '@quanheng/runtime';
import type { DefinitionRow, InstanceRow, OrganisationView, ProcessDefinition } from '@quanheng/runtime/ports';

export function matterView(
  row: InstanceRow,
  drawn: DefinitionRow | null,
  definition: ProcessDefinition,
  organisation: OrganisationView,
) {
  const { id, process, number, businessKey, status, startedBy, startedAt, endedAt, state } = row;
  const flow = JSON.parse(state.flow) as StateJson;
  const variables = visibleVariables(flow, definition.graph) ?? {};
  const amounts = [...policyOf(definition).protectedData.values()].filter(({ type }) => type === 'money');
  const amount = amounts.find(({ name }) => variables[name] !== undefined && variables[name] !== null);
  return {
    ...{ instance: id, process, number, businessKey, status, startedBy, startedAt, endedAt },
    subject: wordsOf(subjectOf(definition, process).map((name) => variables[name])),
    ...{ name: drawn?.name ?? process, version: drawn?.version ?? 0 },
    places: placesOf(flow, definition.graph),
    amount: amount === undefined ? null : { name: amount.name, value: variables[amount.name] ?? null },
    riskLevel: organisation.fact('processBinding', process, row.lastAt)?.data.riskLevel ?? null,
  };
}

/** What is under way, each once: a loop, or a subprocess, is at what is inside of it. */
function placesOf({ elements }: StateJson, { nodesByKey }: Definition): string[] {
  const holders = new Set(elements.map(({ parent }) => parent));
  const under = elements.filter(({ id, parent }) => parent !== undefined && !holders.has(id));
  return [...new Set(under.flatMap(({ element }) => nodesByKey.get(element)?.name ?? []))];
}

const MOST_LETTERS = 100;

/** Texts and numbers in one line; null: there are none. */
function wordsOf(values: readonly unknown[]): string | null {
  const words = values.flatMap((value) => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return text === '' ? [] : [text.replaceAll(/\s+/g, ' ')];
  });
  const line = Array.from(words.join(' '));
  if (line.length <= MOST_LETTERS) return words.length === 0 ? null : line.join('');
  return `${line.slice(0, MOST_LETTERS - 1).join('')}…`;
}

type Done = NonNullable<StepView['acts'][number]['done']>;

/** Named one by one: what a control keeps of an act besides is its own. */
function doneView({ person, onBehalfOf, at, answer, digest }: Done) {
  return { person, onBehalfOf: onBehalfOf ?? null, at, outcome: answer, digest };
}

export function stepJson(activity: string, view: StepView) {
  const { plan, control, act, outcomes, writes, phase, basis, silence, ...rest } = view;
  const { title = '', isPen = false, isVote = false, isAttendance = false, isTally = false } = plan ?? {};
  return {
    ...{ activity, control, act, title, isPen, isVote, isAttendance, isTally, phase },
    outcomes: [...(plan?.answers ?? outcomes)],
    verify: [...(plan?.verify ?? [])],
    writes: [...writes],
    basis: basis.map(({ article, mark, text }) => ({ article, mark, text })),
    evidence: rest.evidence.map(({ name, required, secrecy, isOfAct, isThere }) => ({
      ...{ name, required, secrecy, isOfAct, isThere },
    })),
    signs: signsView(rest.signs),
    silence,
    acts: rest.acts.map(({ act: name, title: called, done }) => ({
      ...{ act: name, title: called },
      done: done === null ? null : doneView(done),
    })),
  };
}

function signsView(signs: StepView['signs']) {
  if (signs === null) return null;
  const data = signs.data.map(({ name, type, value }) => ({ name, type, value }));
  return { digest: signs.digest, data, papers: signs.papers.map(({ name, file, digest }) => ({ name, file, digest })) };
}
