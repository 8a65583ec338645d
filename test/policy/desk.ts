import type { Answer } from '@quanheng/runtime';
import type { Command, Principal, TrailRecord, WorkItemRow } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { closeReplayed } from './replayed.js';

/** The test office with colleagues in one post, for acts by which work goes from one to another. */
export class Desk {
  private constructor(readonly bureau: Bureau) {}

  /** @param colleagues each with a post */
  static async open(
    opened: OpenedStore,
    drawing: string,
    ...colleagues: readonly (readonly [person: string, post: string])[]
  ): Promise<Desk> {
    const bureau = await Bureau.open(opened);
    await bureau.change(
      ...colleagues.flatMap(([id, post]) => [
        fact('person', id, { name: `人员-${id}` }),
        fact('account', `a-${id}`, { kind: 'person', person: id, login: id }),
        fact('holding', `h-${id}-${post}`, { person: id, post, kind: 'formal', document: '任〔2020〕1号' }),
      ]),
    );
    await bureau.office.publish(drawing);
    return new Desk(bureau);
  }

  /** Nothing of what was done is told otherwise by its entries. */
  async close(): Promise<void> {
    await closeReplayed(this.bureau);
  }

  start(process: string): Promise<string> {
    return this.bureau.start(process);
  }

  /** The command by that person: what it answers, in codes. */
  async does(id: string, command: Command): Promise<string> {
    return codesOf(await this.give(this.bureau.as(id), command)).join();
  }

  /** Asked before it is done: the answer is the same, and nothing is kept of the question. */
  async give(principal: Principal, command: Command): Promise<Answer> {
    const { office } = this.bureau;
    const instance = 'instance' in command ? command.instance : '';
    const before = await office.entries(`instance:${instance}`);
    const asked = await office.runtime.ask({ unit: UNIT, principal, command });
    expect(await office.entries(`instance:${instance}`)).toBe(before);
    const answer = await office.give(principal, command);
    expect(worded(asked)).toEqual(worded(answer));
    return answer;
  }

  async completes(id: string, instance: string, part: string, rest: object = {}): Promise<string> {
    const item = await this.bureau.item(instance, part);
    return this.does(id, { kind: 'completeWork', instance, item, ...rest });
  }

  async row(instance: string, part: string): Promise<WorkItemRow> {
    const item = await this.bureau.item(instance, part);
    const row = await this.bureau.office.opened.queries.item(instance, item);
    if (row === null) throw new Error(`no item is named like ${part}`);
    return row;
  }

  async trail(instance: string): Promise<readonly TrailRecord[]> {
    const row = await this.bureau.office.opened.queries.instance(instance);
    return JSON.parse(row?.state.trail ?? '[]') as TrailRecord[];
  }

  names(instance: string): Promise<readonly string[]> {
    return this.bureau.openNames(instance);
  }
}

/** Without what only a command that is carried out is given: its entry, and numbers made of it. */
function worded(answer: Answer): unknown {
  return JSON.parse(JSON.stringify({ ...answer, entry: null, result: null }).replaceAll(/own-\d+/g, 'own-N'));
}
