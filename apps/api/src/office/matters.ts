import { hasActed, policyOf, recordId, recordsOfMatter, type Work } from '@quanheng/policy';
import type { StateJson } from '@quanheng/engine';
import { visibleVariables } from '@quanheng/runtime';
import type { InstanceRow, TrailRecord } from '@quanheng/runtime/ports';
import type { Caller } from '../access/caller.js';
import type { Visibility } from '../access/visibility.js';
import { ProblemError } from '../http/problem-error.js';
import type { Parts } from '../parts.js';

/** Live matters of a unit that are looked through for one project. */
const MOST_LOOKED_AT = 20_000;
const PAGE = 200;
/** Matters of one project that are signed at once. */
const MOST = 500;
/** 组织人事部门 signs for whoever cannot be reached, without having a part. */
const PERSONNEL = 'HR_ORG';

export interface Wanted {
  readonly kind: string;
  readonly id: string;
}

/** All open matters under a scope record in which somebody has a part. */
export class Matters {
  constructor(
    private readonly parts: Pick<Parts, 'queries' | 'definitions'>,
    private readonly visibility: Visibility,
  ) {}

  /** @throws ProblemError where there are none that the caller may see, or too many */
  async under(record: Wanted, { from, absence }: { readonly from: string; readonly absence?: string }, caller: Caller) {
    const isOffice = absence !== undefined && caller.roles.has(PERSONNEL);
    const found: string[] = [];
    for await (const row of this.live(caller.unit)) {
      if (!hasPart(row, from) || !(await this.isUnder(row, record))) continue;
      if (isOffice || (await this.visibility.isShown(caller, row))) found.push(row.id);
    }
    if (found.length === 0) {
      throw new ProblemError(
        'not-found',
        'There is no open matter of this record in which that person has a part, or none that you may see. Whoever hands over signs first.',
      );
    }
    if (found.length > MOST)
      throw new ProblemError('conflict', `More than ${MOST} matters: name them in lists of 100.`);
    return found;
  }

  private async *live(unit: string): AsyncGenerator<InstanceRow> {
    let looked = 0;
    for (const status of ['active', 'suspended'] as const) {
      for (let after: string | undefined; ;) {
        const page = await this.parts.queries.instances(
          { unit, status },
          { limit: PAGE, ...(after === undefined ? {} : { after }) },
        );
        for (const { id, definition } of page.rows) {
          if (++looked > MOST_LOOKED_AT)
            throw new ProblemError('conflict', 'Too many open matters: name them in lists of 100.');
          const { models } = await this.parts.definitions.get(definition);
          const row = policyOf({ models }).records.length === 0 ? null : await this.parts.queries.instance(id);
          if (row !== null) yield row;
        }
        if (page.next === null) break;
        after = page.next;
      }
    }
  }

  private async isUnder(row: InstanceRow, { kind, id }: Wanted): Promise<boolean> {
    const { graph, models } = await this.parts.definitions.get(row.definition);
    const variables = visibleVariables(JSON.parse(row.state.flow) as StateJson, graph) ?? {};
    return recordsOfMatter(policyOf({ models }), variables, row.startedAt).get(kind)?.id === recordId(kind, id);
  }
}

/** Did something in it, had it done in their name, or has some of it in hand. */
function hasPart({ startedBy, state }: InstanceRow, person: string): boolean {
  const trail = JSON.parse(state.trail) as readonly TrailRecord[];
  const { items } = JSON.parse(state.work) as Pick<Work, 'items'>;
  return hasActed({ startedBy, trail }, person) || Object.values(items).some(({ assignee }) => assignee === person);
}
