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

/** What is offered to whom, worked out once a day of an organisation. */
export class Offers {
  private day = '';
  private readonly known = new Map<string, ReadonlySet<string>>();

  /** Everybody to whom it is offered, in the order of their ids. */
  to({ offers }: Pick<WorkItemRow, 'offers'>, view: OrganisationView, at: number): readonly string[] {
    const day = `${view.version} ${Math.floor(at / DAY)}`;
    if (day !== this.day) {
      this.day = day;
      this.known.clear();
      for (const { id } of view.facts('person', at)) this.known.set(id, new Set(view.offers(id, at)));
    }
    return [...this.known].filter(([, own]) => offers.some((offer) => own.has(offer))).map(([id]) => id);
  }
}
const DAY = 86_400_000;

/**
 * Who does it of those who may: no deputy where the holder is there, whoever started the matter only where the work is theirs, who took part already rather
 * not, and the head before the leader above.
 */
export function doerOf(
  item: WorkItemRow,
  { initiator, before }: { readonly initiator: string; readonly before: readonly string[] },
  { offers, view, at }: { readonly offers: Offers; readonly view: OrganisationView; readonly at: number },
): string | undefined {
  const own = item.offers.includes(`person:${initiator}`);
  if (own && item.offers.length === 1) return initiator;
  const candidates = offers.to(item, view, at).filter((id) => id !== initiator);
  const cost = (id: string): number =>
    (DEPUTIES.has(id) ? 4 : 0) +
    (before.includes(id) ? 2 : 0) +
    (view.roles(id, at).has('BIZ_HEAD') === !/使用部门/.test(item.name) ? 0 : 1);
  const [best] = [...candidates].sort((one, other) => cost(one) - cost(other) || (one < other ? -1 : 1));
  return best ?? (own ? initiator : undefined);
}
/** They stand in for heads who are there, and have posts of their own. */
const DEPUTIES: ReadonlySet<string> = new Set(['finance-deputy', 'archivist']);
