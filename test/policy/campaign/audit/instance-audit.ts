import { parties, type Act } from './act.js';
import { departmentsOf, leadersOf } from './belonging.js';
import { DutyAudit } from './duty-audit.js';
import type { Entry, FlowEvent } from './entries.js';
import type { Facts } from './facts.js';
import { CorrectionAudit } from './correction-audit.js';
import { emergencyFault } from './emergency-audit.js';
import { EndingAudit } from './ending-audit.js';
import { FreezeAudit } from './freeze-audit.js';
import { HandOverAudit } from './hand-over-audit.js';
import { meetingFault, objectorFault } from './meeting-audit.js';
import { pensFault } from './pens-audit.js';
import { publicityFault } from './publicity-audit.js';
import { RatificationAudit } from './ratification-audit.js';
import { ReviewAudit } from './review-audit.js';
import type { ControlRule, Rules } from './rules.js';
import { againstWho } from './who-audit.js';

interface Item {
  readonly activity: string;
  readonly act: string;
  readonly element: number;
  readonly offers: readonly string[];
  /** Who asked for it, where it is an opinion. */
  readonly askers: readonly string[] | null;
  /** From whom to whom it went. */
  readonly passed: [from: string, to: string][];
}
/** A control that ended well, and still stands. */
interface Passed {
  readonly acts: readonly Act[];
}

const NAMES = ['amount', 'payee', 'beneficiary', 'contract'];

/** One instance, entry after entry. */
export class InstanceAudit {
  payments = 0;
  meetings = 0;
  delegated = 0;
  returns = 0;
  /** What went out, and under which contract. */
  readonly spent: { readonly seq: number; readonly contract: string; readonly amount: number }[] = [];
  private rules: Rules | undefined;
  private process = '';
  private initiator: string | null = null;
  private readonly items = new Map<string, Item>();
  private readonly done: Act[] = [];
  /** Who has declared an interest, and in what. */
  private readonly recused: [person: string, activity: string][] = [];
  /** Of controls under way, by element instance: what was done since the contents changed last. */
  private readonly standing = new Map<number, Act[]>();
  /** What was done in controls that have ended, however they did. */
  private readonly ended = new Map<string, readonly Act[]>();
  private isOver = false;
  private readonly passed = new Map<string, Passed>();
  private readonly paidOn = new Set<string>();
  private readonly values = new Map<string, string>();
  private readonly ending: EndingAudit;
  readonly freezing: FreezeAudit;
  readonly handOvers: HandOverAudit;
  readonly corrections: CorrectionAudit;
  readonly reviews: ReviewAudit;
  objections = 0;
  emergencies = 0;
  private readonly ratification: RatificationAudit;
  private readonly duties: DutyAudit;
  /** Meetings whose last word was no decision, with the entry that ended them. */
  private readonly failed = new Map<string, number>();

  constructor(
    private readonly facts: Facts,
    private readonly known: ReadonlyMap<string, Rules>,
    private readonly report: (seq: number, what: string) => void,
  ) {
    this.ending = new EndingAudit(report);
    this.freezing = new FreezeAudit(facts, report);
    this.handOvers = new HandOverAudit(facts, report);
    this.corrections = new CorrectionAudit(report);
    this.reviews = new ReviewAudit(facts, report);
    this.duties = new DutyAudit(facts, report, this.handOvers, this.reviews);
    this.ratification = new RatificationAudit(report, () => this.freezing.heldFor());
  }

  take(entry: Entry): void {
    if (entry.refused) {
      if (entry.flow.length + entry.work.length + entry.trail.length > 0)
        this.report(entry.seq, 'a refusal did something');
      return;
    }
    if (entry.definition !== null) this.rules = this.known.get(entry.definition) ?? this.rules;
    if (entry.kind === 'startInstance') {
      this.process = String(entry.command['process']);
      this.initiator = entry.principal.kind === 'person' ? (entry.trail[0]?.person ?? null) : null;
    }
    if (entry.kind === 'completeWork' || entry.kind === 'returnWork') this.onAct(entry);
    if (entry.kind === 'withdrawSignature') this.onWithdrawal(entry);
    if (entry.kind === 'objectToPublicity') this.onObjection(entry);
    this.beThere(entry);
    this.onHanding(entry);
    this.ending.take(entry);
    this.reviews.take(entry);
    this.handOvers.take(entry);
    this.corrections.take(entry, (person) => this.handOvers.before(person));
    this.ratification.take(entry, this.freezing.isFrozen);
    this.freezing.take(entry);
    const wrong = againstWho(entry, this.facts);
    if (wrong !== null) this.report(entry.seq, wrong);
    for (const [index, event] of entry.flow.entries()) this.onEvent(entry, event, index);
    for (const event of entry.work) {
      if (event.type !== 'itemOpened') continue;
      const { item = '', activity = '', act = event.addition?.act ?? 'complete', element = 0, offers = [] } = event;
      const { addition } = event;
      const askers = addition === undefined ? null : [addition.by, addition.onBehalfOf ?? addition.by];
      this.items.set(item, { activity, act, element, offers, askers, passed: [] });
    }
  }

