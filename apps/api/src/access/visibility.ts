import { Inject, Injectable } from '@nestjs/common';
import { hasActed, readersKey, readersOf, wasShown, type Work } from '@quanheng/policy';
import { principalName, type InstanceRow, type TrailRecord, type WorkItemRow } from '@quanheng/runtime/ports';
import { ProblemError } from '../http/problem-error.js';
import { PARTS, type Parts } from '../parts.js';
import { hasRole, seesAll, SUPERVISES } from './access.js';
import { personOf, type Caller } from './caller.js';

/**
 * Who may see what of an instance (docs/api.md, "Who sees what"). What somebody may not see is answered as if it were not there, so that numbers and ids
 * tell nothing.
 */
@Injectable()
export class Visibility {
  constructor(@Inject(PARTS) private readonly parts: Pick<Parts, 'queries'>) {}

  /** @throws ProblemError `not-found` */
  async instance(caller: Caller, id: string): Promise<InstanceRow> {
    const row = await this.parts.queries.instance(id);
    if (row?.unit !== caller.unit || !(await this.sees(caller, row))) throw notFound(id);
    return row;
  }

  /** Of a row that was read already. */
  isShown(caller: Caller, row: InstanceRow): Promise<boolean> {
    return row.unit === caller.unit ? this.sees(caller, row) : Promise.resolve(false);
  }

  private async sees(caller: Caller, row: InstanceRow): Promise<boolean> {
    const person = personOf(caller);
    return (await this.isInvolved(caller, row)) || (person !== null && wasShown(workOf(row), person));
  }

  /** Discipline inspection, once it has said why it opens the matter (调阅); whoever is no longer of it sees nothing more. */
  private async hasOpened(caller: Caller, { id, unit }: InstanceRow): Promise<boolean> {
    const person = personOf(caller);
    if (person === null || !hasRole(caller, SUPERVISES)) return false;
    const key = readersKey(id);
    return Object.hasOwn(readersOf(await this.parts.queries.record(unit, key.kind, key.id)).readers, person);
  }

  /** Sees it for more than having been shown it. */
  async isInvolved(caller: Caller, row: InstanceRow): Promise<boolean> {
    if (seesAll(caller)) return true;
    const person = personOf(caller);
    if (person === null) return false;
    if (row.startedBy === principalName(caller.principal)) return true;
    if (tookPart(person, row)) return true;
    const items = await this.parts.queries.itemsOf(row.id);
    return items.some((item) => concerns(item, person, caller.offers)) || this.hasOpened(caller, row);
  }
}

function workOf({ state }: InstanceRow): Work {
  return JSON.parse(state.work) as Work;
}

function notFound(id: string): ProblemError {
  return new ProblemError('not-found', `There is no instance ${id}, or none that concerns you.`);
}

function tookPart(person: string, { startedBy, state }: InstanceRow): boolean {
  return hasActed({ startedBy, trail: JSON.parse(state.trail) as readonly TrailRecord[] }, person);
}

/** Assigned to the person, done by the person, or open and offered to the person. */
function concerns(
  { assignee, closedBy, status, offers }: WorkItemRow,
  person: string,
  keys: readonly string[],
): boolean {
  if (assignee === person || closedBy === person) return true;
  return status === 'open' && assignee === null && offers.some((offer) => keys.includes(offer));
}
