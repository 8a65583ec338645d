import type { MatterUnderWay, MatterOutlook } from './completion-of.js';

/** What an outlook was made for: it holds as long as all of it is the same. */
export interface Standing {
  readonly instance: string;
  readonly definition: string;
  /** Of the organisation, and which it is. */
  readonly unit: string;
  readonly version: number;
  readonly at: number;
  readonly matter: MatterUnderWay;
}

interface Kept<T> {
  readonly standing: Standing;
  readonly signature: string;
  readonly outlook: MatterOutlook;
  /** What was told, by who asked about what. */
  readonly told: Map<string, T>;
}

/** Matters whose outlook is kept, the latest. */
const KEPT = 50;
/** Posts begin and end also where nothing is changed, so an outlook is believed so long, in milliseconds. */
const LASTS = 60_000;

/** Outlooks on matters, kept from one question to the next: made outside of transactions, and looked at inside where nothing has changed since. */
export class Outlooks<T> {
  private readonly kept = new Map<string, Kept<T>>();

  isKept(instance: string): boolean {
    return this.kept.has(instance);
  }

  /** What was told of this before, if everything is as it was then. */
  told(standing: Standing, question: string): T | undefined {
    return this.current(standing)?.told.get(question);
  }

  /** Answers from what is kept, or from an outlook that is made now. */
  tell(standing: Standing, question: string, make: () => MatterOutlook, answer: (outlook: MatterOutlook) => T): T {
    const current = this.current(standing) ?? this.made(standing, make());
    const answered = answer(current.outlook);
    current.told.set(question, answered);
    return answered;
  }

  private current(standing: Standing): Kept<T> | undefined {
    const kept = this.kept.get(standing.instance);
    if (kept === undefined) return undefined;
    const { version, unit, definition, at } = kept.standing;
    const isSame =
      version === standing.version &&
      unit === standing.unit &&
      definition === standing.definition &&
      Math.abs(standing.at - at) <= LASTS &&
      // Only whoever it was made for has surely been looked at.
      standing.matter.asked.every((person) => kept.standing.matter.asked.includes(person));
    return isSame && kept.signature === signatureOf(standing.matter) ? kept : undefined;
  }

  private made(standing: Standing, outlook: MatterOutlook): Kept<T> {
    const kept = { standing, signature: signatureOf(standing.matter), outlook, told: new Map<string, T>() };
    this.kept.delete(standing.instance);
    this.kept.set(standing.instance, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return kept;
  }
}

function signatureOf({ process, open, done, initiator }: MatterUnderWay): string {
  return JSON.stringify([process.id, open.map(({ id }) => id), done, initiator]);
}
