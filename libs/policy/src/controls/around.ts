import type { WireValue } from '@quanheng/engine';
import type { InstanceView, OrganisationView } from '../ports/index.js';
import { valueOf } from '../work/protected-data.js';
import type { EndedControl, Work } from '../work/state.js';

/** What a protocol may look at besides what was done in it. */
export interface Around {
  readonly organisation: OrganisationView;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How other controls of the instance ended, by node key. */
  readonly ended: Readonly<Record<string, EndedControl>>;
  /** Outcomes for which the drawing says where work goes on from that activity. */
  readonly outcomes: (activity: string) => readonly string[];
  /** A protected datum as it stands; null: it has no value. */
  readonly value: (name: string) => WireValue;
}

/** @param work as it is within the step */
export function aroundOf(
  { definition, flow }: Pick<InstanceView, 'definition' | 'flow'>,
  { ended = {} }: Work,
  organisation: OrganisationView,
  at: number,
): Around {
  return {
    organisation,
    at,
    ended,
    outcomes: (activity) => definition.graph.nodesByKey.get(activity)?.outcomes ?? [],
    value: (name) => valueOf(flow, name),
  };
}
