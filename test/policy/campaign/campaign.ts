import type { Answer } from '@quanheng/runtime';
import { Dice } from '../../simulation/index.js';
import { UNIT } from '../../contract/office.js';
import { audit, type Audit } from './audit/auditor.js';
import { Clerk, type Given } from './clerk/clerk.js';
import { openOffice, type CampaignOffice, type Spoil } from './office.js';

export interface CampaignReport extends Audit {
  readonly seed: number;
  readonly acts: number;
  readonly accepted: number;
  readonly refused: number;
  readonly rejected: number;
  /** How often each kind of command was accepted. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Every kind of command that was given, however it was answered. */
  readonly tried: ReadonlySet<string>;
  /** How often each headline of a refusal was given. */
  readonly codes: ReadonlyMap<string, number>;
  /** What happened that must not, besides what the auditor found. */
  readonly faults: readonly string[];
}

/** A signature asks for a proof of identity that is at most this old, as domain reference §2.c demands. */
const FRESH = 300_000;

/** One office, so many acts, one audit. The same seed is the same campaign. Processes: what is started, where it is not the usual mix. */
export async function campaign(
  seed: number,
  acts: number,
  spoil?: Spoil,
  processes?: readonly string[],
): Promise<CampaignReport> {
  const opened = await openOffice(seed, spoil);
  const run = new Run(opened, new Dice(seed), processes);
  while (run.acts < acts) await run.round();
  const found = await audit(opened.store.queries, opened.rules);
  const quarantined = await opened.store.queries.quarantine(UNIT);
  await opened.office.close();
  const { accepted, refused, rejected, codes, kinds, tried } = run;
  const faults = [...run.faults, ...quarantined.map((row) => `quarantined: ${JSON.stringify(row)}`)];
  return { ...found, seed, acts: run.acts, accepted, refused, rejected, codes, kinds, tried, faults };
}

export class Run {
  acts = 0;
  accepted = 0;
  refused = 0;
  rejected = 0;
  readonly codes = new Map<string, number>();
  readonly kinds = new Map<string, number>();
  readonly tried = new Set<string>();
  readonly faults: string[] = [];
  private readonly clerk: Clerk;

  constructor(
    private readonly opened: CampaignOffice,
    private readonly dice: Dice,
    processes?: readonly string[],
  ) {
    this.clerk = new Clerk(opened, dice, processes);
  }

  /** One act, watched; or several at once, which share a batch. */
  async round(): Promise<void> {
    const { dice, opened } = this;
    opened.office.now += dice.chance(0.01) ? dice.below(6 * 3_600_000) : dice.below(60_000);
    const first = await this.clerk.next();
    if (dice.chance(0.75)) return this.watched(first);
    const others: Given[] = [];
    for (let i = 1 + dice.below(3); i > 0; i--)
      others.push(dice.chance(0.3) ? this.twin(first) : await this.clerk.next());
    await Promise.all([first, ...others].map((given) => this.give(given)));
  }

  /** The same, by somebody else. */
  private twin({ command }: Given): Given {
    return { principal: this.clerk.by(this.dice.pick(['wide', 'deep', 'bridge', 'both', 'operator'])), command };
  }

  private async watched(given: Given): Promise<void> {
    const { command } = given;
    const instance = 'instance' in command ? command.instance : null;
    const before = instance === null ? '' : await this.stateOf(instance);
    const answer = await this.give(given);
    if (instance === null || answer === null || answer.status === 'accepted') return;
    if ((await this.stateOf(instance)) === before) return;
    this.faults.push(`${command.kind} of ${instance} was ${answer.status}, and changed something`);
  }

  private async stateOf(instance: string): Promise<string> {
    const { queries } = this.opened.store;
    const row = await queries.instance(instance);
    const { rows: jobs } = await queries.jobs(UNIT, { instance }, { limit: 50 });
    const { rows: timers } = await queries.timers(UNIT, { instance }, { limit: 50 });
    return JSON.stringify([
      row?.status,
      row?.definition,
      row?.state,
      row?.digests,
      await queries.itemsOf(instance),
      jobs,
      timers,
    ]);
  }

  private async give({ principal, command }: Given): Promise<Answer | null> {
    this.acts++;
    this.tried.add(command.kind);
    let answer: Answer;
    try {
      answer = await this.opened.office.give(principal, command);
    } catch (error) {
      this.faults.push(`${command.kind}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return null;
    }
    if (answer.status === 'accepted') {
      this.accepted++;
      count(this.kinds, command.kind);
      if (command.kind === 'startInstance') this.clerk.started(answer.result['instance'] as string);
      await this.afterwards({ principal, command });
    } else if (answer.status === 'refused') {
      this.refused++;
      count(this.codes, answer.reasons[0]?.code ?? '');
    } else {
      this.rejected++;
      count(this.codes, `(${answer.code} ${command.kind})`);
    }
    return answer;
  }

  private async afterwards({ principal, command }: Given): Promise<void> {
    if (command.kind !== 'completeWork' || principal.kind !== 'person') return;
    if (this.opened.office.now - principal.authenticatedAt <= FRESH) return;
    const definition = (await this.opened.store.queries.instance(command.instance))?.definition ?? '';
    if (this.opened.rules.get(definition)?.controls['Pens']?.kind !== 'pens') return;
    const item = await this.opened.store.queries.item(command.instance, command.item);
    if (item?.activity === 'Pens' && /：(infra|fin)$/.test(item.name)) {
      this.faults.push(`${principal.person} signed ${command.instance} without a fresh proof of identity`);
    }
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
