import { reviewsFor } from '../guard/substitutes.js';
import {
  recordName,
  type InstanceView,
  type RecordChange,
  type Request,
  type ScopeKey,
  type TrailRecord,
} from '../ports/index.js';
import type { Work } from '../work/state.js';
import { recordOf, type SubstituteUse } from './substitutes.js';

/** Records of the substitutes that an act about to be done rests on. */
export function substituteRecords(request: Request<Work>): readonly ScopeKey[] {
  const { command, principal, instance } = request;
  if (command.kind !== 'completeWork' || principal.kind !== 'person' || instance === undefined) return [];
  const facts = new Set(reviewsFor({ request, instance }, principal.person).map(({ fact }) => fact));
  return [...facts].map(recordOf);
}

/** What was done under a substitute is kept where it can be drawn for another look. */
export function substituteUses(
  trail: readonly Omit<TrailRecord, 'seq' | 'at'>[],
  { command, at }: Request<Work>,
  { id: instance, records }: InstanceView<Work>,
): readonly RecordChange[] {
  if (command.kind !== 'completeWork') return [];
  const { item } = command;
  return trail.flatMap(({ under = [], activity, person }) =>
    under.map(({ fact }): RecordChange => {
      const key = recordOf(fact);
      const row = records.find((each) => recordName(each) === recordName(key));
      const known =
        row === undefined ? [] : (JSON.parse(row.value) as { readonly uses: readonly SubstituteUse[] }).uses;
      return { ...key, value: { uses: [...known, { instance, activity, item, person, at }] } };
    }),
  );
}
