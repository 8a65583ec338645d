import { stateFromJson, type StateJson } from '@quanheng/engine';
import { policyOf, stepView, type PolicyModel, type Work } from '@quanheng/policy';
import { formsOf, NODE_HASHING, readWritten } from '@quanheng/runtime';
import type { InstanceRow, OrganisationView, ProcessDefinition } from '@quanheng/runtime/ports';
import type { Parts } from '../parts.js';
import { printedActs } from './acts.js';
import { fieldsOf, filledIn } from './fields.js';
import { timeText, type Labelled, type Sheet } from './sheet.js';
import { variablesOf } from './variables.js';
import { STATES } from './words.js';

type Needed = Pick<Parts, 'queries' | 'definitions' | 'organisation'>;

/** What stands on the printed form (审批单) of a matter, as it is now. */
export async function sheetOf(row: InstanceRow, parts: Needed): Promise<Sheet> {
  const { queries } = parts;
  const [definition, organisation, written] = await Promise.all([
    parts.definitions.get(row.definition),
    parts.organisation.view(row.unit),
    readWritten(queries, row.unit, row.id),
  ]);
  const model = policyOf(definition);
  const { variables, erased } = await variablesOf(row, definition, queries);
  const { columns, left } = printedActs(row, {
    ...{ model, organisation, written, initiator: starterOf(row) },
    nameOf: (activity) => definition.graph.nodesByKey.get(activity)?.name ?? activity,
    acts: actsIn(row, definition, organisation),
  });
  return {
    title: `${definition.name}审批单`,
    facts: factsOf(row, organisation),
    fields: filledIn(fieldsOf(formsOf(definition)), typesOf(model), variables),
    columns,
    notes: [
      ...sourceNotes(row),
      ...(left === 0 ? [] : [`另有较早的办理记录 ${left} 条，见系统流转记录。`]),
      ...(erased.length === 0 ? [] : [`有 ${erased.length} 条留痕的内容已依法删除，其中填写的内容不在本单上。`]),
    ],
    code: codeOf(row),
    at: row.lastAt,
  };
}

/** From what the paper was made, and how to see whether it still says the same. */
export function sourceNotes({ revision, lastLeaf }: Pick<InstanceRow, 'revision' | 'lastLeaf'>): readonly string[] {
  return [
    `本单由系统据本件第 1 至 ${revision} 条留痕生成，与系统一致；此后如有变化，以系统为准。`,
    `末条留痕摘要：${lastLeaf}`,
  ];
}

/** What the QR code says. */
export function codeOf({ unit, id, revision, lastLeaf }: InstanceRow): string {
  return `quanheng:1 ${unit} ${id} ${revision} ${lastLeaf}`;
}

export function typesOf({ protectedData }: PolicyModel): ReadonlyMap<string, string> {
  return new Map([...protectedData.values()].map(({ name, type }) => [name, type] as const));
}

function actsIn(row: InstanceRow, definition: ProcessDefinition, organisation: OrganisationView) {
  const flow = stateFromJson(JSON.parse(row.state.flow) as StateJson);
  const instance = { definition, flow, work: JSON.parse(row.state.work) as Work };
  const around = { organisation, at: row.lastAt, digest: (text: string) => NODE_HASHING.text(text) };
  return (activity: string) => stepView(instance, { activity, item: '' }, around)?.acts ?? [];
}

function factsOf(row: InstanceRow, organisation: OrganisationView): readonly Labelled[] {
  const { startedAt, endedAt } = row;
  const person = starterOf(row);
  const homes = person === null ? [] : organisation.holdings(person, startedAt);
  const departments = homes.flatMap(({ data }) => {
    const home = organisation.fact('post', data.post, startedAt)?.data.department;
    return home === undefined ? [] : (organisation.fact('department', home, startedAt)?.data.name ?? home);
  });
  const name = person === null ? '系统' : (organisation.fact('person', person, startedAt)?.data.name ?? person);
  return [
    { label: '流水号', value: row.number ?? row.id },
    { label: '状态', value: STATES[row.status] ?? row.status },
    { label: '发起人', value: name },
    { label: '发起部门', value: [...new Set(departments)].join('、') || '—' },
    { label: '发起时间', value: timeText(startedAt) },
    { label: '办结时间', value: endedAt === null ? '—' : timeText(endedAt) },
  ];
}

function starterOf({ startedBy }: InstanceRow): string | null {
  return /^person:(.*)$/.exec(startedBy)?.[1] ?? null;
}
