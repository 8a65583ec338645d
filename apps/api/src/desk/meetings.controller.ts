import { Controller, Inject } from '@nestjs/common';
import { deskOperations as operations, type InputOf } from '@quanheng/contracts';
import { stateFromJson, type StateJson } from '@quanheng/engine';
import { dayText, meetingsOf, policyOf, type MeetingView, type Work } from '@quanheng/policy';
import type { InstanceRow, Page, PageRequest, WorkItemRow } from '@quanheng/runtime/ports';
import { personOf, type Caller } from '../access/caller.js';
import { Visibility } from '../access/visibility.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOfList } from '../http/page-of-list.js';
import { pageOf, pageRequest } from '../http/page.js';
import type { RequestContext } from '../http/request-context.js';
import { minutesOf, type Minutes } from '../minutes/minutes.js';
import { titleOf } from '../minutes/printed.js';
import { PARTS, type Parts } from '../parts.js';

@Controller()
export class MeetingsController {
  constructor(
    @Inject(PARTS)
    private readonly parts: Pick<Parts, 'queries' | 'definitions' | 'organisation' | 'surroundings'>,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.listMeetings)
  async list(@Input() { query }: InputOf<typeof operations.listMeetings>, @Context() { caller }: RequestContext) {
    const page = await pageOfList('meetings', pageRequest(query), (request) => this.actsOf(caller, request));
    const lines = await Promise.all(page.rows.map((item) => this.lineOf(caller, item)));
    return pageOf({ rows: lines.filter((line) => line !== null), next: page.next }, lineView);
  }

  @Operation(operations.readMeetings)
  async read(@Input() { params }: InputOf<typeof operations.readMeetings>, @Context() { caller }: RequestContext) {
    const { unit, definition, state } = await this.visibility.instance(caller, params.instance);
    const instance = {
      definition: await this.parts.definitions.get(definition),
      flow: stateFromJson(JSON.parse(state.flow) as StateJson),
      work: JSON.parse(state.work) as Work,
    };
    const organisation = await this.parts.organisation.view(unit);
    return { items: meetingsOf(instance, organisation, this.parts.surroundings.now()).map(meetingJson) };
  }

  @Operation(operations.readMinutes)
  async minutes(@Input() { params }: InputOf<typeof operations.readMinutes>, @Context() { caller }: RequestContext) {
    const row = await this.visibility.instance(caller, params.instance);
    return { items: (await minutesOf(row, this.parts)).map(minutesView) };
  }

  /** The acts of controls that a person has to do, page by page, then those that they have done. */
  private async actsOf(caller: Caller, { after, limit }: PageRequest): Promise<Page<WorkItemRow>> {
    const whose = { unit: caller.unit, person: personOf(caller) ?? '' };
    const [, box = 'open', inner = ''] = /^(open|done):(.*)$/s.exec(after ?? '') ?? [];
    const page = inner === '' ? { limit } : { limit, after: inner };
    const { queries } = this.parts;
    const { rows, next } =
      box === 'open'
        ? await queries.items({ ...whose, box, offers: caller.offers }, page)
        : await queries.items({ ...whose, box: 'done' }, page);
    const behind = next === null ? (box === 'open' ? 'done:' : null) : `${box}:${next}`;
    return { rows: rows.filter(({ item }) => item.includes('#')), next: behind };
  }

  /** Null: it is no meeting, or another act tells of the same meeting. */
  private async lineOf(caller: Caller, item: WorkItemRow): Promise<Line | null> {
    const row = await this.parts.queries.instance(item.instance);
    if (row === null) return null;
    const body = await this.bodyOf(row, item.activity);
    if (body === null) return null;
    const { items, recused = {} } = JSON.parse(row.state.work) as Work;
    const isRecused = (recused[item.activity] ?? []).includes(personOf(caller) ?? '');
    const acts = (await this.parts.queries.itemsOf(item.instance)).filter(
      (each) => each.activity === item.activity && each.item.includes('#') && isOf(caller, each, isRecused),
    );
    // Telling why a meeting is urgent is aside: what the meeting itself waits for is shown before that.
    const first = acts.sort(byWeight(({ item: act }) => items[act]?.act === 'notice'))[0];
    return first?.item === item.item ? { item, body } : null;
  }

  /** The body that meets in an activity; null: it is no meeting. */
  private async bodyOf({ definition }: InstanceRow, activity: string): Promise<string | null> {
    const control = policyOf(await this.parts.definitions.get(definition)).activities.get(activity)?.control;
    if (control?.kind !== 'collectiveDecision') return null;
    return control.properties.find(({ name }) => name === 'body')?.value ?? null;
  }
}

/** One matter before one meeting, with what the person has to do or has done there. */
interface Line {
  readonly item: WorkItemRow;
  readonly body: string;
}

/** True of what is open to the person, and of what they did. */
function isOf(caller: Caller, { status, assignee, offers, closedBy }: WorkItemRow, isRecused: boolean): boolean {
  const person = personOf(caller) ?? '';
  if (status !== 'open') return status === 'completed' && closedBy === person;
  if (assignee !== null) return assignee === person;
  return !isRecused && offers.some((offer) => caller.offers.includes(offer));
}

/** What is open first, but for what is aside; then what was done last. */
function byWeight(isAside: (item: WorkItemRow) => boolean): (a: WorkItemRow, b: WorkItemRow) => number {
  const weight = (item: WorkItemRow): number => (item.status !== 'open' ? 2 : isAside(item) ? 1 : 0);
  return (a, b) => weight(a) - weight(b) || (b.closedAt ?? b.openedAt) - (a.closedAt ?? a.openedAt);
}

function lineView({ body, item: { instance, item, name, activity, status, openedAt, closedAt, due } }: Line) {
  const isOpen = status === 'open';
  const at = isOpen ? openedAt : (closedAt ?? openedAt);
  return { instance, item, name, activity, body, isOpen, at, due: isOpen ? due : null };
}

function minutesView(minutes: Minutes) {
  const { meeting, draft, written, steps } = minutes;
  return { meeting, title: titleOf(minutes), draft, written, steps: [...steps] };
}

function meetingJson({ filed, votes, ...rest }: MeetingView) {
  return {
    ...rest,
    members: [...rest.members],
    filed: filed === null ? null : { ...filed, earliest: dayText(filed.earliest) },
    votes: votes === null ? null : { approve: votes.approve, disapprove: votes.disapprove, defer: votes.defer },
  };
}
