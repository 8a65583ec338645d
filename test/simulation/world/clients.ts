import type { Answer, Command, Door, Envelope, Principal } from '@quanheng/runtime/ports';
import { principalName, StoreUnavailable } from '@quanheng/runtime/ports';
import type { Given } from '../audit/acknowledged.js';
import type { Dice } from '../dice.js';
import type { Host } from '../scheduler.js';
import { UNIT } from './office.js';

/** A door that somebody listens behind, as long as its host lives. */
export interface LiveDoor {
  readonly host: Pick<Host, 'gone'>;
  readonly door: Pick<Door, 'execute'>;
}

/** Waits, in virtual time. */
export type Sleep = (millis: number) => Promise<void>;

const MOST_TRIES = 40;
/** Of commands whose answer was lost: how many clients never ask again. */
const GIVES_UP = 0.1;
/** Of commands that were answered: how many are sent once more, as a client does whose own network failed. */
const REPEATS = 0.08;

/** Everything that any client ever asked and was told. It knows no crash. */
export class CommandBook {
  /** Errors that a client must never see. */
  readonly faults: string[] = [];
  private readonly commands = new Map<string, Given & { readonly answers: Answer[] }>();
  private next = 1;

  get given(): readonly Given[] {
    return [...this.commands.values()];
  }

  /** A name that no other command has. */
  newName(prefix: string): string {
    return `${prefix}${this.next++}`;
  }

  /** The answers to a command; those of the first time when the same one is given again. */
  note(command: Omit<Given, 'answers'>): Answer[] {
    const name = `${command.principal} ${command.key}`;
    const known = this.commands.get(name) ?? { ...command, answers: [] };
    this.commands.set(name, known);
    return known.answers;
  }
}

/** Sends commands to whichever host lives, asks again when no answer came, and notes all it was told. */
export class ClientSide {
  constructor(
    readonly book: CommandBook,
    private readonly doors: () => readonly LiveDoor[],
    private readonly sleep: Sleep,
    private readonly dice: Dice,
  ) {}

  /** A text that no other command carries. */
  newMark(): string {
    return this.book.newName('mark:');
  }

  /** The answer; null when the client gave up without one. */
  async give(
    command: Command,
    principal: Principal,
    mark: string | null,
    key = this.book.newName('key-'),
  ): Promise<Answer | null> {
    const answers = this.book.note({ key, kind: command.kind, principal: principalName(principal), mark });
    const envelope: Envelope = { command, principal, unit: UNIT, key };
    const answer = await this.untilAnswered(envelope, answers);
    if (answer !== null && this.dice.chance(REPEATS)) await this.untilAnswered(envelope, answers);
    return answer;
  }

  private async untilAnswered(envelope: Envelope, answers: Answer[]): Promise<Answer | null> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const answer = await this.ask(envelope);
      if (answer !== null) {
        answers.push(answer);
        return answer;
      }
      if (this.dice.chance(GIVES_UP)) return null;
      await this.sleep(this.dice.below(2_000));
    }
    this.book.faults.push(`${envelope.command.kind} ${envelope.key ?? ''} was not answered in ${MOST_TRIES} tries`);
    return null;
  }

  /** Null: nobody knows what came of it, or the door was busy. */
  private async ask(envelope: Envelope): Promise<Answer | null> {
    const doors = this.doors();
    if (doors.length === 0) return null;
    const { door, host } = this.dice.pick(doors);
    try {
      const answer = await Promise.race([door.execute(envelope), host.gone.then(() => null)]);
      if (answer?.status !== 'rejected') return answer;
      // Nothing is ever deleted here, and nothing is broken: such answers would be lies.
      if (answer.code === 'not-found' || answer.code === 'quarantined' || answer.code === 'key-reused') {
        this.book.faults.push(`${envelope.command.kind} was told ${answer.code}: ${answer.message}`);
      }
      return answer.code === 'busy' ? null : answer;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) this.book.faults.push(`${envelope.command.kind}: ${String(error)}`);
      return null;
    }
  }
}
