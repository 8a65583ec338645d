import type { Command as EngineCommand } from '@quanheng/engine';
import { calendarWarning, periodFrom, workingDaysOf } from '../calendar/index.js';
import { policyOf, type AssignSpec, type PolicyModel, type TimeLimit } from '../model/index.js';
import { aroundOf } from '../controls/around.js';
import { actOf, type ActPlan, type Around, type PlannedControl } from '../controls/control.js';
import { superiorsOf } from '../controls/publicity/objections.js';
import { controlsOf } from '../controls/plan.js';
import type {
  Addition,
  InstanceView,
  Reaction,
  Reason,
  Request,
  ReviewOf,
  TrailRecord,
  WorkEvent,
} from '../ports/index.js';
import { titleOf } from '../texts/index.js';
import { payloadOf } from '../variables.js';
import { controlEnded } from '../exceptions/ratification.js';
import { applyWork } from './apply.js';
import { controlEvent } from './events.js';
import { handingEvent } from './handing-events.js';
import { additionsTo, heldOf } from './handing.js';
import { offersAfter } from './office-offers.js';
import { offersFor } from './offers.js';
import { protectedText, type Digest } from './protected-data.js';
import { attachedOf, papersBefore, papersOfActs, papersText } from './signed-papers.js';
import type { DeadlinePurpose, DoneAct, Item, OpenControl, OpenDeadline, Voiding, Work } from './state.js';

type TrailDraft = Omit<TrailRecord, 'seq' | 'at'>;

interface Drawn {
  readonly name: string;
  readonly offers: readonly string[];
  readonly act?: string;
}
/** Where an item belongs. */
type Place = Pick<Item, 'element' | 'activity' | 'act'>;

/** One reaction under way: each event is applied as it is emitted, so that what follows sees it. */
export class WorkDraft {
  readonly commands: EngineCommand[] = [];
  readonly trail: TrailDraft[] = [];
  private readonly events: WorkEvent[] = [];
  private readonly warnings: Reason[] = [];
  private readonly model: PolicyModel;
  private readonly controls: ReadonlyMap<string, PlannedControl>;
  private current: Work;
  /** By what is signed. */
  private readonly digests = new Map<readonly string[] | null, string>();

  constructor(
    private readonly request: Request<Work>,
    private readonly instance: InstanceView<Work>,
    private readonly digest: Digest,
  ) {
    this.current = instance.work;
    this.model = policyOf(instance.definition);
    this.controls = controlsOf(this.model);
  }

  get work(): Work {
    return this.current;
  }

  emit(event: WorkEvent): void {
    this.current = applyWork(this.current, event);
    this.events.push(event);
    if (event.type !== 'itemCompleted' && event.type !== 'itemCancelled') return;
    this.clearDeadlines(({ purpose }) => purpose.kind === 'itemDue' && purpose.item === event.item);
  }

  reaction(): Reaction {
    const { events, commands, trail, warnings } = this;
    return { events, commands, trail, ...(warnings.length === 0 ? {} : { warnings }) };
  }

  planOf(activity: string): PlannedControl | undefined {
    return this.controls.get(activity);
  }

  /** The work of a user task begins: one item, or those of a control. */
  open(element: number, activity: string): void {
    if (this.controls.has(activity)) {
      this.emit(controlEvent({ type: 'work:controlOpened', element, activity }));
      this.settle(element);
      return;
    }
    this.openItem(element, activity, String(element), this.drawn(activity));
  }

  /** What an item was about is done under another id: offered as the drawing says now, or to those named. */
  openAgain(item: string, { element, activity, act }: Place, offers?: readonly string[]): string {
    const id = `${item}.1`;
    this.openItem(element, activity, id, { ...this.drawn(activity, act), ...(offers === undefined ? {} : { offers }) });
    return id;
  }

