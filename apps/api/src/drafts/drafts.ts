import { Inject, Injectable } from '@nestjs/common';
import type { Command, DraftKey, DraftRow } from '@quanheng/runtime/ports';
import { personOf, type Caller } from '../access/caller.js';
import { Commands } from '../door/commands.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';

/** Drafts that one person may keep. */
const MOST_DRAFTS = 200;

export type Subject = Pick<DraftKey, 'instance' | 'item' | 'process'>;
type Described = Pick<DraftRow, 'name' | 'number'>;

/** What somebody has filled in and not sent. Whoever may not act keeps none; what is kept is nobody else's to see. */
@Injectable()
export class Drafts {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'drafts' | 'surroundings'>,
    private readonly commands: Commands,
  ) {}

  /** @throws ProblemError as the guard answers the question, and `conflict` when there are too many. */
  async save(
    question: Command,
    subject: Subject & Described,
    content: object,
    context: RequestContext,
  ): Promise<{ readonly savedAt: number }> {
    await this.commands.mustAllow(question, context);
    const { name, number } = subject;
    const key = keyOf(subject, context.caller);
    const { drafts, surroundings } = this.parts;
    if ((await drafts.find(key)) === null && (await drafts.count(key.unit, key.person)) >= MOST_DRAFTS) {
      throw new ProblemError('conflict', `草稿箱已有${MOST_DRAFTS}份草稿，请先清理不再需要的草稿。`);
    }
    const savedAt = surroundings.now();
    await drafts.save({ ...key, name, number, savedAt, content: JSON.stringify(content) });
    return { savedAt };
  }

  async read(subject: Subject, caller: Caller): Promise<DraftRow> {
    const row = await this.parts.drafts.find(keyOf(subject, caller));
    if (row === null) throw new ProblemError('not-found', 'You have kept no draft of this.');
    return row;
  }

  async drop(subject: Subject, caller: Caller): Promise<void> {
    await this.read(subject, caller);
    await this.parts.drafts.drop(keyOf(subject, caller));
  }

  /** It was started with what is kept for it, if anything is. */
  dropOfStart(process: string, caller: Caller): Promise<void> {
    return this.parts.drafts.drop(keyOf(ofProcess(process), caller));
  }
}

export function ofProcess(process: string): Subject {
  return { instance: '', item: '', process };
}

function keyOf({ instance, item, process }: Subject, caller: Caller): DraftKey {
  return { unit: caller.unit, person: personOf(caller) ?? '', instance, item, process };
}
