import { accepted, refused, rejected } from '../door/answers.js';
import type { Batch } from '../door/batch.js';
import { changeOrganisation as workOut, worded, type OrganisationIndex } from '@quanheng/policy';
import type { Answer, ChangeOrganisation, Envelope } from '../ports/index.js';

/** The chain of everything about people, posts and accounts. */
export const ORGANISATION_STREAM = 'organisation';

/** A change of the organisation: the next version of it, or nothing. */
export function changeOrganisation(
  batch: Batch,
  envelope: Envelope<ChangeOrganisation>,
  view: OrganisationIndex,
): Answer {
  const { command, principal } = envelope;
  const chain = batch.chain(ORGANISATION_STREAM);
  const at = batch.momentAfter(chain);
  const { organisation, unit, parts } = batch;
  const reasons = worded(parts.policy.authorise({ command, principal, unit, at, organisation }));
  const input = { at, principal, kind: command.kind, definition: null } as const;
  const secret = command.changes.some(({ change }) => change === 'credential') ? ['command'] : [];
  if (reasons.length > 0) {
    const codes = reasons.map(({ code }) => code);
    return refused(batch.append(chain, { ...input, refused: codes, pieces: { command, reasons }, secret }), reasons);
  }
  const outcome = workOut(view, command.changes, { at, principal });
  if (outcome.status === 'rejected') {
    const { findings } = outcome;
    return rejected('invalid', findings[0].message, { details: findings });
  }
  const next = batch.append(chain, {
    ...input,
    refused: null,
    pieces: { command, changes: command.changes.filter(({ change }) => change !== 'credential') },
    secret,
  });
  batch.changes.setOrganisation({ unit, version: outcome.view.version, rows: outcome.rows });
  return accepted(next, { version: outcome.view.version });
}
