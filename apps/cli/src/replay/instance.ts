import { eventFromJson, replay, stateToJson, UNBORN, type EventJson, type InstanceState } from '@quanheng/engine';
import {
  canonical,
  epochMillis,
  FULL_PIECE,
  fullDigest,
  type CheckedLink,
  type EntryBody,
  type StatePart,
} from '@quanheng/ledger';
import { NODE_HASHING, type InstanceRow, type TrailRecord, type WorkEvent } from '@quanheng/runtime';
import type { ReplayFinding, ReplayFindingCode } from './finding.js';
import type { ReplayParts } from './parts.js';
import { rerun } from './steps.js';

/** A part of the state; null once an erased or broken piece has made it unknowable. */
type Known<T> = { readonly value: T } | null;

/** An instance as its entries tell it, entry by entry from before its birth. Nothing of its row is used until the end. */
export class InstanceReplay {
  readonly findings: ReplayFinding[] = [];
  /** Entries whose engine commands were carried out again. */
  steps = 0;
  private flow: Known<InstanceState> = { value: UNBORN };
  private work: Known<unknown>;
  private trail: Known<readonly TrailRecord[]> = { value: [] };
  private first: CheckedLink | null = null;
  private last: CheckedLink | null = null;
  private endedAt: number | null = null;
  /** What the door made of it without asking the engine; null: nothing, its status is the flow's. */
  private aside: 'quarantined' | 'cancelled' | null = null;

  constructor(private readonly parts: ReplayParts) {
    this.work = { value: parts.policy.initial };
  }

  async next(link: CheckedLink): Promise<void> {
    if (link.body === null) {
      [this.flow, this.work, this.trail] = [null, null, null];
      return;
    }
    await this.stepAgain(link);
    this.flow = this.applied(link, 'flow', this.flow, (flow, events) =>
      replay(flow, (events as EventJson[]).map(eventFromJson)),
    );
    this.work = this.applied(link, 'work', this.work, (work, events) =>
      (events as WorkEvent[]).reduce((before, event) => this.parts.policy.apply(before, event), work),
    );
    this.trail = this.applied(link, 'trail', this.trail, (trail, added) => [...trail, ...(added as TrailRecord[])]);
    this.compareFull(link);
    if (this.endedAt === null && isOver(this.flow?.value)) this.endedAt = epochMillis(link.body.at);
    this.setAside(link.body);
    this.first ??= link;
    this.last = link;
  }

  /** No entry follows: the row must say the same. */
  end(row: InstanceRow): void {
    this.compare(row, 'flow', this.flow === null ? null : { value: stateToJson(this.flow.value) });
    this.compare(row, 'work', this.work);
    this.compare(row, 'trail', this.trail);
    const [first, last] = [this.first?.body, this.last?.body];
    if (first == null || last == null) return;
    this.same('digests', canonical(row.digests), canonical(last.state));
    this.same('lastAt', row.lastAt, epochMillis(last.at));
    this.same('startedAt', row.startedAt, epochMillis(first.at));
    this.same('startedBy', row.startedBy, `${first.principal.kind}:${first.principal.id}`);
    this.same('definition', row.definition, last.versions.definition);
    if (this.flow === null) return;
    const { status, process, businessKey } = this.flow.value;
    this.same('status', row.status, this.aside ?? status);
    this.same('process', row.process, process);
    this.same('businessKey', row.businessKey, businessKey);
    this.same('endedAt', row.endedAt, this.endedAt);
  }

  private applied<T>(
    link: CheckedLink,
    part: StatePart,
    before: Known<T>,
    apply: (before: T, events: unknown) => T,
  ): Known<T> {
    if (before === null || link.body?.content[part] === undefined) return before;
    const piece = link.pieces.get(part);
    if (piece === undefined || 'erased' in piece) return null;
    try {
      return { value: apply(before.value, piece.value) };
    } catch (error) {
      // Whatever the events are, they came of a database that is under suspicion.
      this.report(link.seq, 'events-unfit', `the events of ${part} do not fit: ${String(error)}`);
      return null;
    }
  }

  /** An instance in quarantine is released, or given up where it stands: then its flow does not say that it is over. */
  private setAside({ command, decision, at }: EntryBody): void {
    if (decision !== 'accepted') return;
    if (command === 'quarantine') this.aside = 'quarantined';
    else if (this.aside !== 'quarantined') return;
    else if (command === 'releaseInstance') this.aside = null;
    else if (command === 'cancelInstance') {
      this.aside = 'cancelled';
      this.endedAt = epochMillis(at);
    }
  }

  private async stepAgain(link: CheckedLink): Promise<void> {
    if (this.flow === null) return;
    const outcome = await rerun(this.parts, link, this.flow.value);
    if (outcome.kind === 'skipped') return;
    this.steps++;
    if (outcome.kind === 'differs') this.report(link.seq, outcome.code, outcome.message);
  }

  private compareFull({ seq, body, pieces }: CheckedLink): void {
    const piece = pieces.get(FULL_PIECE);
    if (body?.full === undefined || piece === undefined || 'erased' in piece) return;
    const whole: Readonly<Record<StatePart, Known<unknown>>> = {
      flow: this.flow === null ? null : { value: stateToJson(this.flow.value) },
      work: this.work,
      trail: this.trail,
    };
    for (const [part, known] of Object.entries(whole) as [StatePart, Known<unknown>][]) {
      if (known === null) continue;
      const digest = fullDigest(NODE_HASHING, part, piece.salt, canonical(known.value));
      if (digest === body.full[part]) continue;
      this.report(
        seq,
        'full-digest-differs',
        `the digest of the whole ${part} is ${body.full[part]}, replayed ${digest}`,
      );
    }
  }

  private compare(row: InstanceRow, part: StatePart, known: Known<unknown>): void {
    if (known === null) return;
    let stored: unknown;
    try {
      stored = JSON.parse(row.state[part]);
    } catch (error) {
      this.report(null, 'row-differs', `the stored ${part} is no JSON: ${String(error)}`);
      return;
    }
    const [is, should] = [canonical(stored), canonical(known.value)];
    if (is !== should)
      this.report(null, 'row-differs', `the stored ${part} is not what the events give: ${parting(is, should)}`);
  }

  private same(column: string, is: unknown, should: unknown): void {
    if (is !== should) {
      this.report(null, 'row-differs', `${column} is ${String(is)}, by the entries it is ${String(should)}`);
    }
  }

  private report(seq: number | null, code: ReplayFindingCode, message: string): void {
    this.findings.push({ seq, code, message });
  }
}

function isOver(flow: InstanceState | undefined): boolean {
  return flow?.status === 'completed' || flow?.status === 'cancelled';
}

/** Where two texts begin to differ, with a little of what follows. */
function parting(is: string, should: string): string {
  let at = 0;
  while (at < is.length && is[at] === should[at]) at++;
  const from = Math.max(0, at - 20);
  return `...${is.slice(from, at + 40)}... instead of ...${should.slice(from, at + 40)}...`;
}
