import type { InstanceSummary, TrailRecord } from '@quanheng/runtime/ports';

export function instanceView(row: InstanceSummary) {
  const { id, process, definition, status, businessKey, number, startedAt, startedBy, endedAt, revision, lastAt } = row;
  return { id, process, definition, status, businessKey, number, startedAt, startedBy, endedAt, revision, lastAt };
}

/** Named one by one, so that what a later version keeps in the trail is not shown before somebody decided so. */
export function trailView(record: TrailRecord): TrailRecord {
  const { seq, at, activity, element, act, person, account, onBehalfOf, post, department } = record;
  const { alsoFor, to, adviceOn, holding, documents, as, under, attendance, outcome, digest } = record;
  return {
    ...{ seq, at, activity, element, act, person, account },
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(alsoFor === undefined ? {} : { alsoFor: [...alsoFor] }),
    ...(to === undefined ? {} : { to }),
    ...(adviceOn === undefined ? {} : { adviceOn }),
    ...(post === undefined ? {} : { post }),
    ...(department === undefined ? {} : { department }),
    ...(holding === undefined ? {} : { holding }),
    ...(documents === undefined ? {} : { documents: [...documents] }),
    ...(as === undefined ? {} : { as }),
    ...(under === undefined ? {} : { under: [...under] }),
    ...(attendance === undefined ? {} : { attendance }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(digest === undefined ? {} : { digest }),
  };
}