  /** Somebody is asked for an opinion on an item. */
  openAddition({ element, activity, act }: Place, person: string, asked: string, addition: Addition): void {
    const { name } = this.drawn(activity, act);
    const offers = [`person:${person}`];
    const item = `${addition.to}.a${(this.current.items[addition.to]?.asked ?? 0) + 1}`;
    const title = `${name}：${titleOf('addition', { name: asked })}`;
    this.emit({ type: 'itemOpened', item, element, activity, name: title, offers, form: null, due: null, addition });
  }

  /** What was answered is carried out, once no opinion on it is open any more. */
  carryOut(item: string): void {
    const held = this.current.held?.[item];
    if (held === undefined || additionsTo(this.current, item).length > 0) return;
    this.emit(handingEvent({ type: 'work:answerFreed', item }));
    this.stepPast();
    const { element, act, done, outcome, variables } = held;
    if (act !== undefined && done !== undefined) {
      this.act(element, act, done);
      return;
    }
    const chosen = outcome === undefined ? {} : { outcome };
    this.commands.push({ type: 'complete', id: element, variables: payloadOf(variables), ...chosen });
  }

  /** Something was done since the last step. */
  stepPast(): void {
    if (this.current.last !== undefined) this.emit(handingEvent({ type: 'work:stepPast' }));
  }

  /** Somebody from outside is asked to look at what one person is about to do. */
  openReview({ element, activity, act }: Place, offer: string, title: string, review: ReviewOf, number: number): void {
    const { name } = this.drawn(activity, act);
    const rest = {
      name: `${name}：${titleOf('review', { name: title })}`,
      offers: [offer],
      form: null,
      due: null,
      review,
    };
    this.emit({ type: 'itemOpened', item: `${review.to}.r${number}`, element, activity, ...rest });
  }

  /** It is nobody's to do any more, nor is an opinion on it. */
  cancel(item: string): void {
    for (const addition of additionsTo(this.current, item)) this.emit({ type: 'itemCancelled', item: addition });
    this.emit({ type: 'itemCancelled', item });
  }

  /** The work of an activity ends, for whatever reason: what is still open of it goes. */
  close(element: number): void {
    this.clear(element);
    const control = this.current.controls?.[element];
    if (control === undefined) return;
    this.askAgain(element, control.activity, null);
    this.emit(controlEvent({ type: 'work:controlDropped', element }));
  }

  /** Who is told that an item is late: those whom its control tells, and where its limit says so the leaders above those who should have done it. */
  toldLate(item: Item): string[] {
    const told = item.act === undefined ? [] : this.toldOf(item.element, item.act);
    return [...new Set([...this.superiorsOf(item), ...told])];
  }

  /** Where the limit says so (`atEnd="escalate"`). */
  private superiorsOf({ activity, act }: Item): string[] {
    const spec = this.model.activities.get(activity);
    if (spec?.limit?.atEnd !== 'escalate') return [];
    const assigns = (act === undefined ? undefined : this.actOf(activity, act)?.assigns) ?? [];
    const { organisation, at } = this.request;
    const posts = superiorsOf(assigns.length > 0 ? assigns : spec.assigns, this.around());
    return [...new Set(posts.flatMap((post) => organisation.holdersOf(post, at)))];
  }

  /** Something is done at that moment, unless it is cleared before. */
  setDeadline(activity: string, due: number, purpose: DeadlinePurpose): void {
    const deadline = (this.current.deadlines?.last ?? 0) + 1;
    this.emit({ type: 'deadlineSet', deadline, activity, due, purpose });
  }

  clearDeadlines(isOver: (open: OpenDeadline) => boolean): void {
    for (const [deadline, open] of Object.entries(this.current.deadlines?.open ?? {})) {
      if (isOver(open)) this.emit({ type: 'deadlineCleared', deadline: Number(deadline) });
    }
  }

  /** Something governed begins; told once for each activity. */
  usePower(activity: string): void {
    if (this.current.powerUsed?.includes(activity) === true) return;
    this.emit(controlEvent({ type: 'work:powerUsed', activity }));
  }

  /** What was done in a control, and what follows from it. */
  act(element: number, act: string, done: DoneAct): void {
    this.emit(controlEvent({ type: 'work:actDone', element, act, done }));
    this.tell(this.toldOf(element, act), done.person);
    this.settle(element);
  }

