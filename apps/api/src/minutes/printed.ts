import { policyOf } from '@quanheng/policy';
import { readWritten } from '@quanheng/runtime';
import type { InstanceRow, TrailRecord } from '@quanheng/runtime/ports';
import { codeOf, sourceNotes } from '../printed-form/contents.js';
import { entryOf } from '../printed-form/entries.js';
import { timeText, type Column, type Sheet } from '../printed-form/sheet.js';
import type { Parts } from '../parts.js';
import { attendanceOf, ballotOf, resultOf } from './draft.js';
import type { Minutes } from './minutes.js';

type Needed = Pick<Parts, 'queries' | 'definitions' | 'organisation'>;

/** The minutes on paper: their text, beside it what is on record of the vote, and who wrote, confirmed and issued them. */
export async function printedMinutes(row: InstanceRow, minutes: Minutes, parts: Needed): Promise<Sheet> {
  const { held, written, draft } = minutes;
  const name = titleOf(minutes);
  return {
    title: written === null ? `${name}（草稿）` : name,
    facts: [
      { label: '流水号', value: row.number ?? row.id },
      { label: '会议', value: held.body },
      { label: '开会时间', value: timeText(held.openedAt) },
      { label: '结果时间', value: timeText(held.endedAt) },
    ],
    fields: [
      { label: '纪要', value: written ?? draft },
      { label: '系统记录', value: [attendanceOf(held), ballotOf(held), `结果：${resultOf(held)}`].join('\n') },
    ],
    columns: written === null ? [] : await signed(row, minutes, parts),
    notes: sourceNotes(row),
    code: codeOf(row),
    at: row.lastAt,
  };
}

export function titleOf({ held }: Pick<Minutes, 'held'>): string {
  return `${held.body}会议纪要`;
}

/** Who filled the text in last, and the answers that still count on it. */
async function signed(row: InstanceRow, { steps, variable, held }: Minutes, parts: Needed): Promise<readonly Column[]> {
  const [definition, organisation, said] = await Promise.all([
    parts.definitions.get(row.definition),
    parts.organisation.view(row.unit),
    readWritten(parts.queries, row.unit, row.id),
  ]);
  const { activities } = policyOf(definition);
  const bySeq = new Map(said.map((each) => [each.seq, each]));
  const trail = (JSON.parse(row.state.trail) as readonly TrailRecord[]).filter(
    ({ activity, at }) => steps.includes(activity) && at >= held.endedAt,
  );
  const writing = trail.filter(({ filled }) => variable !== null && filled?.includes(variable) === true).at(-1);
  const since = writing?.seq ?? 0;
  const confirming = trail.filter(
    ({ activity, seq, outcome }) => seq > since && outcome !== undefined && activities.get(activity)?.control != null,
  );
  const entry = (record: TrailRecord) =>
    entryOf(record, {
      ...{ organisation, isVoid: false, written: bySeq.get(record.seq) },
      name: activities.get(record.activity)?.name ?? record.activity,
      title: (act) => act,
    });
  return [
    ...(writing === undefined ? [] : [{ title: '起草', entries: [entry({ ...writing, act: '' })] }]),
    ...(confirming.length === 0 ? [] : [{ title: '确认与签发', entries: confirming.map(entry) }]),
  ];
}