  private onAct(entry: Entry): void {
    const { seq, at, organisation, command } = entry;
    const item = this.items.get(String(command['item']));
    const line = entry.trail.find(({ act }) => act !== 'claim' && act !== 'release');
    if (item === undefined || line === undefined) {
      this.report(seq, 'an act on no item, or without a trail');
      return;
    }
    const account = this.facts.one('account', entry.principal.account ?? '', organisation, at);
    const person = account?.data.person ?? 'nobody';
    if (person !== line.person) this.report(seq, `${line.person} acted by the account of ${person}`);
    const behalf = this.behalfOf(entry, person, item, line.onBehalfOf ?? null);
    const holder = behalf ?? person;
    const { post = null } = line;
    if (post !== null && !this.facts.postsOf(holder, organisation, at).some(({ id }) => id === post)) {
      this.report(seq, `${holder} does not hold ${post}`);
    }
    const department = post === null ? null : (this.facts.one('post', post, organisation, at)?.data.department ?? '');
    if (behalf !== null) this.delegated++;
    const isReturn = entry.kind === 'returnWork';
    const { activity, act, element } = item;
    const id = String(command['item']);
    const isReview = this.reviews.isReview(id);
    const before = [person, ...(behalf === null ? [] : [behalf])].flatMap((each) => this.handOvers.before(each));
    const made: Act = {
      ...{ seq, at, organisation, activity, element, person, behalf, department, post, isReturn },
      act: isReview ? 'review' : act,
      isAdvice: isReview || item.askers !== null,
      also: [...(item.askers ?? throughWhom(item.passed, person)), ...before],
      outcome: typeof command['outcome'] === 'string' ? command['outcome'] : '',
    };
    if (isReview) this.reviews.judge(id, made, this.done, this.initiator);
    else this.judgeDuties(made, id);
    this.done.push(made);
    this.handOvers.acted(person, departmentsOf(made, this.facts), leadersOf(made, this.facts));
    if (!isReturn && !made.isAdvice && this.rules?.controls[activity] !== undefined) {
      this.standing.set(element, [...(this.standing.get(element) ?? []), made]);
    }
  }

  /** What is done besides doing the work, such as starting the matter or correcting it, is done somewhere as well. */
  private beThere({ at, organisation, trail }: Entry): void {
    for (const { person, department } of trail) {
      if (department === undefined) continue;
      this.handOvers.acted(person, [department], this.facts.leadersOf(department, organisation, at));
    }
  }

  /** Passed on to whom it is offered as well, never a pen; who has an interest does it no more. */
  private onHanding({ seq, at, organisation, kind, command, trail }: Entry): void {
    const item = this.items.get(String(command['item']));
    const who = trail[0]?.person ?? '';
    if (item === undefined) return;
    if (kind === 'recuseWork') this.recused.push([who, item.activity]);
    if (kind === 'addSigner' && ['pens', 'meeting'].includes(this.rules?.controls[item.activity]?.kind ?? '')) {
      this.report(seq, `somebody was added to ${item.activity}`);
    }
    if (kind !== 'transferWork') return;
    const to = String(command['to']);
    if (['pens', 'meeting'].includes(this.rules?.controls[item.activity]?.kind ?? '')) {
      this.report(seq, `${item.activity} was passed on`);
    }
    if (!this.facts.fits(to, item.offers, organisation, at))
      this.report(seq, `passed on to ${to}, who had no right to it`);
    item.passed.push([who, to]);
  }

  /** An act of the publicity that is open, by whoever it is, or of the meeting that is under way. */
  private onObjection({ seq, at, organisation, command, trail }: Entry): void {
    const activity = String(command['activity']);
    const line = trail[0];
    const [element, acts = []] = [...this.standing].findLast(([, done]) => done[0]?.activity === activity) ?? [];
    const rule = this.rules?.controls[activity];
    const isOpen = rule?.kind === 'publicity' || rule?.kind === 'meeting';
    if (element === undefined || line === undefined || !isOpen) {
      this.report(seq, `an objection to ${activity}, which is neither public nor being met about`);
      return;
    }
    this.objections++;
    const number = acts.filter(({ act }) => act.startsWith('object:')).length + 1;
    const { person, department = null, post = null } = line;
    const made: Act = {
      ...{ seq, at, organisation, activity, act: `object:${number}`, element, person, behalf: null, department, post },
      ...{ outcome: 'disapprove', isReturn: false, isAdvice: false, also: this.handOvers.before(person) },
    };
    const fault = rule.kind === 'meeting' ? objectorFault(rule.body, acts, made, this.facts) : null;
    if (fault !== null) this.report(seq, fault);
    this.standing.set(element, [...acts, made]);
  }