  /** Shown the matter, to be read. */
  tell(persons: readonly string[], by: string): void {
    const others = persons.filter((person) => person !== by);
    if (others.length > 0) this.emit({ type: 'copied', persons: others, by, at: this.request.at });
  }

  private toldOf(element: number, act: string): readonly string[] {
    const control = this.current.controls?.[element];
    const plan = control === undefined ? undefined : this.controls.get(control.activity);
    return plan?.control.tells?.(plan, act, control?.acts ?? {}, this.around()) ?? [];
  }

  /** Nobody has answered in time, and the drawing says what that means; false: it means nothing. */
  deem({ element, activity, act, addition, review }: Item, by: string): boolean {
    const plan = this.controls.get(activity);
    const answer = plan?.control.silence?.(plan) ?? null;
    if (plan === undefined || answer === null || act === undefined) return false;
    if (addition !== undefined || review !== undefined) return false;
    const digest = this.digestFor(activity);
    const papers = this.papersFor(activity);
    const documents = (plan.activity.control?.basis ?? []).map(({ article }) => article);
    const said = { account: '', documents, adviceOn: act, outcome: answer, digest };
    this.trail.push({ activity, element, act: 'deemed', person: by, ...said });
    this.stepPast();
    const covered = papers.length === 0 ? {} : { papers };
    this.act(element, act, {
      person: by,
      post: null,
      department: null,
      answer,
      at: this.request.at,
      digest,
      ...covered,
    });
    return true;
  }

  actOf(activity: string, act: string): ActPlan | undefined {
    const plan = this.controls.get(activity);
    return plan === undefined ? undefined : actOf(plan, act, () => this.around());
  }

  /** Why what was done cannot be so, in Chinese; null: it can. */
  wrongWith(element: number, act: string, done: DoneAct): string | null {
    const control = this.current.controls?.[element];
    const plan = control === undefined ? undefined : this.controls.get(control.activity);
    if (control === undefined || plan === undefined) return null;
    return plan.control.wrong?.(plan, act, done, control.acts, this.around()) ?? null;
  }

  /** A period that an act begins, to be kept with it; what is odd about it is told to whoever begins it. */
  begins(activity: string, act: string): Pick<DoneAct, 'period'> {
    const plan = this.controls.get(activity);
    const begun = plan?.control.begins?.(plan, act, this.around());
    if (begun == null) return {};
    this.warnings.push(...begun.warnings);
    return { period: begun.period };
  }

  /** Departments that whoever does the act leads, to be kept with it. */
  led(activity: string, act: string, by: Pick<DoneAct, 'post'>): Pick<DoneAct, 'led'> {
    const led = this.controls.get(activity)?.control.led?.(by, act, this.around()) ?? [];
    return led.length === 0 ? {} : { led };
  }

  /** In what other capacity an act is done, for the trail. */
  capacityIn(element: number, act: string): Pick<TrailDraft, 'as' | 'documents'> {
    const control = this.current.controls?.[element];
    const plan = control === undefined ? undefined : this.controls.get(control.activity);
    const found = plan?.control.capacityIn?.(plan, act, control?.acts ?? {}, this.around());
    return found == null ? {} : { as: found.as, documents: [found.document] };
  }

  /** Digest of what a control rests on, as it is now: the protected data, and the papers that are there for it. */
  digestFor(activity: string): string {
    return this.digestOver(activity, this.papersFor(activity));
  }

  /** What that digest covers besides the protected data. */
  papersFor(activity: string): readonly string[] {
    return attachedOf(papersBefore(this.instance.definition.graph, this.model, activity), this.current);
  }

  private digestOver(activity: string, papers: readonly string[]): string {
    const signs = this.controls.get(activity)?.signs ?? null;
    let found = this.digests.get(signs);
    if (found === undefined) {
      found = this.digest(protectedText(this.model, signs, this.instance.flow));
      this.digests.set(signs, found);
    }
    return papers.length === 0 ? found : this.digest(`${found} ${papersText(papers, this.current)}`);
  }

