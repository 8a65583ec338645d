import { isLedger, isReferenceRegister, registerChanges, type Register } from '@quanheng/contracts';
import { ledgerKey, proposalKeys, type ProposalBody } from '@quanheng/policy';
import { rejected } from '../door/answers.js';
import type { Plan } from '../door/batch.js';
import type { RuntimeParts } from '../door/parts.js';
import { newId } from '../ids.js';
import type { Envelope, ProposeRegister, RegisterChange, RegisterCommand, Rejected } from '../ports/index.js';
import { ORGANISATION_STREAM } from './organisation.js';
import { carryOutRegister, noProposal } from './register-changes.js';

/** The chain of everything about ledgers; registers that are facts are told of in the chain of the organisation. */
export const REGISTERS_STREAM = 'registers';
/** More than anybody reads; the rest shows when these are put right. */
const MAX_DETAILS = 100;

/** What a command about registers needs. The changes of a proposal are never written again, so they are read before the transaction. */
export async function planRegister(
  { queries, surroundings }: Pick<RuntimeParts, 'queries' | 'surroundings'>,
  envelope: Envelope<RegisterCommand>,
): Promise<Plan | Rejected> {
  const { unit, command } = envelope;
  const { register } = command;
  if (command.kind === 'proposeRegister') {
    const malformed = malformedChanges(command);
    // What cannot be read is asked about without its changes: who may not propose is told that first.
    const asked = malformed === null ? command : { ...command, changes: [] };
    return planned({ ...envelope, command: asked }, newId(surroundings), asked.changes, malformed);
  }
  const { proposal } = command;
  const { body } = proposalKeys(register, proposal);
  const row = await queries.record(unit, body.kind, body.id);
  if (row === null) return noProposal(proposal);
  return planned(envelope, proposal, (JSON.parse(row.value) as ProposalBody).changes);
}

function planned(
  envelope: Envelope<RegisterCommand>,
  proposal: string,
  changes: readonly RegisterChange[],
  malformed: Rejected | null = null,
): Plan {
  const { register } = envelope.command;
  const keys = proposalKeys(register, proposal);
  const entries = isLedger(register) ? changes.map(({ id }) => ledgerKey(register, id)) : [];
  const scopes = [keys.head, keys.body, ...entries];
  const stream = isLedger(register) ? REGISTERS_STREAM : ORGANISATION_STREAM;
  return {
    stream,
    alone: true,
    wanted: { streams: [stream], ...(isReferenceRegister(register) ? { lockOrganisation: true } : {}) },
    scopes: () => scopes,
    run: (batch) =>
      carryOutRegister(batch, envelope, { proposal, stream, malformed, rows: batch.records(scopes).with(new Map()) }),
  };
}

function malformedChanges({ register, changes }: ProposeRegister): Rejected | null {
  const parsed = registerChanges(register satisfies Register).safeParse(changes);
  if (parsed.success) return null;
  const details = parsed.error.issues.slice(0, MAX_DETAILS).map(({ path, message }) => {
    const place = ['changes', ...path.map(String)].join('.');
    return { code: 'malformed', subject: place, message, parameters: { path: place, problem: message } };
  });
  return rejected('invalid', `${details[0]?.subject ?? ''}: ${details[0]?.message ?? ''}`, { details });
}