  /** One signature taken back takes the other with it; nobody takes back what others signed. */
  private onWithdrawal({ seq, command, trail }: Entry): void {
    const activity = String(command['activity']);
    const acts = [...this.standing.values()].flat().filter((act) => act.activity === activity);
    const signed = [...acts, ...(this.ended.get(activity) ?? [])];
    const who = trail[0]?.person ?? '';
    if (!signed.some((act) => parties(act).includes(who))) this.report(seq, `${who} took back what others signed`);
    if (this.isOver) this.report(seq, `${who} took back a signature after the end`);
    this.passed.delete(activity);
    for (const { element } of acts) this.standing.delete(element);
  }

  /** Whoever has no post that fits acts for somebody who has one and said so beforehand. */
  private behalfOf({ seq, at, organisation }: Entry, person: string, item: Item, said: string | null): string | null {
    if (this.facts.fits(person, item.offers, organisation, at)) return null;
    const isSaid = this.facts
      .all('delegation', organisation, at)
      .some(
        ({ data }) =>
          data.to === person &&
          data.from === said &&
          (data.processes.length === 0 || data.processes.includes(this.process)),
      );
    if (said !== null && this.handOvers.standsIn(person, said, item.offers, organisation, at)) return said;
    if (said === null || !isSaid || !this.facts.fits(said, item.offers, organisation, at)) {
      this.report(seq, `${person} had no right to ${item.activity}#${item.act}, said to be for ${String(said)}`);
    }
    return said;
  }

  private judgeDuties(made: Act, item: string): void {
    const { rules, process, initiator, done, recused } = this;
    if (rules === undefined) return;
    const beneficiary = this.values.get('beneficiary');
    this.duties.judge(made, item, { rules, process, initiator, done, recused, beneficiary });
  }

  private onEvent(entry: Entry, event: FlowEvent, index: number): void {
    const { element = '', id = -1 } = event;
    switch (event.type) {
      case 'variablesSet':
        if (event.scope === 0) this.onWrite(entry, event.values ?? {}, index);
        else this.onLocal(entry, event.values ?? {});
        return;
      case 'returned':
        this.returns++;
        this.forget(event.target ?? '');
        return;
      case 'elementActivated':
        this.onLocal(entry, event.variables ?? {});
        if (this.rules?.payments.includes(element) === true) {
          this.ending.powerUsed();
          this.onPayment(entry, element, true);
        }
        return;
      case 'elementCancelled':
        this.standing.delete(id);
        return;
      case 'elementCompleted':
        if (this.rules?.payments.includes(element) === true) this.onPayment(entry, element, false);
        if (this.rules?.counted?.includes(element) === true) this.onSpending(entry);
        this.onControl(entry, element, id, event.outcome);
        return;
      case 'instanceCompleted':
      case 'instanceCancelled':
        this.isOver = true;
        return;
      default:
        return;
    }
  }

  private onWrite({ seq, kind, flow }: Entry, values: Readonly<Record<string, unknown>>, index: number): void {
    for (const name of NAMES) {
      if (!(name in values)) continue;
      // Where nothing is counted under a contract, nothing protects which one it is.
      const isFree = name === 'contract' && this.rules?.counted === undefined;
      const text = JSON.stringify(values[name]);
      const { rules } = this;
      const by = flow.slice(index + 1).find(({ type }) => type === 'elementCompleted')?.element ?? '';
      const writers = rules?.writers ?? {};
      const mayWrite = (writers[by] ?? writers['*'] ?? []).includes(name) || kind === 'startInstance';
      if (!mayWrite && !isFree) this.report(seq, `${name} written by ${kind} at ${by}`);
      if (this.values.get(name) === text) continue;
      this.values.set(name, text);
      // Whatever was signed was signed on other contents; unless no version of the process has it signed.
      if (isFree && this.process !== 'Payment') continue;
      for (const activity of [...this.passed.keys()])
        if (rules?.signed?.[activity]?.includes(name) !== false) this.passed.delete(activity);
      this.standing.clear();
      this.reviews.contentsChanged();
    }
  }

  /** The same name inside the process would hide what was signed. */
  private onLocal({ seq }: Entry, values: Readonly<Record<string, unknown>>): void {
    if (this.rules?.writers['*'] !== undefined) return;
    for (const name of NAMES) {
      if (name in values && JSON.stringify(values[name]) !== (this.values.get(name) ?? 'null')) {
        this.report(seq, `another ${name} inside the process`);
      }
    }
  }