  /** Protected data were written, or a paper came: what had been signed or reviewed on other contents no longer counts. */
  voidWhatChanged(): void {
    for (const [item, reviews] of Object.entries(this.current.exceptions?.reviews ?? {})) {
      const isOther = reviews.some(({ digest, activity }) => digest !== this.digestFor(activity));
      if (isOther) this.emit(controlEvent({ type: 'work:reviewsVoided', item }));
    }
    for (const [element, control] of Object.entries(this.current.controls ?? {})) {
      const digest = this.digestFor(control.activity);
      const waiting = heldOf(this.current, Number(element)).flatMap(([, { done }]) => done ?? []);
      const done = [...Object.values(control.acts), ...waiting];
      if (done.some((each) => each.digest !== digest)) this.voidActs(Number(element));
    }
    for (const [activity, ended] of Object.entries(this.current.ended ?? {})) {
      // A paper that was not there yet when it ended comes later: what was signed is as it was.
      if (ended.voided === undefined && ended.digest !== this.digestOver(activity, ended.papers ?? [])) {
        this.voidEnded(activity, 'content');
      }
    }
  }

  voidActs(element: number): void {
    this.clear(element);
    this.emit(controlEvent({ type: 'work:actsVoided', element }));
    this.settle(element);
  }

  /** A control that ended no longer counts; one that is not known or was voided before is left as it is. */
  voidEnded(activity: string, why: Voiding['why']): void {
    const ended = this.current.ended?.[activity];
    if (ended === undefined || ended.voided !== undefined) return;
    const voided = { at: this.request.at, why };
    this.emit(controlEvent({ type: 'work:controlVoided', activity, voided }));
  }

  /** Opens and closes items as the protocol wants them now, or lets the activity end. */
  settle(element: number): void {
    const control = this.current.controls?.[element];
    const plan = control === undefined ? undefined : this.controls.get(control.activity);
    if (control === undefined || plan === undefined) return;
    const next = plan.control.next(plan, control.acts, this.around());
    if (next.kind === 'ended') {
      this.end(element, control, next.outcome);
      return;
    }
    this.askAgain(element, control.activity, plan.control.again?.(plan, control.acts, this.around()) ?? null);
    const open = new Set(heldOf(this.current, element).flatMap(([, { act }]) => act ?? []));
    for (const item of this.itemsOf(element)) {
      const { act = '', addition, review } = this.current.items[item] ?? {};
      if (review !== undefined && next.acts.includes(this.current.items[review.to]?.act ?? '')) continue;
      // An opinion goes with what it is about.
      if (addition !== undefined) continue;
      if (next.acts.includes(act)) open.add(act);
      else this.cancel(item);
    }
    const missing = next.acts.filter((act) => !open.has(act));
    for (const [index, act] of missing.entries()) {
      const item = `${element}#${control.opened + index + 1}`;
      this.openItem(element, control.activity, item, this.drawn(control.activity, act));
    }
  }

  private askAgain(element: number, activity: string, due: number | null): void {
    const isThat = ({ purpose }: OpenDeadline): boolean =>
      purpose.kind === 'controlAgain' && purpose.element === element;
    const known = Object.values(this.current.deadlines?.open ?? {}).find(isThat);
    if ((known?.due ?? null) === due) return;
    this.clearDeadlines(isThat);
    if (due !== null) this.setDeadline(activity, due, { kind: 'controlAgain', element });
  }

