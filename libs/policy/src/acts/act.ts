import type { Ground, InstanceCommand, InstanceView, Principal, Reaction, Request } from '../ports/index.js';
import type { Acting } from '../guard/acting.js';
import { actingIn } from '../guard/handed-over.js';
import type { Known } from '../guard/known.js';
import type { WorkDraft } from '../work/draft.js';
import type { Item, Work } from '../work/state.js';
import { conflict } from './reactions.js';

/**
 * One thing that people do to a running instance (办理操作), whole: who may, and what it does. Asked only of natural persons who do business in the
 * unit; nobody else can do any of them.
 */
export interface Act<K extends ActKind = ActKind> {
  /** What stands against the person's doing it now, all of it; nothing: it may be done. */
  against(asked: Asked<K>, known: Known): readonly Ground[];
  /** What it does, once nothing stands against it. */
  react(draft: WorkDraft, asked: Asked<K>, known: Known): Reaction;
}
export type ActKind = Exclude<InstanceCommand['kind'], OfOthers>;
/** Given by operators, workers and the product itself: they say nothing in the matter. */
type OfOthers =
  | 'setVariables'
  | 'fireTimer'
  | 'deliverMessage'
  | 'deliverSignal'
  | 'completeJob'
  | 'failJob'
  | 'throwJobError'
  | 'retryJob'
  | 'resolveIncident'
  | 'suspendInstance'
  | 'resumeInstance'
  | 'releaseInstance'
  | 'migrateInstance'
  | 'reofferWork'
  | 'attachFile';

export type Person = Extract<Principal, { kind: 'person' }>;

/** A person's request, with the instance that it is about. */
export interface Asked<K extends ActKind = ActKind> {
  readonly request: Request<Work>;
  readonly command: Extract<InstanceCommand, { kind: K }>;
  readonly instance: InstanceView<Work>;
  readonly person: Person;
}

/** undefined: nobody who could do anything asks, or about nothing. */
export function askedOf(request: Request<Work>): Asked | undefined {
  const { principal, instance, command } = request;
  if (principal.kind !== 'person' || instance === undefined) return undefined;
  return { request, command: command as Asked['command'], instance, person: principal };
}

/** The same about one open work item. */
export interface ItemAsked<K extends ItemActKind = ItemActKind> extends Asked<K> {
  readonly item: Item;
  /** As what the person acts; null: as nothing. */
  readonly acting: Acting | null;
}
export type ItemActKind = {
  readonly [K in ActKind]: Extract<InstanceCommand, { kind: K }> extends { readonly item: string } ? K : never;
}[ActKind];

/** An act on an open work item. One that is gone is no matter of rights: it does not fit. */
export interface ItemAct<K extends ItemActKind = ItemActKind> {
  readonly against: (asked: ItemAsked<K>, known: Known) => readonly Ground[];
  readonly react: (draft: WorkDraft, asked: ItemAsked<K>, known: Known) => Reaction;
}

export function onItem<K extends ItemActKind>({ against, react }: ItemAct<K>): Act<K> {
  return {
    against: (asked, known) => {
      const found = itemOf(asked);
      return found === undefined ? [] : against(found, known);
    },
    react: (draft, asked, known) => {
      const found = itemOf(asked);
      return found === undefined ? conflict('本件已办结或已撤回，请刷新待办。') : react(draft, found, known);
    },
  };
}

function itemOf<K extends ItemActKind>(asked: Asked<K>): ItemAsked<K> | undefined {
  const { command, instance, person, request } = asked;
  const item = instance.work.items[(command as { readonly item: string }).item];
  if (item === undefined) return undefined;
  const { organisation, at } = request;
  const acting = actingIn(instance, item, person.person, organisation, at);
  return { request, command, instance, person, item, acting };
}
