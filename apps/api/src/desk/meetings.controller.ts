import { Controller, Inject } from '@nestjs/common';
import { deskOperations as operations, type InputOf } from '@quanheng/contracts';
import { stateFromJson, type StateJson } from '@quanheng/engine';
import { dayText, meetingsOf, policyOf, type MeetingView, type Work } from '@quanheng/policy';
import type { WorkItemRow } from '@quanheng/runtime/ports';
import { personOf, type Caller } from '../access/caller.js';
import { Visibility } from '../access/visibility.js';
import { Context, Input, Operation } from '../http/operation.js';
import type { RequestContext } from '../http/request-context.js';
import { Forms } from '../items/forms.js';
import { minutesOf, type Minutes } from '../minutes/minutes.js';
import { titleOf } from '../minutes/printed.js';
import { PARTS, type Parts } from '../parts.js';

/** Items of a person that are looked through, of either kind: who takes part in more meetings finds the others among what is done. */
const MOST = 100;

@Controller()
export class MeetingsController {
  constructor(
    @Inject(PARTS)
    private readonly parts: Pick<Parts, 'queries' | 'definitions' | 'organisation' | 'surroundings'>,
    private readonly visibility: Visibility,
    private readonly forms: Forms,
  ) {}

  @Operation(operations.listMeetings)
  async list(@Input() _input: InputOf<typeof operations.listMeetings>, @Context() { caller }: RequestContext) {
    const found = new Map<string, Line>();
    for (const item of await this.itemsOf(caller)) {
      const key = `${item.instance} ${item.activity}`;
      const known = found.get(key);
      if (known === undefined) {
        const body = await this.bodyOf(item);
        if (body !== null) found.set(key, { item, body });
      } else if (item.status === 'open' && (await this.isAside(known.item))) {
        found.set(key, { ...known, item });
      }
    }
    return { items: [...found.values()].map(lineView) };
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
    return { items: (await minutesOf(row, this.parts, this.forms)).map(minutesView) };
  }

  /** The acts of controls, open ones first. */
  private async itemsOf(caller: Caller): Promise<readonly WorkItemRow[]> {
    const whose = { unit: caller.unit, person: personOf(caller) ?? '' };
    const { queries } = this.parts;
    const [open, done] = await Promise.all([
      queries.items({ ...whose, box: 'open', offers: caller.offers }, { limit: MOST }),
      queries.items({ ...whose, box: 'done' }, { limit: MOST }),
    ]);
    return [...open.rows, ...done.rows].filter(({ item }) => item.includes('#'));
  }

  /** It tells why the meeting is urgent: what the meeting itself waits for is shown before that. */
  private async isAside({ instance, item }: WorkItemRow): Promise<boolean> {
    const row = await this.parts.queries.instance(instance);
    return row !== null && (JSON.parse(row.state.work) as Work).items[item]?.act === 'notice';
  }

  /** The body that meets in an activity; null: it is no meeting. */
  private async bodyOf({ instance, activity }: WorkItemRow): Promise<string | null> {
    const row = await this.parts.queries.instance(instance);
    if (row === null) return null;
    const control = policyOf(await this.parts.definitions.get(row.definition)).activities.get(activity)?.control;
    if (control?.kind !== 'collectiveDecision') return null;
    return control.properties.find(({ name }) => name === 'body')?.value ?? null;
  }
}

/** One matter before one meeting, with what the person has to do or has done there. */
interface Line {
  readonly item: WorkItemRow;
  readonly body: string;
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