  private end(element: number, { activity }: OpenControl, outcome: string): void {
    this.askAgain(element, activity, null);
    this.clear(element);
    const ofActs = attachedOf(papersOfActs(this.model, activity), this.current);
    const papers = [...new Set([...this.papersFor(activity), ...ofActs])].toSorted();
    const digest = this.digestOver(activity, papers);
    const { elements } = this.instance.flow;
    const parent = elements.get(element)?.parent ?? -1;
    const body = elements.get(parent)?.loop == null ? {} : { body: parent };
    const { at } = this.request;
    const covered = papers.length === 0 ? {} : { papers };
    this.emit(controlEvent({ type: 'work:controlEnded', element, ...body, outcome, digest, ...covered, at }));
    const plan = this.controls.get(activity);
    const { organisation } = this.request;
    if (plan !== undefined) controlEnded(this, plan, { outcome, at }, { organisation, instance: this.instance });
    const drawn = this.instance.definition.graph.nodesByKey.get(activity)?.outcomes ?? [];
    this.commands.push({ type: 'complete', id: element, ...(drawn.includes(outcome) ? { outcome } : {}) });
  }

  /** What an item is called by the drawing, and to whom it is offered now. */
  drawn(activity: string, act?: string): Drawn {
    const spec = this.model.activities.get(activity);
    const plan = this.controls.get(activity);
    if (plan === undefined || act === undefined) {
      const { organisation, at } = this.request;
      const offers = offersAfter(
        offersFor(spec?.assigns ?? [], this.instance, organisation, at),
        this.current,
        organisation,
        at,
      );
      return { name: spec?.name ?? activity, offers };
    }
    const wanted = actOf(plan, act, () => this.around());
    if (wanted === undefined) throw new Error(`the control ${activity} opens an act ${act} that it does not know`);
    const { name, assigns } = plan.activity;
    const title = wanted.title === '' ? name : `${name}：${wanted.title}`;
    const offers = wanted.person === undefined ? this.offersOf(wanted, assigns) : [`person:${wanted.person}`];
    return { name: title, offers, act };
  }

  private offersOf({ assigns }: ActPlan, ofActivity: readonly AssignSpec[]): string[] {
    const { organisation, at } = this.request;
    const offers = offersFor(assigns.length > 0 ? assigns : ofActivity, this.instance, organisation, at);
    return offersAfter(offers, this.current, organisation, at);
  }

  private openItem(element: number, activity: string, item: string, rest: Drawn): void {
    const { form = null, limit = null } = this.model.activities.get(activity) ?? {};
    const due = this.dueOf(element, activity, rest.act) ?? (limit === null ? null : this.endOf(limit));
    this.emit({ type: 'itemOpened', item, element, activity, ...rest, form, due });
    const persons = this.current.recused?.[activity] ?? [];
    if (persons.length > 0) this.emit({ type: 'itemExcepted', item, persons });
    if (due !== null) this.setDeadline(activity, due, { kind: 'itemDue', item });
  }

  /** As its control says. */
  private dueOf(element: number, activity: string, act: string | undefined): number | null {
    const plan = this.controls.get(activity);
    if (plan === undefined || act === undefined) return null;
    const control = this.current.controls?.[element];
    return plan.control.due?.(plan, act, control === undefined ? {} : control.acts, this.around()) ?? null;
  }

  /** 24:00 of its last day, by the calendar as it is known now. */
  private endOf({ workingDays: days, calendar }: TimeLimit): number {
    const { organisation, at } = this.request;
    const counted = workingDaysOf(organisation, calendar, at);
    const { value, yearsWithoutData } = periodFrom(counted, at, { days, counting: 'workingDays' });
    const warning = calendarWarning(counted, yearsWithoutData);
    if (warning !== null && !this.warnings.some(({ message }) => message === warning.message))
      this.warnings.push(warning);
    return value.end;
  }

  private around(): Around {
    const { organisation, at } = this.request;
    return aroundOf(this.instance, this.current, organisation, at);
  }

  /** Nothing of the element is to be done any more, and no answer waits. */
  private clear(element: number): void {
    for (const item of this.itemsOf(element)) this.emit({ type: 'itemCancelled', item });
    for (const [item] of heldOf(this.current, element)) this.emit(handingEvent({ type: 'work:answerFreed', item }));
  }

  private itemsOf(element: number): string[] {
    return Object.entries(this.current.items).flatMap(([item, known]) => (known.element === element ? [item] : []));
  }
}
