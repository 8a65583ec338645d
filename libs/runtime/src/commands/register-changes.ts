import { isLedger, type Register } from '@quanheng/contracts';
import { canonical } from '@quanheng/ledger';
import {
  changedSince,
  ledgerEntry,
  ledgerKey,
  openHead,
  proposalKeys,
  registerEffect,
  type OrganisationFinding,
  type ProposalBody,
  type ProposalHead,
  type RegisterEffect,
  worded,
} from '@quanheng/policy';
import { accepted, refused, rejected } from '../door/answers.js';
import type { Batch } from '../door/batch.js';
import type { Chain } from '../door/chain.js';
import { NODE_HASHING } from '../node-surroundings.js';
import {
  principalName,
  recordName,
  type Accepted,
  type Answer,
  type Envelope,
  type ProposalInQuestion,
  type ProposeRegister,
  type Reason,
  type RecordChange,
  type RegisterChange,
  type RegisterCommand,
  type Rejected,
  type ScopeKey,
  type ScopeRecordRow,
} from '../ports/index.js';

interface RegisterPlan {
  readonly proposal: string;
  readonly stream: string;
  /** What is wrong with the form of the changes, told to those who may propose any. */
  readonly malformed: Rejected | null;
  /** Head and body of the proposal and the entries of a ledger that it changes, as far as they are there. */
  readonly rows: readonly ScopeRecordRow[];
}

/** A change of a register is proposed by one person, and made when another confirms it, as it was seen. */
export function carryOutRegister(batch: Batch, envelope: Envelope<RegisterCommand>, plan: RegisterPlan): Answer {
  const { command } = envelope;
  const run = new RegisterRun(batch, envelope, plan);
  return command.kind === 'proposeRegister' ? run.propose(command) : run.decide(command);
}

type Deciding = Exclude<RegisterCommand, ProposeRegister>;
const STATES = {
  confirmProposal: 'confirmed',
  turnDownProposal: 'turnedDown',
  withdrawProposal: 'withdrawn',
} as const satisfies Record<Deciding['kind'], ProposalHead['state']>;
type Changed = Extract<RegisterEffect, { status: 'changed' }>;
const NOTHING_CHANGED: Changed = { status: 'changed', records: [], organisation: null };

class RegisterRun {
  private readonly chain: Chain;
  private readonly at: number;
  private readonly rows: ReadonlyMap<string, ScopeRecordRow>;
  private readonly proposal: string;
  private readonly malformed: Rejected | null;

  constructor(
    private readonly batch: Batch,
    private readonly envelope: Envelope<RegisterCommand>,
    { proposal, stream, rows, malformed }: RegisterPlan,
  ) {
    this.malformed = malformed;
    this.chain = batch.chain(stream);
    this.at = batch.momentAfter(this.chain);
    this.rows = new Map(rows.map((row) => [recordName(row), row]));
    this.proposal = proposal;
  }

  propose(command: ProposeRegister): Answer {
    const reasons = this.reasons();
    if (reasons.length > 0) return this.refuse(reasons);
    if (this.malformed !== null) return this.malformed;
    const { register, changes } = command;
    const effect = this.effectOf(register, changes);
    if (effect.status === 'rejected') return unfit('invalid', effect.findings);
    const body: ProposalBody = { changes, seen: changes.map(({ id }) => this.seen(register, id)) };
    const digest = NODE_HASHING.text(canonical(changes));
    const head = openHead(command, digest, principalName(this.envelope.principal), this.at);
    const keys = proposalKeys(register, this.proposal);
    const records = [
      { ...keys.head, value: head },
      { ...keys.body, value: body },
    ];
    return this.accept({ ...NOTHING_CHANGED, records }, { proposal: this.proposal, digest });
  }