  private forget(target: string): void {
    const order = this.rules?.order ?? {};
    const from = order[target] ?? 0;
    for (const activity of [...this.passed.keys()]) if ((order[activity] ?? 0) >= from) this.passed.delete(activity);
    for (const activity of [...this.failed.keys()]) if ((order[activity] ?? 0) >= from) this.failed.delete(activity);
  }

  private onControl(entry: Entry, activity: string, element: number, outcome?: string): void {
    const rule = this.rules?.controls[activity];
    if (rule === undefined) return;
    this.ending.powerUsed();
    const acts = this.standing.get(element) ?? [];
    this.standing.delete(element);
    this.passed.delete(activity);
    this.ended.set(activity, acts);
    if (outcome !== undefined && outcome !== 'passed') {
      if (rule.kind === 'meeting') this.failed.set(activity, entry.seq);
      if (this.ratifies(activity)) this.ratification.met(false);
      return;
    }
    if (rule.kind === 'emergency') {
      this.emergencies++;
      this.ratification.signed(entry.at);
    }
    if (this.ratifies(activity)) this.ratification.met(true);
    this.failed.delete(activity);
    const fault = this.faultOf(rule, acts, entry);
    // Where nothing is protected nothing is signed for good; it must not count anywhere else.
    if (fault !== null && this.rules?.writers['*'] !== undefined) return;
    if (fault !== null) this.report(entry.seq, `${activity} passed, but ${fault}`);
    this.passed.set(activity, { acts });
  }

  private ratifies(activity: string): boolean {
    const rules = Object.values(this.rules?.controls ?? {});
    return rules.some((rule) => rule.kind === 'emergency' && rule.ratifiedBy === activity);
  }

  private faultOf(rule: ControlRule, acts: readonly Act[], { organisation }: Entry): string | null {
    const approved = acts.filter(({ outcome }) => outcome === 'approve');
    const isDone = (name: string): boolean => approved.some(({ act }) => act === name);
    switch (rule.kind) {
      case 'check':
        return rule.acts.every(isDone) ? null : 'not everybody approved';
      case 'ratio':
        return rule.acts.filter(isDone).length >= rule.needed ? null : 'too few approved';
      case 'meeting':
        this.meetings++;
        return meetingFault(rule.body, acts, this.facts, organisation);
      case 'publicity':
        return publicityFault(rule.days, acts);
      case 'emergency':
        return emergencyFault(rule.cap, Number(JSON.parse(this.values.get('amount') ?? '0')), acts, this.facts);
      case 'pens': {
        if (!rule.before.every(isDone)) return 'the check before a pen is not there';
        return pensFault(rule.pens, approved, this.facts);
      }
    }
  }

  /** What was signed once is paid once. */
  private judgeRepetition(seq: number, payment: string): void {
    // Who has looked at a payment by hand may look again; who has made it has made it.
    if (payment !== 'Pay') return;
    const signed = Math.max(0, ...(this.passed.get('Pens')?.acts ?? []).map((act) => act.seq));
    const key = `${payment} ${signed}`;
    if (this.paidOn.has(key)) this.report(seq, `${payment} a second time on the same signatures`);
    this.paidOn.add(key);
  }

  private onSpending({ seq }: Entry): void {
    const contract: unknown = JSON.parse(this.values.get('contract') ?? 'null');
    const amount = Number(JSON.parse(this.values.get('amount') ?? '0'));
    if (typeof contract !== 'string') this.report(seq, 'money went out under no contract');
    else this.spent.push({ seq, contract, amount });
  }

  private onPayment(entry: Entry, payment: string, begins: boolean): void {
    if (begins) this.payments++;
    if (begins) this.judgeRepetition(entry.seq, payment);
    for (const [meeting, seq] of this.failed) {
      this.report(entry.seq, `money went out, and ${meeting} had said no in entry ${seq}`);
    }
    const amount = Number(JSON.parse(this.values.get('amount') ?? '0'));
    for (const activity of this.rules?.demanded(amount) ?? []) {
      const passed = this.passed.get(activity);
      if (passed === undefined) {
        this.report(entry.seq, `money went out, and ${activity} does not stand`);
        continue;
      }
      const rule = this.rules?.controls[activity];
      if (rule?.kind !== 'pens') continue;
      const fault = pensFault(rule.pens, passed.acts, this.facts);
      if (fault !== null) this.report(entry.seq, `money went out, and ${fault}`);
    }
  }
}

/** Everybody who had it before it came to the person, one from the other. */
function throughWhom(passed: readonly (readonly [from: string, to: string])[], person: string): readonly string[] {
  const before = passed.filter(([, to]) => to === person).map(([from]) => from);
  const rest = passed.filter(([, to]) => to !== person);
  return [...new Set(before.flatMap((from) => [from, ...throughWhom(rest, from)]))].filter((each) => each !== person);
}
