import type { Reason, SignMode } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { additionsTo } from '../work/handing.js';
import type { ItemAsked } from './act.js';

const EVERY: readonly SignMode[] = ['before', 'parallel', 'after'];

/** Opinions that were asked for and have to come, or be asked for no more, before that is done to the item. */
export function againstPending(
  { instance, command, request: { organisation, at } }: Pick<ItemAsked, 'instance' | 'command' | 'request'>,
  modes: readonly SignMode[] = EVERY,
): Reason[] {
  const { items } = instance.work;
  const open = additionsTo(instance.work, command.item).filter((id) => {
    const mode = items[id]?.addition?.mode;
    return mode !== undefined && modes.includes(mode);
  });
  if (open.length === 0) return [];
  const persons = open.map((id) => personAsked(items[id]?.offers ?? []));
  const name = persons.map((person) => organisation.fact('person', person, at)?.data.name ?? person).join('、');
  return [reason('ADD_SIGN_PENDING', { name })];
}

/** The person whom an added item is offered to. */
export function personAsked(offers: readonly string[]): string {
  return (offers[0] ?? '').replace(/^person:/, '');
}