  decide(command: Deciding): Answer {
    const { register } = command;
    const keys = proposalKeys(register, this.proposal);
    const [headRow, bodyRow] = [this.row(keys.head), this.row(keys.body)];
    if (headRow === undefined || bodyRow === undefined) return noProposal(this.proposal);
    const head = JSON.parse(headRow.value) as ProposalHead;
    const body = JSON.parse(bodyRow.value) as ProposalBody;
    const reasons = this.reasons({ register, proposedBy: head.proposedBy, changes: body.changes });
    if (reasons.length > 0) return this.refuse(reasons);
    if (head.state !== 'open') {
      const details = [{ code: 'proposal-decided', state: head.state, by: head.decidedBy }];
      return rejected('conflict', `The proposal is ${head.state} already; propose anew what is still wanted.`, {
        details,
      });
    }
    const effect = command.kind === 'confirmProposal' ? this.confirmed(command.digest, head, body) : NOTHING_CHANGED;
    if (effect.status === 'rejected') return effect;
    const decided: ProposalHead = {
      ...head,
      state: STATES[command.kind],
      decidedBy: principalName(this.envelope.principal),
      decidedAt: this.at,
      reason: command.kind === 'turnDownProposal' ? command.reason : null,
    };
    const records = [{ ...keys.head, value: decided }, ...effect.records];
    const version = effect.organisation === null ? {} : { version: effect.organisation.version };
    return this.accept({ ...effect, records }, { proposal: this.proposal, ...version });
  }

  /** The rules are asked again: what holds now may not be what held when it was proposed. */
  private confirmed(digest: string, { register, digest: own }: ProposalHead, body: ProposalBody): Changed | Rejected {
    const { changes, seen } = body;
    if (digest !== own) {
      const message = 'The digest is not that of the proposal: read its changes, then confirm those.';
      return rejected('conflict', message, { subject: 'digest' });
    }
    const moved = changes.filter(({ id }, index) => this.seen(register, id) !== seen[index]).map(({ id }) => id);
    if (moved.length > 0) return unfit('conflict', changedSince(register, moved));
    const effect = this.effectOf(register, changes);
    return effect.status === 'rejected' ? unfit('invalid', effect.findings) : effect;
  }

  private effectOf(register: Register, changes: readonly RegisterChange[]): RegisterEffect {
    const { at, proposal } = this;
    const { principal } = this.envelope;
    const { organisation } = this.batch;
    return registerEffect(register, changes, {
      ...{ at, proposal, principal, organisation },
      entry: (ledger, id) => ledgerEntry(this.row(ledgerKey(ledger, id))),
    });
  }

  /** Digest of what is known of an entry. */
  private seen(register: Register, id: string): string {
    const known = isLedger(register)
      ? (this.row(ledgerKey(register, id))?.value ?? '')
      : JSON.stringify(this.batch.organisation.chain(register, id));
    return NODE_HASHING.text(known);
  }

  private row(key: ScopeKey): ScopeRecordRow | undefined {
    return this.rows.get(recordName(key));
  }

  private reasons(proposal?: ProposalInQuestion): readonly Reason[] {
    const { organisation, unit, parts } = this.batch;
    const { command, principal } = this.envelope;
    const asked = { command, principal, unit, at: this.at, organisation };
    return worded(parts.policy.authorise(proposal === undefined ? asked : { ...asked, proposal }));
  }

  private refuse(reasons: readonly Reason[]): Answer {
    const { command, principal } = this.envelope;
    const chain = this.batch.append(this.chain, {
      ...{ at: this.at, principal, kind: command.kind, definition: null },
      refused: reasons.map(({ code }) => code),
      pieces: { command, reasons },
    });
    return refused(chain, reasons);
  }

  private accept({ records, organisation }: Changed, result: Accepted['result']): Answer {
    const { batch, at } = this;
    const { command, principal } = this.envelope;
    const recorded = records.map((record: RecordChange) => batch.recordedChange(record));
    const chain = batch.append(this.chain, {
      ...{ at, principal, kind: command.kind, refused: null, definition: null },
      pieces: {
        command,
        records: recorded,
        ...(organisation === null ? {} : { changes: organisation.changes }),
      },
    });
    for (const record of recorded) batch.changeRecord(record);
    if (organisation !== null) {
      const { version, rows } = organisation;
      batch.changes.setOrganisation({ unit: batch.unit, version, rows });
    }
    return accepted(chain, result);
  }
}

export function noProposal(proposal: string): Rejected {
  return rejected('not-found', `There is no proposal ${proposal} in this register.`, { subject: proposal });
}

function unfit(code: 'invalid' | 'conflict', findings: readonly OrganisationFinding[]): Rejected {
  return rejected(code, findings[0]?.message ?? '', { details: findings });
}
