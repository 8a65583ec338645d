import type { Command, JobRow, Principal, WireVariables, WorkItemRow } from '@quanheng/runtime/ports';
import { UNIT } from '../../../contract/office.js';
import type { Dice } from '../../../simulation/index.js';
import { Facts } from '../audit/facts.js';
import { CONTRACTS } from '../drawings.js';
import type { CampaignOffice } from '../office.js';
import { accountsOf, EVERYBODY } from '../people.js';

/** One act, before it is given. */
export interface Given {
  readonly principal: Principal;
  readonly command: Command;
}

export const KEYS = [
  ...['Fill', 'Check', 'Note', 'Pens', 'Instruct', 'Pay', 'Book', 'Round', 'Meeting', 'Amend', 'Split', 'Told'],
  ...['Show', 'Order', 'Ratify', 'Close'],
];
const STALE = 301_000;

/** What every kind of act is thrown from: the office, the dice, and what the clerk remembers. */
export class Scene {
  /** What comes next of something that takes several acts. */
  readonly plans: Given[] = [];
  locked: JobRow[] = [];
  made = 0;
  /** Acts so far that leave the matter as it is. */
  quiet = 0;
  /** Matters begun so far: contracts come and go with them. */
  began = 0;
  private facts: Facts | undefined;
  private version = -1;

  constructor(
    readonly campaign: CampaignOffice,
    readonly dice: Dice,
    /** Started, the more often the more often it stands here. */
    private readonly processes: readonly string[] = PROCESSES,
  ) {}

  get now(): number {
    return this.campaign.office.now;
  }
  get queries() {
    return this.campaign.store.queries;
  }

  /** Whoever it is, by one of their accounts, mostly freshly proved. */
  by(id: string): Principal {
    const { dice } = this;
    const authenticatedAt = this.now - (dice.chance(0.06) ? STALE : 0);
    return { kind: 'person', person: id, account: dice.pick(accountsOf(id)), authenticatedAt };
  }

  anybody(): Principal {
    const { dice } = this;
    if (dice.chance(0.85)) return this.by(dice.pick(EVERYBODY));
    if (dice.chance(0.3)) return { kind: 'worker', account: 'w1' };
    return { kind: 'system', name: dice.pick(['timer', 'courier', 'job:treasury-payment', 'job:prepare', 'unknown']) };
  }

  operate(command: Command): Given {
    const { dice } = this;
    return { principal: dice.chance(0.93) ? this.by('operator') : this.anybody(), command };
  }

  start(): Given {
    const { dice } = this;
    const process = dice.pick(this.processes);
    const version = process === 'Payment' ? { version: dice.chance(0.85) ? 1 : 1 + dice.below(3) } : {};
    const variables = dice.chance(0.1) ? { variables: this.filled() } : {};
    const principal = dice.chance(0.9) ? this.by(dice.pick(['pm', 'pm2', 'wide', 'idle', 'cashier'])) : this.anybody();
    return { principal, command: { kind: 'startInstance', process, ...version, ...variables } };
  }

  filled(): WireVariables {
    const { dice } = this;
    return {
      amount: dice.pick([300_000, 999_999, 1_000_000, 5_000_000]),
      payee: dice.pick(['1001', '2002']),
      ...(dice.chance(0.95) ? { contract: this.contract() } : {}),
      ...(dice.chance(0.5) ? { beneficiary: dice.pick(['vfin', 'auditing', 'wide', 'bridge', 'pm2']) } : {}),
    };
  }

  /** Of the register, or of no register. */
  private contract(): string {
    const { dice } = this;
    return dice.chance(0.3) ? dice.pick(CONTRACTS) : `C${Math.floor(this.began / 25)}-${dice.below(3)}`;
  }

  some(): WireVariables {
    return this.dice.chance(0.5) ? { note: '无' } : this.filled();
  }

  async openItems(instance: string): Promise<readonly WorkItemRow[]> {
    return (await this.queries.itemsOf(instance)).filter(({ status }) => status === 'open');
  }

  /** Who has a post for it; and now and then who was empowered by somebody who has. */
  async able({ offers }: WorkItemRow): Promise<readonly string[]> {
    const version = await this.queries.organisationVersion(UNIT);
    if (this.facts === undefined || this.version !== version) {
      this.facts = new Facts(await this.queries.facts(UNIT, 0, version));
      this.version = version;
    }
    const { facts, now } = this;
    const own = EVERYBODY.filter((person) => facts.fits(person, offers, version, now));
    const delegated = facts
      .all('delegation', version, now)
      .filter(({ data }) => facts.fits(data.from, offers, version, now))
      .map(({ data }) => data.to);
    return delegated.length > 0 && (own.length === 0 || this.dice.chance(0.2)) ? delegated : own;
  }
}
const PROCESSES = [
  ...['Payment', 'Payment', 'Payment', 'Payment', 'Great', 'Great', 'Great', 'Urgent', 'Urgent', 'Urgent'],
  ...['Sneaky', 'Bare', 'Loose', 'Registered', 'Registered'],
];
