import type { Command, JobRow, Principal, WireVariables, WorkItemRow } from '@quanheng/runtime/ports';
import { TIMER, UNIT } from '../../contract/office.js';
import type { Dice } from '../../simulation/index.js';
import { besideOf, endingOf } from './beside-acts.js';
import { bare } from './drawings.js';
import { Facts } from './facts.js';
import type { CampaignOffice } from './office.js';
import { delegatingOf, handingOf } from './handing-acts.js';
import { changeOf } from './organisation-acts.js';
import { accountsOf, EVERYBODY } from './people.js';

/** One act, before it is given. */
export interface Given {
  readonly principal: Principal;
  readonly command: Command;
}

const KEYS = ['Fill', 'Check', 'Note', 'Pens', 'Instruct', 'Pay', 'Book', 'Round', 'Meeting', 'Amend', 'Split', 'Told'];
const CONTROLS = ['Check', 'Pens', 'Round', 'Meeting'];
const PROCESSES = ['Payment', 'Great', 'Sneaky', 'Bare'];
const HANDLERS = ['treasury-payment', 'prepare'];
const ANSWERS = ['approve', 'disapprove', 'defer', 'recuse', 'passed', '', 'return'];
const STALE = 301_000;
const MOST_OPEN = 7;
const MOST_LOOKS = 150;
/** Of what was drawn to go nowhere. */
const FEW_LOOKS = 40;

/** Throws the dice for what is done next: mostly what the work asks for, often what nobody may do. */
export class Clerk {
  /** Instances that somebody looks after, and how often they were looked at. */
  private readonly cases = new Map<string, number>();
  private facts: Facts | undefined;
  private version = -1;
  private locked: JobRow[] = [];
  private made = 0;
  /** Matters begun so far: contracts come and go with them. */
  private began = 0;
  /** What comes next of something that takes several acts. */
  private readonly plans: Given[] = [];

  constructor(
    private readonly campaign: CampaignOffice,
    private readonly dice: Dice,
  ) {}

  private get now(): number {
    return this.campaign.office.now;
  }
  private get queries() {
    return this.campaign.store.queries;
  }

  async next(): Promise<Given> {
    const { dice } = this;
    const planned = this.plans.shift();
    if (planned !== undefined) return planned;
    if (this.cases.size < MOST_OPEN) return this.start();
    const instance = dice.pick([...this.cases.keys()]);
    await this.look(instance);
    if (dice.chance(0.7)) {
      const step = await this.step(instance);
      if (step !== null) return step;
    }
    return this.mischief(instance);
  }

  started(instance: string): void {
    this.began++;
    this.cases.set(instance, 0);
  }

  /** What has ended, or goes round and round, is left to itself sooner or later. */
  private async look(instance: string): Promise<void> {
    const looks = (this.cases.get(instance) ?? 0) + 1;
    const row = await this.queries.instance(instance);
    const isLive = row?.status === 'active' || row?.status === 'suspended';
    const most = row?.process === 'Bare' || row?.process === 'Sneaky' ? FEW_LOOKS : MOST_LOOKS;
    if (looks >= most || (!isLive && this.dice.chance(0.6))) this.cases.delete(instance);
    else this.cases.set(instance, looks);
  }

  /** Whoever it is, by one of their accounts, mostly freshly proved. */
  by(id: string): Principal {
    const { dice } = this;
    const authenticatedAt = this.now - (dice.chance(0.06) ? STALE : 0);
    return { kind: 'person', person: id, account: dice.pick(accountsOf(id)), authenticatedAt };
  }

  private anybody(): Principal {
    const { dice } = this;
    if (dice.chance(0.85)) return this.by(dice.pick(EVERYBODY));
    if (dice.chance(0.3)) return { kind: 'worker', account: 'w1' };
    return { kind: 'system', name: dice.pick(['timer', 'courier', 'job:treasury-payment', 'job:prepare', 'unknown']) };
  }

