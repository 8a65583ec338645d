import { demonstrationUnit, shippedProfiles, type DemonstrationUnitId } from '@quanheng/host';
import { staffOf } from '@quanheng/policy';
import type { OrganisationChange } from '@quanheng/runtime';
import { policyOf } from '../../libs/policy/src/model/index.js';
import type { Staff, staffProcess } from '../../libs/policy/src/staffing/process/index.js';
import { worldOf } from '../policy/scenarios/folder.js';
import { changed, foundedUnit } from './founded.js';

export const AT = Date.UTC(2026, 2, 2, 1);

/** A flow that a unit of the demonstration works with, and who is there to do it. */
export interface Flow {
  readonly name: string;
  /** With the organisation as it is after these changes. */
  readonly staffed: (changes: readonly OrganisationChange[]) => Staff;
  readonly node: Parameters<typeof staffProcess>[0];
}

export async function flowsOf(id: DemonstrationUnitId): Promise<readonly Flow[]> {
  const unit = demonstrationUnit(id);
  const profiles = shippedProfiles();
  const base = foundedUnit(unit, AT);
  const found: Flow[] = [];
  for (const { folder, process, name } of unit.flows) {
    const world = await worldOf(folder);
    const node = world.definition.processes.get(process);
    const bound = unit.bindings.flatMap((change) =>
      change.change === 'put' && change.fact.kind === 'processBinding' && change.fact.id === process
        ? [profiles.get(change.fact.data.profile)!]
        : [],
    );
    if (node === undefined || bound.length !== 1) throw new Error(`${process} is not there, or bound to no profile`);
    const staffed = (changes: readonly OrganisationChange[]): Staff =>
      staffOf(process, policyOf(world), bound, {
        view: changes.length === 0 ? base : changed(base, changes, AT),
        at: AT,
      });
    found.push({ name, staffed, node });
  }
  return found;
}
