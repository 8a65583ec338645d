import {
  changeOrganisation as workOut,
  crossedPens,
  delegationChange,
  worded,
  type OrganisationIndex,
} from '@quanheng/policy';
import { accepted, refused, rejected } from '../door/answers.js';
import type { Batch, Plan } from '../door/batch.js';
import type { RuntimeParts } from '../door/parts.js';
import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import type {
  Answer,
  DefinitionRow,
  DelegationCommand,
  Envelope,
  Page,
  PageRequest,
  Principal,
  ProcessDefinition,
  Queries,
  Rejected,
} from '../ports/index.js';
import { ORGANISATION_STREAM } from './organisation.js';

/** What the guard has to know of the processes: of those named, or of all. */
export async function planDelegation(
  { queries }: Pick<RuntimeParts, 'queries'>,
  catalogue: DefinitionCatalogue,
  envelope: Envelope<DelegationCommand>,
): Promise<Plan | Rejected> {
  const { unit, command } = envelope;
  const processes = command.kind === 'delegate' ? command.processes : [];
  const isOfAll = command.kind === 'delegate' && processes.length === 0;
  const delegated: ProcessDefinition[] = isOfAll ? await inForce(queries, catalogue, unit) : [];
  for (const process of processes) {
    const row = await queries.startable(unit, process);
    if (row === null) return rejected('not-found', `There is no published process ${process}.`, { subject: process });
    delegated.push(await catalogue.get(row.digest));
  }
  return {
    stream: ORGANISATION_STREAM,
    alone: true,
    wanted: { streams: [ORGANISATION_STREAM], lockOrganisation: true },
    run: (batch) => changeDelegation(batch, envelope, batch.organisation, delegated),
  };
}

/** The newest published version of each process. */
async function inForce(
  queries: Pick<Queries, 'definitions'>,
  catalogue: DefinitionCatalogue,
  unit: string,
): Promise<ProcessDefinition[]> {
  const newest = new Map<string, DefinitionRow>();
  let after: string | null = null;
  do {
    const request: PageRequest = { limit: 200, ...(after === null ? {} : { after }) };
    const page: Page<DefinitionRow> = await queries.definitions(unit, { status: 'published' }, request);
    for (const row of page.rows) {
      if (row.version > (newest.get(row.process)?.version ?? 0)) newest.set(row.process, row);
    }
    after = page.next;
  } while (after !== null);
  return Promise.all([...newest.values()].map(({ digest }) => catalogue.get(digest)));
}

/**
 * Somebody lets another act for them, or no longer (委托): a change of the organisation by whom it concerns. What is accepted says in which processes two pens keep it from being used.
 */
function changeDelegation(
  batch: Batch,
  { command, principal }: Envelope<DelegationCommand>,
  view: OrganisationIndex,
  delegated: readonly ProcessDefinition[],
): Answer {
  const chain = batch.chain(ORGANISATION_STREAM);
  const at = batch.momentAfter(chain);
  const { organisation, unit, parts } = batch;
  const reasons = worded(parts.policy.authorise({ command, principal, unit, at, organisation, delegated }));
  const input = { at, principal, kind: command.kind, definition: null } as const;
  if (reasons.length > 0) {
    const codes = reasons.map(({ code }) => code);
    return refused(batch.append(chain, { ...input, refused: codes, pieces: { command, reasons } }), reasons);
  }
  const person = personOf(principal);
  const { delegation, change } = delegationChange(command, person, view, { at, seq: chain.seq + 1 });
  const changes = [change];
  const outcome = workOut(view, changes, { at, principal });
  if (outcome.status === 'rejected') {
    const { findings } = outcome;
    return rejected('invalid', findings[0].message, { details: findings });
  }
  const next = batch.append(chain, { ...input, refused: null, pieces: { command, changes } });
  batch.changes.setOrganisation({ unit, version: outcome.view.version, rows: outcome.rows });
  const unusable = command.kind === 'delegate' ? crossedPens(delegated, person, command.to, { organisation, at }) : [];
  return accepted(next, { version: outcome.view.version, delegation, unusable });
}

function personOf(principal: Principal): string {
  if (principal.kind !== 'person') throw new Error('the guard lets nobody but persons delegate');
  return principal.person;
}
