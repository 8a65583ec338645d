import { meet, parties, selects, type Act } from './act.js';
import { departmentsOf } from './belonging.js';
import type { Facts } from './facts.js';
import type { HandOverAudit } from './hand-over-audit.js';
import type { ReviewAudit } from './review-audit.js';
import type { Rules } from './rules.js';

/** What an act is judged against. */
export interface Matter {
  readonly rules: Rules;
  readonly process: string;
  readonly initiator: string | null;
  readonly done: readonly Act[];
  /** Who has declared an interest, and in what. */
  readonly recused: readonly (readonly [person: string, activity: string])[];
  /** Whom the matter is about, as JSON. */
  readonly beneficiary: string | undefined;
}

/** 职责分离 and 回避: who did one thing must not have done the other. */
export class DutyAudit {
  constructor(
    private readonly facts: Facts,
    private readonly report: (seq: number, what: string) => void,
    private readonly handOvers: HandOverAudit,
    private readonly reviews: ReviewAudit,
  ) {}

  /** The act against everything done before it. */
  judge(act: Act, item: string, matter: Matter): void {
    const { rules, process, done, recused } = matter;
    for (const [one, other, level, name] of rules.separated) {
      if (name !== undefined && this.reviews.makesUpFor(name, item, act, process)) continue;
      for (const past of done) {
        const isPair = (selects(one, act) && selects(other, past)) || (selects(other, act) && selects(one, past));
        if (!isPair) continue;
        if (meet(parties(act), parties(past))) this.report(act.seq, `one person in ${one} and ${other}`);
        if (level === 'PD' && meet(departmentsOf(act, this.facts), departmentsOf(past, this.facts))) {
          this.report(act.seq, `one department in ${one} and ${other}`);
        }
      }
    }
    for (const { of, count } of rules.atMost) {
      if (!of.includes(act.activity)) continue;
      for (const party of parties(act)) {
        const did = new Set(done.filter((each) => parties(each).includes(party)).map(({ activity }) => activity));
        did.add(act.activity);
        if (of.filter((each) => did.has(each)).length > count) this.report(act.seq, `${party} in more than ${count}`);
      }
    }
    for (const [first, then] of rules.bound) {
      if (act.activity !== then || act.isReturn || act.isAdvice) continue;
      const did = done.filter(({ activity, isReturn, isAdvice }) => activity === first && !isReturn && !isAdvice);
      if (did.length > 0 && !did.some((each) => meet(this.nowOf(parties(each)), parties(act)))) {
        this.report(act.seq, `${then} by somebody else than ${first}`);
      }
    }
    if (rules.recused.includes(act.activity)) this.judgeInterest(act, matter);
    for (const [person, activity] of recused) {
      if (activity === act.activity && parties(act).includes(person)) {
        this.report(act.seq, `${person} did ${activity}, and had declared an interest`);
      }
    }
  }

  /** Whoever is bound to go on hands that on with the matter. */
  private nowOf(persons: readonly string[]): readonly string[] {
    return persons.map((person) => this.handOvers.successorOf(person));
  }

  private judgeInterest(act: Act, { initiator, beneficiary: named }: Matter): void {
    const concerned = [initiator, named === undefined ? null : (JSON.parse(named) as unknown)].filter(
      (each): each is string => typeof each === 'string',
    );
    const relations = this.facts.all('relation', act.organisation, act.at);
    for (const party of parties(act)) {
      if (concerned.includes(party)) this.report(act.seq, `${party} in a matter of their own`);
      for (const { data } of relations) {
        const [one, other] = data.persons;
        const relative = party === one ? other : party === other ? one : null;
        if (relative !== null && concerned.includes(relative))
          this.report(act.seq, `${party} in a matter of ${relative}`);
      }
    }
  }
}
