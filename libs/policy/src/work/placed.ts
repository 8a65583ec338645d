import { withFields } from '@quanheng/engine';
import { isHandling, Whereabouts } from '../constraints/index.js';
import type { OrganisationView, Request } from '../ports/index.js';
import type { TrailDraft } from '../acts/trail.js';

/**
 * What was done, with where it was done as the organisation is known at that moment: who changes the organisation for the past later changes nothing of it
 * (docs/constraints.md). Handling work is not doing it, and nobody asks where it was done.
 */
export function placed(record: TrailDraft, { organisation, at }: Pick<Request, 'organisation' | 'at'>): TrailDraft {
  const documents = [...(record.documents ?? []), ...ofHolding(record, organisation, at)];
  const known = documents.length === 0 ? record : withFields(record, { documents });
  if (isHandling(record.act)) return known;
  const { person, onBehalfOf, post, department } = record;
  const deed = {
    person,
    onBehalfOf: onBehalfOf === undefined ? [] : [onBehalfOf],
    post,
    department,
    at,
  };
  const whereabouts = new Whereabouts(organisation);
  const { leaders, unled } = whereabouts.linesOf(deed);
  const departments = whereabouts.departmentsOf(deed);
  return withFields(known, { place: { departments, leaders, ...(unled === null ? {} : { unled }) } });
}

/** Who presides or stands in does so by a document (主持工作、临时负责). */
function ofHolding(
  { person, onBehalfOf, post, holding }: TrailDraft,
  organisation: OrganisationView,
  at: number,
): readonly string[] {
  if (holding === undefined || holding === 'formal') return [];
  return organisation
    .holdings(onBehalfOf ?? person, at)
    .flatMap(({ data }) => (data.post === post ? [data.document] : []));
}
