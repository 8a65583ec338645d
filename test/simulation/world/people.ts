import { StoreUnavailable, type Queries, type WorkItemRow } from '@quanheng/runtime/ports';
import type { Dice } from '../dice.js';
import type { ClientSide } from './clients.js';
import { CLERKS, OPERATOR, personOf, UNIT } from './office.js';
import { RETURN_TARGETS, STARTABLE } from './processes.js';

const SOME = 40;

/** What people do, drawn at random: most of it sensible, some of it too late, not theirs, or wrong. */
export class People {
  constructor(
    private readonly client: ClientSide,
    private readonly queries: Queries,
    private readonly now: () => number,
    private readonly dice: Dice,
    /** Instances that may run at a time: beyond, people finish what there is. */
    private readonly mostActive = 30,
  ) {}

  /** One act of somebody. */
  async act(): Promise<void> {
    try {
      const drawn = this.dice.next();
      if (drawn < 0.14) await this.start();
      else if (drawn < 0.9) await this.work();
      else await this.operate();
    } catch (error) {
      // The list of work could not be read: the person tries again later.
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  private async start(): Promise<void> {
    const active = await this.queries.instances({ unit: UNIT, status: 'active' }, { limit: this.mostActive });
    if (active.rows.length === this.mostActive) return this.work();
    const mark = this.client.newMark();
    const variables = { mark, case: mark, smoke: this.dice.chance(0.3) };
    const process = this.dice.pick(STARTABLE);
    const businessKey = this.dice.chance(0.5) ? { businessKey: mark } : {};
    const command = { kind: 'startInstance' as const, process, variables, ...businessKey };
    await this.client.give(command, this.somebody(), mark);
  }

  private async work(): Promise<void> {
    const person = this.dice.pick(CLERKS);
    const offers = ['unit', `person:${person}`, 'role:staff', 'post:clerk'];
    const inbox = await this.queries.items({ unit: UNIT, box: 'open', person, offers }, { limit: SOME });
    if (inbox.rows.length === 0) return this.start();
    const item = this.dice.pick(inbox.rows);
    const drawn = this.dice.next();
    if (drawn < 0.64) await this.complete(item, person);
    else if (drawn < 0.7) await this.takeAndComplete(item, person);
    else if (drawn < 0.82) await this.simple('claimWork', item, person);
    else if (drawn < 0.88) await this.simple('releaseWork', item, person);
    else await this.takeBack(item, person);
  }

  private async complete({ instance, item }: WorkItemRow, person: string): Promise<void> {
    const mark = this.client.newMark();
    const command = { kind: 'completeWork' as const, instance, item, variables: { mark } };
    // Two of one person's windows, or two persons: the second must be too late.
    if (this.dice.chance(0.1)) {
      const other = this.client.newMark();
      const rival = { ...command, variables: { mark: other } };
      await Promise.all([
        this.client.give(command, this.as(person), mark),
        this.client.give(rival, this.as(this.dice.pick(CLERKS)), other),
      ]);
    } else {
      await this.client.give(command, this.as(person), mark);
    }
  }

  /** Both at once, so that they may share a transaction. */
  private async takeAndComplete(item: WorkItemRow, person: string): Promise<void> {
    const kind = item.assignee === null ? 'claimWork' : 'releaseWork';
    await Promise.all([this.simple(kind, item, person), this.complete(item, person)]);
  }

  private async simple(
    kind: 'claimWork' | 'releaseWork',
    { instance, item }: WorkItemRow,
    person: string,
  ): Promise<void> {
    await this.client.give({ kind, instance, item }, this.as(person), null);
  }

  private async takeBack({ instance, item }: WorkItemRow, person: string): Promise<void> {
    const mark = this.client.newMark();
    const target = this.dice.pick(RETURN_TARGETS);
    await this.client.give({ kind: 'returnWork', instance, item, target, reason: mark }, this.as(person), mark);
  }

  private async operate(): Promise<void> {
    const operator = this.as(OPERATOR);
    const mark = this.client.newMark();
    const incidents = await this.queries.incidents(UNIT, {}, { limit: SOME });
    if (incidents.rows.length > 0 && this.dice.chance(0.6)) {
      const { instance, element } = this.dice.pick(incidents.rows);
      await this.client.give({ kind: 'resolveIncident', instance, element }, operator, null);
      return;
    }
    const running = await this.queries.instances({ unit: UNIT }, { limit: SOME });
    if (running.rows.length === 0) return;
    const { id: instance, startedBy } = this.dice.pick(running.rows);
    const initiator = /^person:(.*)$/.exec(startedBy)?.[1];
    const reason = mark;
    switch (this.dice.below(8)) {
      case 0:
        await this.client.give({ kind: 'suspendInstance', instance, reason }, operator, mark);
        await this.client.give({ kind: 'resumeInstance', instance }, operator, null);
        return;
      case 1:
        await this.client.give({ kind: 'cancelInstance', instance, reason }, this.as(initiator ?? OPERATOR), mark);
        return;
      case 2:
        await this.client.give({ kind: 'broadcastSignal', name: 'Fire', variables: { mark } }, operator, mark);
        return;
      case 3:
        await this.client.give(
          { kind: 'publishMessage', name: 'Summons', variables: { mark, case: mark } },
          operator,
          mark,
        );
        return;
      case 4:
        await this.client.give({ kind: 'resumeInstance', instance }, operator, null);
        return;
      case 5:
        // Nobody gave the clerk this right: the refusal must be on record, and nothing else.
        await this.client.give({ kind: 'askTermination', instance, reason }, this.somebody(), mark);
        return;
      default:
        await this.client.give(
          { kind: 'setVariables', instance, variables: { note: mark }, reason: '更正备注' },
          operator,
          mark,
        );
    }
  }

  private somebody(): ReturnType<typeof personOf> {
    return this.as(this.dice.pick(CLERKS));
  }
  private as(person: string): ReturnType<typeof personOf> {
    return personOf(person, this.now());
  }
}
