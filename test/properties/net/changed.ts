import type { Transition } from '@quanheng/engine';

/** Returns make their lists when they are asked, so that they cannot be copied by spreading. */
export function changed(transition: Transition, change: Partial<Transition>): Transition {
  const properties = Object.entries(change).map(([name, value]) => [name, { value, enumerable: true }] as const);
  return Object.create(transition, Object.fromEntries(properties)) as Transition;
}
