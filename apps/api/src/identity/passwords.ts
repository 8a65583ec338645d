import { hash, verify } from '@node-rs/argon2';
import { ProblemError } from '../http/problem-error.js';
import type { Argon2Parameters } from './config.js';

/** Hashes under way at once: fewer than the four threads that Node also reads files and resolves names with. */
const AT_ONCE = 2;
/** Behind them so many may wait, about three seconds; who comes later is told to try again. */
const MAX_WAITING = 100;

/** A hash of nothing anybody knows, made with the usual parameters when the server starts: verifying against it takes the usual time. */
type Decoy = Promise<string>;

/** Argon2id (RFC 9106), the package's own choice, few at once, so that a storm of sign-ins slows down signing in and nothing else. */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly decoy: Decoy;

  constructor(
    private readonly parameters: Argon2Parameters,
    random: (bytes: number) => Uint8Array,
  ) {
    this.decoy = this.hash(Buffer.from(random(32)).toString('base64'));
    // Whoever verifies against it learns of a failure; until then nobody waits for it.
    this.decoy.catch(() => undefined);
  }

  /** @throws ProblemError `busy` */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normal(password), this.parameters));
  }

  /**
   * True when the password belongs to the hash. A null hash belongs to no password, which takes as long to find out.
   * @throws ProblemError `busy`
   */
  async verify(known: string | null, password: string): Promise<boolean> {
    const against = known ?? (await this.decoy);
    const isRight = await this.inTurn(() => verify(against, normal(password)));
    return isRight && known !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) await this.wait();
    else this.running++;
    try {
      return await work();
    } finally {
      // The place goes to the next in the queue, and only with an empty one back.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private wait(): Promise<void> {
    if (this.waiting.length >= MAX_WAITING) {
      throw new ProblemError('busy', 'Too many are signing in at once. Try again in a moment.', {}, 2);
    }
    return new Promise((resolve) => void this.waiting.push(resolve));
  }
}

/** One way of writing for what looks the same, whatever keyboard it was typed on (NIST SP 800-63B §5.1.1.2). */
function normal(password: string): string {
  return password.normalize('NFKC');
}
