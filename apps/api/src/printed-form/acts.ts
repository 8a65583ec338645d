import type { PolicyModel, StepView, Work } from '@quanheng/policy';
import type { Written } from '@quanheng/runtime';
import type { InstanceRow, OrganisationView, TrailRecord } from '@quanheng/runtime/ports';
import { columnOf, COLUMNS, type ColumnName } from './column-of.js';
import { entryOf } from './entries.js';
import type { Column, Entry } from './sheet.js';

/** Acts that are printed: of more than these the first are left to the trail. */
const MOST = 1_000;

interface Around {
  readonly model: PolicyModel;
  readonly organisation: OrganisationView;
  readonly written: readonly Written[];
  /** The person who started the matter; null: nobody did. */
  readonly initiator: string | null;
  readonly nameOf: (activity: string) => string;
  /** Acts of a control under way, or as it ended last; none: the activity is no control. */
  readonly acts: (activity: string) => StepView['acts'];
}

/** What people did in a matter, under the headings of the printed form; and how many acts are left out. */
export function printedActs(
  { state }: Pick<InstanceRow, 'state'>,
  around: Around,
): { readonly columns: readonly Column[]; readonly left: number } {
  const { model, organisation, initiator } = around;
  const work = JSON.parse(state.work) as Work;
  const written = new Map(around.written.map((each) => [each.seq, each]));
  const printed = (JSON.parse(state.trail) as readonly TrailRecord[]).filter((record) => isPrinted(record, model));
  const columns = new Map<ColumnName, Entry[]>();
  for (const record of printed.slice(-MOST)) {
    const activity = model.activities.get(record.activity);
    const isControl = activity?.control != null;
    const acts = isControl ? around.acts(record.activity) : [];
    const stands = acts.some(({ done }) => done?.at === record.at && done.person === record.person);
    const isVoid = isControl && (!stands || work.ended?.[record.activity]?.voided !== undefined);
    const title = (act: string): string => acts.find((each) => each.act === act)?.title ?? '';
    const column = columnOf(record, { organisation, activity, initiator });
    const entry = entryOf(record, {
      ...{ organisation, title, isVoid, name: around.nameOf(record.activity) },
      written: written.get(record.seq),
    });
    columns.set(column, [...(columns.get(column) ?? []), entry]);
  }
  const names = Object.keys(COLUMNS) as readonly ColumnName[];
  return {
    columns: names.flatMap((name) => {
      const entries = columns.get(name);
      return entries === undefined ? [] : [{ title: COLUMNS[name], entries }];
    }),
    left: Math.max(0, printed.length - MOST),
  };
}

/** Handling work without doing it (claims, transfers, comments) stands in the trail alone. */
function isPrinted({ activity, act, outcome }: TrailRecord, { activities }: PolicyModel): boolean {
  const drawn = activities.get(activity);
  if (drawn === undefined) return false;
  return act === 'complete' || (drawn.control !== null && outcome !== undefined);
}
