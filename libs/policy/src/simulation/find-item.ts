import { loopCounterOf } from '@quanheng/engine';
import { kindOf } from '../controls/control.js';
import { actingIn } from '../guard/handed-over.js';
import type { InstanceView, OrganisationView } from '../ports/index.js';
import type { Item, Work } from '../work/state.js';

export interface WantedItem {
  /** BPMN id of the activity, or of the process. */
  readonly element: string;
  /** Name of the act, or what it is called as a kind (`vote`); null: any. */
  readonly act: string | null;
  readonly loopCounter: number | null;
  /** Number of the instance, from 1; null: any. */
  readonly instance: number | null;
}
export interface FoundItem {
  readonly instance: InstanceView<Work>;
  readonly item: string;
}

/**
 * The open item that a scenario means: one that the person has, else one that is offered to them, else any, so that it is refused as it would be; of
 * several the oldest.
 * @param instances in the order in which they were started
 */
export function findItem(
  wanted: WantedItem,
  person: string,
  instances: readonly InstanceView<Work>[],
  organisation: OrganisationView,
  at: number,
): FoundItem | undefined {
  const fitting = instances
    .filter((_, index) => wanted.instance === null || wanted.instance === index + 1)
    .flatMap((instance) =>
      Object.entries(instance.work.items)
        .filter(([, item]) => isWanted(item, wanted, instance))
        .map(([item, known]) => ({ instance, item, nearness: nearness(known, instance) })),
    );
  return fitting.reduce<(typeof fitting)[number] | undefined>(
    (best, each) => (best === undefined || each.nearness > best.nearness ? each : best),
    undefined,
  );

  function nearness(item: Item, instance: InstanceView<Work>): number {
    if (item.assignee === person) return 3;
    if (item.assignee !== null) return 0;
    if (item.offers.includes(`person:${person}`)) return 2;
    return actingIn(instance, item, person, organisation, at) === null ? 0 : 1;
  }
}

function isWanted(item: Item, { element, act, loopCounter }: WantedItem, { definition, flow }: InstanceView): boolean {
  if (idOf(item.activity, definition) !== element) return false;
  if (act !== null && item.act !== act && (item.act === undefined || kindOf(item.act) !== act)) return false;
  const living = flow.elements.get(item.element);
  return loopCounter === null || (living !== undefined && loopCounterOf({ state: flow }, living) === loopCounter);
}

function idOf(key: string, { graph }: InstanceView['definition']): string {
  return graph.nodesByKey.get(key)?.id ?? key;
}

/** What is open, for a message. */
export function openItems(instances: readonly InstanceView<Work>[]): string {
  const open = instances.flatMap(({ work, definition }, index) =>
    Object.values(work.items).map(({ activity, act, assignee, offers }) => {
      const whose = assignee ?? (offers.length === 0 ? 'nobody' : offers.join(' '));
      return `${idOf(activity, definition)}${act === undefined ? '' : ` ${act}`} of instance ${index + 1} (${whose})`;
    }),
  );
  return open.length === 0 ? 'nothing is open' : `open: ${open.slice(0, LISTED).join('; ')}`;
}
const LISTED = 10;
