import type { Entry } from './entries.js';

/** Who may end a matter, written down a second time: alone only who started it, before a control ended or money moved; otherwise two persons. */
export class EndingAudit {
  private initiator: string | null = null;
  /** Who asked, by the item that asks. */
  private readonly asked = new Map<string, string>();
  private hasPower = false;

  constructor(private readonly report: (seq: number, what: string) => void) {}

  /** A control ended, or a payment began. */
  powerUsed(): void {
    this.hasPower = true;
  }

  take({ seq, kind, command, trail, flow, work }: Entry): void {
    const who = trail[0]?.person ?? '';
    if (kind === 'startInstance') this.initiator = trail[0]?.person ?? null;
    for (const { item = '', ending } of work) if (ending !== undefined) this.asked.set(item, ending.by);
    if (!flow.some(({ type }) => type === 'instanceCancelled')) return;
    if (kind === 'cancelInstance') {
      if (who === '' || who !== this.initiator) this.report(seq, `${who} ended what ${String(this.initiator)} started`);
      if (this.hasPower) this.report(seq, `${who} ended alone what power was used in`);
      return;
    }
    const asker = this.asked.get(String(command['item']));
    const parties = [who, trail[0]?.onBehalfOf ?? who];
    if (asker === undefined || kind !== 'completeWork') this.report(seq, `it was ended by ${kind}`);
    else if (parties.includes(asker)) this.report(seq, `${asker} asked for the end and confirmed it`);
    if (this.initiator !== null && parties.includes(this.initiator)) {
      this.report(seq, `${this.initiator} confirmed the end of their own matter`);
    }
  }
}
