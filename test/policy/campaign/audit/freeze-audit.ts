import { endOfWorkingDays } from './days.js';
import type { Entry } from './entries.js';
import type { Facts } from './facts.js';

/** What may still be done while a matter is frozen. */
const MEANWHILE = [
  ...['freezeInstance', 'unfreezeInstance', 'attachFile', 'commentInstance', 'copyInstance', 'acknowledgeCopy'],
  'releaseInstance',
];

/** Only discipline inspection freezes and lifts it; in between nobody moves the matter, and it goes on by itself not before the last day is over. */
export class FreezeAudit {
  freezes = 0;
  private until: number | null = null;
  private isHeld = false;

  constructor(
    private readonly facts: Facts,
    private readonly report: (seq: number, what: string) => void,
  ) {}

  get isFrozen(): boolean {
    return this.isHeld || this.until !== null;
  }

  /** A meeting did not ratify what was done, or not in time: only discipline inspection lifts that. */
  heldFor(): void {
    this.isHeld = true;
  }

  take({ seq, at, kind, principal, organisation, command, trail, flow }: Entry): void {
    const who = trail[0]?.person ?? '';
    const isTheirs = this.facts.rolesOf(who, organisation, at).includes('DISC');
    if (kind === 'freezeInstance') {
      this.freezes++;
      const days = Number(command['workingDays']);
      if (!isTheirs) this.report(seq, `${who} froze it, who is not of discipline inspection`);
      if (days > 30) this.report(seq, `it was frozen for ${days} working days`);
      this.until = endOfWorkingDays(at, days);
      return;
    }
    if (kind === 'unfreezeInstance') {
      if (!isTheirs) this.report(seq, `${who} lifted what was frozen, who is not of discipline inspection`);
      this.until = null;
      this.isHeld = false;
      return;
    }
    if (!this.isFrozen) return;
    if (principal.kind === 'person' && !MEANWHILE.includes(kind)) this.report(seq, `${kind} while it was frozen`);
    if (kind === 'fireTimer' && this.until !== null && at >= this.until) this.until = null;
    const goesOn = flow.some(({ type }) => type === 'instanceResumed');
    if (goesOn && (this.isHeld || this.until !== null))
      this.report(seq, 'it went on before what it was frozen for was over');
  }
}