  private start(): Given {
    const { dice } = this;
    const process = dice.pick([...PROCESSES, 'Payment', 'Payment', 'Payment', 'Great', 'Great']);
    const version = process === 'Payment' ? { version: dice.chance(0.85) ? 1 : 1 + dice.below(3) } : {};
    const variables = dice.chance(0.1) ? { variables: this.filled() } : {};
    const principal = dice.chance(0.9) ? this.by(dice.pick(['pm', 'pm2', 'wide', 'idle', 'cashier'])) : this.anybody();
    return { principal, command: { kind: 'startInstance', process, ...version, ...variables } };
  }

  private filled(): WireVariables {
    const { dice } = this;
    return {
      amount: dice.pick([300_000, 999_999, 1_000_000, 5_000_000]),
      payee: dice.pick(['甲账户', '乙账户']),
      ...(dice.chance(0.95) ? { contract: `C${Math.floor(this.began / 25)}-${dice.below(3)}` } : {}),
      ...(dice.chance(0.5) ? { beneficiary: dice.pick(['vfin', 'auditing', 'wide', 'bridge', 'pm2']) } : {}),
    };
  }

  /** What the work asks for, by somebody who may; null: it asks for nothing. */
  private async step(instance: string): Promise<Given | null> {
    const { dice } = this;
    const row = await this.queries.instance(instance);
    if (row?.status === 'suspended') return this.operate({ kind: 'resumeInstance', instance });
    const items = await this.openItems(instance);
    if (items.length === 0 || dice.chance(0.1)) return this.job(instance);
    const item = dice.pick(items);
    if (item.assignee !== null && dice.chance(0.8)) return this.taken(item, item.assignee);
    const able = await this.able(item);
    if (able.length === 0) return null;
    const principal = this.by(dice.pick(able));
    if (dice.chance(0.1)) return { principal, command: handingOf(dice, item, able) };
    if (dice.chance(0.1)) {
      const back = { kind: 'retrieveWork', instance, activity: item.activity, reason: '填错' } as const;
      this.plans.push({ principal, command: back });
    }
    return { principal, command: this.complete(item, 0.97) };
  }

  /** Whoever took it does it, or gives it back. */
  private taken(item: WorkItemRow, assignee: string): Given {
    const release = { kind: 'releaseWork', instance: item.instance, item: item.item } as const;
    return { principal: this.by(assignee), command: this.dice.chance(0.5) ? release : this.complete(item, 0.97) };
  }

  private complete(item: WorkItemRow, honest: number): Command {
    const { dice } = this;
    const { instance, activity } = item;
    const made = { kind: 'completeWork', instance, item: item.item } as const;
    if (item.item.startsWith('0#end')) {
      const outcome = dice.pick(['approve', 'approve', 'disapprove', '']);
      return { ...made, outcome, ...(dice.chance(0.7) ? { opinion: '经核实' } : {}) };
    }
    if (item.name.includes('加签意见')) {
      return { ...made, outcome: dice.chance(honest) ? dice.pick(['approve', 'disapprove']) : '', opinion: '已阅' };
    }
    if (CONTROLS.includes(activity)) {
      const outcome = dice.chance(honest) ? 'approve' : dice.pick(ANSWERS);
      return { ...made, outcome, ...(dice.chance(0.7) ? { opinion: '已阅' } : {}) };
    }
    if (activity === 'Fill') return { ...made, variables: this.filled() };
    if (activity === 'Amend') return { ...made, variables: { amount: dice.pick([1, 300_000, 5_000_000]) } };
    return { ...made, variables: dice.chance(honest) ? { note: '已补充' } : this.filled() };
  }

  private async openItems(instance: string): Promise<readonly WorkItemRow[]> {
    return (await this.queries.itemsOf(instance)).filter(({ status }) => status === 'open');
  }

