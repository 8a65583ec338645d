import type { Entry } from './entries.js';
import type { Facts } from './facts.js';
import { parties, type Act } from './act.js';

interface Review {
  readonly to: string;
  readonly person: string;
  readonly fact: string;
}

/** 替代复核: which acts of which persons somebody from outside has looked at, on the contents as they are. */
export class ReviewAudit {
  reviewed = 0;
  /** By the item that asks for it. */
  private readonly asked = new Map<string, Review>();
  private readonly given: Review[] = [];

  constructor(
    private readonly facts: Facts,
    private readonly report: (seq: number, what: string) => void,
  ) {}

  take({ work }: Entry): void {
    for (const { type, item = '', review } of work) {
      if (type === 'itemOpened' && review !== undefined) this.asked.set(item, review);
    }
  }

  isReview(item: string): boolean {
    return this.asked.has(item);
  }

  /** Whoever reviews holds the post that the unit said, and has had no other part. */
  judge(item: string, act: Act, done: readonly Act[], initiator: string | null): void {
    const review = this.asked.get(item);
    if (review === undefined) return;
    const { person, behalf, organisation, at, seq } = act;
    const fact = this.facts.one('substituteReview', review.fact, organisation, at);
    const reviewer = fact?.data.reviewer ?? { person: '' };
    const isTheirs =
      'post' in reviewer
        ? this.facts.postsOf(person, organisation, at).some(({ id }) => id === reviewer.post)
        : person === reviewer.person;
    if (!isTheirs || behalf !== null) this.report(seq, `${person} reviewed in the place of others`);
    const hadPart =
      initiator === person || done.some((each) => each.act !== 'review' && parties(each).includes(person));
    if (hadPart || person === review.person) this.report(seq, `${person} reviewed, and had a part`);
    if (act.outcome === 'approve') this.given.push(review);
    this.reviewed++;
  }

  /** What was reviewed was reviewed as it was. */
  contentsChanged(): void {
    this.given.splice(0);
  }

  /** Whether the separation that stands against the act is made up for. */
  makesUpFor(constraint: string, item: string, act: Act, process: string): boolean {
    if (act.behalf !== null || act.also.length > 0) return false;
    return this.given.some(({ to, person, fact: id }) => {
      const data = this.facts.one('substituteReview', id, act.organisation, act.at)?.data;
      const covers = data?.constraint === constraint && data.processes.includes(process) && data.confirmedBy !== null;
      return to === item && person === act.person && covers && data.confirmedBy !== data.proposedBy;
    });
  }
}
