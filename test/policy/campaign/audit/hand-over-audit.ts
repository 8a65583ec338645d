import type { Entry } from './entries.js';
import type { Facts } from './facts.js';

interface Done {
  readonly from: string;
  readonly to: string;
  readonly substitute: { readonly post: string; readonly until: number } | undefined;
}

/** Who has the matter since it was handed over: only with three signatures, of three persons, one of whom may witness it. */
export class HandOverAudit {
  handedOver = 0;
  private readonly signed = new Map<string, Set<string>>();
  private readonly done: Done[] = [];
  /** Where people have acted, and who leads there. */
  private readonly places = new Map<string, { readonly departments: Set<string>; readonly leaders: Set<string> }>();

  constructor(
    private readonly facts: Facts,
    private readonly report: (seq: number, what: string) => void,
  ) {}

  acted(person: string, departments: readonly string[], leaders: readonly string[]): void {
    const known = this.places.get(person) ?? { departments: new Set(), leaders: new Set() };
    for (const each of departments) known.departments.add(each);
    for (const each of leaders) known.leaders.add(each);
    this.places.set(person, known);
  }

  take({ seq, at, organisation, kind, command, trail, work }: Entry): void {
    if (kind !== 'handOver') return;
    const who = trail[0]?.person ?? '';
    const content = JSON.stringify(Object.entries(command).toSorted(([one], [other]) => (one < other ? -1 : 1)));
    const signed = this.signed.get(content) ?? new Set();
    this.signed.set(content, signed);
    const [from, to, witness] = ['from', 'to', 'witness'].map((name) => String(command[name])) as [
      string,
      string,
      string,
    ];
    const isAbsent = command['absence'] !== undefined;
    const isPersonnel = this.facts.rolesOf(who, organisation, at).includes('HR_ORG');
    const as =
      who === to
        ? 'to'
        : who === witness
          ? 'witness'
          : !isAbsent && who === from
            ? 'from'
            : isAbsent && isPersonnel
              ? 'from'
              : '';
    if (as === '') this.report(seq, `${who} signed a hand-over of others`);
    signed.add(as);
    if (new Set([from, to, witness]).size < 3) this.report(seq, 'a hand-over of fewer than three persons');
    if (!this.mayWitness(witness, from, organisation, at)) this.report(seq, `${witness} witnessed a hand-over`);
    const isComplete = ['from', 'to', 'witness'].every((each) => signed.has(each));
    if (work.some((event) => event.isComplete === true) !== isComplete)
      this.report(seq, 'a hand-over is said to count, too early or too late');
    if (!isComplete) return;
    this.handedOver++;
    this.done.push({ from, to, substitute: command['substitute'] as Done['substitute'] });
  }

  /** Everybody whose matter it was before it came to the person. */
  before(person: string): readonly string[] {
    const found = new Set([person]);
    for (const each of found) for (const { from, to } of this.done) if (to === each) found.add(from);
    found.delete(person);
    return [...found];
  }

  /** Who has now what was that person's. */
  successorOf(person: string): string {
    let now = person;
    for (const { from, to } of this.done) if (from === now) now = to;
    return now;
  }

  /** Signs in a post that the offer names, for whoever said so. */
  standsIn(person: string, behalf: string, offers: readonly string[], organisation: number, at: number): boolean {
    return this.done.some(({ from, to, substitute }) => {
      if (to !== person || from !== behalf || substitute === undefined || at >= substitute.until) return false;
      const roles = this.facts.one('post', substitute.post, organisation, at)?.data.roles ?? [];
      return offers.includes(`post:${substitute.post}`) || roles.some((role) => offers.includes(`role:${role}`));
    });
  }

  private mayWitness(witness: string, from: string, organisation: number, at: number): boolean {
    const roles = this.facts.rolesOf(witness, organisation, at);
    if (roles.includes('HR_ORG') || roles.includes('DISC')) return true;
    const place = this.places.get(from);
    if (place?.leaders.has(witness) === true) return true;
    return this.facts
      .postsOf(witness, organisation, at)
      .some(
        ({ data }) =>
          place?.departments.has(data.department) === true && data.roles.some((role) => role.endsWith('HEAD')),
      );
  }
}
