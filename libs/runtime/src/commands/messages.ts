import { DEFAULT_TIME_TO_LIVE } from '../door/projection.js';
import { accepted, refused, rejected } from '../door/answers.js';
import type { Batch } from '../door/batch.js';
import type { OutboxMessage, OutboxSignal } from '../courier/outbox.js';
import type { Answer, BroadcastSignal, Envelope, MessageRow, PublishMessage } from '../ports/index.js';
import { payloadOf, worded } from '@quanheng/policy';

const DAY = 86_400_000;
const LONGEST_TIME_TO_LIVE = 400 * DAY;

/** A message from outside goes into the buffer; the courier looks for its receiver after the commit. */
export function publishMessage(batch: Batch, envelope: Envelope<PublishMessage>, id: string): Answer {
  const { command } = envelope;
  const { timeToLive = DEFAULT_TIME_TO_LIVE } = command;
  if (!Number.isInteger(timeToLive) || timeToLive < 0 || timeToLive > LONGEST_TIME_TO_LIVE) {
    return rejected('invalid', `timeToLive is a whole number of milliseconds up to ${LONGEST_TIME_TO_LIVE}.`, {
      subject: 'timeToLive',
    });
  }
  payloadOf(command.variables);
  const at = batch.parts.surroundings.now();
  const answer = entered(batch, envelope, `message:${id}`, at, { message: id });
  if (answer.status !== 'accepted') return answer;
  batch.changes.messages.open({
    id,
    unit: batch.unit,
    name: command.name,
    correlation: command.correlation ?? null,
    variables: JSON.stringify(command.variables ?? {}),
    targets: [],
    publishedAt: at,
    expiresAt: at + timeToLive,
  });
  send(batch, id, 'message', { message: id } satisfies OutboxMessage, at);
  return answer;
}

export function broadcastSignal(batch: Batch, envelope: Envelope<BroadcastSignal>, id: string): Answer {
  const { name, variables = {} } = envelope.command;
  payloadOf(variables);
  const at = batch.parts.surroundings.now();
  const answer = entered(batch, envelope, `signal:${id}`, at, { signal: id });
  if (answer.status === 'accepted') send(batch, id, 'signal', { name, variables } satisfies OutboxSignal, at);
  return answer;
}

/** Why a receiver does not get a message of the name it awaits. */
export function leadsElsewhere({ name, targets }: MessageRow): string {
  return `The message flows drawn from whoever sent "${name}" lead to ${targets.join(', ')} only.`;
}

function entered(
  batch: Batch,
  { command, principal }: Envelope<PublishMessage | BroadcastSignal>,
  stream: string,
  at: number,
  result: Readonly<Record<string, string>>,
): Answer {
  const { organisation, unit, parts } = batch;
  const reasons = worded(parts.policy.authorise({ command, principal, unit, at, organisation }));
  const chain = batch.append(batch.chain(stream), {
    at,
    principal,
    kind: command.kind,
    refused: reasons.length === 0 ? null : reasons.map(({ code }) => code),
    definition: null,
    pieces: reasons.length === 0 ? { command } : { command, reasons },
  });
  return reasons.length === 0 ? accepted(chain, result) : refused(chain, reasons);
}

function send(batch: Batch, id: string, kind: 'message' | 'signal', payload: unknown, at: number): void {
  batch.changes.outbox.open({ id, unit: batch.unit, kind, payload: JSON.stringify(payload), createdAt: at });
  batch.notices.push({ kind: 'outbox' });
}
