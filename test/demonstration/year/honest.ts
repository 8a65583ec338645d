import type { OrganisationView, WorkItemRow } from '@quanheng/runtime/ports';

/** In the order in which honest people do what is open: who signs in before the meeting, the chair speaks last. */
const ORDER = [/：议题确定$/, /：签到$/, /：开会$/, /：发表意见$/, /：计票$/, /：监票$/];
const CHAIR = 'director';

/** What is done next; the chair's word waits for the others'. */
export function nextOf(items: readonly WorkItemRow[]): WorkItemRow | undefined {
  const rank = ({ name, offers }: WorkItemRow): number => {
    const place = ORDER.findIndex((each) => each.test(name));
    return place * 2 + (offers.includes(`person:${CHAIR}`) ? 1 : 0);
  };
  return [...items].sort((one, other) => rank(one) - rank(other) || (one.item < other.item ? -1 : 1))[0];
}

/** Everybody to whom it is offered, in the order of their ids. */
export function offeredTo(
  { offers }: Pick<WorkItemRow, 'offers'>,
  view: OrganisationView,
  at: number,
): readonly string[] {
  const people = view.facts('person', at).map(({ id }) => id);
  return people.filter((id) => view.offers(id, at).some((offer) => offers.includes(offer)));
}

/**
 * Who does it of those who may: no deputy where the holder is there, whoever started the matter only where the work is theirs, who took part already rather
 * not, and the head before the leader above.
 */
export function doerOf(
  item: WorkItemRow,
  { initiator, before }: { readonly initiator: string; readonly before: readonly string[] },
  view: OrganisationView,
  at: number,
): string | undefined {
  const own = item.offers.includes(`person:${initiator}`);
  if (own && item.offers.length === 1) return initiator;
  const candidates = offeredTo(item, view, at).filter((id) => id !== initiator && !DEPUTIES.has(id));
  const cost = (id: string): number =>
    (before.includes(id) ? 2 : 0) + (view.roles(id, at).has('BIZ_HEAD') === !/使用部门验收/.test(item.name) ? 0 : 1);
  const [best] = [...candidates].sort((one, other) => cost(one) - cost(other) || (one < other ? -1 : 1));
  return best ?? (own ? initiator : undefined);
}
/** They stand in for heads who are there. */
const DEPUTIES: ReadonlySet<string> = new Set(['finance-deputy', 'archivist']);
