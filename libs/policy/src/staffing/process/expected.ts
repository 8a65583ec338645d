import type { GraphNode } from '@quanheng/engine';
import { capacitiesUnder } from '../../constraints/index.js';
import type { PolicyModel } from '../../model/index.js';
import type { OrganisationView } from '../../ports/index.js';
import { offersAtStart } from '../../work/offers.js';
import { workStepsOf } from './work-steps.js';

/** A piece of work that a matter may come to, and who would be offered it as things stand. */
export interface ExpectedStep {
  readonly activity: string;
  readonly act: string;
  /** As people read it. */
  readonly name: string;
  /** Keys under which it is offered: `post:p1`, `role:R@d`, `person:h1`, `unit` for everybody in business. */
  readonly offers: readonly string[];
  /** Some of those it is offered to are named only by what is filled in later. */
  readonly isOpen: boolean;
  /** Those who could act, at most `NAMED`. */
  readonly persons: readonly string[];
  /** There are more of them. */
  readonly more: boolean;
}

/** How many persons are told of a step: whoever asks wants to know on whose desk it comes, not a list. */
const NAMED = 3;

/**
 * Who will probably act, if the person starts a matter now: all steps in the order of the drawing, those of called processes too. Through which of them it goes
 * is decided by what is filled in and how they end; whom a separation keeps out is not foreseen.
 */
export function expectedSteps(
  process: GraphNode,
  model: PolicyModel,
  person: string,
  organisation: OrganisationView,
  at: number,
): readonly ExpectedStep[] {
  return workStepsOf(process, model).map(({ activity, act, name, assigns }) => {
    const { offers, isOpen } = offersAtStart(assigns, person, organisation, at);
    const persons = offers.includes('unit') ? [] : personsUnder(offers, organisation, at);
    return {
      ...{ activity, act, name, offers, isOpen },
      ...{ persons: persons.slice(0, NAMED), more: persons.length > NAMED },
    };
  });
}

/** One more than are named. */
function personsUnder(offers: readonly string[], organisation: OrganisationView, at: number): readonly string[] {
  const found = new Set<string>();
  for (const { person } of capacitiesUnder(offers, organisation, at)) {
    found.add(person);
    if (found.size > NAMED) break;
  }
  return [...found];
}