  /** Who has a post for it; and now and then who was empowered by somebody who has. */
  private async able({ offers }: WorkItemRow): Promise<readonly string[]> {
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

  private operate(command: Command): Given {
    const { dice } = this;
    return { principal: dice.chance(0.93) ? this.by('operator') : this.anybody(), command };
  }

  /** A job of the instance that somebody took; or all that wait are taken. */
  private async job(instance: string): Promise<Given | null> {
    const { now } = this;
    // Of what was taken too long ago somebody else may have the lock: now and then that is tried all the same.
    if (this.dice.chance(0.9)) this.locked = this.locked.filter(({ lockedUntil }) => (lockedUntil ?? 0) > now);
    if (!this.locked.some((row) => row.instance === instance)) {
      const token = (): string => `lock-${++this.made}`;
      const request = { unit: null, handlers: HANDLERS, limit: 20, now, until: now + 120_000, token };
      this.locked.push(...(await this.campaign.store.workSource.lockJobs(request)));
    }
    const row = this.locked.find((each) => each.instance === instance);
    if (row === undefined) return null;
    this.locked = this.locked.filter((each) => each !== row);
    return this.answerJob(row);
  }

  private answerJob({ instance, job, lock, handler }: JobRow): Given {
    const { dice } = this;
    const principal: Principal = { kind: 'system', name: `job:${handler}` };
    const of = { instance, job, lock: dice.chance(0.95) ? (lock ?? '') : 'forged' };
    const throws = handler === 'prepare' ? 0.5 : 0.02;
    if (dice.chance(throws))
      return { principal, command: { kind: 'throwJobError', ...of, code: 'E', variables: this.some() } };
    if (dice.chance(0.05)) return { principal, command: { kind: 'failJob', ...of, message: '银行未应答' } };
    return { principal, command: { kind: 'completeJob', ...of, variables: dice.chance(0.1) ? this.filled() : {} } };
  }

  private some(): WireVariables {
    return this.dice.chance(0.5) ? { note: '无' } : this.filled();
  }

  /** What is late, early, out of turn, or none of the person's business. */
  private async mischief(instance: string): Promise<Given> {
    const { dice } = this;
    switch (dice.below(24)) {
      case 23:
      case 22:
        return this.beside(instance);
      case 21:
        return this.seldom(instance);
      case 20:
        return { principal: this.anybody(), command: delegatingOf(dice, this.now) };
      case 19:
      case 18:
      case 17:
        return this.handing(instance);
      case 0:
      case 1:
      case 2:
        return this.onAnyItem(instance);
      case 3:
      case 4:
        return this.back(instance);
      case 5:
        return this.operate(this.setting(instance));
      case 6:
      case 7:
        return this.timer(instance);
      case 8:
        return this.forgedJob(instance);
      case 9:
        return this.migration(instance);
      case 10:
        return changeOf(dice, this.now, (id) => this.by(id));
      case 11:
        return changeOf(dice, this.now, (id) => this.by(id));
      case 12:
        return this.definitions();
      case 13:
        return this.halt(instance);
      case 14:
        return this.message(instance);
      case 15:
        return this.paper(instance);
      default:
        if (dice.chance(0.6)) {
          const principal = this.by(dice.pick(['ihead', 'fhead', 'both', 'deep', 'bridge', 'wide', 'operator']));
          return {
            principal,
            command: { kind: 'withdrawSignature', instance, activity: dice.pick(KEYS), reason: '有误' },
          };
        }
        return dice.chance(0.5)
          ? this.operate({ kind: 'retryJob', instance, job: dice.below(12) })
          : this.operate({ kind: 'resolveIncident', instance, element: dice.below(12) });
    }
  }

  /** By somebody who has it in hand, or could, to somebody who could; or by whoever, to whoever. */
  private async handing(instance: string): Promise<Given> {
    const { dice } = this;
    const items = await this.queries.itemsOf(instance);
    const open = items.filter(({ status }) => status === 'open');
    if (items.length === 0) return this.start();
    if (dice.chance(0.25)) return this.takeBack(items);
    const item = dice.pick(open.length > 0 && dice.chance(0.8) ? open : items);
    const able = await this.able(item);
    const command = handingOf(dice, item, able);
    if (command.kind === 'reofferWork') return this.operate(command);
    const holder = item.assignee ?? (able.length > 0 ? dice.pick(able) : null);
    return { principal: holder !== null && dice.chance(0.85) ? this.by(holder) : this.anybody(), command };
  }

  /** Mostly what was done last, by whoever did it. */
  private takeBack(items: readonly WorkItemRow[]): Given {
    const { dice } = this;
    const last = items.reduce((one, other) => ((other.closedAt ?? 0) >= (one.closedAt ?? 0) ? other : one));
    const { instance, activity, closedBy } = dice.chance(0.8) ? last : dice.pick(items);
    const principal = closedBy !== null && dice.chance(0.85) ? this.by(closedBy) : this.anybody();
    return { principal, command: { kind: 'retrieveWork', instance, activity, reason: '填错' } };
  }

  private async onAnyItem(instance: string): Promise<Given> {
    const { dice } = this;
    const items = await this.queries.itemsOf(instance);
    if (items.length === 0) return this.start();
    const item = dice.pick(items);
    const principal = dice.chance(0.5) ? this.anybody() : this.by(dice.pick(['wide', 'deep', 'bridge', 'both', 'pm']));
    if (dice.chance(0.25)) return { principal, command: { kind: 'claimWork', instance, item: item.item } };
    if (dice.chance(0.2)) return { principal, command: { kind: 'releaseWork', instance, item: item.item } };
    return { principal, command: this.complete(item, 0.6) };
  }

  private async back(instance: string): Promise<Given> {
    const { dice } = this;
    const items = await this.openItems(instance);
    if (items.length === 0) return this.start();
    const item = dice.pick(items);
    const able = await this.able(item);
    const principal = able.length > 0 && dice.chance(0.7) ? this.by(dice.pick(able)) : this.anybody();
    const target = dice.chance(0.4) ? 'Fill' : dice.pick(KEYS);
    return { principal, command: { kind: 'returnWork', instance, item: item.item, target, reason: '请修改' } };
  }

  private setting(instance: string): Command {
    const { dice } = this;
    const scope = dice.chance(0.3) ? { scope: dice.below(8) } : {};
    return { kind: 'setVariables', instance, ...scope, variables: this.some() };
  }

  private async timer(instance: string): Promise<Given> {
    const { dice } = this;
    const { rows } = await this.queries.timers(UNIT, { instance }, { limit: 10 });
    const row = rows.length === 0 ? undefined : dice.pick(rows);
    // Late as often as too early.
    if (row !== undefined && dice.chance(0.5)) this.campaign.office.now = Math.max(this.now, row.due + 1);
    const principal = dice.chance(0.9) ? TIMER : this.anybody();
    return { principal, command: { kind: 'fireTimer', instance, subscription: row?.subscription ?? dice.below(12) } };
  }

  private async forgedJob(instance: string): Promise<Given> {
    const { dice } = this;
    const { rows } = await this.queries.jobs(UNIT, { instance }, { limit: 10 });
    const row = rows[0];
    const of = { instance, job: row?.job ?? dice.below(12), lock: dice.chance(0.5) ? (row?.lock ?? 'none') : 'forged' };
    const principal = this.anybody();
    if (dice.chance(0.3)) return { principal, command: { kind: 'throwJobError', ...of, code: 'E' } };
    return { principal, command: { kind: 'completeJob', ...of, variables: this.some() } };
  }

  private migration(instance: string): Given {
    const { dice } = this;
    const [good = '', , laundry = ''] = this.campaign.versions;
    const to = (definition: string): Given => ({
      principal: this.by('operator'),
      command: { kind: 'migrateInstance', instance, definition },
    });
    if (dice.chance(0.3)) {
      // To where nothing is protected, and back with other contents.
      this.plans.push({ principal: this.by('operator'), command: this.setting(instance) }, to(good));
      return to(laundry);
    }
    const definition = dice.pick([...this.campaign.rules.keys(), ...this.campaign.versions, ...this.campaign.versions]);
    const keys = dice.chance(0.5) ? { keys: { [dice.pick(KEYS)]: dice.pick(KEYS) } } : {};
    if (dice.chance(0.5)) this.plans.push(to(good));
    return this.operate({ kind: 'migrateInstance', instance, definition, ...keys });
  }

  /** A drawing that goes round everything is handed in, or what was handed in is put in force, by whoever. */
  private async definitions(): Promise<Given> {
    const { dice } = this;
    const { rows } = await this.queries.deployments(UNIT, { limit: 20 });
    if (dice.chance(0.5) && rows.length > 0) {
      const principal = dice.chance(0.6) ? this.by('publisher') : this.anybody();
      return { principal, command: { kind: 'publish', deployment: dice.pick(rows).id } };
    }
    const principal = dice.chance(0.6) ? this.by('designer') : this.anybody();
    const text = bare(`Bare${++this.made}`);
    return { principal, command: { kind: 'deploy', name: 'bypass', resources: [{ name: 'process.bpmn', text }] } };
  }

  private halt(instance: string): Given {
    const { dice } = this;
    if (dice.chance(0.5)) return this.operate({ kind: 'suspendInstance', instance, reason: '核实' });
    if (dice.chance(0.2)) return this.operate({ kind: 'releaseInstance', instance, reason: '核实' });
    return this.operate({ kind: 'resumeInstance', instance });
  }

  private async beside(instance: string): Promise<Given> {
    const { dice } = this;
    const items = await this.openItems(instance);
    const principal = dice.chance(0.5) ? this.by(dice.pick(['pm', 'pm2', 'wide', 'idle'])) : this.anybody();
    return { principal, command: besideOf(dice, instance, items) };
  }

  /** The end of the matter or of a version, and signals that nobody threw. */
  private async seldom(instance: string): Promise<Given> {
    const { dice } = this;
    if (dice.chance(0.15)) {
      const principal = dice.chance(0.5) ? this.by('publisher') : this.anybody();
      // The two that are drawn worst: without the others there would be little left to do.
      const definition = dice.pick([...this.campaign.rules.keys()].slice(-2));
      return { principal, command: { kind: 'retire', definition } };
    }
    if (dice.chance(0.25)) {
      const principal: Principal = dice.chance(0.5) ? { kind: 'system', name: 'courier' } : this.anybody();
      const signal = { kind: 'deliverSignal', instance, signal: `s${++this.made}`, name: 'go' } as const;
      return { principal, command: { ...signal, variables: this.some() } };
    }
    const row = await this.queries.instance(instance);
    if (row === null) return this.start();
    const given = endingOf(dice, row, (id) => this.by(id));
    if (given.command.kind === 'askTermination' && dice.chance(0.5)) {
      // And says yes to it at once.
      const item = `0#end${dice.pick([1, 1, 1, 2])}`;
      this.plans.push({ ...given, command: { kind: 'completeWork', instance, item, outcome: 'approve' } });
    }
    return given;
  }

  private async message(instance: string): Promise<Given> {
    const { dice } = this;
    const waiting = (await this.queries.subscriptionsOf(instance))[0];
    const [message] = await this.queries.messagesFor(UNIT, 'go', '1', this.now, 1);
    if (waiting !== undefined && message !== undefined) {
      const principal: Principal = dice.chance(0.9) ? { kind: 'system', name: 'courier' } : this.anybody();
      const { subscription } = waiting;
      return { principal, command: { kind: 'deliverMessage', instance, message: message.id, subscription } };
    }
    if (dice.chance(0.2)) return this.operate({ kind: 'broadcastSignal', name: 'go', variables: this.filled() });
    const variables = dice.chance(0.3) ? this.filled() : {};
    return this.operate({ kind: 'publishMessage', name: 'go', correlation: '1', variables });
  }

  private async paper(instance: string): Promise<Given> {
    const { dice } = this;
    const item = (await this.openItems(instance))[0];
    const digest = 'a'.repeat(64);
    const of = item === undefined ? {} : { item: item.item };
    const made = {
      kind: 'attachFile',
      instance,
      name: '发票.pdf',
      digest,
      size: 10,
      type: 'application/pdf',
      ...of,
    } as const;
    return { principal: dice.chance(0.5) ? this.by('pm') : this.anybody(), command: made };
  }
}
