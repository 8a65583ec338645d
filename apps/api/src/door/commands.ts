import { Inject, Injectable } from '@nestjs/common';
import type { FormFault } from '@quanheng/runtime';
import type { Accepted, Answer, Command, Envelope, Rejected } from '@quanheng/runtime/ports';
import { ProblemError } from '../http/problem-error.js';
import type { Limits } from '../http/rate-limits.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';

export const LIMITS = Symbol('the rate limits');

/** What every command answers. */
export interface AcceptedBody {
  readonly entry: Accepted['entry'];
  readonly result: Record<string, unknown>;
}
interface Options {
  readonly query: { readonly dryRun?: boolean };
}

/** The way of every change: a command through the one door, its answer as HTTP. */
@Injectable()
export class Commands {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'door'>,
    @Inject(LIMITS) private readonly limits: Limits,
  ) {}

  /** @throws ProblemError for everything but an accepted command. */
  async run(command: Command, { query }: Options, context: RequestContext): Promise<AcceptedBody> {
    return bodyOf(await this.answer(command, { query }, context));
  }

  /** The same, whatever the door answers. @throws ProblemError when too much was refused before. */
  async answer(command: Command, { query }: Options, context: RequestContext): Promise<Answer> {
    await this.limits.ofRefusals(context.request);
    const envelope = envelopeOf(command, context);
    const isDryRun = query.dryRun === true;
    const answer = await (isDryRun ? this.parts.door.ask(envelope) : this.parts.door.execute(envelope));
    if (answer.status === 'refused' && !isDryRun) await this.limits.countRefusal(context.request);
    return answer;
  }

  /** Asks the door, and does nothing. @throws ProblemError when it would not. */
  async mustAllow(question: Command, context: RequestContext): Promise<void> {
    bodyOf(await this.ask(question, context));
  }

  /** What the door would say, without asking it to do anything. */
  ask(command: Command, context: RequestContext): Promise<Answer> {
    return this.parts.door.ask(envelopeOf(command, context));
  }
}

function envelopeOf(command: Command, { caller, key }: RequestContext): Envelope {
  const { principal, unit } = caller;
  return key === undefined ? { command, principal, unit } : { command, principal, unit, key };
}

function bodyOf(answer: Answer): AcceptedBody {
  switch (answer.status) {
    case 'accepted':
      return { entry: answer.entry, result: { ...answer.result } };
    case 'refused':
      throw new ProblemError('refused', answer.reasons[0]?.message ?? 'The rules do not allow this.', {
        reasons: answer.reasons.map((reason) => ({
          code: reason.code,
          message: reason.message,
          ...(reason.parameters === undefined ? {} : { parameters: { ...reason.parameters } }),
        })),
        ...(answer.entry === null ? {} : { entry: answer.entry }),
      });
    case 'rejected':
      throw rejection(answer);
  }
}

/** The codes of the door are codes of problems, too. */
function rejection({ code, message, subject, details }: Rejected): ProblemError {
  if (code === 'invalid-input') {
    const errors = ((details ?? []) as readonly FormFault[]).map(({ key, message: fault }) => ({
      at: `body.variables.${key}`,
      message: fault,
    }));
    return new ProblemError(code, message, { errors });
  }
  return new ProblemError(
    code,
    message,
    {
      ...(subject === undefined ? {} : { subject }),
      ...(details === undefined ? {} : { details: [...details] }),
    },
    code === 'busy' ? 1 : undefined,
  );
}
